/**
 * What an agent that is known sent and cannot be read as a request: a member twice, a number that would change, nesting without
 * end, or more than is read at all. It is recorded as a block of that agent before it is answered.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '@gamut/kernel/app-error';
import type { JsonValue } from '@gamut/kernel/canonical-json';
import { parseJson } from '@gamut/kernel/parse-json';
import { refusalOf } from '@gamut/service/problem';
import type { RecordUnread } from '../decide/record-unread.ts';
import type { IdentifiedAgent } from '../identity/identify-agent.ts';

export interface UnreadRecorders {
  readonly recordUnread: RecordUnread;
  readonly recordOversize: RecordUnread;
}

/** @throws AppError that says what cannot be read */
export async function readBody(
  raw: Buffer | undefined,
  who: IdentifiedAgent,
  { recordUnread }: Pick<UnreadRecorders, 'recordUnread'>,
): Promise<JsonValue> {
  try {
    return parseJson(raw ?? '');
  } catch (error) {
    if (error instanceof AppError) await recordUnread(who, error.message);
    throw error;
  }
}

/** What is JSON and yet no call. @throws what `read` throws, once it is recorded */
export async function recordingUnread<T>(
  { recordUnread }: Pick<UnreadRecorders, 'recordUnread'>,
  who: IdentifiedAgent,
  read: () => T,
  nonce?: string,
): Promise<T> {
  try {
    return read();
  } catch (error) {
    if (error instanceof AppError) await recordUnread(who, error.message, { nonce });
    throw error;
  }
}

/** For bodies that the server refuses by their size. @param whoOf who sent it, where that is known without its body */
export function recordOversizeBodies(
  scope: FastifyInstance,
  whoOf: (request: FastifyRequest) => IdentifiedAgent | undefined | Promise<IdentifiedAgent | undefined>,
  { recordOversize }: Pick<UnreadRecorders, 'recordOversize'>,
): void {
  scope.setErrorHandler(async (error, request) => {
    const refusal = refusalOf(error);
    const who = refusal.code === 'body_too_large' ? await whoOf(request) : undefined;
    if (who !== undefined) await recordOversize(who, refusal.message);
    // it is answered where all refusals are
    throw error;
  });
}
