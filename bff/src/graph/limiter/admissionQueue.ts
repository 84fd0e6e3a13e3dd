import { CALL_CLASSES, type CallClass, type CallCost } from './callClass.ts';

/** A call in the queue. Instants in milliseconds of our own clock. */
export interface Waiting {
  readonly class: CallClass;
  readonly cost: CallCost;
  /** Whose turns are counted: nobody gets more of a class by asking more often. */
  readonly operator: string;
  readonly since: number;
  /** Longer than this it does not wait. */
  readonly deadline: number;
  /** It is of no use after this: an attestation whose challenge runs out. */
  readonly usableUntil: number | null;
  /** It makes a challenge that runs from then on. */
  readonly opensChallenge: boolean;
}

/** Of one class and operator at most so many are asked for at a time. */
const HEADS_OF_LANE = 64;

/** The calls that wait in this process, in the order in which they may go. Pure but for its own content. */
export class AdmissionQueue<T extends Waiting> {
  readonly #lanes = CALL_CLASSES.map((callClass) => ({
    callClass,
    perishing: new Turns<T>(),
    others: new Turns<T>(),
    opening: new Turns<T>(),
  }));

  get size(): number {
    return this.#lanes.reduce(
      (sum, { perishing, others, opening }) => sum + perishing.size + others.size + opening.size,
      0,
    );
  }

  add(entry: T): void {
    this.#turnsOf(entry).add(entry);
  }

  /** @returns false when it was not there any more. */
  remove(entry: T): boolean {
    return this.#turnsOf(entry).remove(entry);
  }

  /**
   * The next ones, the most urgent first. Within a class: what perishes, the rest, and last what would begin to perish;
   * of that nothing while something perishes, or challenges would run out in the queue.
   */
  heads(): T[] {
    return this.#lanes.flatMap(({ perishing, others, opening }) => [
      ...perishing.heads(HEADS_OF_LANE),
      ...others.heads(HEADS_OF_LANE),
      ...(perishing.size > 0 ? [] : opening.heads(HEADS_OF_LANE)),
    ]);
  }

  all(): T[] {
    return this.#lanes.flatMap(({ perishing, others, opening }) =>
      [perishing, others, opening].flatMap((turns) => turns.heads(Number.POSITIVE_INFINITY)),
    );
  }

  /** Whether somebody of the same class who needs the same waits already: then asking now would change nothing. */
  hasOneLike(entry: T): boolean {
    return this.#turnsOf(entry)
      .heads(HEADS_OF_LANE)
      .some((other) => other !== entry && other.cost.writes === entry.cost.writes);
  }

  #turnsOf({ class: callClass, usableUntil, opensChallenge }: T): Turns<T> {
    const lanes = this.#lanes.find((lane) => lane.callClass === callClass);
    if (lanes === undefined) throw new TypeError('no such class');
    if (usableUntil !== null) return lanes.perishing;
    return opensChallenge ? lanes.opening : lanes.others;
  }
}

/** One after the other by operator; of one operator what perishes first, else what came first. */
class Turns<T extends Waiting> {
  /** In the order of their turns. */
  readonly #byOperator = new Map<string, T[]>();
  size = 0;

  add(entry: T): void {
    const own = this.#byOperator.get(entry.operator) ?? [];
    const perishesAt = (one: T) => one.usableUntil ?? 0;
    const later = own.findIndex((other) => perishesAt(other) > perishesAt(entry));
    own.splice(later === -1 ? own.length : later, 0, entry);
    this.#byOperator.set(entry.operator, own);
    this.size += 1;
  }

  remove(entry: T): boolean {
    const own = this.#byOperator.get(entry.operator);
    const index = own?.indexOf(entry) ?? -1;
    if (own === undefined || index === -1) return false;
    own.splice(index, 1);
    this.size -= 1;
    // Had their turn: to the end of the line.
    this.#byOperator.delete(entry.operator);
    if (own.length > 0) this.#byOperator.set(entry.operator, own);
    return true;
  }

  heads(count: number): T[] {
    const heads: T[] = [];
    const operators = [...this.#byOperator.values()];
    for (let round = 0; heads.length < count; round += 1) {
      const turn = operators.flatMap((own) => own.slice(round, round + 1));
      if (turn.length === 0) break;
      heads.push(...turn.slice(0, count - heads.length));
    }
    return heads;
  }
}
