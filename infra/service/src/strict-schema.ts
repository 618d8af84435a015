/**
 * The settings under which every schema is compiled: nothing is coerced, dropped or filled in, the first fault ends the
 * check (collecting all of them is work that a caller could order), and a schema with an unknown keyword does not compile.
 */
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { validationRefusal } from './problem.ts';

const settings = {
  coerceTypes: false,
  removeAdditional: false,
  useDefaults: false,
  allErrors: false,
  strict: true,
  strictTypes: false,
  strictTuples: false,
  strictRequired: false,
  // of several kinds the one that is named is checked, alone
  discriminator: true,
} as const;

/** For Fastify, which compiles the schemas of its routes itself (and adds the formats). */
export const strictAjv = { customOptions: settings };

/** A check for one schema; it throws the refusal that names what broke and where. */
export function compileSchema<T>(schema: object, where: string): (value: unknown) => T {
  const ajv = new Ajv(settings);
  (addFormats as unknown as { default: (ajv: Ajv) => unknown }).default(ajv);
  const validate = ajv.compile(schema) as ValidateFunction<T>;
  return (value) => {
    if (validate(value)) return value;
    throw validationRefusal(validate.errors ?? [], where);
  };
}
