/**
 * Writes structured field values in their one canonical form (RFC 8941 section 4.1). A signed header is accepted only if
 * reading and writing it again gives the same text, so one meaning has one spelling.
 */
import type { BareItem, Dictionary, Item, Member, Parameters } from './structured-field.ts';

export function formatDictionary(dictionary: Dictionary): string {
  const members: string[] = [];
  for (const [key, member] of dictionary) {
    const flag = member.kind === 'item' && member.bare.kind === 'boolean' && member.bare.value;
    members.push(flag ? key + formatParameters(member.parameters) : `${key}=${formatMember(member)}`);
  }
  return members.join(', ');
}

export function formatList(members: readonly Member[]): string {
  return members.map(formatMember).join(', ');
}

export function formatMember(member: Member): string {
  if (member.kind === 'item') return formatItem(member);
  return `(${member.items.map(formatItem).join(' ')})${formatParameters(member.parameters)}`;
}

export function formatItem(item: Item): string {
  return formatBareItem(item.bare) + formatParameters(item.parameters);
}

function formatParameters(parameters: Parameters): string {
  let text = '';
  for (const [key, bare] of parameters) {
    text += bare.kind === 'boolean' && bare.value ? `;${key}` : `;${key}=${formatBareItem(bare)}`;
  }
  return text;
}

function formatBareItem(bare: BareItem): string {
  switch (bare.kind) {
    case 'integer':
      return String(bare.value);
    case 'decimal':
      return Number.isInteger(bare.value) ? `${String(bare.value)}.0` : String(bare.value);
    case 'string':
      return `"${bare.value.replace(/["\\]/g, '\\$&')}"`;
    case 'token':
      return bare.value;
    case 'boolean':
      return bare.value ? '?1' : '?0';
    case 'bytes':
      return `:${Buffer.from(bare.value).toString('base64')}:`;
  }
}
