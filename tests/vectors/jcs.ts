/** The published vectors of the JSON Canonicalization Scheme (RFC 8785): inputs read by our reader, written by our writer. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from '@gamut/kernel/canonical-json';
import { parseJson } from '@gamut/kernel/parse-json';
import { createTally, type VectorResult } from './vector-result.ts';

/** RFC 8785 appendix B: the bits of a double and how it must be written. */
const numbers: readonly (readonly [string, string])[] = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
];

export async function run(vectorsDir: string): Promise<VectorResult> {
  const tally = createTally();
  const folder = join(vectorsDir, 'jcs');
  for (const file of await readdir(join(folder, 'input'))) {
    const wanted = (await readFile(join(folder, 'output', file), 'utf8')).replace(/\n$/, '');
    const input = await readFile(join(folder, 'input', file));
    // values.json carries 333333333.33333329, a numeral whose value reading would change; our reader refuses it on purpose
    const exact = file !== 'values.json';
    tally.check(`${file} written`, canonicalJson(JSON.parse(input.toString('utf8'))) === wanted);
    if (exact) tally.check(`${file} read`, canonicalJson(parseJson(input)) === wanted);
    else tally.refused(`${file} read`, refuses(input));
    tally.check(`${file} is a fixed point`, canonicalJson(parseJson(wanted)) === wanted);
  }
  for (const [bits, text] of numbers) {
    tally.check(`number ${bits}`, canonicalJson(Buffer.from(bits, 'hex').readDoubleBE()) === text);
  }
  for (const bits of ['7fffffffffffffff', '7ff0000000000000']) {
    tally.check(
      `number ${bits} refused`,
      throws(() => canonicalJson(Buffer.from(bits, 'hex').readDoubleBE())),
    );
  }
  return tally.result('JSON canonicalization (RFC 8785)');
}

function refuses(input: Uint8Array): boolean {
  try {
    parseJson(input);
  } catch (error) {
    return (error as { code?: string }).code === 'inexact_number';
  }
  return false;
}

function throws(work: () => unknown): boolean {
  try {
    work();
  } catch {
    return true;
  }
  return false;
}
