/**
 * Places: what an action is aimed at, made comparable. A path is resolved against the tool's root by its text alone, and
 * whatever another program could read differently (backslash, `~`, escapes, hidden characters, blanks around it) is
 * unclear, which blocks. Two comparisons that differ on purpose: a permission is matched exactly, because a loose match
 * would widen it; a data class is matched folded (case, Unicode form, trailing dots), because a loose match only raises it.
 */

export interface Place {
  /** As it stands in the action and its digest: relative to the root with forward slashes, `.` for the root itself. */
  readonly text: string;
  readonly kind: 'path' | 'text';
  /** For permissions. */
  readonly exact: string;
  /** For data classes. */
  readonly folded: string;
}

export type PlaceFault = 'unclear' | 'outside';

export const placeCharsMax = 1024;

// Control, format (bidi, zero width), private use and unassigned characters, line and paragraph separators.
const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029]/u;
const escaped = /%(?:00|2e|2f|5c)/i;
// Letters that look like a separator, or become one under compatibility normalisation.
const separatorLike = /[\u2044\u2215\u29f5\u29f8\ufe68\uff0f\uff3c]/u;

export function parsePath(raw: string, root: string): Place | PlaceFault {
  if (raw === '' || raw.length > placeCharsMax || !raw.isWellFormed()) return 'unclear';
  if (hidden.test(raw) || escaped.test(raw) || separatorLike.test(raw)) return 'unclear';
  if (raw.includes('\\') || raw.startsWith('~') || raw.trim() !== raw) return 'unclear';
  if (/^["']|["']$/.test(raw) || /^[A-Za-z]:/.test(raw) || /^[a-z][a-z0-9+.-]*:\/\//i.test(raw))
    return 'unclear';
  const steps = raw.startsWith('/') ? belowRoot(raw, root) : foldDots(raw);
  if (steps === undefined) return 'outside';
  const exact = steps.join('/');
  return {
    text: (exact === '' ? '.' : exact).normalize('NFC'),
    kind: 'path',
    exact,
    folded: foldPath(steps),
  };
}

export function parseText(raw: string): Place | PlaceFault {
  if (raw === '' || raw.length > placeCharsMax || !raw.isWellFormed() || hidden.test(raw)) return 'unclear';
  return { text: raw, kind: 'text', exact: raw, folded: foldText(raw) };
}

export function parsePlace(raw: string, kind: 'path' | 'text', root: string | null): Place | PlaceFault {
  return kind === 'text' ? parseText(raw) : parsePath(raw, root ?? '/');
}

/** For permissions: the target is the place or lies under it, exactly. */
export function liesUnder(target: Place, place: Place): boolean {
  if (target.exact === place.exact) return true;
  if (place.kind === 'path') return place.exact === '' || target.exact.startsWith(`${place.exact}/`);
  if (!/[/:.@#?=&]$/.test(place.exact) || !target.exact.startsWith(place.exact)) return false;
  const rest = target.exact.slice(place.exact.length);
  return !/(?:^|\/)\.\.?(?:\/|$)|[\\@]/.test(rest) && !escaped.test(rest);
}

/** For data classes: the target lies under the place in any spelling, or, for a call that reaches below, above it. */
export function touches(target: Place, place: Place, recursive: boolean): boolean {
  return foldedUnder(target, place) || (recursive && foldedUnder(place, target));
}

function foldedUnder(inner: Place, outer: Place): boolean {
  if (outer.kind === 'text') return inner.folded.startsWith(outer.folded);
  return outer.folded === '' || inner.folded === outer.folded || inner.folded.startsWith(`${outer.folded}/`);
}

function belowRoot(raw: string, root: string): readonly string[] | undefined {
  const base = foldDots(root);
  const steps = foldDots(raw);
  if (base === undefined || steps === undefined || steps.length < base.length) return undefined;
  return base.every((step, i) => step === steps[i]) ? steps.slice(base.length) : undefined;
}

/** Resolves `.`, `..` and empty steps; undefined when it climbs out. */
function foldDots(path: string): string[] | undefined {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') steps.push(step);
    else if (steps.pop() === undefined) return undefined;
  }
  return steps;
}

function foldPath(steps: readonly string[]): string {
  return steps.map((step) => trimEnd(foldText(step))).join('/');
}

function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFKC');
}

/** Some file systems drop trailing dots and blanks; a name of dots only is kept. */
function trimEnd(step: string): string {
  let end = step.length;
  while (end > 0 && (step[end - 1] === '.' || step[end - 1] === ' ')) end--;
  return end === 0 ? step : step.slice(0, end);
}
