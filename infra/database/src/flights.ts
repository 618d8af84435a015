/** When statements of one connection leave: all that are asked for in one turn of the loop together, in one flight and one write. */
import type pg from 'pg';
import { Flight, withoutSync, type DriverConnection, type FlightStatement } from './flight.ts';

export interface Flights {
  /** The statement leaves with all others of this turn of the loop. */
  add(statement: FlightStatement): Promise<pg.QueryResult<pg.QueryResultRow>>;
  /** What was added leaves now, before what comes next. */
  depart(): void;
}

/** What is sent in one turn of the loop leaves in one write: each write is a call into the kernel, and costs more than its bytes. */
export function createFlights(client: pg.Client, driver: DriverConnection): Flights {
  const unsynced = withoutSync(driver);
  const aloft: Flight[] = [];
  let boarding: Flight | undefined;
  let gathering = false;
  driver.on('parseComplete', () => aloft[0]?.parsed());
  const depart = (): void => {
    if (boarding === undefined) return;
    const flight = boarding;
    boarding = undefined;
    aloft.push(flight);
    client.query(flight);
  };
  const gather = (): void => {
    if (gathering) return;
    gathering = true;
    driver.stream.cork();
    process.nextTick(() => {
      gathering = false;
      depart();
      driver.stream.uncork();
    });
  };
  return {
    add(statement) {
      gather();
      boarding ??= new Flight(unsynced, (flight) => aloft.splice(aloft.indexOf(flight), 1));
      return boarding.add(statement);
    },
    depart() {
      gather();
      depart();
    },
  };
}
