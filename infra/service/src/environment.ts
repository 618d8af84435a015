/**
 * Reads what is not secret from the environment, strictly: a value that is there and wrong stops the process instead of
 * falling back to a default. Production is the mode unless development is declared.
 */
import { GateFailure } from './start-gates.ts';
import type { Environment } from './hold-secrets.ts';

export type Mode = 'production' | 'development';

export interface EnvironmentReader {
  mode(): Mode;
  text(name: string): string | undefined;
  needText(name: string): string;
  /** @param fallback used when the variable is not set */
  port(name: string, fallback: number): number;
  wholeNumber(name: string, fallback: number, min: number, max: number): number;
  /** An http or https origin without path, query or credentials. */
  origin(name: string, fallback?: string): string;
  /** Exact origins, separated by commas; empty when not set. */
  origins(name: string): readonly string[];
}

export function readEnvironment(env: Environment): EnvironmentReader {
  const text = (name: string): string | undefined => (env[name] === '' ? undefined : env[name]);
  const needText = (name: string): string => {
    const value = text(name);
    if (value === undefined) throw new GateFailure('config', `${name} is not set`, `set ${name}`);
    return value;
  };
  const wholeNumber = (name: string, fallback: number, min: number, max: number): number => {
    const value = text(name);
    if (value === undefined) return fallback;
    const number = /^(0|[1-9][0-9]{0,14})$/.test(value) ? Number(value) : NaN;
    if (!(number >= min && number <= max)) {
      throw new GateFailure(
        'config',
        `${name} is not a whole number`,
        `set ${name} to a number from ${String(min)} to ${String(max)}`,
      );
    }
    return number;
  };
  return {
    mode: () => modeOf(text('GAMUT_MODE')),
    text,
    needText,
    wholeNumber,
    port: (name, fallback) => wholeNumber(name, fallback, 0, 65_535),
    origin: (name, fallback) =>
      originOf(name, fallback === undefined ? needText(name) : (text(name) ?? fallback)),
    origins: (name) =>
      (text(name) ?? '')
        .split(',')
        .filter((part) => part.trim() !== '')
        .map((part) => originOf(name, part.trim())),
  };
}

function modeOf(value: string | undefined): Mode {
  if (value === undefined || value === 'production') return 'production';
  if (value === 'development') return 'development';
  throw new GateFailure(
    'config',
    'GAMUT_MODE is neither production nor development',
    'set GAMUT_MODE=development, or leave it out for production',
  );
}

function originOf(name: string, value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const plain =
    url !== undefined &&
    /^https?:$/.test(url.protocol) &&
    (value === url.origin || value === `${url.origin}/`);
  if (!plain)
    throw new GateFailure(
      'config',
      `${name} is not an origin`,
      `set ${name} to something like http://127.0.0.1:4600`,
    );
  return url.origin;
}
