import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ACTOR, createTestBench, type TestBench } from '#bff/enrolment/testBench.ts';
import type { TestKey } from '#bff/enrolment/testKey.ts';
import type { BatchPersonState } from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';
import { areDifferent, enrolmentsOf, runningBatch } from './testBatch.ts';

const PEOPLE = 5;

/** What somebody does; `who` counts through the list, `key` through the keys that were plugged in before. */
type Step =
  | {
      readonly do: 'next';
      readonly key: number | null;
      readonly fate: 'well' | 'throttled' | 'full';
    }
  | { readonly do: 'skip' | 'retry' | 'finish' | 'rollBack'; readonly who: number }
  | { readonly do: 'retryAll' | 'pause' | 'resume' | 'end' };

const who = fc.nat(PEOPLE - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('next' as const),
      key: fc.option(fc.nat(7), { freq: 2 }),
      fate: fc.constantFrom('well', 'well', 'well', 'throttled', 'full'),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('skip', 'retry', 'finish', 'finish', 'rollBack'),
      who,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('retryAll', 'pause', 'resume') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('resume', 'end') }) },
);

const STATES = ['waiting', 'claimed', 'underWay', 'done', 'failed', 'skipped'] as const;

type Stands = Exclude<BatchPersonState, 'claimed'>;

/** What has to come of a step, in a few lines and without a database. */
class Model {
  state: 'running' | 'paused' | 'stopping' = 'running';
  readonly people: Stands[] = Array<Stands>(PEOPLE).fill('waiting');
  /** The person whose enrolment with this key is open or finished. */
  readonly keys = new Map<TestKey, number>();

  next(key: TestKey, fate: 'well' | 'throttled' | 'full'): string {
    const holder = this.keys.get(key);
    if (holder !== undefined) {
      return this.people[holder] === 'underWay' ? `opened ${holder}` : 'key_used_in_batch';
    }
    if (this.state !== 'running') return 'batch_not_running';
    const first = this.people.indexOf('waiting');
    if (first === -1) return 'batch_empty';
    if (fate === 'throttled') return 'graph_throttled';
    this.people[first] = fate === 'well' ? 'underWay' : 'failed';
    if (fate === 'full') return 'too_many_passkeys';
    this.keys.set(key, first);
    return `opened ${first}`;
  }

  change(person: number, from: readonly Stands[], to: Stands, needsRun = false): string {
    const isAllowed = from.includes(this.people[person] ?? 'done');
    if (!isAllowed || (needsRun && this.state === 'stopping')) return 'conflict';
    this.people[person] = to;
    return 'ok';
  }

  retryAll(): string {
    if (this.state === 'stopping') return 'conflict';
    const failed = this.people.flatMap((stands, index) => (stands === 'failed' ? [index] : []));
    for (const index of failed) this.people[index] = 'waiting';
    return `retried ${failed.length}`;
  }

  go(from: Model['state'], to: Model['state']): string {
    if (this.state !== from && !(to === 'stopping' && this.state !== 'stopping')) return 'conflict';
    this.state = to;
    return 'ok';
  }

  letGo(person: number): void {
    for (const [key, holder] of this.keys) if (holder === person) this.keys.delete(key);
  }
}

let bench: TestBench;
beforeAll(async () => {
  bench = await createTestBench();
});
afterAll(() => bench.close());

const wordOf = (error: unknown): string => {
  if (error instanceof AppError) return error.code;
  throw error;
};

async function openOf(id: string, userId: string | undefined): Promise<string | undefined> {
  const rows = await bench.database.sql(
    `select id from enrolments where batch_id = $1 and holder_id = $2 and state = 'open'`,
    [id, userId],
  );
  return rows[0]?.['id'] as string | undefined;
}

/** Does a step to a real batch and tells what came of it in the model's words. */
async function perform(
  id: string,
  users: readonly string[],
  taken: Step,
  key: TestKey,
): Promise<string> {
  const { batches, directory } = bench;
  const userOf = (person: number) => users[person] ?? '';
  switch (taken.do) {
    case 'next': {
      if (taken.fate === 'full') directory.problems.push('too_many_passkeys');
      if (taken.fate === 'throttled') directory.fail('listPasskeys', 'graph_throttled');
      try {
        const { person } = await batches.next(id, { key: key.plugged() }, ACTOR);
        return `opened ${person.position - 1}`;
      } finally {
        directory.problems.length = 0;
        directory.calm();
      }
    }
    case 'skip':
      await batches.changePerson(id, userOf(taken.who), { do: 'skip', reason: 'away' }, ACTOR);
      return 'ok';
    case 'retry':
      await batches.changePerson(id, userOf(taken.who), { do: 'retry' }, ACTOR);
      return 'ok';
    case 'finish': {
      // The ceremony itself has tests of its own.
      const rows = await bench.database.sql(
        `update enrolments set state = 'finished', ended_at = now() where id = $1 returning id`,
        [await openOf(id, userOf(taken.who))],
      );
      return rows.length === 1 ? 'ok' : 'conflict';
    }
    case 'rollBack': {
      const open = await openOf(id, userOf(taken.who));
      if (open === undefined) return 'conflict';
      await bench.enrolments.cancel(open, { keyIsLost: true }, ACTOR);
      return 'ok';
    }
    case 'retryAll':
      return `retried ${await batches.retryFailed(id, ACTOR)}`;
    case 'pause':
      await batches.changeState(id, { to: 'paused' }, ACTOR);
      return 'ok';
    case 'resume':
      await batches.changeState(id, { to: 'running' }, ACTOR);
      return 'ok';
    case 'end':
      await batches.changeState(id, { to: 'end' }, ACTOR);
      return 'ok';
  }
}

function expected(model: Model, taken: Step, key: TestKey): string {
  switch (taken.do) {
    case 'next':
      return model.next(key, taken.fate);
    case 'skip':
      return model.change(taken.who, ['waiting', 'failed'], 'skipped');
    case 'retry':
      return model.change(taken.who, ['failed', 'skipped'], 'waiting', true);
    case 'finish':
      return model.change(taken.who, ['underWay'], 'done');
    case 'rollBack': {
      const word = model.change(taken.who, ['underWay'], 'failed');
      if (word === 'ok') model.letGo(taken.who);
      return word;
    }
    case 'retryAll':
      return model.retryAll();
    case 'pause':
      return model.go('running', 'paused');
    case 'resume':
      return model.go('paused', 'running');
    case 'end':
      return model.go('running', 'stopping');
  }
}

it('does in any order of steps what its model does, and never gives a person or a key twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async (program) => {
      const { id, users } = await runningBatch(bench, PEOPLE);
      const model = new Model();
      const keys: TestKey[] = [];
      for (const taken of program) {
        const known = taken.do === 'next' && taken.key !== null ? keys[taken.key] : undefined;
        const key = known ?? bench.newKey();
        if (taken.do === 'next' && known === undefined) keys.push(key);
        const word = await perform(id, users, taken, key).catch(wordOf);
        expect(word).toBe(expected(model, taken, key));
        const made = await enrolmentsOf(bench, id);
        expect(areDifferent(made.map(({ holder }) => holder))).toBe(true);
        expect(areDifferent(made.map((one) => one.key))).toBe(true);
      }
      const { people } = await bench.batches.people(id, {});
      expect(people.map(({ state }) => state)).toEqual(model.people);
      for (const state of STATES) {
        const there = await bench.batches.people(id, { state });
        expect(there.people).toEqual(people.filter((person) => person.state === state));
      }
      const { state, counts } = await bench.batches.show(id);
      const count = (stands: Stands) => model.people.filter((one) => one === stands).length;
      expect(counts).toEqual({
        claimed: 0,
        waiting: count('waiting'),
        underWay: count('underWay'),
        done: count('done'),
        failed: count('failed'),
        skipped: count('skipped'),
      });
      const hasEnded = model.state === 'stopping' && count('underWay') === 0;
      expect(state).toBe(hasEnded ? 'ended' : model.state);
    }),
    { numRuns: 15 },
  );
}, 60_000);
