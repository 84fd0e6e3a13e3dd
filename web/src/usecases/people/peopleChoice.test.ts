import { describe, expect, it } from 'vitest';
import { createFakeTimers } from '#shared/ctap/testing/fakeTimers.ts';
import { AppError } from '#shared/failure/appError.ts';
import { PeopleChoice } from './peopleChoice.ts';
import { TestPeoplePort, testPerson, unreachable } from './testPeoplePort.ts';

const GROUP = {
  id: '21111111-2222-4333-8444-555555555555',
  displayName: 'Plant',
  description: null,
};
const idOf = (number: number) => testPerson(number).id;
const listed = (...references: string[]) =>
  references.map((reference, index) => ({ reference, serial: null, line: index + 1 }));

function bench(people: number, pageSize?: number) {
  const port = new TestPeoplePort(people, pageSize);
  const timers = createFakeTimers();
  const choice = new PeopleChoice({ port, timers });
  const count = (filter: Parameters<ReturnType<typeof choice.getState>['counts']['get']>[0]) =>
    choice.getState().counts.get(filter) ?? 0;
  return { port, timers, choice, count };
}

describe('a list of people', () => {
  it('takes a group over all pages and checks everybody in pieces', async () => {
    const { port, timers, choice, count } = bench(2_500);
    port.verdicts.set(idOf(7), ['user_disabled']);
    port.passkeys.set(idOf(8), ['YubiKey 5']);
    await choice.addGroup(GROUP);
    await timers.advance(1_000);
    expect(choice.getState()).toMatchObject({
      checking: 'idle',
      group: { state: 'done', read: 2_500, total: 2_500, known: 0 },
    });
    expect([count('all'), count('ready'), count('hasKeys'), count('stopped')]).toEqual([
      2_500, 2_498, 1, 1,
    ]);
    expect(count('user_disabled')).toBe(1);
    expect(port.calls.filter((call) => call.startsWith('check'))).toHaveLength(63);
    expect(choice.chosen()).toHaveLength(2_499);
  });

  it('has everybody once, whichever ways they came in', async () => {
    const { timers, choice, count } = bench(3);
    await choice.addGroup(GROUP);
    choice.addPerson(testPerson(1));
    expect(
      choice.addListed(listed('PERSON2@contoso.example', idOf(3), 'gone@contoso.example')),
    ).toBe(2);
    await timers.advance(1_000);
    expect(count('all')).toBe(4);
    expect(choice.addListed(listed('gone@contoso.example'))).toBe(0);
  });

  it('gives a person the serial number of the list, under their object id', async () => {
    const { timers, choice } = bench(2);
    choice.addPerson(testPerson(1));
    choice.addListed([
      { reference: 'person1@contoso.example', serial: '20481216', line: 1 },
      { reference: 'person2@contoso.example', serial: '20481217', line: 2 },
    ]);
    await timers.advance(1_000);
    expect(choice.chosen()).toMatchObject([
      { userId: idOf(1), serial: '20481216' },
      { userId: idOf(2), serial: '20481217' },
    ]);
  });

  it('takes serial numbers that are typed or scanned, each for one person', async () => {
    const { timers, choice } = bench(2);
    for (const number of [1, 2]) choice.addPerson(testPerson(number));
    await timers.advance(1_000);
    expect(choice.assignSerial(idOf(1), ' 20481216 ')).toBeNull();
    expect(choice.assignSerial(idOf(2), '20481216')).toBe('taken');
    expect(choice.assignSerial(idOf(2), '2,05E+07')).toBe('malformed');
    expect(choice.assignSerial(idOf(2), '20481217')).toBeNull();
    expect(choice.chosen().map(({ serial }) => serial)).toEqual(['20481216', '20481217']);
    expect(choice.assignSerial(idOf(1), '')).toBeNull();
    expect(choice.assignSerial(idOf(2), '20481216')).toBeNull();
    expect(choice.chosen().map(({ serial }) => serial)).toEqual([null, '20481216']);
    expect(choice.assignSerial('gone', '20481218')).toBeNull();
    expect(choice.assignSerial(idOf(1), '20481218')).toBeNull();
  });

  it('names who was not found and leaves them out', async () => {
    const { timers, choice, count } = bench(1);
    choice.addListed(listed('person1@contoso.example', 'nobody@contoso.example'));
    await timers.advance(1_000);
    expect(count('user_not_found')).toBe(1);
    expect(choice.chosen()).toHaveLength(1);
  });

  it('takes in a protected person on somebody’s word, and nobody else who is not ready', async () => {
    const { port, timers, choice } = bench(3);
    port.verdicts.set(idOf(1), ['user_protected']);
    port.verdicts.set(idOf(2), ['user_protected', 'user_disabled']);
    port.verdicts.set(idOf(3), ['user_protection_unknown']);
    await choice.addGroup(GROUP);
    await timers.advance(1_000);
    for (const number of [1, 2, 3]) choice.include(idOf(number), true);
    expect(choice.chosen().map(({ userId }) => userId)).toEqual([idOf(1)]);
    choice.include(idOf(1), false);
    expect(choice.chosen()).toEqual([]);
  });

  it('loses whom it is told to remove, and keeps the others as they were', async () => {
    const { port, timers, choice, count } = bench(4);
    port.passkeys.set(idOf(4), [null, null]);
    await choice.addGroup(GROUP);
    await timers.advance(1_000);
    choice.remove(new Set([idOf(1), idOf(3)]));
    await timers.advance(1_000);
    expect(count('all')).toBe(2);
    expect(choice.table.rowOf(idOf(4))).toMatchObject({
      passkeys: [null, null],
      status: 'hasKeys',
    });
    expect(choice.table.rowOf(idOf(1))).toBeNull();
  });
});

describe('trouble on the way', () => {
  it('is tried again, and shows when it stays', async () => {
    const { port, timers, choice, count } = bench(10);
    await choice.addGroup(GROUP);
    await timers.advance(1_000);
    port.failures.push(unreachable(), unreachable());
    choice.addListed(listed('person1@contoso.example', 'x@contoso.example'));
    await timers.advance(10_000);
    expect(choice.getState().checking).toBe('idle');
    expect(count('user_not_found')).toBe(1);

    port.failures.push(...Array.from({ length: 8 }, unreachable));
    choice.addListed(listed('y@contoso.example'));
    await timers.advance(30_000);
    expect(choice.getState()).toMatchObject({ checking: 'failed', failure: 'backend_unreachable' });
    port.failures.length = 0;
    choice.goOn();
    await timers.advance(1_000);
    expect(choice.getState()).toMatchObject({ checking: 'idle', failure: null });
    expect(count('user_not_found')).toBe(2);
  });

  it('stops and goes on where it was', async () => {
    const { timers, choice, count, port } = bench(500);
    choice.stop();
    await choice.addGroup(GROUP);
    await timers.advance(1_000);
    expect([count('waiting'), port.calls.length]).toEqual([500, 1]);
    choice.goOn();
    await timers.advance(1_000);
    expect(count('ready')).toBe(500);
  });

  it('asks again about those for whom Entra had no time, after the pause it asks for', async () => {
    const { port, timers, choice, count } = bench(3);
    port.unread.set(idOf(2), 'graph_throttled');
    port.retryAfterSeconds = 20;
    await choice.addGroup(GROUP);
    await timers.advance(19_000);
    expect([count('ready'), count('waiting')]).toEqual([2, 1]);
    await timers.advance(2_000);
    expect(count('ready')).toBe(3);
  });

  it('calls nobody ready who could not be read, and reads them again when asked', async () => {
    const { port, timers, choice, count } = bench(3);
    port.unread.set(idOf(2), 'graph_forbidden');
    await choice.addGroup(GROUP);
    await timers.advance(1_000);
    expect([count('ready'), count('unread')]).toEqual([2, 1]);
    expect(choice.chosen()).toHaveLength(2);
    choice.checkAgain();
    await timers.advance(1_000);
    expect(count('ready')).toBe(3);
  });

  it('keeps the pages of a group that were read, and goes on after the last one', async () => {
    const { port, timers, choice, count } = bench(30, 10);
    choice.stop();
    port.failures.push(new AppError('graph_unavailable', 'as the test wants it'));
    await choice.addGroup(GROUP);
    expect(choice.getState().group).toMatchObject({
      state: 'failed',
      failure: 'graph_unavailable',
    });
    await choice.goOnWithGroup();
    await timers.advance(1_000);
    expect(choice.getState().group).toMatchObject({ state: 'done', read: 30 });
    expect(count('all')).toBe(30);
  });
});
