/** What counts as this machine, in a configuration and of a request. */

/** The loopback addresses in their plain spelling and `localhost`; any other spelling is taken for elsewhere. */
export function isLoopbackHost(host: string): boolean {
  if (host === 'localhost' || host === '[::1]') return true;
  const parts = /^127\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(host);
  return parts !== null && parts.slice(1).every((part) => Number(part) <= 255);
}

/** Whether the caller asked for this machine by such a name. A page elsewhere whose name was pointed here sends its own. */
export function isAskedAsLoopback({
  host,
}: Readonly<Record<string, string | string[] | undefined>>): boolean {
  return typeof host === 'string' && isLoopbackHost(host.toLowerCase().replace(/:\d{1,5}$/, ''));
}

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const forwarding =
  /^(?:forwarded|via|x-forwarded-.*|x-real-ip|x-client-ip|x-cluster-client-ip|true-client-ip|cf-.*)$/;

/** Whether a request comes from this machine and was forwarded by nobody: a proxy's own address says nothing of its callers. */
export function isOnThisMachine(request: {
  readonly ip: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}): boolean {
  return loopback.has(request.ip) && !Object.keys(request.headers).some((name) => forwarding.test(name));
}
