import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessStation, type StationReport, type Verdict } from './assessStation.ts';
import type { StationFacts } from './stationFacts.ts';
import { testBrowser, testFacts, testKey } from './testing/facts.ts';

const KEY = testKey();
const SOFTWARE = testKey({ software: true });

function assess(changes: Partial<StationFacts>): StationReport {
  return assessStation(testFacts(changes));
}

describe('the verdict on a station', () => {
  it.each<[Verdict, string, Partial<StationFacts>]>([
    ['checking', 'the browser has not answered', { browser: undefined }],
    ['checking', 'the clock has not been read', { clock: undefined }],
    ['checking', 'a key is being read', { keys: [testKey({ state: 'reading' })] }],
    ['notReady', 'the browser is too old', { browser: testBrowser('Chromium', 'Linux', '100.0') }],
    ['notReady', 'there is no WebHID', { unavailable: 'hid_unsupported' }],
    ['notReady', 'keys are hidden', { chooser: 'keyNotListed' }],
    [
      'notReady',
      'a key may not be opened',
      { keys: [testKey({ state: 'failed', failure: 'hid_blocked' })] },
    ],
    ['question', 'nothing was chosen', { chooser: 'empty' }],
    ['needsKey', 'there is no key', {}],
    ['needsKey', 'there was no key in a port', { chooser: 'noKeyIn' }],
    [
      'needsKey',
      'the key is too old',
      { keys: [testKey({ state: 'failed', failure: 'key_without_fido2' })] },
    ],
    ['held', 'a demonstration does not touch the key', { heldKeys: 1 }],
    ['demo', 'there are software keys only', { keys: [SOFTWARE], replug: { step: 'returned' } }],
    ['needsReplug', 'the test was not made', { keys: [KEY] }],
    ['needsReplug', 'a key is out for the test', { replug: { step: 'plug', keys: [] } }],
    ['oneClickPerKey', 'a key did not come back', { replug: { step: 'lost' } }],
    ['oneClickPerKey', 'a key is in the list alone', { chooser: 'keyListed' }],
    ['ready', 'a key came back', { keys: [KEY], replug: { step: 'returned' } }],
    ['needsKey', 'a key came back and is gone again', { replug: { step: 'returned' } }],
  ])('is %s where %s', (verdict, _, changes) => {
    expect(assess(changes).verdict).toBe(verdict);
  });

  it('is never ready without a real key that answers', () => {
    const facts = fc.record({
      unavailable: fc.constantFrom(null, 'hid_unsupported' as const, 'hid_blocked' as const),
      heldKeys: fc.nat({ max: 1 }),
      keys: fc.subarray([
        SOFTWARE,
        testKey({ state: 'reading' }),
        testKey({ state: 'failed', failure: 'device_timeout' }),
      ]),
      chooser: fc.constantFrom(
        'notAsked',
        'asking',
        'empty',
        'keyListed',
        'keyNotListed',
        'noKeyIn',
      ),
      replug: fc.constantFrom({ step: 'off' }, { step: 'returned' }, { step: 'lost' }),
    });
    fc.assert(
      fc.property(facts, (changes) => {
        expect(assess(changes as Partial<StationFacts>).verdict).not.toBe('ready');
      }),
    );
  });

  it('does not depend on the ways that need no station', () => {
    const ready = { keys: [KEY], replug: { step: 'returned' } } as const;
    expect(assess({ ...ready, override: { refused: 'unclear' } }).verdict).toBe('ready');
    expect(assess({ ...ready, capabilities: null }).verdict).toBe('ready');
    expect(assess({ override: 'allowed' }).verdict).toBe('needsKey');
    expect(assess({ ...ready, companion: undefined }).verdict).toBe('ready');
    expect(assess({ ...ready, companion: { version: '0.9.0' } }).verdict).toBe('ready');
    expect(assess({ companion: { version: '1.0.0' } }).verdict).toBe('needsKey');
  });
});

describe('the reach of a browser', () => {
  const reach = (changes: Partial<StationFacts>) => assess(changes).probes.reach.finding;

  it('is proven by a real key and by nothing else', () => {
    expect(reach({ keys: [SOFTWARE, KEY] })).toBe('seen');
    expect(reach({ heldKeys: 1, keys: [SOFTWARE] })).toBe('held');
    expect(reach({ keys: [SOFTWARE] })).toBe('software');
    expect(reach({ keys: [KEY], chooser: 'keyNotListed' })).toBe('seen');
  });

  it('is not blamed before a person has said what they saw', () => {
    expect(reach({})).toBe('nothingYet');
    expect(reach({ chooser: 'asking' })).toBe('nothingYet');
    expect(reach({ chooser: 'empty' })).toBe('question');
    expect(reach({ chooser: 'keyListed' })).toBe('listed');
    expect(reach({ chooser: { failed: 'hid_blocked' } })).toBe('refused');
    expect(reach({ unavailable: 'hid_blocked' })).toBe('impossible');
  });
});

describe('a key that is in the browser’s list and not on the page', () => {
  it('shows that the policy is missing, until it is chosen', () => {
    const replug = (changes: Partial<StationFacts>) => assess(changes).probes.replug.finding;
    expect(replug({ chooser: 'keyListed' })).toBe('lost');
    expect(replug({ chooser: 'keyListed', keys: [KEY] })).toBe('open');
    expect(replug({ chooser: 'keyListed', keys: [SOFTWARE] })).toBe('impossible');
  });
});

describe('the companion extension', () => {
  it.each<[StationFacts['companion'], string, string]>([
    [undefined, 'asking', 'busy'],
    [null, 'unknown', 'note'],
    [{ version: '1.0.0' }, 'installed', 'good'],
    [{ version: '1.12' }, 'installed', 'good'],
    [{ version: '0.9.9' }, 'tooOld', 'warning'],
    [{ version: 'latest' }, 'tooOld', 'warning'],
    [{ refused: 'extension_missing' }, 'missing', 'note'],
    [{ refused: 'extension_host_withdrawn' }, 'hostWithdrawn', 'warning'],
    [{ refused: 'extension_origin_refused' }, 'otherPages', 'warning'],
    [{ refused: 'response_invalid' }, 'unknown', 'note'],
  ])('that answers with %o is %s', (companion, finding, mark) => {
    expect(assess({ companion }).probes.companion).toEqual({ finding, mark });
  });
});

describe('the clock of a station', () => {
  const MINUTE = 60_000;
  const clock = (aheadMs: number, graphAheadMs: number | null, uncertaintyMs = 100) =>
    assess({
      clock: {
        aheadMs,
        uncertaintyMs,
        graph: graphAheadMs === null ? null : { aheadMs: graphAheadMs, notedAt: '' },
      },
    }).probes.clock;

  it.each([
    [20_000, 0, 'right', 'good'],
    [31_000, 0, 'wrong', 'warning'],
    [-31_000, null, 'wrong', 'warning'],
    [6 * MINUTE, 0, 'wrong', 'bad'],
    [-6 * MINUTE, null, 'wrong', 'bad'],
    [6 * MINUTE, 6 * MINUTE, 'backendWrong', 'warning'],
    [0, 2 * MINUTE, 'wrong', 'warning'],
  ] as const)('%i ms ahead of the backend, Graph %s ahead of it, is %s', (...row) => {
    const [aheadMs, graphAheadMs, finding, mark] = row;
    expect(clock(aheadMs, graphAheadMs)).toEqual({ finding, mark });
  });

  it('is given the benefit of a slow answer, and of none', () => {
    expect(clock(40_000, 0, 15_000).finding).toBe('right');
    expect(assess({ clock: null }).probes.clock).toEqual({ finding: 'unknown', mark: 'warning' });
  });
});
