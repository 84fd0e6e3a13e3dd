import { describe, expect, it } from 'vitest';
import { readList, readWhat } from './readList.ts';

const MODEL = '2fc0579f-8113-47ea-b116-bb5a8db9202a';

describe('a list of keys or people', () => {
  it('is the first column of each line, each once, without its heading', () => {
    const text = '#serial, name\r\n"4711",Lee Gu\n4712;Ann\n\n 4713\tBo\n4711';
    expect(readList(text)).toEqual(['4711', '4712', '4713']);
  });

  it('says what is to be removed', () => {
    expect(readWhat('people', 'lee@contoso.example')).toEqual({
      ...{ by: 'people', references: ['lee@contoso.example'] },
    });
    expect(readWhat('serials', '1\n2')).toEqual({ by: 'serials', serials: ['1', '2'] });
    expect(readWhat('model', MODEL)).toEqual({ by: 'model', aaguid: MODEL });
  });

  it('is refused where it is empty, too long, or no model', () => {
    const many = Array.from({ length: 101 }, (_, index) => `p${index}@contoso.example`).join('\n');
    expect(readWhat('people', ' \n')).toBe('missing');
    expect(readWhat('people', many)).toBe('tooMany');
    expect(readWhat('model', `${MODEL}\nx`)).toBe('tooMany');
    expect(readWhat('model', 'YubiKey')).toBe('badModel');
  });
});
