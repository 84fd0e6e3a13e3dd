import { describe, expect, it } from 'vitest';
import { formatProfileFile } from '#shared/enrolment/profileFile.ts';
import { NEW_PROFILE } from './editor/draft.ts';
import { readNewProfileSearch, readProfileSearch } from './profileSearch.ts';
import { readImport } from './readImport.ts';

describe('a text that is brought in', () => {
  it('is nothing while there is none', () => {
    expect(readImport(' \n')).toBeNull();
  });

  it('is a profile of ours', () => {
    expect(readImport(formatProfileFile(NEW_PROFILE))).toEqual({
      kind: 'profile',
      content: NEW_PROFILE,
      remarks: [],
    });
  });

  it('is the scripts’ configuration', () => {
    const text = '{"useRandomPIN": false, "deleteExistingUserFIDOCredentials": false}';
    expect(readImport(text)).toMatchObject({
      kind: 'scripts',
      content: { name: 'From configs.json' },
    });
  });

  it.each([
    ['{', 'not_json'],
    ['{"a": 1}', 'other_format'],
    ['{"format": "keywright-profile", "formatVersion": 9}', 'newer_format'],
  ])('is neither: %s', (text, problem) => {
    expect(readImport(text)).toEqual({ kind: 'problems', problems: [{ problem, member: null }] });
  });
});

describe('the addresses of profiles', () => {
  it('take an id and a version, and leave everything else out', () => {
    expect(readNewProfileSearch({ from: 'new-colleague', x: 1 })).toEqual({
      from: 'new-colleague',
    });
    expect(readNewProfileSearch({ from: '../me' })).toEqual({});
    expect(readProfileSearch({ saved: 2 })).toEqual({ saved: 2 });
    expect(readProfileSearch({ saved: '2' })).toEqual({});
  });
});
