/** One thing that the doctor looked at. `notable` is worth knowing and stops nothing. */
export interface Finding {
  readonly what: string;
  readonly is: 'well' | 'notable' | 'wrong';
  readonly detail: string;
  readonly fix?: string;
}

export function well(what: string, detail: string): Finding {
  return { what, is: 'well', detail };
}

export function notable(what: string, detail: string, fix?: string): Finding {
  return { what, is: 'notable', detail, ...(fix === undefined ? {} : { fix }) };
}

export function wrong(what: string, detail: string, fix: string): Finding {
  return { what, is: 'wrong', detail, fix };
}
