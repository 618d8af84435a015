/**
 * For statements that leave with the question whether they may: the refusal is what is told, not the failure that follows from it in
 * the same flight.
 */
export async function onlyAfter<T>(asked: Promise<unknown>, sent: Promise<T>): Promise<T> {
  sent.catch(() => undefined);
  await asked;
  return sent;
}
