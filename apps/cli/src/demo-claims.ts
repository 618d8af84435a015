/**
 * The working folder of the demo's filesystem connector: a small claims desk with invented people. Written once, beside
 * its place and renamed into it; what agents change there stays changed.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { asDiskError } from './durable-file.ts';

const claimants = [
  ['reference', 'name', 'email', 'phone', 'iban', 'card'],
  [
    'CL-2001',
    'Odalys Brandvik',
    'odalys.brandvik@post.example',
    '+44 20 7946 0101',
    'GB29NWBK60161331926819',
    '4111111111111111',
  ],
  [
    'CL-2002',
    'Teodor Vasquill',
    'teodor.vasquill@post.example',
    '+44 20 7946 0102',
    'DE89370400440532013000',
    '5555555555554444',
  ],
  [
    'CL-2003',
    'Imre Castellane',
    'imre.castellane@post.example',
    '+44 20 7946 0103',
    'FR1420041010050500013M02606',
    '378282246310005',
  ],
  [
    'CL-2004',
    'Wilhelmine Okparo',
    'wilhelmine.okparo@post.example',
    '+44 20 7946 0104',
    'NL91ABNA0417164300',
    '4012888888881881',
  ],
  [
    'CL-2005',
    'Zadok Lindqvare',
    'zadok.lindqvare@post.example',
    '+44 20 7946 0105',
    'ES9121000418450200051332',
    '4222222222222',
  ],
  [
    'CL-2006',
    'Perpetua Hallmoor',
    'perpetua.hallmoor@post.example',
    '+44 20 7946 0106',
    'IT60X0542811101000000123456',
    '5105105105105100',
  ],
  [
    'CL-2007',
    'Anselm Quistgaard',
    'anselm.quistgaard@post.example',
    '+44 20 7946 0107',
    'BE68539007547034',
    '4111111111111111',
  ],
  [
    'CL-2008',
    'Marisol Threnody',
    'marisol.threnody@post.example',
    '+44 20 7946 0108',
    'AT611904300234573201',
    '4012888888881881',
  ],
];

const files: Readonly<Record<string, string>> = {
  'README.md':
    '# Claims desk of Meridian Mutual\n\nA demo. Every person, claim and number here is invented.\n\n- open/ claims in work\n- closed/ claims that are settled\n- drafts/ letters that nobody has sent\n- personal/ claimants\n- reports/ weekly figures\n',
  'open/CL-2001.md':
    '# CL-2001: water damage, kitchen\n\nReported 2 days ago. Estimate 1,840.00. Two photographs received, plumber’s invoice outstanding.\n',
  'open/CL-2002.md':
    '# CL-2002: windscreen\n\nReported yesterday. Estimate 310.00. Within the automatic limit; waits for the policy number.\n',
  'open/CL-2003.md':
    '# CL-2003: bicycle theft\n\nReported 5 days ago. Claimed 2,250.00, over the limit of 1,000.00. Police reference received.\n',
  'closed/CL-1994.md': '# CL-1994: storm, roof tiles\n\nPaid 4,120.00. Closed after inspection.\n',
  'closed/CL-1997.md': '# CL-1997: lost luggage\n\nPaid 600.00. Closed.\n',
  'drafts/CL-2003-letter.md':
    'Dear policyholder,\n\nthank you for your report. Before we can settle your claim we need the frame number of the bicycle.\n',
  'personal/claimants.csv': `${claimants.map((row) => row.join(',')).join('\n')}\n`,
  'reports/week.csv': 'week,opened,closed,paid\n44,31,27,48210.00\n45,28,30,51904.50\n46,35,29,43077.25\n',
};

/** @param demo folder of the demo in GAMUT_HOME */
export function writeDemoClaims(demo: string): void {
  const place = join(demo, 'claims');
  if (existsSync(place)) return;
  try {
    for (const name of readdirSync(demo)) {
      if (name.startsWith('.claims.')) rmSync(join(demo, name), { recursive: true, force: true });
    }
    const draft = join(demo, `.claims.${process.pid}`);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(draft, path)), { recursive: true, mode: 0o700 });
      writeFileSync(join(draft, path), text, { mode: 0o600 });
    }
    renameSync(draft, place);
  } catch (error) {
    throw asDiskError(error, place);
  }
}
