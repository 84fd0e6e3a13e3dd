import { expect, it } from 'vitest';
import type { KeyOffer } from '#web/usecases/batch/batchDesk.ts';
import { offerView } from './offerView.ts';

const READY = { state: 'ready', failure: null, operatorsOwn: false } as const;

it.each([
  [{ state: 'held' }, 'Not touched', 'quiet'],
  [{ state: 'unassigned' }, 'For whom?', 'call'],
  [{ state: 'offering' }, 'Finding its person', 'work'],
  [{ state: 'later', code: 'graph_throttled' }, 'Waiting', 'work'],
  [{ state: 'refused', code: 'key_not_assigned' }, 'Not used', 'bad'],
  [undefined, 'Ready', 'quiet'],
] as const)('says of a key that is %o: %s', (offer: KeyOffer | undefined, word, tone) => {
  expect(offerView(READY, offer)).toMatchObject({ word, tone });
});

it('says first what the key itself is', () => {
  const held: KeyOffer = { state: 'held' };
  expect(offerView({ ...READY, state: 'reading' }, held).word).toBe('Checking');
  const own = { ...READY, failure: 'key_is_operators_own', operatorsOwn: true } as const;
  expect(offerView(own, held).word).toBe('Your own key');
  expect(offerView({ ...READY, failure: 'key_without_fido2' }, held).word).toBe('Cannot be used');
});
