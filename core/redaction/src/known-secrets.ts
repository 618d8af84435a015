/**
 * The live secrets of a call, in every spelling that an upstream may echo them in: raw, JSON-escaped, URL- and
 * HTML-escaped, hexadecimal, and base64 at each of its three offsets, so that a secret inside a longer encoded text is
 * found too. They are looked for before any pattern is.
 */
import type { Detector } from './detector.ts';

/** Shorter ones would hide ordinary words. */
const rawCharsMin = 4;
const encodedCharsMin = 6;

interface Spelling {
  readonly text: string;
  /** Neighbours that carry bits of the secret too: hidden with it when they are letters of base64. */
  readonly before: number;
  readonly after: number;
}

export function knownSecretDetector(secrets: readonly string[]): Detector {
  const spellings = new Map<string, Spelling>();
  for (const secret of secrets) {
    for (const spelling of spellingsOf(secret)) {
      const held = spellings.get(spelling.text);
      if (held === undefined || held.before + held.after < spelling.before + spelling.after)
        spellings.set(spelling.text, spelling);
    }
  }
  return {
    name: 'known_secret',
    kind: 'secret',
    find: (text, spans) => {
      for (const { text: wanted, before, after } of spellings.values()) {
        for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
          const end = at + wanted.length;
          const start = before > 0 && isBase64(text[at - 1]) ? at - 1 : at;
          spans.push({
            start,
            end: after > 0 && isBase64(text[end]) ? end + 1 : end,
            detector: 'known_secret',
          });
        }
      }
    },
  };
}

function* spellingsOf(secret: string): Iterable<Spelling> {
  const bytes = new TextEncoder().encode(secret);
  if (secret.length < rawCharsMin) return;
  const plain = (text: string): Spelling => ({ text, before: 0, after: 0 });
  const escaped = JSON.stringify(secret).slice(1, -1);
  yield plain(secret);
  yield plain(escaped);
  yield plain(JSON.stringify(escaped).slice(1, -1));
  yield plain(
    escaped.replace(/[^\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
  if (secret.isWellFormed()) {
    const url = encodeURIComponent(secret);
    yield plain(url);
    yield plain(url.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()));
    yield plain(url.replaceAll('%20', '+'));
    yield plain(encodeURI(secret));
  }
  yield plain(secret.replace(/[&<>"']/g, (letter) => htmlEntities[letter] as string));
  if (secret.length < encodedCharsMin) return;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0'));
  yield plain(hex.join(''));
  yield plain(hex.join('').toUpperCase());
  yield plain(hex.join(':'));
  yield plain(hex.map((pair) => `%${pair}`).join(''));
  for (const offset of [0, 1, 2]) yield* base64Spellings(bytes, offset);
}

const htmlEntities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** The letters of base64 that the secret alone decides when it begins `offset` bytes into a group of three. */
function* base64Spellings(bytes: Uint8Array, offset: number): Iterable<Spelling> {
  const padded = new Uint8Array(Math.ceil((offset + bytes.length) / 3) * 3);
  padded.set(bytes, offset);
  const encoded = btoa(String.fromCharCode(...padded));
  const start = Math.ceil((offset * 8) / 6);
  const end = Math.floor(((offset + bytes.length) * 8) / 6);
  const text = encoded.slice(start, end);
  if (text.length < encodedCharsMin) return;
  const edges = { before: offset === 0 ? 0 : 1, after: (offset + bytes.length) % 3 === 0 ? 0 : 1 };
  yield { text, ...edges };
  yield { text: text.replaceAll('+', '-').replaceAll('/', '_'), ...edges };
}

function isBase64(letter: string | undefined): boolean {
  return letter !== undefined && /[A-Za-z0-9+/_-]/.test(letter);
}
