import { describe, expect, it } from 'vitest';
import { readStationSearch } from './stationSearch.ts';

describe('the address of the station', () => {
  it('keeps for whom and how', () => {
    const search = {
      for: '00000000-0000-4000-8000-000000000001',
      profile: 'new-colleague',
      way: 'extension',
    };
    expect(readStationSearch(search)).toEqual(search);
  });

  it('leaves out what cannot be an id', () => {
    expect(readStationSearch({ for: '../me', profile: 7, other: 'x' })).toEqual({});
    expect(readStationSearch({ profile: 'x'.repeat(65) })).toEqual({});
    expect(readStationSearch({ way: 'telepathy' })).toEqual({});
  });
});
