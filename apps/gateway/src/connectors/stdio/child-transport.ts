/**
 * MCP over a child's standard input and output, one JSON message a line, written for a child that may be hostile: a line
 * over the cap ends the connection, so do garbage, a flood of messages that nobody asked for, and a child that does not
 * read; what it prints on standard error is never returned. Messages go out in canonical form, so the arguments are the very bytes that were digested.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/client';
import { canonicalJson } from '@gamut/kernel/canonical-json';
import { systemTime } from '@gamut/service/system-time';
import { answeredId, holdUnread, isAsking, isChangedByReading, unreadFrom } from '../unread-answer.ts';
import type { Launch } from './launch-plan.ts';

const garbageLinesMax = 20;
/** Requests and notifications of the child's own; answers to ours are not counted. */
const unaskedPerSecondMax = 500;
const flooding = `it sent more than ${unaskedPerSecondMax} messages a second that nobody asked for`;
/** Said to the child and not yet read by it. */
const unreadBytesMax = 32_000_000;

export class ChildTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: NonNullable<Transport['onmessage']>;
  /** Why the connection ended, in our words. */
  ended: string | undefined;
  readonly #launch: Launch;
  readonly #lineBytesMax: number;
  #child: ChildProcess | undefined;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #garbage = 0;
  #unasked = { second: 0, count: 0 };
  /** Requests that are out, and whether each is the call of a tool. */
  readonly #asked = new Map<unknown, boolean>();

  constructor(launch: Launch, lineBytesMax: number) {
    this.#launch = launch;
    this.#lineBytesMax = lineBytesMax;
  }

  start(): Promise<void> {
    const { command, args, cwd, env, uid } = this.#launch;
    const user = uid === undefined ? {} : { uid, gid: uid };
    const child = spawn(command, [...args], {
      cwd,
      env: { ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
      ...user,
    });
    this.#child = child;
    child.stdout.on('data', (chunk: Buffer) => this.#read(chunk));
    child.stderr.resume();
    child.stdin.on('error', () => this.#end('it closed its input'));
    child.once('exit', (code, signal) => this.#end(`it ended (${signal ?? `exit ${code}`})`));
    return new Promise((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (error) => {
        this.#end('it could not be started');
        reject(error);
      });
    });
  }

  send(message: JSONRPCMessage): Promise<void> {
    const input = this.#child?.stdin;
    if (this.ended !== undefined || !input) return Promise.reject(new Error(this.ended ?? 'not started'));
    if ('method' in message) this.#note(message);
    input.write(`${canonicalJson(message)}\n`);
    if (input.writableLength > unreadBytesMax) this.#end('it does not read what it is sent');
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#end('closed by Gateway');
    return Promise.resolve();
  }

  #read(chunk: Buffer): void {
    if (this.ended !== undefined) return;
    let from = 0;
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
      this.#hold(chunk.subarray(from, at));
      this.#line();
      from = at + 1;
      if (this.ended !== undefined) return;
    }
    this.#hold(chunk.subarray(from));
  }

  #hold(part: Buffer): void {
    this.#heldBytes += part.length;
    if (this.#heldBytes > this.#lineBytesMax)
      return this.#end(`it sent a message of more than ${this.#lineBytesMax} bytes`);
    if (part.length > 0) this.#held.push(part);
  }

  #line(): void {
    if (this.ended !== undefined) return;
    const text = Buffer.concat(this.#held).toString('utf8').trim();
    this.#held = [];
    this.#heldBytes = 0;
    if (text === '') return;
    if (text.length > unreadFrom && !this.#isListing(text)) return this.#long(text);
    const message = parseMessage(text);
    if (message !== undefined) return this.#short(message, text);
    this.#garbage += 1;
    if (this.#garbage > garbageLinesMax) this.#end('it sent what is not MCP');
  }

  #short(message: object, text: string): void {
    if ('method' in message) {
      if (this.#floods()) return this.#end(flooding);
    } else if ('id' in message) {
      const isCall = this.#asked.get(message.id) === true;
      this.#asked.delete(message.id);
      if (isCall && isChangedByReading(text))
        return this.onmessage?.(holdUnread({ id: message.id as number, text }));
    }
    this.onmessage?.(message as JSONRPCMessage);
  }

  /** What a long message answers is told by its ends; what nobody asked for is not looked at. */
  #long(text: string): void {
    if (isAsking(text)) {
      if (this.#floods()) this.#end(flooding);
      return;
    }
    const id = answeredId(text);
    if (id === undefined)
      return this.#end('it sent a long message that does not say at its ends what it answers');
    if (this.#asked.delete(id)) this.onmessage?.(holdUnread({ id, text }));
  }

  /** Not of a call: a listing, which is read as it is. */
  #isListing(text: string): boolean {
    const id = answeredId(text);
    return id !== undefined && this.#asked.get(id) === false;
  }

  #note(message: { readonly method: string; readonly id?: unknown; readonly params?: unknown }): void {
    if (message.id !== undefined) this.#asked.set(message.id, message.method === 'tools/call');
    const { requestId } = (message.params ?? {}) as { readonly requestId?: unknown };
    if (message.method === 'notifications/cancelled') this.#asked.delete(requestId);
  }

  #floods(): boolean {
    const second = Math.floor(systemTime.monotonicMs() / 1000);
    if (this.#unasked.second !== second) this.#unasked = { second, count: 0 };
    return ++this.#unasked.count > unaskedPerSecondMax;
  }

  /** Once: the whole group dies with it, whatever it has started. */
  #end(reason: string): void {
    if (this.ended !== undefined) return;
    this.ended = reason;
    this.#held = [];
    killGroup(this.#child?.pid);
    this.onclose?.();
  }
}

function parseMessage(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'jsonrpc' in value ? value : undefined;
  } catch {
    return undefined;
  }
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // gone already
  }
}
