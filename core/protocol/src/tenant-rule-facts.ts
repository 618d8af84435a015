/** A tenant's own rule as Gateway reads it: only what is published, and nothing of who wrote it (product.md 4). */
import { Type, type Static } from 'typebox';

const closed = { additionalProperties: false } as const;
const Text = Type.String({ maxLength: 4096 });

/** A published rule of the tenant's own: a Cedar `forbid`, which only tightens. */
export const TenantRuleFacts = Type.Object(
  {
    id: Type.String({ pattern: '^tru_[0-9a-z]{26}$' }),
    version: Type.Integer({ minimum: 1 }),
    name: Text,
    /** What a refusal tells the agent to do instead. */
    fix: Text,
    cedar: Type.String({ maxLength: 4096 }),
  },
  closed,
);
export type TenantRuleFacts = Static<typeof TenantRuleFacts>;
