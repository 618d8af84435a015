/** A reader of the audit log's live stream over a real connection, as a script or a browser would be. */

export interface LiveStream {
  readonly status: number;
  /** Reads on until this stands there, or the end. @returns all that was read so far */
  until(wanted: string): Promise<string>;
  close(): Promise<void>;
}

export async function openLiveStream(
  port: number,
  { cookie, lastEventId }: { readonly cookie: string; readonly lastEventId?: string },
): Promise<LiveStream> {
  const response = await fetch(`http://127.0.0.1:${String(port)}/v1/audit-events/stream`, {
    headers: {
      cookie,
      accept: 'text/event-stream',
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
  });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = '';
  return {
    status: response.status,
    async until(wanted) {
      while (!text.includes(wanted)) {
        // a connection that breaks off is an end as well
        const next = await reader.read().catch(() => undefined);
        if (next === undefined || next.done) break;
        text += decoder.decode(next.value, { stream: true });
      }
      return text;
    },
    close: () => reader.cancel(),
  };
}
