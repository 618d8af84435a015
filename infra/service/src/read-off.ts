/**
 * Takes a body that is refused off the wire and throws it away, within a bound of time: a connection that closes while its
 * caller still sends is reset, and the caller never reads the answer that names the cause (RFC 9112 section 9.6).
 */
import type { IncomingMessage } from 'node:http';

const readOffMs = 3000;

export async function readOff(request: IncomingMessage, withinMs = readOffMs): Promise<void> {
  if (request.complete || request.destroyed) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, withinMs);
    const over = (): void => {
      clearTimeout(timer);
      resolve();
    };
    request.once('end', over).once('close', over).once('error', over);
    request.resume();
  });
}
