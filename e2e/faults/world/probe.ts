/** Whether a position lies before an effect or after it, when nobody has heard of it yet. */
export type Point = 'before' | 'after';

/** Which side of the world reaches a position; it decides what can go wrong there. */
export type Side =
  | 'call'
  | 'journal'
  | 'audit'
  | 'database'
  | 'graph'
  | 'escrow'
  | 'lease'
  | 'mail'
  | 'job'
  | 'key'
  | 'person';

/** A place in an enrolment at which something can go wrong. */
export interface Position {
  readonly side: Side;
  /** A name from the product's own code: an event's type, a method of a port, a command. In a job its name stands before it. */
  readonly name: string;
  readonly point: Point;
}

/** A position as reached the nth time in a run, from 1. */
export interface Reached extends Position {
  readonly occurrence: number;
}

/** Who reaches a position, as far as a fault may want to do something to them. */
export interface Reacher {
  /** The process that is at work there. */
  readonly backend?: Mortal & { refuseAudit(): void };
  /** The page that asks. */
  readonly page?: Mortal & { isSignedOut: boolean };
}

/** What can be ended at any moment. */
export interface Mortal {
  die(): void;
}

/** The text of a position: `journal:pinSet/after`. */
export function positionName({ side, name, point }: Position): string {
  return `${side}:${name}/${point}`;
}

/**
 * Told of every position as it is reached; may do something about it, or throw what the caller is to suffer. A promise is
 * waited for where the position lies in something that takes time.
 */
export type Strike = (reached: Reached, by: Reacher) => void | Promise<void>;

/** Counts the positions of a run and lets faults strike. */
export interface Probe {
  readonly reached: readonly Reached[];
  reach(side: Side, name: string, point: Point, by?: Reacher): void | Promise<void>;
  /** Until this is called positions pass unnoticed: a scenario prepares its world. */
  arm(strike: Strike): void;
  disarm(): void;
}

/** Makes a probe. */
export function createProbe(): Probe {
  const reached: Reached[] = [];
  const counts = new Map<string, number>();
  let strike: Strike | null = null;
  return {
    reached,
    arm(armed) {
      strike = armed;
    },
    disarm() {
      strike = null;
    },
    reach(side, name, point, by = {}) {
      if (strike === null) return;
      const position = { side, name, point };
      const label = positionName(position);
      const occurrence = (counts.get(label) ?? 0) + 1;
      counts.set(label, occurrence);
      const here = { ...position, occurrence };
      reached.push(here);
      return strike(here, by);
    },
  };
}
