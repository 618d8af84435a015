/** The words of a new tenant and of acts on one, judged before anything of them reaches SQL: by whoever asks for it and by whoever makes it. */
import { AppError } from '@gamut/kernel/app-error';

export interface NewTenant {
  readonly slug: string;
  readonly name: string;
  readonly plan: string;
}

const slugPattern = /^[a-z][a-z0-9-]{1,38}$/;
const planPattern = /^[a-z][a-z0-9_]{0,31}$/;
/** What changes how the rest is shown, or nothing at all; the two joiners are letters' own in some scripts. */
const hidden = /[\p{Cc}\p{Co}\p{Cn}\u2028\u2029]|(?![\u200c\u200d])\p{Cf}/u;
const who = 'whoever operates Gamut';

/** @throws AppError naming the field */
export function assertNewTenant(tenant: NewTenant): void {
  if (!slugPattern.test(tenant.slug)) {
    const shown = JSON.stringify(tenant.slug.slice(0, 60));
    throw new AppError('validation_failed', `${shown} is not a slug`, {
      fix: 'use 2 to 39 lower-case letters, digits and hyphens, beginning with a letter',
      who,
    });
  }
  if (!isPrintable(tenant.name)) {
    throw new AppError('validation_failed', 'a tenant’s name is 1 to 200 printable characters', {
      fix: 'give it a name that shows as it is written',
      who,
    });
  }
  if (!planPattern.test(tenant.plan))
    throw new AppError('validation_failed', `${JSON.stringify(tenant.plan.slice(0, 60))} is not a plan`, {
      fix: 'give --plan, for example enterprise',
      who,
    });
}

/** Why an operator acts on a tenant: shown in lists and journals, so no character of it may change how the rest is shown. @throws AppError */
export function assertPlainReason(reason: string): void {
  if (isPlain(reason)) return;
  throw new AppError('validation_failed', 'a reason is one line of printable characters', {
    fix: 'leave out line breaks, other control characters and those that are not seen',
    who,
  });
}

function isPrintable(name: string): boolean {
  return name.length <= 200 && isPlain(name);
}

function isPlain(text: string): boolean {
  return text.trim().length > 0 && text.isWellFormed() && !hidden.test(text);
}
