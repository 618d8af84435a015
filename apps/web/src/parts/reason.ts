/** A reason that the journal keeps: platform asks for at least three characters. */
const reasonLengthMin = 3;
export const reasonLengthMax = 2000;

/** What is wrong with a reason; undefined when it can be sent. */
export const wrongReason = (reason: string): string | undefined =>
  reason.trim().length < reasonLengthMin ? 'Say why in a few words. The journal keeps it.' : undefined;
