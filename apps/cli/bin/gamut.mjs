#!/usr/bin/env node
/** `npx gamut …`: installs what is missing, then runs the command. Runs on Node 20 and newer. */
import { run } from './run.mjs';

await run(process.argv.slice(2));
