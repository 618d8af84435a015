/**
 * The gates about roles, in both postures (security.md sections 1.2 and 1.5). With roles: the application's login may take
 * each tenant's role and inherits none. With own logins: it may take control's alone, each tenant's role is a login and a
 * member of nothing, and nobody but the migrator is a member of it.
 */
import { openOwnerSession } from './owner-session.ts';
import { connectWithinMs } from './installation.ts';
import { asControl, few, isMigrated, settledResidents, type Check } from './posture-check.ts';
import { tenantLoginUrl } from './tenant-logins.ts';

const powers = 'r.rolsuper OR r.rolbypassrls OR r.rolcreaterole';
const members = 'pg_auth_members m JOIN pg_roles t ON t.oid = m.member JOIN pg_roles r ON r.oid = m.roleid';
/**
 * $1: the roles of this database. No such role is a member of anything, and nobody but the login and the migrator is a
 * member of it; whoever made control's role keeps the right to give it away, which is not yet a way in.
 */
const ofTheseRoles = `
  SELECT t.rolname || ' → ' || r.rolname AS name FROM ${members} WHERE t.rolname = ANY ($1::text[])
    OR (r.rolname = ANY ($1::text[]) AND m.member <> session_user::regrole AND t.rolname <> 'gamut_migrator' AND NOT t.rolsuper
      AND (m.set_option OR m.inherit_option OR r.rolname <> 'gamut_control'))`;

/** A membership that inherits, or that can be passed on, lets a query work without naming its tenant. */
const withRoles = `${ofTheseRoles}
  UNION ALL SELECT r.rolname FROM ${members} WHERE m.member = session_user::regrole
    AND (m.inherit_option OR m.admin_option OR ${powers} OR (r.rolcanlogin AND r.rolname = ANY ($1::text[]))
      OR NOT (r.rolname = 'gamut_control' OR r.rolname ~ '^gt_[0-9a-f]{16}$'))`;

const withOwnLogins = `${ofTheseRoles}
  UNION ALL SELECT r.rolname FROM ${members} WHERE m.member = session_user::regrole
    AND (m.inherit_option OR m.admin_option OR ${powers} OR r.rolcanlogin OR r.rolname <> 'gamut_control')`;

export const checkMemberships: Check = async ({ session, options }) => {
  const here = (await isMigrated(session))
    ? await asControl(session, () =>
        session.query<{ role: string }>('SELECT role_name AS role FROM control.tenants'),
      )
    : [];
  const sql = options.tenantLoginSecret === undefined ? withRoles : withOwnLogins;
  const rows = await session.query<{ name: string }>(sql, [
    ['gamut_control', ...here.map(({ role }) => role)],
  ]);
  return rows.length === 0 ? undefined : `memberships that must not be: ${few(rows.map(({ name }) => name))}`;
};

/** Powers, and settings of its own, of the roles that stand for control and the application; of tenants' where they can't set any themselves. */
const strongRoles = `
  SELECT format('%s may %s', r.rolname, w.word) AS name FROM pg_roles r, LATERAL (VALUES (r.rolsuper, 'do anything'), (r.rolbypassrls, 'bypass row security'),
    (r.rolcreaterole, 'create roles'), (r.rolcreatedb, 'create databases'), (r.rolreplication, 'replicate'), (r.rolcanlogin AND r.rolname = 'gamut_control', 'log in')) AS w (held, word)
  WHERE w.held AND (r.rolname IN ('gamut_app', 'gamut_control') OR r.rolname = ANY ($1::text[]))
  UNION ALL SELECT format('%s has settings of its own', r.rolname) FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole
  WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
    AND (r.rolname IN ('gamut_app', 'gamut_control') OR r.rolname = ANY ($1::text[]) AND NOT $2)`;

/**
 * What a tenant's role may be: a login exactly where that is the posture, without any power, owning nothing. A login of its own
 * can make large objects and change its own settings: that must not be a way to shut the gate for everybody.
 */
export const checkTenantRoles: Check = async (checked) => {
  const { session, options } = checked;
  const roles = settledResidents(checked).map(({ role_name: role }) => role);
  const login = options.tenantLoginSecret !== undefined;
  const rows = await session.query<{ name: string }>(
    `SELECT role AS name FROM unnest($1::text[]) AS role LEFT JOIN pg_roles r ON r.rolname = role
     WHERE r.oid IS NULL OR r.rolcanlogin <> $2 OR r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication
       OR has_database_privilege(r.oid, current_database(), 'TEMP, CREATE')
       OR EXISTS (SELECT FROM pg_shdepend d WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = r.oid AND d.deptype = 'o'
         AND NOT ($2 AND d.classid = 'pg_largeobject'::regclass))`,
    [roles, login],
  );
  if (rows.length > 0)
    return `roles of tenants that are not ${login ? 'powerless logins' : 'powerless and without a login'}: ${few(rows.map(({ name }) => name))}`;
  const strong = await session.query<{ name: string }>(strongRoles, [roles, login]);
  if (strong.length > 0) return `roles that hold more than they may: ${few(strong.map(({ name }) => name))}`;
  return login ? whyLoginFails(checked, roles[0]) : undefined;
};

/** One tenant stands for all: the passwords come from one secret. */
async function whyLoginFails(
  { url, options }: Parameters<Check>[0],
  role: string | undefined,
): Promise<string | undefined> {
  if (role === undefined || options.tenantLoginSecret === undefined) return undefined;
  try {
    const own = tenantLoginUrl(url, options.tenantLoginSecret, role);
    await (await openOwnerSession(own, 'gamut-posture', connectWithinMs)).close();
    return undefined;
  } catch {
    return `the login ${role} is refused: TENANT_LOGIN_SECRET is not the one that it was made with`;
  }
}
