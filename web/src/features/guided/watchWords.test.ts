import { describe, expect, it } from 'vitest';
import type { GuidedState } from '#shared/api/guided.ts';
import { readGuidedSearch } from './guidedSearch.ts';
import { askAgain } from './underWay.ts';
import { watchWords } from './watchWords.ts';

const KEY = {
  id: 'x',
  displayName: 'My key',
  aaguid: '2fc0579f-8113-47ea-b116-bb5a8db9202a',
  model: 'YubiKey 5 Series with NFC',
  createdAt: '2027-06-01T09:00:00.000Z',
};
const UNTIL = '2027-06-01T09:10:00.000Z';
const FORBIDDEN = 'model_not_allowed';

const wordsOf = (state: GuidedState, side: 'holder' | 'operator' = 'holder') =>
  watchWords(side, { state, leftOut: [] });

describe('a registration on Microsoft’s page in words', () => {
  it.each<[GuidedState, string, string]>([
    [{ kind: 'watching', until: UNTIL }, 'work', 'Waiting for the new key to appear'],
    [{ kind: 'over', until: UNTIL }, 'wait', 'Ten minutes are over'],
    [{ kind: 'choose', keys: [KEY, KEY, KEY] }, 'wait', '3 new keys appeared: which one is it?'],
    [{ kind: 'found', key: KEY, forbidden: null }, 'work', 'Found: YubiKey 5 NFC'],
    [{ kind: 'found', key: KEY, forbidden: FORBIDDEN }, 'work', 'Found: YubiKey 5 NFC'],
    [{ kind: 'done', key: KEY, forbidden: null, keptFor: null }, 'good', 'Found: YubiKey 5 NFC'],
    [
      { kind: 'done', key: KEY, forbidden: FORBIDDEN, keptFor: null },
      'bad',
      'YubiKey 5 NFC is registered, but it is not allowed',
    ],
    [{ kind: 'removed', key: KEY, forbidden: FORBIDDEN }, 'bad', 'YubiKey 5 NFC was removed again'],
    [{ kind: 'ended', code: 'cancelled' }, 'quiet', 'Nobody looks for a new key now'],
    [{ kind: 'ended', code: 'no_new_key' }, 'quiet', 'No new key appeared'],
  ])('says of %o what is so', (state, tone, title) => {
    expect(wordsOf(state)).toMatchObject({ tone, title });
  });

  it('says that a key which is not allowed is removed, stays, or could not be removed', () => {
    const texts = (state: GuidedState) => wordsOf(state).texts.join(' ');
    expect(texts({ kind: 'found', key: KEY, forbidden: FORBIDDEN })).toContain('is being removed');
    const done = (keptFor: 'removals_limited' | 'last_key' | null) =>
      texts({ kind: 'done', key: KEY, forbidden: FORBIDDEN, keptFor });
    expect(done(null)).toContain('It stays in Entra');
    expect(done('removals_limited')).toContain('could not be');
    expect(done('last_key')).toContain('Set up a key that is allowed');
    expect(texts({ kind: 'removed', key: KEY, forbidden: 'attestation_untrusted' })).toContain(
      'Nobody vouches for',
    );
  });

  it('tells an operator what to do about the last key that works', () => {
    const state = { kind: 'done', key: KEY, forbidden: FORBIDDEN, keptFor: 'last_key' } as const;
    const said = wordsOf(state, 'operator').texts.join(' ');
    expect(said).toContain('with a profile that removes old ones');
    expect(said).toContain('ask for the exception under Remove keys');
  });

  it('names the model as far as it is known, and what nobody can set there', () => {
    const done = { kind: 'done', forbidden: null, keptFor: null } as const;
    const nameless = { ...KEY, displayName: '', aaguid: null, model: null };
    expect(wordsOf({ ...done, key: nameless })).toMatchObject({
      title: 'Found: Unknown model',
      texts: ['You can sign in with it from now on. Keep its PIN to yourself.'],
    });
    const { texts } = watchWords('operator', {
      state: { ...done, key: KEY },
      leftOut: ['alwaysUv', 'minPinLength'],
    });
    expect(texts).toEqual([
      'They can sign in with it from now on.',
      'In Entra it is called “My key”.',
      'Nobody can set this on Microsoft’s page: asking for the PIN every time, a minimum PIN length.',
    ]);
  });

  it('says what an unexpected end is by its code', () => {
    expect(wordsOf({ kind: 'ended', code: 'database_restored' }).title).not.toBe('');
  });
});

describe('a page that shows a registration', () => {
  it('asks again only while something may still happen', () => {
    const base = {
      ...{ id: 'e', startedAt: UNTIL, leftOut: [], isInvited: false },
      holder: { id: 'h', displayName: 'Lee', userPrincipalName: 'lee@contoso.example' },
      profile: { id: 'p', name: 'P', allowedAaguids: [] },
    };
    expect(askAgain({ ...base, state: { kind: 'watching', until: UNTIL } })).toBe(3_000);
    expect(askAgain({ ...base, state: { kind: 'over', until: UNTIL } })).toBe(3_000);
    expect(askAgain({ ...base, state: { kind: 'ended', code: 'cancelled' } })).toBe(false);
    expect(askAgain(null)).toBe(false);
    expect(askAgain(undefined)).toBe(false);
  });

  it('takes only ids from the address', () => {
    const id = '3f0e7d6c-0000-4000-8000-000000000001';
    const search = { for: id, profile: 'keep-pin', enrolment: id };
    expect(readGuidedSearch(search)).toEqual(search);
    expect(readGuidedSearch({ for: 'x', profile: 'x'.repeat(65), enrolment: 7 })).toEqual({});
  });
});
