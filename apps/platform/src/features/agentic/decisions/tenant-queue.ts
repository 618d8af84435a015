/**
 * One batch of a tenant at a time in this process: the head of its stream admits one writer anyway, and waiting here costs
 * no connection. Tenants do not wait for each other; another process is held back by the lock of the head itself.
 */
export function createTenantQueue(): <T>(tenant: string, work: () => Promise<T>) => Promise<T> {
  const tails = new Map<string, Promise<unknown>>();
  return (tenant, work) => {
    const before = tails.get(tenant) ?? Promise.resolve();
    const mine = before.then(work, work);
    const tail = mine.catch(() => undefined);
    tails.set(tenant, tail);
    void tail.then(() => {
      if (tails.get(tenant) === tail) tails.delete(tenant);
    });
    return mine;
  };
}
