/**
 * How long what was started may go unheard of: as long as its connector lets a call take, and what Gateway needs beyond that to
 * record how it ended, and to hand that in again where platform did not hear it. After that nobody waits for it any more.
 */

/** Whatever the connector says, and where nobody knows the connector. */
export const unfinishedMs = 300_000;

/** Gateway's grace for a call, the deadline of its outcome, and several tries after an outage. */
const beyondCallMs = 40_000;

/**
 * SQL: the end of the time of a started decision `d` beside its connector `c` (`unfinishedConnector`).
 * @param most the parameter that says how many milliseconds are the most, whatever the connector says
 */
export const endOfTime = (most: string): string =>
  `d.at + least(${most}::bigint, coalesce(c.call_timeout_ms, ${most}::bigint) + ${String(beyondCallMs)}) * interval '1 millisecond'`;

export const unfinishedConnector = 'LEFT JOIN connectors c ON c.name = d.connector';
