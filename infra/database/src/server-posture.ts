/** The gates about the server and the application's login: new enough, durable, on time, no power, nothing owned, doors shut. */
import { findOpenDoors } from './hardening.ts';
import { few, type Check } from './posture-check.ts';

/** @param versionNumber as `server_version_num` says it */
export function whyTooOld(versionNumber: number): string | undefined {
  const major = Math.trunc(versionNumber / 10_000);
  return major >= 17 ? undefined : `the server is Postgres ${String(major)}`;
}

export const checkVersion: Check = async ({ session }) => {
  const [row] = await session.query<{ version: number }>(
    "SELECT current_setting('server_version_num')::int AS version",
  );
  return whyTooOld(row?.version ?? 0);
};

export const checkDurable: Check = async ({ session }) => {
  const off = await session.query<{ name: string }>(
    "SELECT name FROM (VALUES ('fsync'), ('full_page_writes'), ('synchronous_commit')) AS s (name) WHERE current_setting(name) = 'off'",
  );
  return off.length === 0
    ? undefined
    : `${off.map(({ name }) => name).join(', ')} off: a power cut would lose committed records`;
};

export const checkLogin: Check = async ({ session }) => {
  const [row] = await session.query<{ name: string; powers: string[] }>(
    `SELECT rolname AS name, array_remove(ARRAY[
       CASE WHEN rolsuper THEN 'superuser' END, CASE WHEN rolbypassrls THEN 'bypass row security' END, CASE WHEN rolcreaterole THEN 'create roles' END,
       CASE WHEN rolcreatedb THEN 'create databases' END, CASE WHEN rolreplication THEN 'replication' END, CASE WHEN rolinherit THEN 'inherit' END], NULL) AS powers
     FROM pg_roles WHERE rolname = session_user`,
  );
  if (row === undefined) return 'the login is not in the catalog';
  return row.powers.length === 0 ? undefined : `the login ${row.name} may ${row.powers.join(', ')}`;
};

export const checkOwnsNothing: Check = async ({ session }) => {
  const [row] = await session.query<{ database: boolean; owned: number }>(
    `SELECT (SELECT datdba = session_user::regrole FROM pg_database WHERE datname = current_database()) AS database,
       (SELECT count(*) FROM pg_shdepend WHERE refclassid = 'pg_authid'::regclass AND refobjid = session_user::regrole AND deptype = 'o') AS owned`,
  );
  if (row?.database === true) return 'the database is owned by the application’s login';
  return row?.owned === 0 ? undefined : `the login owns ${String(row?.owned ?? '?')} objects`;
};

/** With roles every door must be shut. Own logins have no role to hop to, so what only a superuser can shut may be open. */
export const checkHardening: Check = async ({ session, options }) => {
  const [row] = await session.query<{ login: string }>('SELECT session_user AS login');
  const doors = await findOpenDoors(session, row?.login ?? '');
  const open =
    options.tenantLoginSecret === undefined
      ? doors
      : doors.filter((door) => /^(TEMP|CREATE) on |^USAGE on schema /.test(door));
  return open.length === 0 ? undefined : `still open: ${few(open)}`;
};

export const checkClock: Check = async ({ session, options }) => {
  const before = options.nowMs();
  const [row] = await session.query<{ at: string }>(
    'SELECT extract(epoch FROM clock_timestamp()) * 1000 AS at',
  );
  const after = options.nowMs();
  const at = Number(row?.at);
  const skewMs = at < before ? before - at : Math.max(0, at - after);
  return skewMs <= 2_000
    ? undefined
    : `the clocks of platform and database differ by ${String(Math.round(skewMs))} ms`;
};
