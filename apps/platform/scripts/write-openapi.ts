/** Writes the committed OpenAPI document from the route table: `node apps/platform/scripts/write-openapi.ts`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument } from '../src/http/openapi.ts';
import { routeTable } from '../src/http/route-table.ts';

const path = join(import.meta.dirname, '..', 'openapi.json');
writeFileSync(path, `${JSON.stringify(openApiDocument(routeTable), null, 2)}\n`);
process.stdout.write(`${path}\n`);
