/**
 * What the provision process can be asked for, parsed strictly: `bootstrap`, `migrate`, `work`, `drift`, `authority raise`, `logins renew`, and
 * `tenant create --slug demo --name "Meridian Mutual" --plan enterprise`.
 */
import { parseArgs } from 'node:util';
import { AppError } from '@gamut/kernel/app-error';
import type { NewTenant } from '@gamut/database/new-tenant';

export type ProvisionCommand =
  | { readonly kind: 'bootstrap' }
  | { readonly kind: 'migrate' }
  /** Long-running; `once`: what is due now, and no more. */
  | { readonly kind: 'work'; readonly once: boolean }
  /** How each schema differs from what this build's migrations make. */
  | { readonly kind: 'drift' }
  /** After a database was brought back whole: what was issued before is void. @see raise-authority.ts */
  | { readonly kind: 'authority raise'; readonly cell: string | undefined }
  /** After a new TENANT_LOGIN_SECRET. */
  | { readonly kind: 'logins renew' }
  | { readonly kind: 'tenant create'; readonly tenant: NewTenant; readonly cell: string };

const usage =
  'provision bootstrap | provision migrate | provision work [--once] | provision drift | provision authority raise --all | --cell CELL | provision logins renew | provision tenant create --slug SLUG --name NAME --plan PLAN [--cell CELL]';

/** @throws AppError `bad_request` that shows the usage */
export function parseProvisionCommand(args: readonly string[]): ProvisionCommand {
  const { values, positionals } = parse(args);
  const asked = positionals.join(' ');
  const given = Object.keys(values);
  const bare = (['bootstrap', 'migrate', 'drift', 'logins renew'] as const).find((kind) => kind === asked);
  if (bare !== undefined && given.length === 0) return { kind: bare };
  if (asked === 'work' && given.every((name) => name === 'once'))
    return { kind: 'work', once: values.once === true };
  if (asked === 'authority raise' && given.length === 1 && (values.all === true || values.cell !== undefined))
    return { kind: asked, cell: values.cell };
  if (asked === 'tenant create' && values.all === undefined && values.once === undefined) {
    const { slug, name, plan, cell } = values;
    if (slug !== undefined && name !== undefined && plan !== undefined)
      return { kind: 'tenant create', tenant: { slug, name, plan }, cell: cell ?? 'home' };
    throw refusal('tenant create needs --slug, --name and --plan');
  }
  throw refusal(
    asked === ''
      ? 'nothing was asked for'
      : `${JSON.stringify(asked.slice(0, 80))} is not a command with these options`,
  );
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        slug: { type: 'string' },
        name: { type: 'string' },
        plan: { type: 'string' },
        cell: { type: 'string' },
        once: { type: 'boolean' },
        all: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw refusal((error as Error).message.split('.')[0] ?? 'unreadable options');
  }
}

function refusal(message: string): AppError {
  return new AppError('bad_request', message, { fix: usage, who: 'whoever runs this command' });
}
