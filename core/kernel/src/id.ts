/**
 * Ids: a prefix that names the noun and a UUIDv7 (RFC 9562 section 5.7) in 26 characters of lower-case Crockford base32,
 * as TypeID writes it: `agt_01jx…`. They sort by time, are safe in URLs and shell, and a branded type keeps an agent's id
 * from standing where a tool's is wanted. Time and randomness come in as parameters: this room has neither.
 */
export const idPrefixes = {
  tnt: 'tenant',
  usr: 'user',
  mbr: 'membership',
  ses: 'session',
  lnk: 'sign-in link',
  tok: 'token',
  agt: 'agent',
  crd: 'agent credential',
  con: 'connector',
  tol: 'tool',
  prm: 'tool permission',
  dfl: 'data flow',
  gat: 'approval gate',
  tru: 'tenant rule',
  apr: 'approval',
  vot: 'vote on an approval',
  dlg: 'delegation of approvals',
  bgl: 'emergency approval',
  pmt: 'promotion',
  asm: 'ATF assessment',
  obs: 'observe period',
  tls: 'toolset',
  tsg: 'toolset grant',
  skl: 'skill',
  ska: 'skill assignment',
  wfp: 'workflow plan',
  chk: 'checkpoint',
  alt: 'behaviour alert',
  pbk: 'incident playbook',
  rtt: 'red-team test',
  fnd: 'finding',
  inc: 'incident',
  dec: 'decision',
  out: 'outcome',
  rsl: 'resolution of an action in doubt',
  aud: 'audit record',
  snp: 'policy snapshot',
  sim: 'simulation',
  req: 'request',
  opr: 'operator',
  sup: 'support grant',
  job: 'job',
  rot: 'key rotation',
  gwy: 'gateway instance',
  kil: 'kill switch',
  whk: 'webhook endpoint',
  whd: 'webhook delivery',
  quo: 'quota reservation',
} as const;

export type IdPrefix = keyof typeof idPrefixes;
declare const brand: unique symbol;
export type Id<P extends IdPrefix> = string & { readonly [brand]: P };

export type TenantId = Id<'tnt'>;
export type UserId = Id<'usr'>;
export type AgentId = Id<'agt'>;
export type ConnectorId = Id<'con'>;
export type ToolId = Id<'tol'>;
export type ApprovalId = Id<'apr'>;
export type DecisionId = Id<'dec'>;
export type IncidentId = Id<'inc'>;
export type FindingId = Id<'fnd'>;

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const bodyPattern = /^[0-7][0-9abcdefghjkmnpqrstvwxyz]{25}$/;

/**
 * @param nowMs milliseconds since the epoch
 * @param random 16 random bytes, of which 74 bits are used
 */
export function newId<P extends IdPrefix>(prefix: P, nowMs: number, random: Uint8Array): Id<P> {
  if (random.length < 16) throw new RangeError('an id needs 16 random bytes');
  let value = BigInt(Math.trunc(nowMs)) << 80n;
  let tail = 0n;
  for (let i = 6; i < 16; i++) tail = (tail << 8n) | BigInt(random[i] as number);
  // version 7 in bits 76..79, variant 10 in bits 62..63
  tail = (tail & ~(0xfn << 76n)) | (0x7n << 76n);
  tail = (tail & ~(0x3n << 62n)) | (0x2n << 62n);
  value |= tail;
  let text = '';
  for (let i = 0; i < 26; i++) {
    text = (alphabet[Number(value & 31n)] as string) + text;
    value >>= 5n;
  }
  return `${prefix}_${text}` as Id<P>;
}

/** The id when the text is one of this noun; otherwise undefined. Untrusted text comes in here and nowhere else. */
export function parseId<P extends IdPrefix>(prefix: P, text: unknown): Id<P> | undefined {
  if (typeof text !== 'string' || !text.startsWith(`${prefix}_`)) return undefined;
  return bodyPattern.test(text.slice(prefix.length + 1)) ? (text as Id<P>) : undefined;
}

/** The id's own time, in milliseconds since the epoch. */
export function idTime(id: Id<IdPrefix>): number {
  let value = 0n;
  for (const letter of id.slice(id.indexOf('_') + 1))
    value = (value << 5n) | BigInt(alphabet.indexOf(letter));
  return Number(value >> 80n);
}

/** The pattern of an id of one noun, for schemas. */
export function idPattern(prefix: IdPrefix): string {
  return `^${prefix}_[0-7][0-9abcdefghjkmnpqrstvwxyz]{25}$`;
}
