import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PeopleTable } from './peopleTable.ts';
import { countPeople, type PeopleQuery, viewPeople } from './peopleView.ts';
import { testPerson } from './testPeoplePort.ts';

const PLAIN: PeopleQuery = { filter: 'all', text: '', sort: { by: 'added', isDescending: false } };

function tableOf(...names: readonly string[]): PeopleTable {
  const table = new PeopleTable();
  for (const [index, displayName] of names.entries()) {
    table.addPerson({ ...testPerson(index), displayName });
  }
  return table;
}

function shown(table: PeopleTable, query: Partial<PeopleQuery>): string[] {
  return [...viewPeople(table, { ...PLAIN, ...query })].map((at) => table.nameAt(at));
}

describe('the list in sight', () => {
  it('is narrowed by status, by reason and by words of name or user principal name', () => {
    const table = tableOf('Adele', 'Bob', 'Carol');
    table.setStatus(testPerson(1).id, 'stopped', {
      problems: ['user_disabled', 'user_is_guest'],
      passkeys: [],
    });
    table.setStatus(testPerson(2).id, 'ready');
    expect(shown(table, { filter: 'user_is_guest' })).toEqual(['Bob']);
    expect(shown(table, { filter: 'chosen' })).toEqual(['Carol']);
    expect(shown(table, { text: ' ADE' })).toEqual(['Adele']);
    expect(shown(table, { text: 'person2@' })).toEqual(['Carol']);
    expect(Object.fromEntries(countPeople(table))).toEqual({
      all: 3,
      waiting: 1,
      ready: 1,
      chosen: 1,
      stopped: 1,
      user_disabled: 1,
      user_is_guest: 1,
    });
  });

  it('is sorted both ways, and equals keep their order', () => {
    const table = tableOf('b', 'Ä', 'a10', 'a9', 'B');
    const by = (isDescending: boolean) => ({ sort: { by: 'name', isDescending } as const });
    expect(shown(table, by(false))).toEqual(['Ä', 'a9', 'a10', 'b', 'B']);
    expect(shown(table, by(true))).toEqual(['b', 'B', 'a10', 'a9', 'Ä']);
    expect(shown(table, { sort: { by: 'added', isDescending: true } })[0]).toBe('B');
  });

  it('agrees with a plain list whatever is added, settled and removed', () => {
    const number = fc.integer({ min: 0, max: 30 });
    const act = fc.record({
      kind: fc.constantFrom('person', 'reference', 'settle', 'remove', 'status'),
      number,
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 80 }), (acts) => {
        const table = new PeopleTable();
        let plain: { key: string; status: string }[] = [];
        for (const { kind, number: one } of acts) {
          const person = testPerson(one);
          const reference = person.userPrincipalName;
          const has = (key: string) => plain.some((row) => row.key === key);
          if (kind === 'person') {
            table.addPerson(person);
            if (!has(person.id)) plain.push({ key: person.id, status: 'waiting' });
          } else if (kind === 'reference') {
            table.addReference(reference, null);
            if (!has(reference)) plain.push({ key: reference, status: 'open' });
          } else if (kind === 'settle') {
            table.settleReference(reference, person);
            if (has(person.id)) plain = plain.filter((row) => row.key !== reference);
            else {
              plain = plain.map((row) =>
                row.key === reference ? { key: person.id, status: 'waiting' } : row,
              );
            }
          } else if (kind === 'remove') {
            table.remove(new Set([person.id]));
            plain = plain.filter((row) => row.key !== person.id);
          } else {
            table.setStatus(person.id, 'ready');
            for (const row of plain) if (row.key === person.id) row.status = 'ready';
          }
        }
        const rows = Array.from({ length: table.size }, (_, at) => table.rowAt(at));
        expect(rows.map(({ key, status }) => ({ key, status }))).toEqual(plain);
        for (const { key } of plain) expect(table.rowOf(key)?.key).toBe(key);
      }),
    );
  });
});
