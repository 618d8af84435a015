/** The one thing about a password's strength that is judged before it is sent; the rest platform's estimate says. */
export const passwordLengthMin = 12;

export const tooShort = (password: string): boolean => password.length < passwordLengthMin;

/** Pure: what to say below the field while it is written. */
export function strengthSentence(password: string): string {
  const rule = `At least ${passwordLengthMin} characters: several unrelated words, or a password manager’s.`;
  if (password === '') return `${rule} Common words and your own name are refused.`;
  const missing = passwordLengthMin - password.length;
  if (missing > 0) return `${missing} more ${missing === 1 ? 'character' : 'characters'}. ${rule}`;
  return 'Long enough. How easy it is to guess is judged when you send it.';
}
