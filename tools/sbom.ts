/**
 * The bill of materials, `docs/sbom.json` (CycloneDX 1.6), made from the lockfile: every package of others with version, digest and licence,
 * and whether it is there when Gamut runs (`required`) or only when it is built and tested (`excluded`). It names no host and no time, so
 * the same lockfile gives the same bytes. `npm run sbom` writes it; a test compares.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
}

const root = join(import.meta.dirname, '..');
const folder = 'node_modules/';

function componentOf([path, { version = '', integrity = '', license, dev }]: [string, Locked]) {
  const name = path.slice(path.lastIndexOf(folder) + folder.length);
  const [algorithm, digest = ''] = integrity.split('-', 2);
  if (algorithm !== 'sha512') throw new Error(`${path} has no sha512 digest`);
  return {
    type: 'library',
    name,
    version,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    scope: dev === true ? 'excluded' : 'required',
    hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }],
    ...(license === undefined ? {} : { licenses: [{ expression: license }] }),
  } as const;
}

export function billOfMaterials(): string {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>;
  };
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  const components = Object.entries(packages)
    .filter(([path, { link }]) => path.includes(folder) && link !== true)
    .map(componentOf);
  // the same version in two places is one component; in use if it is in use in one of them
  const once = new Map<string, ReturnType<typeof componentOf>>();
  for (const one of components) if (once.get(one.purl)?.scope !== 'required') once.set(one.purl, one);
  const lines = [...once.values()]
    .toSorted((a, b) => (a.purl < b.purl ? -1 : 1))
    .map((one) => `    ${JSON.stringify(one)}`);
  const head = { bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 };
  const metadata = { component: { type: 'application', name, version } };
  return `{\n  ${JSON.stringify(head).slice(1, -1)},\n  "metadata": ${JSON.stringify(metadata)},\n  "components": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

if (import.meta.main) writeFileSync(join(root, 'docs', 'sbom.json'), billOfMaterials());
