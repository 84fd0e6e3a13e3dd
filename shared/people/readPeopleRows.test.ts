import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPeopleRows } from './readPeopleRows.ts';

const ID = '11111111-2222-4333-8444-555555555555';
const rows = (...texts: readonly string[]) =>
  texts.map((text, index) => ({ line: index + 1, cells: text.split('|') }));
const read = (...texts: readonly string[]) => readPeopleRows(rows(...texts));
const names = (...texts: readonly string[]) => read(...texts).people.map((one) => one.reference);

describe('a list with a heading', () => {
  it.each([
    ['userPrincipalName', 'a@x'],
    ['UPN', 'a@x'],
    ['Login', 'a@x'],
    ['E-Mail', 'a@x'],
    ['mail', 'a@x'],
    ['Object ID', ID],
  ])('takes the column %s', (heading, cell) => {
    expect(names(`Name|${heading}`, `Adele|${cell}`)).toEqual([cell]);
  });

  it('prefers the user principal name, and takes the next where that is empty', () => {
    expect(names('mail|id|userPrincipalName', `m@x|${ID}|u@x`, `m@y|${ID}|`)).toEqual(['u@x', ID]);
  });

  it('takes the user name of the Yubico scripts, and never their user handle', () => {
    const heading = 'User.Name|User.DisplayName|User.ID|Challenge|ChallengeExpiryTime';
    expect(names(heading, 'a@x|Adele|T0Y6abcdef|ZXlK|2024-06-13T11:26:35Z')).toEqual(['a@x']);
  });

  it('reads the serial number of the key that is meant for them', () => {
    const { people } = read('serialNumber|upn', '20481216|a@x', '|b@x');
    expect(people).toEqual([
      { reference: 'a@x', serial: '20481216', line: 2 },
      { reference: 'b@x', serial: null, line: 3 },
    ]);
  });
});

describe('a list without a heading', () => {
  it('finds the one cell that names somebody, and a serial number beside it', () => {
    expect(read('20481216|a@x', 'Bob <b@x>|', `Carol|${ID}`).people).toEqual([
      { reference: 'a@x', serial: '20481216', line: 1 },
      { reference: 'b@x', serial: null, line: 2 },
      { reference: ID, serial: null, line: 3 },
    ]);
  });

  it('takes a single row as recipients, and a pair as a key and its holder', () => {
    expect(names('a@x| b@x |Carol <c@x>|')).toEqual(['a@x', 'b@x', 'c@x']);
    expect(read('20481216|a@x').people).toMatchObject([{ serial: '20481216' }]);
  });
});

describe('bad rows', () => {
  it('are named by their line, and the rest goes on', () => {
    const { people, leftOut } = read('upn|serial', 'a@x|', 'adele vance|', 'c@x|1,2E+07', 'd@x|');
    expect(people.map(({ reference }) => reference)).toEqual(['a@x', 'd@x']);
    expect(leftOut).toEqual([
      { line: 3, problem: 'nobody_named', text: 'adele vance' },
      { line: 4, problem: 'serial_malformed', text: 'c@x 1,2E+07' },
    ]);
  });

  it('say that a row names several people when nobody can tell which is meant', () => {
    expect(read('a@x|b@x', 'c@x|d@x').leftOut.map(({ problem }) => problem)).toEqual([
      'several_named',
      'several_named',
    ]);
  });

  it('give no key to two people, and no second key in silence', () => {
    const { people, leftOut, repeated } = read(
      'serial|upn',
      '10000|a@x',
      '10000|b@x',
      '10001|A@X',
      '10000|a@x',
    );
    expect(people).toHaveLength(1);
    expect(leftOut.map(({ problem }) => problem)).toEqual(['serial_repeated', 'second_serial']);
    expect(repeated).toBe(1);
  });
});

it('accounts for every row of any list, and has nobody twice', () => {
  const cell = fc.oneof(
    fc.constantFrom('a@x', 'A@X', 'b@x', ID, '20481216', '', 'Adele', 'upn', 'serial', '<c@x>'),
    fc.string(),
  );
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 1, maxLength: 3 }), { minLength: 2 }),
      (all) => {
        const table = all.map((cells, index) => ({ line: index + 1, cells }));
        const { people, leftOut, repeated } = readPeopleRows(table);
        const written = all.filter((cells) => cells.some((one) => one.trim() !== '')).length;
        const counted = people.length + leftOut.length + repeated;
        // Less the heading; a single row may be several people.
        if (written > 1) expect([written, written - 1]).toContain(counted);
        const keys = people.map(({ reference }) => reference.toLowerCase());
        expect(new Set(keys).size).toBe(keys.length);
      },
    ),
  );
});
