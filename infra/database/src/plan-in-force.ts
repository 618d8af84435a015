/** The plan that counts now, as words of SQL that every reader of control.tenants shares: one meaning of a trial that is over. */

/** When a trial ends: as an operator set it, or thirty days after the tenant was made. @param table the columns' prefix, with its dot */
export const trialEndOf = (table = ''): string =>
  `coalesce(${table}trial_ends_at, ${table}created_at + interval '30 days')`;

/** The plan that counts now, by the database's clock: a trial that is over entitles to nothing. */
export const planInForce = (table = ''): string =>
  `CASE WHEN ${table}plan = 'trial' AND ${trialEndOf(table)} <= now() THEN 'no_access' ELSE ${table}plan END`;
