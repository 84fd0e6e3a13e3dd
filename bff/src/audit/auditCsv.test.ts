import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHAIN_START } from './auditChain.ts';
import { csvCell, csvHead, csvRecord, plainCsvCell } from './auditCsv.ts';
import { completeEntry } from './auditRecord.ts';
import { testEntry } from './testLines.ts';

/** A reader of RFC 4180 of the test's own. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text.charAt(index + 1) === '"') {
        cell += '"';
        index += 1;
      } else isQuoted = false;
    } else if (character === '"') isQuoted = true;
    else if (character === ',') {
      row.push(cell);
      cell = '';
    } else if (character === '\r' && text.charAt(index + 1) === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
      index += 1;
    } else cell += character;
  }
  return rows;
}

const unguarded = (cell: string) => (cell.startsWith("'") ? cell.slice(1) : cell);

describe('a CSV of the audit', () => {
  it('keeps 5,000 cells as they are, and none that a spreadsheet would calculate', () => {
    const nasty = fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '\t',
      '\r',
      '\n',
      '\0',
      '＝',
      '＋',
      '－',
      '＠',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.tuple(nasty, fc.string({ maxLength: 12 })).map(([first, rest]) => first + rest),
      fc.tuple(fc.constantFrom(' ', "'", '"', ','), nasty).map(([a, b]) => `${a}${b}1+1`),
    );
    let cells = 0;
    fc.assert(
      fc.property(fc.array(text, { minLength: 50, maxLength: 50 }), (row) => {
        cells += row.length;
        for (const write of [csvCell, plainCsvCell]) {
          const [read] = readCsv(`${row.map(write).join(',')}\r\n`);
          expect(read?.map(unguarded)).toEqual(row);
          const calculated = /^(?:[\t\r\n\0]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/;
          expect(read?.filter((cell) => calculated.test(cell))).toEqual([]);
        }
      }),
      { numRuns: 100, seed: 1 },
    );
    expect(cells).toBe(5_000);
  });

  it('quotes no more than it must where programs read it that take lines apart at commas', () => {
    const cells = ['a@x.y', '-2_G', 'two words', 'a,b', 'say "x"', 'line\nbreak', ' blank', ''];
    expect(cells.map(plainCsvCell)).toEqual([
      'a@x.y',
      "'-2_G",
      'two words',
      '"a,b"',
      '"say ""x"""',
      '"line\nbreak"',
      '" blank"',
      '',
    ]);
  });

  it('takes the key of an early record from where it stood then', () => {
    const entry = testEntry({
      keySerial: null,
      keyAaguid: null,
      detail: { keySerial: '7', aaguid: 'a' },
    });
    const made = { seq: 1, at: '2027-06-01T09:00:00.000Z', previousHash: CHAIN_START, hash: 'a' };
    const [head = [], row = []] = readCsv(
      csvHead() + csvRecord({ ...completeEntry(entry), ...made }),
    );
    expect(row[head.indexOf('keySerial')]).toBe('7');
    expect(row[head.indexOf('keyAaguid')]).toBe('a');
  });

  it('has its listed columns and nothing else', () => {
    const record = {
      ...completeEntry(testEntry({ detail: { seq: 1, reason: 'wrongPerson', graphCode: '=1' } })),
      ...{ seq: 1, at: '2027-06-01T09:00:00.000Z', previousHash: CHAIN_START, hash: 'a' },
    };
    const [head = [], row = []] = readCsv(csvHead() + csvRecord(record));
    expect(row).toHaveLength(head.length);
    const cells = Object.fromEntries(head.map((name, index) => [name, row[index]]));
    expect(cells).toMatchObject({
      seq: '1',
      keySerial: '12345678',
      approvalId: '',
      authenticationContexts: 'c1',
      graphCode: "'=1",
    });
    expect(row.join()).not.toContain('wrongPerson');
  });
});
