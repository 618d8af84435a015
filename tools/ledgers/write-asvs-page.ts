/** `npm run ledgers`: writes docs/asvs.md anew from docs/asvs.json. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAsvs } from './asvs-ledger.ts';
import { asvsPage } from './asvs-page.ts';

const root = join(import.meta.dirname, '..', '..');
writeFileSync(join(root, 'docs', 'asvs.md'), asvsPage(readAsvs(root)));
