/**
 * Whether a person has touched the page since the last request that said so. Pages ask again by themselves every few seconds; those
 * requests say that they are of the background, so that a session goes idle beside an open tab (security.md section 8).
 */
export interface PageTouch {
  /** @returns the headers that a request sends now, and what to call once it was answered */
  beginRequest(): { readonly headers: Readonly<Record<string, string>>; answered(): void };
}

const touches = ['pointerdown', 'keydown', 'wheel'] as const;

/** Opening the page is the first touch. */
export function watchTouches(page: Pick<EventTarget, 'addEventListener'>): PageTouch {
  let [touched, told] = [1, 0];
  for (const kind of touches)
    page.addEventListener(kind, () => void (touched += 1), { capture: true, passive: true });
  return {
    beginRequest: () => {
      const upTo = touched;
      if (upTo === told) return { headers: { 'gamut-background': '1' }, answered: () => undefined };
      // told only once it has arrived: a touch while platform could not be reached is still to be told
      return { headers: {}, answered: () => void (told = Math.max(told, upTo)) };
    },
  };
}
