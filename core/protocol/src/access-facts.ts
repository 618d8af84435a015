/**
 * The access matrix as Gateway reads it: which data domains of which systems an agent may read or write. A system is a governed
 * connector; a data domain is a word of the tenant's own, which the records of its tools name beside their system.
 */
import { Type, type Static } from 'typebox';
import { matrixAccesses } from '@gamut/kernel/agentic-terms';

/** Small Latin letters, digits and hyphens: two words that look alike are one word. */
export const dataDomainPattern = '^[a-z][a-z0-9-]{0,62}$';
export const DataDomain = Type.String({ pattern: dataDomainPattern });

export const dataDomainsMax = 16;
export const accessRowsMax = 256;

export const AccessRow = Type.Object(
  {
    connectorId: Type.String({ maxLength: 4096 }),
    /** Null: tools of the system that name no data domain, and no others. */
    dataDomain: Type.Union([DataDomain, Type.Null()]),
    /** `write` includes `read`. */
    access: Type.Enum([...matrixAccesses]),
  },
  { additionalProperties: false },
);
export type AccessRow = Static<typeof AccessRow>;
