/**
 * Claw's configuration. Its one secret draws its edge keys; a database URL, a data key or any other process's secret in its
 * environment ends it before it does anything (architecture.md, the walls).
 */
import { clawEdges, deriveEdgeKey } from '@gamut/protocol/edge-key';
import { edgeOf, type Edge } from '@gamut/service/edge';
import { readEnvironment } from '@gamut/service/environment';
import { holdSecrets, type Environment } from '@gamut/service/hold-secrets';
import type { HeldSecrets } from '@gamut/service/secret-fingerprints';
import { assertTransport } from '@gamut/service/transport';

export interface ClawConfig {
  readonly port: number;
  readonly platformUrl: string;
  readonly gatewayUrl: string;
  /** SHA-256 of the build, or `source` when it runs from source. */
  readonly build: string;
  readonly heartbeatMs: number;
}

export interface ClawSecrets {
  readonly toPlatform: Edge;
  /** The one secret and what is drawn from it, by name: shown to platform as fingerprints alone. */
  readonly held: HeldSecrets;
  /** All of them, for the log to strike out. */
  readonly all: readonly Uint8Array[];
}

/** @throws GateFailure */
export function readClawConfig(env: Environment): { config: ClawConfig; secrets: ClawSecrets } {
  const held = holdSecrets('claw', env);
  const environment = readEnvironment(env);
  environment.mode();
  const config = {
    port: environment.port('GAMUT_CLAW_PORT', 4620),
    platformUrl: environment.origin('GAMUT_PLATFORM_URL', 'http://127.0.0.1:4600'),
    gatewayUrl: environment.origin('GAMUT_GATEWAY_URL', 'http://127.0.0.1:4610'),
    build: environment.text('GAMUT_BUILD_SHA256') ?? 'source',
    heartbeatMs: environment.wholeNumber('GAMUT_CLAW_HEARTBEAT_MS', 5000, 100, 60_000),
  };
  assertTransport(env, {
    origins: { GAMUT_PLATFORM_URL: [config.platformUrl], GAMUT_GATEWAY_URL: [config.gatewayUrl] },
  });
  const secret = held.CLAW_EDGE_SECRET;
  const toPlatform = edgeOf(
    'claw',
    'platform',
    deriveEdgeKey(secret, 'claw_to_platform'),
    deriveEdgeKey(secret, 'platform_to_claw'),
  );
  const drawn = clawEdges.map(
    (edge) => [`EDGE_KEY_${edge.toUpperCase()}`, deriveEdgeKey(secret, edge)] as const,
  );
  const all = [secret, ...drawn.map(([, key]) => key)];
  return { config, secrets: { toPlatform, held: { ...held, ...Object.fromEntries(drawn) }, all } };
}
