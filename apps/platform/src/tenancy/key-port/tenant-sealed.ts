/** The refusal of a sealed tenant, in one place: what happened, and that the mending lies with whoever owns the key. */
import { AppError } from '@gamut/kernel/app-error';

/** @param reason one clause without an address: `the key file is gone` */
export function sealedError(reason: string): AppError {
  return new AppError('tenant_sealed', `This organisation is sealed: ${reason}.`, {
    fix: 'Restore the organisation’s key at its key service; Gamut opens again by itself. The journal can be read and verified meanwhile.',
    who: 'whoever owns the organisation’s key',
  });
}
