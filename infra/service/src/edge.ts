/** One edge between two processes: a key for the calls and another for the answers, each named by its direction. */
export type ProcessName = 'platform' | 'gateway' | 'claw';

export interface Edge {
  /** Names the caller and the direction: `gateway_to_platform`. */
  readonly keyId: string;
  readonly key: Uint8Array;
  readonly answerKeyId: string;
  readonly answerKey: Uint8Array;
}

/**
 * @param key signs what `from` asks (EDGE_KEY_FROM_TO_TO)
 * @param answerKey signs what `to` answers (EDGE_KEY_TO_TO_FROM)
 */
export function edgeOf(from: ProcessName, to: ProcessName, key: Uint8Array, answerKey: Uint8Array): Edge {
  return { keyId: `${from}_to_${to}`, key, answerKeyId: `${to}_to_${from}`, answerKey };
}

/** The same pair of keys, seen from the one who is asked: what it asks of the other in its turn. */
export function otherWay({ keyId, key, answerKeyId, answerKey }: Edge): Edge {
  return { keyId: answerKeyId, key: answerKey, answerKeyId: keyId, answerKey: key };
}
