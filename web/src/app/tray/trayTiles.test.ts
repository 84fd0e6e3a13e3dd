import { describe, expect, it } from 'vitest';
import type { StationKey } from '#web/usecases/stationState.ts';
import { trayTiles } from './trayTiles.ts';

const key = (id: string): StationKey => ({
  id,
  productName: 'Key',
  vendorId: 1,
  productId: 2,
  software: true,
  state: 'ready',
  failure: null,
  observation: null,
  description: null,
  operatorsOwn: false,
  isSettled: true,
  canWink: false,
  enrolmentId: null,
});

describe('the tiles of the tray', () => {
  it('are the free keys in the order of plugging', () => {
    const tiles = trayTiles({ unavailable: null, keys: [key('b'), key('a')], runs: [], open: [] });
    expect(tiles.map(({ id }) => id)).toEqual(['b', 'a']);
    expect(tiles.every(({ run }) => run === null)).toBe(true);
  });
});
