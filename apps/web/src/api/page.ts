/** Lists as platform gives them: `{data, next, has_more}` with an opaque cursor. */
export interface Page<T> {
  readonly data: readonly T[];
  readonly next: string | null;
  readonly has_more: boolean;
}
