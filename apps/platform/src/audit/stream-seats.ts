/**
 * How many live streams there may be: so many a person, so many a process. Each holds a connection and asks the database, so
 * they are seats that are taken and given back; at the end of the process all are ended.
 */
import { AppError } from '@gamut/kernel/app-error';

export interface StreamSeats {
  /** @param end ends the stream; @returns gives the seat back @throws AppError `too_many_requests` */
  take(personId: string, end: () => void): () => void;
  readonly taken: number;
  endAll(): void;
}

export interface SeatLimits {
  readonly perPerson: number;
  readonly perProcess: number;
}

export const seatLimits: SeatLimits = { perPerson: 4, perProcess: 200 };

export function createStreamSeats(limits: SeatLimits = seatLimits): StreamSeats {
  const seats = new Set<{ readonly personId: string; readonly end: () => void }>();
  return {
    take(personId, end) {
      const own = [...seats].filter((seat) => seat.personId === personId).length;
      if (own >= limits.perPerson) throw tooMany(`You have ${own} live streams open, which is the most.`);
      if (seats.size >= limits.perProcess) throw tooMany('This process has no live stream left to give.');
      const seat = { personId, end };
      seats.add(seat);
      return () => void seats.delete(seat);
    },
    get taken() {
      return seats.size;
    },
    endAll: () => {
      for (const { end } of seats) end();
    },
  };
}

function tooMany(message: string): AppError {
  return new AppError('too_many_requests', message, {
    fix: 'Close one that you do not need; its cursor takes you back to where you were.',
    who: 'the person',
  });
}
