/** The nouns of platform's API by name, from the generated types: `Noun<'Agent'>`. */
import type { components } from './schema.d.ts';

export type Noun<Name extends keyof components['schemas']> = components['schemas'][Name];
