/** Whether any part of a secret stands in a text, in whatever spelling: what a refused start must never print. */
const partMin = 8;

/** Every spelling of the secret that is looked for, each at least eight characters long. */
export function spellingsOf(secret: string): Set<string> {
  const bytes = Buffer.from(secret, 'utf8');
  const forms = new Set([secret, encodeURIComponent(secret), bytes.toString('hex')]);
  forms.add(bytes.toString('base64')).add(bytes.toString('base64url'));
  if (/^[A-Za-z0-9_-]{43}$/.test(secret)) {
    const key = Buffer.from(secret, 'base64url');
    forms.add(key.toString('hex')).add(key.toString('base64')).add(key.toString('latin1'));
    forms.add(encodeURIComponent(key.toString('base64')));
  }
  for (const form of [...forms]) {
    const middle = Math.floor(form.length / 2);
    for (const half of [form.slice(0, middle), form.slice(middle)]) {
      forms.add(half);
      forms.add([...half].reverse().join(''));
    }
    forms
      .add([...form].reverse().join(''))
      .add(form.toUpperCase())
      .add(form.toLowerCase());
  }
  return new Set([...forms].filter((form) => form.length >= partMin));
}

/** @returns the spellings of any of the secrets that stand in the text, and every piece of twelve characters of one */
export function leaksIn(text: string, secrets: readonly string[]): string[] {
  const leaks: string[] = [];
  for (const secret of secrets) {
    for (const form of spellingsOf(secret)) if (text.includes(form)) leaks.push(form);
    for (let at = 0; at + 12 <= secret.length; at++)
      if (text.includes(secret.slice(at, at + 12))) leaks.push(secret.slice(at, at + 12));
  }
  return leaks;
}
