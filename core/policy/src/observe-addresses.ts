/**
 * A read that names a host or a mailbox can carry data out. Paths are places below the tool's root, and no address; in any other text
 * whatever could be read as the beginning of one counts: a slash, an at sign, a port, a scheme, numbers with dots, a word with a dot. A
 * single word is a host where its argument says so by name.
 */
import { findAddresses } from './addresses.ts';
import { foldLetters } from './fold-letters.ts';
import type { IndexedTool } from './indexed-facts.ts';

export function holdsAddress(value: unknown, pointer: string, tool: IndexedTool, named = false): boolean {
  const { targetKind, targetPointers } = tool.facts;
  if (targetKind === 'path' && targetPointers.includes(pointer)) return false;
  if (typeof value === 'number') return named;
  if (typeof value === 'string') return (named && value.trim() !== '') || isAddress(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, member]) => {
    const below = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (Array.isArray(value)) return holdsAddress(member, below, tool, named);
    return namesHost(name) || holdsAddress(member, below, tool, named || saysPlace(name));
  });
}

const placeWords =
  /^(?:host|hosts|hostname|url|urls|uri|uris|link|href|endpoint|server|domain|website|webhook|callback|redirect|proxy|address|addr|ip|email|mail|mailbox|recipient|recipients|to|cc|bcc|destination|dest)$/;

function saysPlace(name: string): boolean {
  const apart = name.replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2');
  return foldLetters(apart)
    .split(/[^\p{L}\p{N}]+/u)
    .some((word) => placeWords.test(word));
}

const addressSigns =
  /[/\\@]|%(?:2f|40|5c)|&(?:#|sol|commat)|:\s*\d|\[[\da-f:.]*:|(?:^|[^\d.])\d+(?:\.\d+){3}(?![\d.])|xn--/;
const schemes =
  /(?:^|[^a-z0-9])(?:https?|wss?|s?ftp|ftps|ssh|git|file|data|blob|javascript|mailto|tel|sms|sip|xmpp|smb|nfs|ldaps?|gopher|dict|jar|s3|gs)\s*:/;
const localHost = /(?:^|[^a-z0-9])(?:localhost|loopback|broadcasthost)(?![a-z0-9])/;
const dottedWord = /(?:\p{L}[\p{L}\p{N}_-]*\s?\.|\.\p{L})[\p{L}\p{N}_-]/u;
/** An IPv4 address as one number, of more than a network's first part. */
const numbers = /(?<![\p{L}\p{N}.])(?:0x[0-9a-f]{1,16}|0[0-7]{9,}|[0-9]{8,10})(?![\p{L}\p{N}])/gu;

function isAddress(text: string): boolean {
  const folded = foldLetters(text);
  return (
    [addressSigns, schemes, localHost, dottedWord].some((signs) => signs.test(folded)) ||
    (folded.match(numbers) ?? []).some(isIpv4) ||
    namesHost(text)
  );
}

function isIpv4(number: string): boolean {
  if (/^0[x0-7]/.test(number)) return true;
  const value = Number(number);
  return value >= 2 ** 24 && value < 2 ** 32;
}

function namesHost(text: string): boolean {
  return [...findAddresses(text)].some((form) => /^(?:mail|mailhost|host):/.test(form));
}
