/**
 * Who holds which secret, and nothing more (docs/security.md, "who holds what"). One row per secret; the two ends of an
 * edge are its two holders. Claw derives its edge keys from its one secret, and the launcher hands the other end its half.
 */
export type Holder = 'platform' | 'gateway' | 'claw' | 'witness' | 'provision' | 'operator';

export interface MadeKey {
  readonly name: string;
  readonly holders: readonly Holder[];
  /** Something durable depends on it: once made it is never made anew, because that would lose what it opens or proves. */
  readonly irreplaceable: boolean;
}

export interface DerivedKey {
  readonly name: string;
  readonly from: string;
  /** HKDF-SHA-256 `info`; the salt is "gamut". */
  readonly info: string;
  readonly holder: Holder;
}

export const madeKeys: readonly MadeKey[] = [
  { name: 'DATA_ENCRYPTION_KEY', holders: ['platform'], irreplaceable: true },
  { name: 'TOKEN_PEPPER', holders: ['platform'], irreplaceable: true },
  { name: 'JOURNAL_SIGNING_KEY', holders: ['platform'], irreplaceable: true },
  { name: 'GATEWAY_VAULT_KEY', holders: ['gateway'], irreplaceable: true },
  { name: 'AGENTIC_SIGNING_SECRET', holders: ['gateway'], irreplaceable: true },
  { name: 'WITNESS_SIGNING_KEY', holders: ['witness'], irreplaceable: true },
  { name: 'CLAW_EDGE_SECRET', holders: ['claw'], irreplaceable: false },
  { name: 'EDGE_KEY_GATEWAY_TO_PLATFORM', holders: ['gateway', 'platform'], irreplaceable: false },
  { name: 'EDGE_KEY_PLATFORM_TO_GATEWAY', holders: ['platform', 'gateway'], irreplaceable: false },
  { name: 'GAMUT_APP_PASSWORD', holders: ['provision'], irreplaceable: false },
  { name: 'GAMUT_MIGRATOR_PASSWORD', holders: ['provision'], irreplaceable: false },
  { name: 'GAMUT_OPERATOR_TOKEN', holders: ['operator'], irreplaceable: false },
];

export const derivedKeys: readonly DerivedKey[] = [
  {
    name: 'EDGE_KEY_CLAW_TO_PLATFORM',
    from: 'CLAW_EDGE_SECRET',
    info: 'edge claw_to_platform',
    holder: 'platform',
  },
  {
    name: 'EDGE_KEY_PLATFORM_TO_CLAW',
    from: 'CLAW_EDGE_SECRET',
    info: 'edge platform_to_claw',
    holder: 'platform',
  },
  {
    name: 'EDGE_KEY_CLAW_TO_GATEWAY',
    from: 'CLAW_EDGE_SECRET',
    info: 'edge claw_to_gateway',
    holder: 'gateway',
  },
  {
    name: 'EDGE_KEY_GATEWAY_TO_CLAW',
    from: 'CLAW_EDGE_SECRET',
    info: 'edge gateway_to_claw',
    holder: 'gateway',
  },
];

export const holders: readonly Holder[] = ['platform', 'gateway', 'claw', 'witness', 'provision', 'operator'];
