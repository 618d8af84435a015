/** A path with its query, as every list and filter asks. */
export type Query = Readonly<Record<string, string | number | undefined>>;

/** Path with its query; members that are undefined or empty are left out. */
export function withQuery(path: string, query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') params.set(name, String(value));
  const suffix = params.toString();
  return suffix ? `${path}?${suffix}` : path;
}
