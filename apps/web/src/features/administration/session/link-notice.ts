/** Why a one-time link brought the person here, if one did. */
export function linkNotice(search: string): string | undefined {
  const reason = new URLSearchParams(search).get('link');
  if (reason === null) return undefined;
  if (reason === 'expired') return 'That sign-in link is too old. Links work for a few minutes.';
  if (reason === 'used') return 'That sign-in link was used already. Each link works once.';
  return 'That sign-in link does not work: it was used already, is too old, or was never issued.';
}
