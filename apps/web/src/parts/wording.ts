/** The product's terms as a person reads them, and numbers, plurals and hashes in one spelling everywhere. */

const grouped = new Intl.NumberFormat('en-GB');

export const count = (n: number): string => grouped.format(n);
export const plural = (n: number, one: string, many = `${one}s`): string => (n === 1 ? one : many);

/** `snake_case` terms of the product as words: `block_and_open_incident` → `Block and open incident`. */
export const termText = (term: string): string => {
  const words = term.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export const lowerTerm = (term: string): string => term.replaceAll('_', ' ');

/** `9ac1…77`: enough to compare by eye; the whole value stands in the title and can be copied. */
export const shortHash = (hash: string): string =>
  hash.length > 10 ? `${hash.slice(0, 4)}…${hash.slice(-2)}` : hash;

/** `dec_01jx…k4`: prefix, head and tail of an id; a plain word stays whole. */
export function shortId(id: string): string {
  if (/^[a-z-]+$/.test(id)) return id;
  const cut = id.indexOf('_');
  const [prefix, rest] = cut > 0 ? [id.slice(0, cut + 1), id.slice(cut + 1)] : ['', id];
  return rest.length > 10 ? `${prefix}${rest.slice(0, 4)}…${rest.slice(-4)}` : id;
}

export const controlNames: Readonly<Record<string, string>> = {
  agent_registered: 'Agent registered',
  status_active: 'Status active',
  human_owner: 'Human owner',
  security_owner: 'Security owner',
  level_boundary: 'Level boundary',
  tool_permitted: 'Tool permission',
  approval_gate: 'Approval gate',
  data_flow: 'Data class',
  incident_playbook: 'Incident playbook',
  red_team_test: 'Red-team test',
  no_open_critical: 'No open critical finding or incident',
  limits: 'Limits',
  well_formed: 'Request well formed',
};

export const controlText = (name: string): string => controlNames[name] ?? termText(name);

/** The first line of a text, cut at a word: for lists, where the whole stands on the record's own page. */
export function firstWords(text: string, lengthMax: number): string {
  const line = text.split('\n')[0] ?? '';
  if (line.length <= lengthMax) return line;
  const cut = line.slice(0, lengthMax);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 1)).replace(/[.,;:]$/, '')} …`;
}
