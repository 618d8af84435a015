/** The operator's routes of key rotations: begin one, and see how far each is. */
import { Type } from 'typebox';
import type { ControlReader } from '@gamut/database/tenant-transaction';
import { AppError } from '@gamut/kernel/app-error';
import {
  closed,
  idOf,
  named,
  NoParams,
  NoQuery,
  oneOf,
  orNull,
  text,
  Time,
} from '../../http/schema-words.ts';
import { operatorReadRoute, operatorRoute, type Route } from '../../http/route.ts';
import { rotationSubject, type KeyRotations } from './key-rotations.ts';
import { rotationKinds } from './rotation.ts';
import { listRotations } from './rotation-store.ts';

const Asked = Type.Union([
  Type.Object({ kind: Type.Literal('encryption_key') }, closed),
  Type.Object({ kind: Type.Literal('data_key'), tenant: text(2, 40) }, closed),
]);

const Begun = Type.Object(
  {
    id: idOf('rot'),
    toKeyId: Type.String({ description: 'The public name of the key that everything comes to stand under.' }),
  },
  closed,
);

const KeyRotation = Type.Object(
  {
    id: idOf('rot'),
    kind: oneOf(rotationKinds),
    tenant: orNull(Type.String()),
    toKeyId: Type.String(),
    state: oneOf(['running', 'done', 'failed']),
    phase: Type.String(),
    sealedAgain: Type.Integer({ description: 'Values that were sealed, or keys that were wrapped, again.' }),
    failure: orNull(Type.String()),
    startedAt: Time,
    finishedAt: orNull(Time),
  },
  named('KeyRotation'),
);

const keyCount = (description: string) => Type.Integer({ minimum: 0, description });

const KeysUnder = Type.Object(
  {
    retiringKey: keyCount(
      'Data keys under DATA_ENCRYPTION_KEY_RETIRING of the platform process that answers: it is still needed.',
    ),
    noHeldKey: keyCount(
      'Data keys in use under a key that this process does not hold: what they sealed stays shut until it is given.',
    ),
  },
  named('DataKeysUnder'),
);

export const keyRotationRoutes: readonly Route[] = [
  operatorRoute(
    {
      method: 'POST',
      path: '/operator/v1/key-rotations',
      summary: 'Replace DATA_ENCRYPTION_KEY, or the data key of one tenant, while serving',
      params: NoParams,
      query: NoQuery,
      body: Asked,
      answer: Begun,
      status: 202,
      permission: 'operator',
      platformRole: 'platform_ops',
      entitlement: null,
      audit: 'key_rotation.requested',
      rateClass: 'change',
      csrf: 'none',
    },
    async ({ platform, body, change }) => {
      const { rotations, db } = platform;
      const tenant = body.kind === 'data_key' ? await db.findTenant({ slug: body.tenant }) : undefined;
      if (body.kind === 'data_key' && tenant === undefined)
        throw new AppError('not_found', 'There is no such tenant.', {
          fix: 'GET /operator/v1/tenants lists them.',
          who: 'the operator',
        });
      const begun =
        tenant === undefined
          ? await rotations.beginEncryptionKey(change.tx)
          : await rotations.beginDataKey(change.tx, tenant);
      change.afterCommit(() => Promise.resolve(rotations.wake()));
      return change.succeed(
        {
          event: 'key_rotation.requested',
          subject: rotationSubject(begun.id, body.kind),
          after: { kind: body.kind, toKeyId: begun.toKeyId },
          ...(tenant === undefined ? {} : { concerns: tenant.id }),
        },
        begun,
      );
    },
  ),
  operatorReadRoute(
    {
      method: 'GET',
      path: '/operator/v1/key-rotations',
      summary: 'Key rotations, the newest first, and how far each is',
      params: NoParams,
      query: NoQuery,
      body: null,
      answer: Type.Object({ items: Type.Array(KeyRotation), dataKeysUnder: KeysUnder }, closed),
      status: 200,
      permission: 'operator',
      platformRole: 'platform_ops',
      entitlement: null,
      audit: 'none',
      rateClass: 'read',
      csrf: 'none',
    },
    async ({ tx, platform }) => ({
      dataKeysUnder: await keysUnder(platform.rotations, tx),
      items: (await listRotations(tx)).map(({ startedAt, finishedAt, sealedAgain, ...rotation }) => ({
        ...rotation,
        sealedAgain: Number(sealedAgain),
        startedAt: startedAt.toISOString(),
        finishedAt: finishedAt?.toISOString() ?? null,
      })),
    }),
  ),
];

async function keysUnder({ countKeys }: KeyRotations, tx: ControlReader) {
  const { underRetiring: retiringKey, underNone: noHeldKey } = await countKeys(tx);
  return { retiringKey, noHeldKey };
}
