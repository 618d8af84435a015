/** `gamut help`: every command in one screen. */
import type { World } from '../world.ts';

const text = `gamut: govern AI, and enforce it on AI agents

  up                                     start everything (npm start); Ctrl-C stops it in order
  up --raise-authority                   a start after the database was brought back whole: what was issued before is void
  stop                                   stop the running one
  status [--json]                        processes, addresses, readiness
  doctor                                 check this machine and this installation, with a fix for each finding
  demo credentials [--json]              addresses, one-time sign-in links, agents' tokens of the demo tenant
  demo tour                              call Gateway as each demo agent and show every outcome
  tenant list [--json]                   all tenants: standing, plan, cell
  tenant create --slug S --name N --plan P [--cell C]
  tenant invite S --email E --name N     its administrator: prints a set-up link, good for 72 hours and one use
  tenant reset S --email E               a link for its only administrator, who forgot the password: opens after a day (root)
  tenant suspend S --reason TEXT         lock it out at once; reactivate S --reason TEXT lets it in again
  tenant plan S --plan P --reason TEXT   from the answer on; a trial ends by itself (--trial-days N, 30)
  tenant move S --cell C                 to another database; blocked meanwhile
  tenant export S                        to a file in the folder of exports; restore FILE --slug S brings it back, suspended
                                         [--sha256 H] of a file from elsewhere, [--after-deletion [--id T] [--cell C]]
  tenant delete S --reason TEXT --yes    its keys, then all else, for good
                                         (each waits and shows its steps; --no-wait, --json)
  operator create --name N --email E --role platform_ops|platform_support [--days N]
  operator list; operator revoke ID --reason TEXT   who operates the platform, by name
  operator ask --tenant S --reason TEXT [--hours N --role R]; requests; open ID; give-up ID
                                         support access: the tenant approves, sees and ends it
  journal export --tenant demo --out F   the demo's journal as one file, signed in as its administrator; another tenant's with an
                                         API token of it in GAMUT_ACCESS_TOKEN[_FILE], or in its console
  journal export --platform --out F      the platform's own: what operators and provisioning did
                                         with --replay G also what its decisions are derived from (an administrator's)
                                         and --whole-arguments, with the account and card numbers of what passed
  verify F [--key VKEY] [--replay G]     check such a file offline: exit 0 whole, 1 broken, 2 wrong key, 3 incomplete;
                                         with G every decision is derived again, and what does not follow is named
  decide --explain ID                    what each control saw, the reasons and the fixes; or of a call that nobody made:
                                         --agent A --tool T [--arguments JSON], a simulation (--tenant S, --json)
  keys                                   make the missing keys, list all by fingerprint
  keys rotate [--finish]                 replace DATA_ENCRYPTION_KEY: lay a new one beside, restart, then --finish while serving
  keys rotate --signing [--finish]       replace AGENTIC_SIGNING_SECRET: lay a new one beside, restart; --finish, restart when nobody signs under the old
  help                                   this page

  GAMUT_HOME (default .gamut)            keys, database, logs and demo files
  GAMUT_PLATFORM_PORT, GAMUT_GATEWAY_PORT, GAMUT_CLAW_PORT, GAMUT_WITNESS_PORT   4600, 4610, 4620, 4630; 0 takes any free one
  GAMUT_PLATFORM_URL, GAMUT_OPERATOR_TOKEN[_FILE]   for "tenant" beside a platform that this launcher did not start
  DATABASE_URL [MIGRATOR_DATABASE_URL]   your own Postgres 17 or newer instead of the embedded one`;

export function help(_args: readonly string[], world: World): Promise<number> {
  world.answer(text);
  return Promise.resolve(0);
}
