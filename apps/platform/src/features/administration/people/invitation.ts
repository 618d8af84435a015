/** What whoever adds a person is shown, once: the set-up link to hand on. */
import { Type } from 'typebox';
import { named, Time } from '../../../http/schema-words.ts';

export const Email = Type.String({ minLength: 3, maxLength: 320, pattern: '^[^\\s@]+@[^\\s@]+$' });

export const Invitation = Type.Object(
  {
    id: Type.String(),
    url: Type.String({ description: 'a set-up link; shown this once' }),
    expiresAt: Time,
  },
  named('Invitation'),
);
