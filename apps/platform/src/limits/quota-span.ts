/** The day and the month that a moment lies in, by UTC, and when each ends: a quota starts anew at midnight and on the 1st. */
export interface QuotaSpans {
  /** `2026-11-23` */
  readonly day: string;
  /** `2026-11-01` */
  readonly month: string;
  readonly dayEndsAt: string;
  readonly monthEndsAt: string;
}

export function quotaSpansAt(nowMs: number): QuotaSpans {
  const now = new Date(nowMs);
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  return {
    day: now.toISOString().slice(0, 10),
    month: new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10),
    dayEndsAt: new Date(Date.UTC(year, month, day + 1)).toISOString(),
    monthEndsAt: new Date(Date.UTC(year, month + 1, 1)).toISOString(),
  };
}
