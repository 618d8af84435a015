/** Entry of the bundled verifier, `gamut-verify.mjs`: one file that Node 20 runs, with nothing else of Gamut. */
import { resolve } from 'node:path';
import { verifyCommand } from './verify.ts';

const gamutHome = resolve(process.env['GAMUT_HOME'] ?? '.gamut');
process.exitCode = await verifyCommand(process.argv.slice(2), { stdout: process.stdout, gamutHome });
