import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPeopleText } from './readPeopleText.ts';

const names = (text: string) => readPeopleText(text).people.map(({ reference }) => reference);

describe('the text of a list', () => {
  it.each([',', ';', '\t'])('is separated by %j, with and without a heading', (separator) => {
    expect(names(`Name${separator}upn\nAdele${separator}a@x\n`)).toEqual(['a@x']);
    expect(names(`Adele${separator}a@x\r\nBob${separator}b@x`)).toEqual(['a@x', 'b@x']);
  });

  it('is one person a line, recipients in one line, or nothing', () => {
    expect(names('a@x\nb@x\n\nc@x')).toEqual(['a@x', 'b@x', 'c@x']);
    expect(names('Adele Vance <a@x>; Bob <b@x>; c@x;')).toEqual(['a@x', 'b@x', 'c@x']);
    expect(readPeopleText('')).toEqual({ people: [], leftOut: [], repeated: 0 });
  });

  it('may hold comments, quotes, line breaks in quotes and a word for spreadsheets', () => {
    const text =
      'sep=;\n# from HR\n"Name";upn\n"Vance; ""Adele""\nsecond line";a@x\n# b@x\nCarol;c@x';
    expect(readPeopleText(text).people).toEqual([
      { reference: 'a@x', serial: null, line: 4 },
      { reference: 'c@x', serial: null, line: 7 },
    ]);
  });

  it('is read as the Yubico scripts write it, with a heading that begins like a comment', () => {
    const challenge = 'ZXlK'.repeat(1_700);
    const text = [
      '#User.Name,User.DisplayName,User.ID,Challenge,ChallengeExpiryTime,RP.ID',
      `john@contoso.com,"Doe, John",T0Y6YWJj,${challenge},2024-06-13T11:26:35Z,login.microsoft.com`,
      `jane@contoso.com,Jane,T0Y6ZGVm,${challenge},2024-06-13T11:26:36Z,login.microsoft.com`,
      '',
    ].join('\r\n');
    expect(names(text)).toEqual(['john@contoso.com', 'jane@contoso.com']);
    expect(
      readPeopleText('#upn,entraIDAuthMethodObjectId,serialNumber,PIN\r\na@x,-2_G,20481216,')
        .people,
    ).toMatchObject([{ reference: 'a@x', serial: '20481216' }]);
  });

  it('names the one bad row of ten thousand by its line', () => {
    const lines = Array.from({ length: 10_000 }, (_, index) => `person${index}@contoso.example`);
    lines[6_788] = 'nobody in particular';
    const { people, leftOut } = readPeopleText(`upn\n${lines.join('\n')}\n`);
    expect(people).toHaveLength(9_999);
    expect(leftOut).toEqual([
      { line: 6_790, problem: 'nobody_named', text: 'nobody in particular' },
    ]);
  });

  it('gives back whoever was written, on whatever line, in any shape of file', () => {
    const name = fc.stringMatching(/^[a-zé.'#+]{1,12}[a-z]@[a-z]{1,8}\.example$/);
    const shape = fc.record({
      separator: fc.constantFrom(',', ';', '\t'),
      newline: fc.constantFrom('\n', '\r\n', '\r'),
      hasHeading: fc.boolean(),
      comment: fc.constantFrom('', '# a comment', '  '),
    });
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 2 }), shape, (people, file) => {
        const written = people.map(
          (one) => `"Name ""of"" ${file.separator}"${file.separator}"${one}"`,
        );
        const heading = file.hasHeading ? [`Name${file.separator}UPN`] : [];
        const lines = [file.comment, ...heading, ...written];
        const read = readPeopleText(lines.join(file.newline));
        expect(read.people.map(({ reference }) => reference)).toEqual(people);
        expect(read.people.map(({ line }) => line)).toEqual(
          people.map((_, index) => index + 2 + heading.length),
        );
        expect(read.leftOut).toEqual([]);
      }),
    );
  });
});
