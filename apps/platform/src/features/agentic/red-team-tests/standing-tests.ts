/**
 * Which red-team tests count (control 10): of each type the newest, and a test that was failed until one of its type was passed that
 * is dated after it and was not recorded before it. SQL over rows `t` of `red_team_tests`.
 */

export const testStands = `(t.result = 'passed' OR NOT EXISTS (SELECT 1 FROM red_team_tests p WHERE p.agent_id = t.agent_id AND p.type = t.type
  AND p.result = 'passed' AND p.tested_at > t.tested_at AND p.created_at >= t.created_at))`;

/** The one that says how an agent stands comes first. */
export const tellingFirst = `t.result = 'failed' DESC, t.tested_at DESC, t.id DESC`;

/** The one that says how the agent `a` stands, or no row. */
export const tellingTest = `red_team_tests t WHERE t.agent_id = a.id AND ${testStands} ORDER BY ${tellingFirst} LIMIT 1`;
