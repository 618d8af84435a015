/**
 * One upstream MCP server of one tenant's connector: connects when it is needed, lists and digests its tools, calls, and
 * comes back after a death, with growing pauses. It performs nothing without an AllowedAction (architecture.md, step 5).
 */
import { Client, ProtocolError, SdkError, SdkErrorCode, type Transport } from '@modelcontextprotocol/client';
import { AppError } from '@gamut/kernel/app-error';
import type { Clock } from '@gamut/kernel/time-source';
import type { AllowedAction } from '../decide/allowed-action.ts';
import { assertAllowed } from '../decide/allowed-action.ts';
import { listTools, type ObservedTool } from './list-tools.ts';
import { unreadIn, type UnreadAnswer } from './unread-answer.ts';

/** A transport that can say in our words why it ended. */
export type UpstreamTransport = Transport & { readonly ended?: string | undefined };

export interface UpstreamAnswer {
  readonly content: readonly unknown[];
  readonly structuredContent?: unknown;
  readonly isError?: boolean;
}

/**
 * `failed`: it was not done. `in_doubt`: nobody knows whether it was done. `unreadable`: the upstream answered, so it may well
 * have been done, and what it said can't be read.
 */
export type CallResult =
  | { readonly state: 'answered'; readonly answer: UpstreamAnswer | UnreadAnswer }
  | { readonly state: 'failed' | 'in_doubt' | 'unreadable'; readonly detail: string };

export interface UpstreamOptions {
  readonly open: () => Promise<UpstreamTransport>;
  readonly clock: Clock;
  readonly connectTimeoutMs: number;
  /** Told at each connect, change of the listing, and loss. */
  readonly onListing: (state: {
    readonly reachable: boolean;
    readonly detail: string | null;
    readonly tools: readonly ObservedTool[];
  }) => void;
}

interface Live {
  readonly client: Client;
  readonly transport: UpstreamTransport;
  readonly tools: ReadonlyMap<string, ObservedTool>;
}

const pauseFirstMs = 250;
const pauseMaxMs = 30_000;
const pingTimeoutMs = 1000;

export class Upstream {
  readonly #options: UpstreamOptions;
  #live: Live | undefined;
  #connecting: Promise<void> | undefined;
  #relisting: Promise<void> | undefined;
  #relistNext: Promise<void> | undefined;
  #failures = 0;
  #nextTryMs = 0;
  #lastProblem = 'it has not been reached yet';
  #closed = false;

  constructor(options: UpstreamOptions) {
    this.#options = options;
  }

  /** The tool as it is listed now; undefined when it is not listed. @throws Error with our words when unreachable */
  async findTool(name: string): Promise<ObservedTool | undefined> {
    await this.connect();
    return this.#live?.tools.get(name);
  }

  /** Connects unless connected. @throws Error in our words: unreachable, or not yet due after a failure */
  async connect(): Promise<void> {
    if (this.#live !== undefined) return;
    if (this.#closed) throw new Error('the connector has been stopped');
    if (this.#options.clock.monotonicMs() < this.#nextTryMs) throw new Error(this.#lastProblem);
    this.#connecting ??= this.#connect().finally(() => {
      this.#connecting = undefined;
    });
    await this.#connecting;
  }

  /** @param signal aborted by a kill: the call is then in doubt */
  async call(allowed: AllowedAction, timeoutMs: number, signal: AbortSignal): Promise<CallResult> {
    assertAllowed(allowed);
    const live = this.#live;
    if (signal.aborted)
      return { state: 'failed', detail: 'The call was stopped before it was sent: something was suspended.' };
    if (live === undefined)
      return { state: 'failed', detail: `The tool server is not reachable: ${this.#lastProblem}.` };
    try {
      const params = {
        name: allowed.upstreamTool,
        arguments: allowed.action.arguments as Record<string, unknown>,
      };
      const answer = await live.client.request(
        { method: 'tools/call', params },
        { timeout: timeoutMs, maxTotalTimeout: timeoutMs, signal },
      );
      return { state: 'answered', answer: unreadIn(answer) ?? (answer as unknown as UpstreamAnswer) };
    } catch (error) {
      return this.#explain(error, live, timeoutMs, signal);
    }
  }

  /** Reads the listing again; told only when it has changed. Whoever asks while it is read shares one more reading. */
  relist(): Promise<void> {
    if (this.#relisting === undefined) return (this.#relisting = this.#readListing());
    this.#relistNext ??= this.#relisting
      .catch(() => undefined)
      .then(() => {
        this.#relistNext = undefined;
        return (this.#relisting = this.#readListing());
      });
    return this.#relistNext;
  }

  async #readListing(): Promise<void> {
    try {
      await this.#readAndTell();
    } finally {
      this.#relisting = undefined;
    }
  }

  async #readAndTell(): Promise<void> {
    const live = this.#live;
    if (live === undefined) return;
    const tools = await listTools(live.client, this.#options.connectTimeoutMs);
    if (this.#live?.client !== live.client) return;
    const same =
      tools.length === live.tools.size &&
      tools.every((tool) => live.tools.get(tool.name)?.schemaSha256 === tool.schemaSha256);
    this.#live = { ...live, tools: new Map(tools.map((tool) => [tool.name, tool])) };
    if (!same) this.#options.onListing({ reachable: true, detail: null, tools });
  }

  async close(): Promise<void> {
    this.#closed = true;
    const live = this.#live;
    this.#live = undefined;
    await live?.transport.close();
  }

  async #connect(): Promise<void> {
    const { open, connectTimeoutMs, onListing } = this.#options;
    let transport: UpstreamTransport | undefined;
    try {
      transport = await open();
      const client = new Client(
        { name: 'gamut-gateway', version: '0.1.0' },
        {
          versionNegotiation: { mode: 'auto', probe: { timeoutMs: 2000 } },
          inputRequired: { autoFulfill: false },
        },
      );
      await client.connect(transport, { timeout: connectTimeoutMs });
      await this.#adopt(client, transport);
      if (this.#closed) await transport.close();
    } catch (error) {
      const problem = transport?.ended ?? problemOf(error);
      await transport?.close();
      this.#failed(problem);
      onListing({ reachable: false, detail: problem, tools: [] });
      throw new Error(problem, { cause: error });
    }
  }

  async #adopt(client: Client, transport: UpstreamTransport): Promise<void> {
    const tools = await listTools(client, this.#options.connectTimeoutMs);
    this.#live = { client, transport, tools: new Map(tools.map((tool) => [tool.name, tool])) };
    this.#options.onListing({ reachable: true, detail: null, tools });
    this.#failures = 0;
    client.setNotificationHandler('notifications/tools/list_changed', () =>
      this.relist().catch(() => transport.close()),
    );
    client.onclose = () => {
      if (this.#live?.client !== client) return;
      this.#live = undefined;
      this.#failed(transport.ended ?? 'the connection was closed');
      if (!this.#closed) this.#options.onListing({ reachable: false, detail: this.#lastProblem, tools: [] });
    };
    if (transport.ended !== undefined) client.onclose();
  }

  #failed(problem: string): void {
    this.#lastProblem = problem;
    this.#nextTryMs =
      this.#options.clock.monotonicMs() + Math.min(pauseMaxMs, pauseFirstMs * 2 ** this.#failures);
    this.#failures = Math.min(this.#failures + 1, 10);
  }

  #explain(error: unknown, live: Live, timeoutMs: number, signal: AbortSignal): CallResult {
    if (error instanceof ProtocolError) {
      const said = codeSaid(error.code);
      return refusedBefore.has(error.code)
        ? { state: 'failed', detail: `The tool server refused the call${said}.` }
        : { state: 'unreadable', detail: `The tool server answered with an error of its own${said}.` };
    }
    if (signal.aborted)
      return { state: 'in_doubt', detail: 'The call was cut off; nobody knows how far it came.' };
    if (live.transport.ended !== undefined) {
      const unreadable = /more than \d+ bytes|not MCP|long message/.test(live.transport.ended);
      return {
        state: unreadable ? 'unreadable' : 'in_doubt',
        detail: `The tool server's connection ended: ${live.transport.ended}.`,
      };
    }
    if (error instanceof SdkError && error.code === SdkErrorCode.RequestTimeout) {
      void live.client.ping({ timeout: pingTimeoutMs }).catch(() => live.transport.close());
      return { state: 'in_doubt', detail: `The tool server did not answer within ${timeoutMs} ms.` };
    }
    if (error instanceof SdkError && error.code === SdkErrorCode.InvalidResult)
      return { state: 'unreadable', detail: 'The tool server answered with what is not a tool result.' };
    return { state: 'in_doubt', detail: 'The tool server broke off; nobody knows how far the call came.' };
  }
}

/**
 * JSON-RPC 2.0, section 5.1: not parsed, no request, no such method, other parameters. Only these say that nothing was begun; an
 * internal error, or a server's own, may come after the thing was done.
 */
const refusedBefore: ReadonlySet<number> = new Set([-32700, -32600, -32601, -32602]);

/** Only what JSON-RPC keeps for itself: any other number is the server's own word, which the agent would be told and the journal keep. */
function codeSaid(code: number): string {
  return Number.isInteger(code) && code >= -32_768 && code <= -32_000 ? ` (code ${code})` : '';
}

/** Our words for why a connect failed; upstream's own text stays out. */
function problemOf(error: unknown): string {
  for (let inner = error, depth = 0; inner instanceof Error && depth < 8; inner = inner.cause, depth++) {
    if (inner instanceof AppError) return inner.message;
    if (inner instanceof SdkError && inner.code === SdkErrorCode.RequestTimeout)
      return 'it did not answer in time';
  }
  return 'it could not be reached, or did not speak MCP';
}
