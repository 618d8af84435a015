/** A wire to a database that passes everything on until it is told to be silent, as a machine that freezes with its connections open. */
import { connect, createServer, type AddressInfo } from 'node:net';

export interface FickleCell {
  /** The database's address, by way of the wire. */
  readonly url: string;
  silence(): void;
  /** How many connections it has taken so far. */
  taken(): number;
  close(): void;
}

export async function openFickleCell(databaseUrl: string): Promise<FickleCell> {
  const target = new URL(databaseUrl);
  let silent = false;
  let taken = 0;
  const wire = createServer((client) => {
    taken++;
    const upstream = connect(Number(target.port), target.hostname);
    client.on('data', (bytes) => silent || upstream.write(bytes));
    upstream.on('data', (bytes) => silent || client.write(bytes));
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
    for (const socket of [client, upstream]) socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.port = String((wire.address() as AddressInfo).port);
  return {
    url: url.href,
    silence: () => void (silent = true),
    taken: () => taken,
    close: () => void wire.close(),
  };
}
