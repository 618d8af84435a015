/**
 * Fastify's own compilers, put off until a route is first asked: a test that asks five of two hundred routes compiles the schemas
 * of five. Programs compile all of them at their start, which the journeys and the boots show.
 */
import { createRequire } from 'node:module';
import type { FastifyServerOptions } from 'fastify';

type Compilers = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>;
interface Compiled {
  (value: unknown): unknown;
  errors?: unknown;
}
type Compile = (route: { readonly schema: object }) => Compiled;

const ofFastify = createRequire(createRequire(import.meta.url).resolve('fastify'));
const builders = {
  buildValidator: '@fastify/ajv-compiler',
  buildSerializer: '@fastify/fast-json-stringify-compiler',
} as const;

function atUse(compile: Compile): Compile {
  const known = new WeakMap<object, Compiled>();
  return (route) => {
    const compiled: Compiled = (value) => {
      let made = known.get(route.schema);
      if (made === undefined) known.set(route.schema, (made = compile(route)));
      const result = made(value);
      compiled.errors = made.errors;
      return result;
    };
    return compiled;
  };
}

function builderOf(name: keyof typeof builders): (schemas: unknown, options: unknown) => Compile {
  const factory = ofFastify(builders[name]) as () => (schemas: unknown, options: unknown) => Compile;
  const build = factory();
  return (schemas, options) => atUse(build(schemas, options));
}

export const compileAtUse = {
  buildValidator: builderOf('buildValidator'),
  buildSerializer: builderOf('buildSerializer'),
} as unknown as Compilers;
