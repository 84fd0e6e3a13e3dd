import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AdmissionQueue, type Waiting } from './admissionQueue.ts';
import { CALL_CLASSES, type CallClass } from './callClass.ts';

type Named = Waiting & { readonly name: string };

function waiting(name: string, change: Partial<Waiting> = {}): Named {
  return {
    name,
    class: 'interactive',
    cost: { writes: 0, units: 1 },
    operator: 'a',
    since: 0,
    deadline: 1_000,
    usableUntil: null,
    opensChallenge: false,
    ...change,
  };
}

function queueOf(...entries: readonly Named[]): AdmissionQueue<Named> {
  const queue = new AdmissionQueue<Named>();
  for (const entry of entries) queue.add(entry);
  return queue;
}

/** Takes one after the other. */
function drain(queue: AdmissionQueue<Named>): string[] {
  const names: string[] = [];
  for (let [next] = queue.heads(); next !== undefined; [next] = queue.heads()) {
    names.push(next.name);
    queue.remove(next);
  }
  return names;
}

describe('the queue', () => {
  it('goes by class, whatever the order of coming', () => {
    const queue = queueOf(
      ...(['sync', 'bulk', 'revoke', 'interactive'] as const).map((name) =>
        waiting(name, { class: name }),
      ),
    );
    expect(drain(queue)).toEqual(['interactive', 'revoke', 'bulk', 'sync']);
  });

  it('gives operators turns: one who asks for a hundred things does not hold up one who asks for one', () => {
    const many = Array.from({ length: 100 }, (_, index) => waiting(`many ${index}`));
    const queue = queueOf(...many, waiting('one', { operator: 'b' }));
    expect(queue.heads().findIndex(({ name }) => name === 'one')).toBe(1);
    expect(drain(queue).indexOf('one')).toBe(1);
  });

  it('lets a fresh attestation go before new creation options, which wait until none is left', () => {
    const queue = queueOf(
      waiting('options', { opensChallenge: true }),
      waiting('read'),
      waiting('post', { usableUntil: 500, cost: { writes: 1, units: 1 } }),
    );
    expect(queue.heads().map(({ name }) => name)).toEqual(['post', 'read']);
    expect(drain(queue)).toEqual(['post', 'read', 'options']);
  });

  it('lets the attestation go first whose challenge ends first', () => {
    const queue = queueOf(
      ...[300, 100, 200].map((usableUntil) => waiting(String(usableUntil), { usableUntil })),
    );
    expect(drain(queue)).toEqual(['100', '200', '300']);
  });

  it('does not let an attestation of a batch hold up the options of somebody at the page', () => {
    const queue = queueOf(
      waiting('post', { class: 'bulk', usableUntil: 500 }),
      waiting('options', { opensChallenge: true }),
    );
    expect(drain(queue)).toEqual(['options', 'post']);
  });

  it('knows whether somebody waits for the same already', () => {
    const first = waiting('first');
    const second = waiting('second');
    const queue = queueOf(first);
    expect(queue.hasOneLike(first)).toBe(false);
    queue.add(second);
    expect(queue.hasOneLike(second)).toBe(true);
    const write = waiting('write', { cost: { writes: 1, units: 1 } });
    queue.add(write);
    expect(queue.hasOneLike(write)).toBe(false);
  });

  it('loses nobody and takes nobody twice', () => {
    const entry = fc.record({
      class: fc.constantFrom<CallClass>(...CALL_CLASSES),
      operator: fc.constantFrom('a', 'b', 'c'),
      usableUntil: fc.option(fc.nat(1_000)),
      opensChallenge: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 200 }), (changes) => {
        const entries = changes.map((change, index) => waiting(String(index), change));
        const queue = queueOf(...entries);
        expect(queue.size).toBe(entries.length);
        expect(queue.all()).toHaveLength(entries.length);
        const names = drain(queue).toSorted((one, other) => Number(one) - Number(other));
        expect(names).toEqual(entries.map(({ name }) => name));
        expect(queue.size).toBe(0);
      }),
    );
  });

  it('gives each of several operators the same number of turns while all of them want some', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 20, max: 60 }), { minLength: 2, maxLength: 5 }),
        (sizes) => {
          const queue = queueOf(
            ...sizes.flatMap((size, operator) =>
              Array.from({ length: size }, () =>
                waiting(String(operator), { operator: String(operator) }),
              ),
            ),
          );
          const first = drain(queue).slice(0, 20 * sizes.length);
          const counts = sizes.map((_, operator) =>
            first.filter((name) => name === String(operator)),
          );
          expect(new Set(counts.map(({ length }) => length))).toEqual(new Set([20]));
        },
      ),
    );
  });
});
