/** A limit on everything that comes from outside, in one place. Each name ends in its unit. */
export const limits = {
  /** One request body, unless its route says otherwise. */
  bodyBytesMax: 1_048_576,
  /** One batch of decisions and outcomes: 256 entries with arguments of 64 kB would not fit, and need not. */
  internalBodyBytesMax: 8_388_608,
  /** The body of an answer that one process reads from another. */
  answerBytesMax: 16_777_216,
  jsonDepthMax: 64,
  headerBytesMax: 16_384,
  secretFileBytesMax: 65_536,
  requestMsMax: 30_000,
} as const;
