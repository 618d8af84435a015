/** A wait with an end: what comes later is nobody's business any more, not even as an unhandled failure. */
import { AppError } from '@gamut/kernel/app-error';

/** @throws AppError `deadline_exceeded` */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new AppError('deadline_exceeded', 'the database did not answer in time'));
    }, ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
