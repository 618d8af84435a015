/** What the database refuses and a person can mend, as refusals with a fix: a name that is taken, a thing that is not there. */
import { AppError } from '@gamut/kernel/app-error';
import { isUniqueViolation } from '@gamut/database/sql-error';

/** @param what says what is taken: "An agent of this name" */
export async function refuseTaken<T>(work: Promise<T>, what: string): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isUniqueViolation(error))
      throw new AppError('conflict', `${what} exists already.`, {
        fix: 'Choose another, or change the one that is there.',
        who: 'the person',
      });
    throw error;
  }
}

/** The same words for an id that never was, was removed, or belongs to somebody else. */
export function notFound(noun: string): AppError {
  return new AppError('not_found', `There is no such ${noun}.`, { fix: 'Check the id.', who: 'the caller' });
}

export function invalidField(pointer: string, message: string, fix: string): AppError {
  return new AppError('validation_failed', `${pointer} ${message}`, {
    fix,
    who: 'the person',
    fields: [{ pointer, message }],
  });
}
