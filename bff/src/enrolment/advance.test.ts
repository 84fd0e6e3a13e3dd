import { describe, expect, it } from 'vitest';
import { testLog } from '#bff/testDeps.ts';
import { BUILT_IN_PROFILES } from '#shared/enrolment/builtInProfiles.ts';
import { foldJournal } from '#shared/enrolment/enrolmentState.ts';
import type { JournalEntry, JournalEvent } from '#shared/enrolment/journal.ts';
import { AppError, GraphError } from '#shared/failure/appError.ts';
import { advance, dueAction } from './advance.ts';
import type { EnrolmentParts } from './enrolmentParts.ts';
import type { OpenEnrolment } from './openEnrolment.ts';
import { TestKey } from './testKey.ts';

const NOW = Date.parse('2027-06-01T09:00:00.000Z');
const [PROFILE] = BUILT_IN_PROFILES;
const { observation: KEY } = new TestKey({ serial: '80001' }).plugged();
const failedAt = (ms: number, action = 'startPin') =>
  ({ ms, event: { type: 'stepFailed', action, code: 'graph_throttled' } }) as const;

/** An enrolment whose PIN is drawn and is to be set next; its first line cannot be written for this reason. */
function stuckAt(failure: Error | null, earlier: { ms: number; event: JournalEvent }[] = []) {
  if (PROFILE === undefined) throw new TypeError('there is no profile');
  const holder = { id: 'h', displayName: 'Lee', userPrincipalName: 'lee@contoso.example' };
  const started = { type: 'started', holder, operatorId: 'o', methodsBefore: [] } as const;
  const happened: { ms: number; event: JournalEvent }[] = [
    { ms: -90_000, event: { ...started, profile: PROFILE } },
    { ms: -90_000, event: { type: 'keyBound', key: KEY } },
    { ms: -90_000, event: { type: 'pinEscrowed', escrowId: 'e' } },
    ...earlier,
  ];
  const entries: JournalEntry[] = happened.map(({ ms, event }, index) => ({
    ...{ seq: index + 1, event },
    at: new Date(NOW + ms).toISOString(),
  }));
  const { log, lines } = testLog();
  let left = failure;
  const open = {
    ...{ id: 'e', actor: { id: 'o' }, key: { ...KEY, hasPin: false } },
    ...{ entries, state: foldJournal(entries) },
    append: async (event: JournalEvent) => {
      const now = left;
      left = null;
      if (now !== null) throw now;
      entries.push({ seq: entries.length + 1, at: new Date(NOW).toISOString(), event });
    },
  } as unknown as OpenEnrolment;
  const parts = { now: () => NOW, settleMs: 60_000, log } as unknown as EnrolmentParts;
  return { open, parts, entries, lines };
}

describe('a step of the backend', () => {
  it.each([
    new TypeError('a fault of ours'),
    new AppError('conflict', 'somebody else is at it'),
    new AppError('audit_unavailable', 'no record, no effect'),
  ])('that fails by no fault of its own leaves no trace in the journal: %s', async (failure) => {
    const { open, parts, entries } = stuckAt(failure);
    await expect(advance(parts, open)).rejects.toBe(failure);
    expect(entries).toHaveLength(3);
  });

  it.each([
    [new AppError('user_not_found', 'gone'), {}],
    [new GraphError('graph_unavailable', 'away'), {}],
    [
      new GraphError('graph_forbidden', 'no', {
        httpStatus: 403,
        graphCode: 'accessDenied',
        requestId: 'g',
      }),
      { graphStatus: 403, graphCode: 'accessDenied', graphRequestId: 'g' },
    ],
  ])('that fails is written down and tried again later: %s', async (failure, fields) => {
    const { open, parts, entries, lines } = stuckAt(failure);
    const until = new Date(NOW + 5_000).toISOString();
    expect(await advance(parts, open)).toEqual({ actor: 'person', kind: 'waitForTenant', until });
    const { code } = failure;
    expect(entries.at(-1)?.event).toEqual({ type: 'stepFailed', action: 'startPin', code });
    expect(lines).toMatchObject([{ event: 'enrolment_action_failed', code, ...fields }]);
  });

  it.each([
    ['at once where nothing failed', [], null],
    ['at once where something else failed last', [failedAt(-100, 'register')], null],
    ['after five seconds the first time', [failedAt(-1_000)], 4_000],
    ['after twice as long the next time', [failedAt(-9_000), failedAt(-1_000)], 9_000],
    ['after a minute at most', Array(9).fill(failedAt(-1_000)), 59_000],
    ['at once when that time is over', [failedAt(-5_000)], null],
    [
      'no sooner because a colleague carries on',
      [failedAt(-1_000), { ms: -500, event: { type: 'carriedOn', operatorId: 'other' } }],
      4_000,
    ],
  ] as [string, { ms: number; event: JournalEvent }[], number | null][])(
    'is due %s',
    (_when, earlier, inMs) => {
      const { open, parts } = stuckAt(null, earlier);
      const due = dueAction(parts, open);
      if (inMs === null) expect(due).toMatchObject({ actor: 'backend', kind: 'startPin' });
      else expect(due).toMatchObject({ until: new Date(NOW + inMs).toISOString() });
    },
  );

  it('is none where it is the turn of the page', () => {
    const set = { ms: -1_000, event: { type: 'pinSetStarted' } } as const;
    const { open, parts } = stuckAt(null, [set]);
    expect(dueAction(parts, open)).toMatchObject({ actor: 'page', kind: 'setPin' });
  });
});
