/** A taken port is moved and said; nonsense is refused by the variable's name. */
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { choosePorts, wantedPorts } from './ports.ts';

test('the defaults stand in the product’s documentation and are kept', () => {
  assert.deepEqual(wantedPorts({}), { platform: 4600, gateway: 4610, claw: 4620, witness: 4630 });
});

for (const nonsense of ['abc', '70000', '-1', '4600.5', '0x10']) {
  test(`a port of "${nonsense}" is refused by name`, () => {
    assert.throws(() => wantedPorts({ GAMUT_GATEWAY_PORT: nonsense }), /GAMUT_GATEWAY_PORT/);
  });
}

test('a taken port is moved to a free one, and the move is said with the variable that chooses', async () => {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
  const said: string[] = [];
  const chosen = await choosePorts({ platform: port, gateway: 0, claw: 0, witness: 0 }, (line) =>
    said.push(line),
  );
  server.close();
  assert.notEqual(chosen.platform, port);
  assert.match(said.join(), new RegExp(`${port} is taken.*GAMUT_PLATFORM_PORT`));
});

test('no two processes get one port', async () => {
  const chosen = await choosePorts({ platform: 0, gateway: 0, claw: 0, witness: 0 }, () => undefined);
  assert.equal(new Set(Object.values(chosen)).size, 4);
  const same = await choosePorts(
    { platform: chosen.platform, gateway: chosen.platform, claw: chosen.platform, witness: 0 },
    () => undefined,
  );
  assert.equal(new Set(Object.values(same)).size, 4);
});
