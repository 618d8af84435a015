/**
 * Whether a Postgres answers on a port: the protocol's SSLRequest, which every server answers with one letter before any
 * login. A process that is there but stopped, or dying this very moment, does not.
 */
import { connect } from 'node:net';

// length 8, code 80877103 (PostgreSQL protocol 3, section "SSLRequest")
const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

export function serverAnswers(port: number, withinMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: withinMs });
    const finish = (answers: boolean) => {
      socket.destroy();
      resolve(answers);
    };
    socket.once('connect', () => socket.write(sslRequest));
    socket.once('data', (data) => finish(data[0] === 0x4e || data[0] === 0x53));
    socket.once('timeout', () => finish(false));
    socket.once('error', () => finish(false));
    socket.once('close', () => finish(false));
  });
}
