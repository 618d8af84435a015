/**
 * The database's part of the start gates (security.md section 3): asked of home and of each cell, as the application's own
 * login, before any port opens. Each finding names what stands open and what shuts it; a serving process goes on only when
 * all hold. A cell beside home that is away is said to be so, and keeps nobody else waiting.
 */
import { AppError } from '@gamut/kernel/app-error';
import { connectWithinMs } from './installation.ts';
import { openOwnerSession, type OwnerSession } from './owner-session.ts';
import {
  asControl,
  isMigrated,
  type Check,
  type Checked,
  type PostureOptions,
  type Resident,
} from './posture-check.ts';
import { checkGrants } from './grant-posture.ts';
import { checkObjects } from './object-posture.ts';
import { checkMemberships, checkTenantRoles } from './role-posture.ts';
import {
  checkClock,
  checkDurable,
  checkHardening,
  checkLogin,
  checkOwnsNothing,
  checkVersion,
} from './server-posture.ts';
import { homeCell } from './tenant-ref.ts';
import {
  checkCells,
  checkInstallation,
  checkMigrations,
  checkResidents,
  checkWalls,
} from './tenant-posture.ts';

export type { PostureOptions } from './posture-check.ts';

export interface PostureFinding {
  readonly gate: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly fix: string;
  /** The database it is about. */
  readonly cell: string;
  /** Not shut but silent: a cell beside home that does not answer. */
  readonly away: boolean;
}

const bootstrap = 'run `provision bootstrap` as the superuser, and give the platform the URL of gamut_app';
const migrate = 'run `provision migrate`';
const differs = 'take back what was given or made there by hand; `provision drift` names more of it';

const checks: readonly (readonly [gate: string, fix: string, check: Check])[] = [
  ['database-version', 'use Postgres 17 or newer', checkVersion],
  ['database-durable', 'switch fsync, full_page_writes and synchronous_commit on', checkDurable],
  ['database-login', bootstrap, checkLogin],
  ['database-owner', bootstrap, checkOwnsNothing],
  ['database-memberships', bootstrap, checkMemberships],
  ['database-hardening', bootstrap, checkHardening],
  [
    'database-installation',
    'give each process the addresses of its own deployment’s databases',
    checkInstallation,
  ],
  ['database-clock', 'set the clocks of both machines by NTP', checkClock],
  ['database-migrations', migrate, checkMigrations],
  ['database-cells', 'name each of them with its address in CELL_DATABASE_URLS', checkCells],
  [
    'database-residents',
    'correct CELL_DATABASE_URLS, or let the provision process end its jobs',
    checkResidents,
  ],
  [
    'database-roles',
    'run `provision migrate` with the posture and the TENANT_LOGIN_SECRET of this process',
    checkTenantRoles,
  ],
  ['database-walls', migrate, checkWalls],
  ['database-grants', differs, checkGrants],
  ['database-objects', differs, checkObjects],
];

/**
 * Home's gates in order, then each cell's; one that could not be asked stays shut.
 * @param only these cells alone, for one that comes back
 * @throws AppError `unavailable` when home is away
 */
export async function checkPosture(
  options: PostureOptions,
  only?: readonly string[],
): Promise<PostureFinding[]> {
  const home = await openOwnerSession(options.url, 'gamut-posture', connectWithinMs);
  try {
    const asked = only ?? [homeCell, ...Object.keys(options.cells ?? {})];
    const tenants = await loadTenants(home);
    const inHome = { session: home, cell: homeCell, url: options.url, options, tenants };
    const findings = await Promise.all(
      asked.map((cell) => (cell === homeCell ? checkAll(inHome) : checkCell(cell, options, tenants))),
    );
    return findings.flat();
  } finally {
    await home.close();
  }
}

/** Undefined for a database that no build has migrated, or where the role of control can't be taken: its own gates say so. */
async function loadTenants(home: OwnerSession): Promise<readonly Resident[] | undefined> {
  try {
    if (!(await isMigrated(home))) return undefined;
    return await asControl(home, () =>
      home.query<Resident>(
        'SELECT id, slug, cell, status, schema_name, role_name FROM control.tenants ORDER BY id',
      ),
    );
  } catch (error) {
    if (error instanceof AppError) throw error;
    return undefined;
  }
}

async function checkCell(
  cell: string,
  options: PostureOptions,
  tenants: Checked['tenants'],
): Promise<PostureFinding[]> {
  const url = options.cells?.[cell];
  if (url === undefined) throw new TypeError(`no address of the cell ${cell}`);
  try {
    const session = await openOwnerSession(url, 'gamut-posture', connectWithinMs);
    try {
      return await checkAll({ session, cell, url, options, tenants });
    } finally {
      await session.close();
    }
  } catch (error) {
    return [unreached(cell, error)];
  }
}

/** A cell that answers and refuses us is wrongly addressed; one that says nothing is away. */
function unreached(cell: string, error: unknown): PostureFinding {
  const { sqlState = '' } = error as { sqlState?: string };
  const why = error instanceof AppError ? error.message : `it could not be asked (${sqlState})`;
  return {
    gate: 'database-cell',
    ok: false,
    detail: `the cell ${cell}: ${why}`,
    fix: 'start its Postgres, or correct its address in CELL_DATABASE_URLS',
    cell,
    away: !/^(28...|3D000|42501)$/.test(sqlState),
  };
}

async function checkAll(checked: Checked): Promise<PostureFinding[]> {
  const { cell } = checked;
  const where = cell === homeCell ? '' : `the cell ${cell}: `;
  const findings: PostureFinding[] = [];
  for (const [gate, fix, check] of checks) {
    const problem = await ask(check, checked);
    const detail = problem === undefined ? 'holds' : `${where}${problem}`;
    findings.push({ gate, ok: problem === undefined, detail, fix, cell, away: false });
  }
  return findings;
}

async function ask(check: Check, checked: Checked): Promise<string | undefined> {
  try {
    return await check(checked);
  } catch (error) {
    if (error instanceof AppError) throw error;
    return `could not be asked (${(error as { code?: string }).code ?? (error as Error).name})`;
  }
}
