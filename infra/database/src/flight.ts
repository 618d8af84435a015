/**
 * Statements that leave together: one message each way for all of them, where the driver would ask for an answer to each. Behind
 * a failure the server skips the rest of a flight, so a COMMIT that closes one is carried out only when all before it was.
 */
import pg from 'pg';
import { columnTypes } from './column-values.ts';

export interface FlightStatement {
  /** Under which it is prepared on this connection; undefined: for this once. */
  readonly name: string | undefined;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What of the driver's connection is used here. */
export interface DriverConnection {
  readonly stream: { cork(): void; uncork(): void; destroy(): void };
  /** Names that are prepared, or on their way. */
  readonly parsedStatements: Record<string, string>;
  readonly submittedNamedStatements: Record<string, string>;
  sync(): void;
  on(event: 'parseComplete', heard: () => void): void;
}

/** What of the driver's query is used here: it writes one statement and gathers its rows. */
interface DriverQuery {
  readonly name: string | undefined;
  hasBeenParsed(connection: DriverConnection): boolean;
  prepare(connection: DriverConnection): void;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: DriverConnection): void;
  handleEmptyQuery(connection: DriverConnection): void;
  handleReadyForQuery(connection: DriverConnection): void;
  handleError(error: unknown, connection: DriverConnection): void;
}

/** As Postgres says it to each statement that follows a failure. */
function skipped(): Error {
  return Object.assign(new Error('a statement before it in its flight failed'), { code: '25P02' });
}

export class Flight extends pg.Query {
  readonly #statements: DriverQuery[] = [];
  /** Those that were sent to be parsed, in their order. */
  readonly #parses: DriverQuery[] = [];
  readonly #landed: (flight: Flight) => void;
  readonly #unsynced: DriverConnection;
  /** How many were answered. */
  #answered = 0;
  #parsed = 0;
  #unsent = false;
  #ended = false;

  /** @param unsynced as `withoutSync` made it; @param landed called once, when all is answered or lost */
  constructor(unsynced: DriverConnection, landed: (flight: Flight) => void) {
    super('flight');
    this.#landed = landed;
    this.#unsynced = unsynced;
  }

  add(statement: FlightStatement): Promise<pg.QueryResult<pg.QueryResultRow>> {
    const { name, text, values } = statement;
    return new Promise((resolve, reject) => {
      const config = { text, values: values as unknown[], types: columnTypes, queryMode: 'extended' };
      const query = new pg.Query(name === undefined ? config : { ...config, name }, (error, result) => {
        this.#unsent ||= error !== null && error !== undefined;
        if (error === null || error === undefined) resolve(result as unknown as pg.QueryResult);
        else reject(error);
      });
      this.#statements.push(query as unknown as DriverQuery);
    });
  }

  /** The server has read one statement. */
  parsed(): void {
    this.#parsed += 1;
  }

  override submit = (driven: pg.Connection): void => {
    const connection = driven as unknown as DriverConnection;
    const { stream } = connection;
    stream.cork();
    try {
      for (const query of this.#statements) {
        if (!query.hasBeenParsed(connection)) this.#parses.push(query);
        query.prepare(this.#unsynced);
        // a value that can't be sent: nothing after it is sent either, a COMMIT least of all
        if (this.#unsent) break;
      }
      connection.sync();
    } catch (error) {
      // half a message may be on its way: nothing that follows would be read as it was meant
      stream.destroy();
      this.#end(connection, error);
    }
    stream.uncork();
  };

  handleRowDescription(message: unknown): void {
    this.#statements[this.#answered]?.handleRowDescription(message);
  }

  handleDataRow(message: unknown): void {
    this.#statements[this.#answered]?.handleDataRow(message);
  }

  handleCommandComplete(message: unknown, connection: DriverConnection): void {
    this.#statements[this.#answered]?.handleCommandComplete(message, connection);
    this.#answered += 1;
  }

  handleEmptyQuery(connection: DriverConnection): void {
    this.#statements[this.#answered]?.handleEmptyQuery(connection);
    this.#answered += 1;
  }

  handleReadyForQuery(connection: DriverConnection): void {
    this.#end(connection, undefined);
  }

  /** What the server refused, or that the connection is lost. */
  handleError(error: unknown, connection: DriverConnection): void {
    for (const { name } of this.#parses.slice(this.#parsed))
      if (name !== undefined) delete connection.submittedNamedStatements[name];
    this.#end(connection, error);
  }

  #end(connection: DriverConnection, error: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#landed(this);
    this.#statements.forEach((query, at) => {
      if (at < this.#answered) query.handleReadyForQuery(connection);
      else
        query.handleError(error === undefined || at > this.#answered ? skippedBy(error) : error, connection);
    });
  }
}

/** The same connection, but that a statement on it asks for no answer of its own. */
export function withoutSync(connection: DriverConnection): DriverConnection {
  return Object.create(connection, { sync: { value: () => undefined } }) as DriverConnection;
}

/** A lost connection is said to each; what the server refused, to the one that it refused. */
function skippedBy(error: unknown): unknown {
  return error instanceof pg.DatabaseError || error === undefined ? skipped() : error;
}
