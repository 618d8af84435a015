/** What is refused to people about plans: a conflict, with what leads on. */
import { AppError } from '@gamut/kernel/app-error';

export function refused(message: string, fix: string): AppError {
  return new AppError('conflict', message, { fix, who: 'the person' });
}
