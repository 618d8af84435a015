/** Times in words: always absolute, always with the zone, in the reader's own zone. `ago` only beside an absolute time. */

const zoneName = (at: Date): string => {
  const part = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName');
  return part?.value ?? 'UTC';
};

const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long' });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const minute = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** `22 Nov 2026 13:58:40 UTC` */
export const fullTime = (at: Date): string => `${date.format(at)} ${clock.format(at)} ${zoneName(at)}`;

/** `22 Nov 13:58:40` for table cells whose header names the zone. */
export const cellTime = (at: Date): string => `${day.format(at)} ${clock.format(at)}`;

/** `11:40 UTC` on the same day, `23 Nov 11:40 UTC` otherwise. */
export function dueTime(at: Date, now: Date): string {
  const time = `${minute.format(at)} ${zoneName(at)}`;
  return date.format(at) === date.format(now) ? time : `${day.format(at)} ${time}`;
}

/** `Monday 09:00 UTC` within six days, else `12 Nov 09:00 UTC`. */
export function sinceTime(at: Date, now: Date): string {
  const near = now.getTime() - at.getTime() < 6 * 86_400_000;
  return `${near ? weekday.format(at) : day.format(at)} ${minute.format(at)} ${zoneName(at)}`;
}

export const zoneNow = (): string => zoneName(new Date());

/** `2 min ago`, `in 3 h`: rough on purpose, beside an absolute time. */
export function distance(at: Date, now: Date): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  const size = Math.abs(seconds);
  const amount =
    size < 60
      ? `${size} s`
      : size < 3600
        ? `${Math.floor(size / 60)} min`
        : size < 172_800
          ? `${Math.floor(size / 3600)} h`
          : `${Math.floor(size / 86_400)} days`;
  return seconds <= 0 ? (size < 5 ? 'now' : `${amount} ago`) : `in ${amount}`;
}
