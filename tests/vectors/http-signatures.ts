/**
 * RFC 9421 appendix B: every published signature base is rebuilt from its message with our structured field parser, every
 * published signature verifies (those of asymmetric keys by a verifier for tests alone), and our own profile refuses all.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { verifyRequest } from '@gamut/protocol/signed-request';
import { parseMessage, readSignature, verifies, type Message, type Signed } from './message-signature.ts';
import { createTally, type Tally, type VectorResult } from './vector-result.ts';

interface Block {
  readonly text: string;
  /** What the standard says right before it. */
  readonly said: string;
}

export async function run(vectorsDir: string): Promise<VectorResult> {
  const tally = createTally();
  const blocks = blocksOf(await readFile(join(vectorsDir, 'rfc9421-appendix-b.md'), 'utf8'));
  const messages = blocks.filter(({ text }) => /^(?:[A-Z]+ \/|HTTP\/)/.test(text));
  const [request, response] = messages.slice(0, 2).map(({ text }) => parseMessage(text)) as [
    Message,
    Message,
  ];
  let base = '';
  let seen = 0;
  for (const [i, block] of blocks.entries()) {
    if (block.text.startsWith('"')) base = block.text;
    if (!/^signature-input: /im.test(block.text)) continue;
    const name = `appendix B signature ${String(++seen)}`;
    const message = block.text.startsWith('Signature-Input') ? undefined : parseMessage(block.text);
    const fields = message?.fields ?? parseMessage(`-\n${block.text}`).fields;
    const input = fields.get('signature-input') ?? '';
    const over = message ?? (input.includes('"@status"') ? withOwnDigest(response) : request);
    const signed = readSignature(over, input, fields.get('signature') ?? '');
    // in B.4 the base stands behind the first of its messages
    const published =
      base !== '' && base.includes(input.slice(input.indexOf('('))) ? base : (blocks[i + 1]?.text ?? '');
    judge(tally, name, signed, published, !block.said.includes('NOT still valid'));
    tally.refused(`${name} by our profile`, refusedByProfile(over, input, fields.get('signature') ?? ''));
  }
  tally.check('all thirteen signatures of the appendix were found', seen === 13);
  return tally.result('HTTP message signatures (RFC 9421 appendix B)');
}

function judge(tally: Tally, name: string, signed: Signed, published: string, valid: boolean): void {
  tally.check(
    `${name} ${valid ? 'has' : 'has not'} the published base`,
    (signed.base === published) === valid,
  );
  tally.check(`${name} ${valid ? 'verifies' : 'does not verify'}`, verifies(signed) === valid);
  const changed = { ...signed, base: `${signed.base} ` };
  tally.check(`${name} does not verify over another base`, !verifies(changed));
}

function refusedByProfile(message: Message, signatureInput: string, signature: string): boolean {
  const headers = { ...Object.fromEntries(message.fields), 'signature-input': signatureInput, signature };
  try {
    verifyRequest({
      method: 'POST',
      url: 'http://example.com/foo',
      headers,
      body: message.body,
      keys: new Map(),
      nowMs: 1_618_884_473_000,
    });
  } catch (error) {
    return (error as { code?: string }).code === 'signature_invalid';
  }
  return false;
}

/** The Content-Digest that this text prints for the response is not its body's; the published base has the right one. */
function withOwnDigest(response: Message): Message {
  const digest = `sha-512=:${createHash('sha512').update(response.body).digest('base64')}:`;
  return { ...response, fields: new Map([...response.fields, ['content-digest', digest]]) };
}

/** The text between fences, unwrapped as RFC 8792 says: a backslash at a line's end joins it to the next without its indent. */
function blocksOf(markdown: string): Block[] {
  const parts = markdown.split(/^~~~.*\n/m);
  const blocks: Block[] = [];
  for (let i = 1; i < parts.length; i += 2) {
    const text = (parts[i] as string)
      .replace(/^NOTE: .*\n\n/, '')
      .replace(/\\\n */g, '')
      .trim();
    blocks.push({ text, said: parts[i - 1] as string });
  }
  return blocks;
}
