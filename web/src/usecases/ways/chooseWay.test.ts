import { describe, expect, it } from 'vitest';
import { BUILT_IN_PROFILES } from '#shared/enrolment/builtInProfiles.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { BrowserWay } from '../ports.ts';
import {
  chooseWay,
  offeredWays,
  probeWays,
  type WayStanding,
  webHidStanding,
} from './chooseWay.ts';

const WORKS: WayStanding = { kind: 'works' };
const UNKNOWN: WayStanding = { kind: 'unknown' };
const FAILS: WayStanding = { kind: 'fails', code: 'extension_missing' };

function keepPin() {
  const profile = BUILT_IN_PROFILES.find(({ id }) => id === 'keep-pin');
  if (profile === undefined) throw new TypeError('there is no such profile');
  return profile;
}

const way = (probe: BrowserWay['probe']): BrowserWay => ({
  probe,
  create: () => Promise.reject(new Error('not asked here')),
  prove: () => Promise.reject(new Error('not asked here')),
});

describe('the way that is taken', () => {
  const offered = (webhid: WayStanding, extension: WayStanding) =>
    offeredWays(keepPin(), { extension, webhid });

  it.each([
    ['WebHID where a key can be seen', WORKS, WORKS, 'webhid'],
    ['the extension where nobody knows of WebHID', UNKNOWN, WORKS, 'extension'],
    ['WebHID where nothing else works', UNKNOWN, FAILS, 'webhid'],
    ['none where none works', FAILS, FAILS, null],
  ] as const)('is %s', (_what, webhid, extension, taken) => {
    expect(chooseWay(offered(webhid, extension), undefined)).toBe(taken);
  });

  it('is what the person chose, unless it fails', () => {
    expect(chooseWay(offered(WORKS, WORKS), 'extension')).toBe('extension');
    expect(chooseWay(offered(UNKNOWN, WORKS), 'webhid')).toBe('webhid');
    expect(chooseWay(offered(WORKS, FAILS), 'extension')).toBe('webhid');
    expect(chooseWay(offered(WORKS, WORKS), 'guided')).toBe('webhid');
  });

  it('is among those that the profile takes', () => {
    const [sealed] = BUILT_IN_PROFILES;
    if (sealed === undefined) throw new TypeError('there is no profile');
    const standings = { webhid: UNKNOWN, extension: WORKS };
    expect(offeredWays(sealed, standings).map((one) => one.way)).toEqual(['webhid']);
    const only = { ...keepPin(), ways: ['extension'] as const };
    expect(offeredWays(only, standings).map((one) => one.way)).toEqual(['extension']);
  });
});

describe('how the ways stand', () => {
  it('is found out by trying each', async () => {
    const found = await probeWays(
      {
        extension: way(() => Promise.reject(new AppError('extension_missing', ''))),
        override: way(() => Promise.resolve()),
        guided: way(() => Promise.reject(new TypeError('broken'))),
      },
      {},
    );
    expect(found).toEqual({
      extension: FAILS,
      override: WORKS,
      guided: { kind: 'fails', code: 'internal' },
    });
  });

  it('is certain of WebHID only once it showed a key, or the browser has none', () => {
    const none = { unavailable: null, keys: [], runs: [], open: [] };
    expect(webHidStanding(none)).toEqual(UNKNOWN);
    expect(webHidStanding({ ...none, unavailable: 'hid_unsupported' })).toEqual({
      kind: 'fails',
      code: 'hid_unsupported',
    });
  });
});
