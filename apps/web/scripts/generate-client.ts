/**
 * Generates the client's types from platform's committed OpenAPI document: `npm run client`. With `--check` it writes nothing and
 * fails when the committed types are not what the document says.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';

const documentFile = join(import.meta.dirname, '..', '..', 'platform', 'openapi.json');
export const schemaFile = join(import.meta.dirname, '..', 'src', 'api', 'schema.d.ts');

const opening =
  '/** Types of platform’s API, generated from apps/platform/openapi.json by scripts/generate-client.ts. Not written by hand. */\n';

export async function generateClient(): Promise<string> {
  const nodes = await openapiTypescript(pathToFileURL(documentFile), { immutable: true, alphabetize: true });
  return opening + astToString(nodes);
}

if (import.meta.main) {
  const generated = await generateClient();
  if (!process.argv.includes('--check')) writeFileSync(schemaFile, generated);
  else if (readFileSync(schemaFile, 'utf8') !== generated) {
    console.error(
      'src/api/schema.d.ts is not what apps/platform/openapi.json says. Fix: npm run client --workspace apps/web',
    );
    process.exitCode = 1;
  }
}
