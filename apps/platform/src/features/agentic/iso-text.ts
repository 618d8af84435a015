/** A timestamptz column as the text that every answer uses: UTC, milliseconds, `Z`. The column's name is ours, never a caller's. */
export function isoText(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
