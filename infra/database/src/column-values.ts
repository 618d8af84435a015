/**
 * How column values become JavaScript's: whole numbers of 64 bits as numbers while they are exact (beyond that it throws
 * rather than rounds), moments as Date, dates without a time as text.
 */
import pg from 'pg';

const int8 = 20;
const date = 1082;
const timestampWithoutZone = 1114;
const int8Array = 1016;

export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: string) {
    if (format !== 'binary') {
      if (oid === int8) return exactNumber;
      if (oid === int8Array)
        return (text: string) => (text === '{}' ? [] : text.slice(1, -1).split(',').map(exactNumber));
      if (oid === date || oid === timestampWithoutZone) return (text: string) => text;
    }
    return pg.types.getTypeParser(oid, format as 'text');
  },
};

function exactNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond the exact whole numbers`);
  return value;
}

/** @throws TypeError for undefined, which the driver would silently send as NULL */
export function assertParameters(values: readonly unknown[]): void {
  for (const value of values)
    if (value === undefined) throw new TypeError('a parameter is undefined; say null where NULL is meant');
}
