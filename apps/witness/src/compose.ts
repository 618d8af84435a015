/**
 * Puts the witness together: its key, its memory and three routes. It speaks C2SP and no signed edge: what protects it is
 * the signature on the checkpoint itself.
 */
import type { AddressInfo } from 'node:net';
import { sha256 } from '@gamut/crypto/hash';
import { equalBytes } from '@gamut/crypto/mac';
import { ed25519Signer } from '@gamut/crypto/sign';
import { formatVkey, noteKey } from '@gamut/journal/signed-note';
import { AppError } from '@gamut/kernel/app-error';
import type { Clock } from '@gamut/kernel/time-source';
import { watchSelfTest, type GateWatch } from '@gamut/service/gate-watch';
import { createServer } from '@gamut/service/http-server';
import type { Logger } from '@gamut/service/logger';
import { GateFailure } from '@gamut/service/start-gates';
import { systemTime } from '@gamut/service/system-time';
import { createJudge } from './add-checkpoint.ts';
import type { WitnessConfig, WitnessSecrets } from './config.ts';
import { failedWitnessTest } from './self-test.ts';
import { openWitnessedLogs, type WitnessedLogs } from './witnessed-logs.ts';

export interface WitnessProgram {
  /** @returns the port it listens on */
  listen(): Promise<number>;
  close(): Promise<void>;
}

const bodyBytesMax = 65_536;

/** @throws GateFailure when its record is damaged */
export async function composeWitness(
  config: WitnessConfig,
  secrets: WitnessSecrets,
  logger: Logger,
  clock: Clock = systemTime,
): Promise<WitnessProgram> {
  const signer = ed25519Signer(secrets.signingKey);
  if (equalBytes(signer.publicKey, config.journalKey.publicKey)) {
    throw new GateFailure(
      'secrets-distinct',
      'WITNESS_SIGNING_KEY of witness is the same secret as JOURNAL_SIGNING_KEY of platform',
      'make a key of its own for the witness',
    );
  }
  const ownKey = noteKey('cosignature', `${config.journalKey.name}/witness`, signer.publicKey, sha256);
  const logs = await openWitnessedLogs(config.folder, config.journalKey, ownKey);
  const judge = createJudge({ journalKey: config.journalKey, ownKey, signer, logs, clock, logger });
  const selfTest = watchSelfTest(failedWitnessTest);
  const server = createServer({
    logger,
    clock,
    bodyBytesMax,
    checks: () => [{ name: 'record', check: logs.trouble }, ...selfTest.checks()],
  });
  serveAddCheckpoint(server, judge, selfTest);
  server.get('/vkey', (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(`${formatVkey(ownKey)}\n`),
  );
  server.get('/checkpoints', (_request, reply) => reply.send({ data: listCheckpoints(logs) }));
  return {
    listen: async () => {
      await server.listen({ host: '127.0.0.1', port: config.port });
      selfTest.start();
      const { port } = server.server.address() as AddressInfo;
      logger.info({ port }, 'witness is up');
      return port;
    },
    close: async () => {
      selfTest.stop();
      await server.close();
    },
  };
}

function serveAddCheckpoint(
  server: ReturnType<typeof createServer>,
  judge: ReturnType<typeof createJudge>,
  selfTest: GateWatch,
): void {
  server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.post('/add-checkpoint', async (request, reply) => {
      if (selfTest.shut().length > 0)
        throw new AppError('unavailable', 'The witness signs nothing: its self-test fails.');
      const body = request.body instanceof Uint8Array ? new TextDecoder().decode(request.body) : '';
      const judged = await judge(body);
      if ('line' in judged) return reply.type('text/plain; charset=utf-8').send(judged.line);
      return reply.code(409).type('text/x.tlog.size').send(`${judged.knownSize}\n`);
    });
  });
}

/** What this witness vouches for, so that an auditor can hold an export against it. */
function listCheckpoints(logs: WitnessedLogs): { origin: string; size: number; note: string }[] {
  return logs
    .list()
    .map(({ checkpoint, note }) => ({ origin: checkpoint.origin, size: checkpoint.size, note }));
}
