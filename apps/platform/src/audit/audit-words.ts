/** The words by which a text is found: letters and digits of any script, lower case, each once. Index and search cut the same way. */
const wordBytesMax = 64;
const wordsMax = 2_000;

export function wordsOf(text: string): string[] {
  const found = text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}\p{M}]+/gu);
  return (found ?? []).map((word) => word.slice(0, wordBytesMax));
}

/** Every word of every text inside a JSON value, member names left out. */
export function wordsWithin(values: readonly unknown[]): string[] {
  const words = new Set<string>();
  const visit = (value: unknown): void => {
    if (words.size >= wordsMax) return;
    if (typeof value === 'string') for (const word of wordsOf(value)) words.add(word);
    else if (typeof value === 'number') words.add(String(value));
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  values.forEach(visit);
  return [...words].slice(0, wordsMax);
}
