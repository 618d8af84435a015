/** Before and after, member by member, for a table that stands them side by side. */
type Members = Readonly<Record<string, unknown>>;

export interface ChangedMember {
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly changed: boolean;
}

function textOf(value: unknown): string {
  if (value === null) return 'none';
  if (typeof value === 'string') return value === '' ? '“”' : value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(textOf).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Pure: each member of either once, in the order written; what stands in one only has no text on the other side. */
export function changedMembers(before: Members | null, after: Members | null): readonly ChangedMember[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names].map((name) => {
    const [was, is] = [before, after].map((side) =>
      side !== null && Object.hasOwn(side, name) ? textOf(side[name]) : undefined,
    );
    return { name, before: was, after: is, changed: was !== is };
  });
}
