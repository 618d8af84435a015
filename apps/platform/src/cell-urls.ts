/**
 * The addresses of the cells beside home, as platform and provision are given them: a JSON object from a cell's name to the
 * URL of its database. Parsed strictly, and no error shows any of it: a URL carries a password.
 */
import { parseJson } from '@gamut/kernel/parse-json';
import { GateFailure } from '@gamut/service/start-gates';

const namePattern = /^[a-z][a-z0-9-]{0,30}$/;
const cellsMax = 1_000;

/** @throws GateFailure `config` that names the variable and the cell, never a value */
export function parseCellUrls(
  variable: string,
  text: string | undefined,
  homeUrl: string,
): Readonly<Record<string, string>> {
  if (text === undefined) return {};
  const refuse = (reason: string, fix: string): never => {
    throw new GateFailure('config', `${variable} ${reason}`, fix);
  };
  const fix = `set ${variable} to a JSON object of names and URLs, like {"cell-b":"postgres://…"}`;
  const value = readObject(text);
  if (value === undefined) return refuse('is not a JSON object', fix);
  const entries = Object.entries(value);
  if (entries.length > cellsMax) return refuse(`names more than ${String(cellsMax)} cells`, fix);
  const seen = new Map([[addressOf(homeUrl), 'home']]);
  for (const [name, url] of entries) {
    if (!namePattern.test(name))
      return refuse('has a name that will not do', 'use lower-case letters, digits and hyphens, at most 31');
    if (name === 'home') return refuse('names home', 'leave home out: its address is the other variable');
    const address = typeof url === 'string' ? addressOf(url) : undefined;
    if (address === undefined)
      return refuse(`has no Postgres URL for ${name}`, 'give postgres://user:password@host:port/database');
    const twin = seen.get(address);
    if (twin !== undefined)
      return refuse(`gives ${twin} and ${name} one database`, 'give each cell a database of its own');
    seen.set(address, name);
  }
  return Object.freeze(value as Record<string, string>);
}

function readObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = parseJson(text);
    const plain = typeof value === 'object' && value !== null && !Array.isArray(value);
    return plain ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Host, port and database: what tells one database from another. */
function addressOf(text: string): string | undefined {
  const url = /^postgres(ql)?:\/\//.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.pathname.length < 2 || url.username === '') return undefined;
  return `${url.hostname}:${url.port || '5432'}${url.pathname}`;
}
