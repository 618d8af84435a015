/** `npm start`: installs what is missing, then brings the whole of Gamut up. Runs on Node 20 and newer. */
import { run } from './run.mjs';

await run(['up', ...process.argv.slice(2)]);
