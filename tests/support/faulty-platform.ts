/** A wire between a browser and the real platform that spoils the answers of one address, until it is told to be whole again. */
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A number is the status of a refusal. `broken`: the answer ends in its middle; `gone`: nobody is there. */
export type AnswerFault = 'silent' | 'broken' | 'gone' | number;

export interface FaultyPlatform {
  readonly origin: string;
  /** How many answers it has spoilt. */
  spoilt(): number;
  mend(): void;
  close(): void;
}

function spoil(fault: AnswerFault, answer: ServerResponse): void {
  if (fault === 'silent') return;
  if (fault === 'gone') return void answer.destroy();
  if (fault === 'broken') {
    answer.writeHead(200, { 'content-type': 'application/json', 'content-length': '4096' });
    answer.write('{"half":', () => answer.destroy());
    return;
  }
  answer.writeHead(fault, { 'content-type': 'application/problem+json', 'retry-after': '1' });
  answer.end(JSON.stringify({ code: 'spoilt', detail: `Platform answers ${fault} now.` }));
}

export async function startFaultyPlatform(
  platform: string,
  address: RegExp,
  fault: AnswerFault,
): Promise<FaultyPlatform> {
  const { hostname, port, host } = new URL(platform);
  let whole = false;
  let spoilt = 0;
  const wire = createServer((asked: IncomingMessage, answer) => {
    if (!whole && address.test(asked.url ?? '')) {
      spoilt++;
      return spoil(fault, answer);
    }
    const { method, url: path } = asked;
    const onward = request({ hostname, port, method, path, headers: { ...asked.headers, host } }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(wire.address() as AddressInfo).port}`,
    spoilt: () => spoilt,
    mend: () => void (whole = true),
    close: () => {
      wire.close();
      wire.closeAllConnections();
    },
  };
}
