import { describe, expect, it } from 'vitest';
import {
  type DisclosureFacts,
  type DisclosureRequest,
  decideDisclosure,
} from './decideDisclosure.ts';

const HOLDER = '66666666-6666-4666-8666-666666666666';
const NOW = new Date('2026-03-01T12:00:00Z');
const LATER = new Date('2026-03-01T12:00:01Z');

const decide = (facts: Partial<DisclosureFacts>, request: Partial<DisclosureRequest> = {}) =>
  decideDisclosure(
    {
      holderId: HOLDER,
      disclosure: 'holderOnly',
      state: 'waiting',
      reservationId: null,
      reservedBy: null,
      reservedUntil: null,
      reservations: 0,
      revealedAt: null,
      ...facts,
    },
    { to: 'holder', viewerId: HOLDER, session: 'mine', now: NOW, ...request },
  );
const refused = (code: string, alert: string | null = null) => ({ kind: 'refuse', code, alert });

describe('whether a PIN is shown', () => {
  it('is no where there is none, or the enrolment is not finished', () => {
    const request = { to: 'holder', viewerId: HOLDER, session: 'mine', now: NOW } as const;
    expect(decideDisclosure(undefined, request)).toEqual(refused('not_found'));
    expect(decide({ state: 'sealed' })).toEqual(refused('not_found'));
  });

  it('is yes once for its holder, however the id is written', () => {
    expect(decide({}, { viewerId: HOLDER.toUpperCase() })).toEqual({
      kind: 'reserve',
      turn: 1,
      alert: null,
    });
  });

  it('is no for anybody else, with an alert, whatever state it is in', () => {
    for (const state of ['sealed', 'waiting', 'reserved', 'revealed', 'shredded'] as const) {
      expect(decide({ state }, { viewerId: 'somebody' })).toEqual(
        refused('session_forbidden', 'wrongPerson'),
      );
    }
  });

  it.each([
    ['operator', 'operatorOnce'],
    ['letter', 'sealedLetter'],
  ] as const)('is yes for the %s only where the profile says %s', (to, disclosure) => {
    const viewerId = 'an operator';
    expect(decide({ disclosure }, { to, viewerId })).toMatchObject({ kind: 'reserve' });
    for (const other of ['holderOnly', 'operatorOnce', 'sealedLetter'] as const) {
      if (other === disclosure) continue;
      expect(decide({ disclosure: other }, { to, viewerId })).toEqual(
        refused('session_forbidden', 'wrongPerson'),
      );
    }
    // Its holder is told that nothing waits, which is true of My keys.
    expect(decide({ disclosure })).toEqual(refused('not_found'));
  });

  it('is yes again for the same session within the minute, and no for another one', () => {
    const facts = {
      state: 'reserved',
      reservationId: 'r',
      reservedBy: 'mine',
      reservedUntil: LATER,
      reservations: 1,
    } as const;
    expect(decide(facts)).toEqual({ kind: 'repeat', reservationId: 'r', until: LATER });
    expect(decide(facts, { session: 'another' })).toEqual(refused('pin_shown_elsewhere'));
  });

  it('is yes for any session after the minute, with an alert, three times in all', () => {
    const lapsed = {
      state: 'reserved',
      reservationId: 'r',
      reservedBy: 'mine',
      reservedUntil: NOW,
    } as const;
    for (const session of ['mine', 'another']) {
      expect(decide({ ...lapsed, reservations: 1 }, { session })).toEqual({
        kind: 'reserve',
        turn: 2,
        alert: 'shownAgain',
      });
      expect(decide({ ...lapsed, reservations: 2 }, { session })).toMatchObject({ turn: 3 });
      expect(decide({ ...lapsed, reservations: 3 }, { session })).toEqual(
        refused('pin_already_revealed', 'askedAgain'),
      );
    }
    for (const missing of [
      { reservedUntil: null },
      { reservationId: null, reservedUntil: LATER },
    ]) {
      expect(decide({ ...lapsed, ...missing, reservations: 1 })).toMatchObject({ turn: 2 });
    }
  });

  it('is no after it was seen, with an alert, and after it was destroyed', () => {
    const seen = refused('pin_already_revealed', 'askedAgain');
    expect(decide({ state: 'revealed', revealedAt: NOW })).toEqual(seen);
    expect(decide({ state: 'shredded', revealedAt: NOW })).toEqual(seen);
    expect(decide({ state: 'shredded' })).toEqual(refused('pin_destroyed'));
  });
});
