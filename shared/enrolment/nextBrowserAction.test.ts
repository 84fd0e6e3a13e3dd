import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action } from './action.ts';
import { foldJournal } from './enrolmentState.ts';
import type { JournalEntry, JournalEvent } from './journal.ts';
import { PROFILES } from './modelWorld.ts';
import { nextAction } from './nextAction.ts';
import { wantedPolicy } from './policy.ts';
import type { EnrolmentProfile } from './profile.ts';
import { progress } from './progress.ts';
import { restingPoint } from './restingPoint.ts';

const SETTLE_MS = 60_000;
const CHALLENGE_MS = 300_000;
const PROFILE: EnrolmentProfile = {
  ...PROFILES.sealed,
  reset: 'never',
  pin: { source: 'existing' },
  forcePinChange: false,
};

/** What goes wrong at a step; `unheard`: it was done and nobody was left to say so. */
type Trouble = 'none' | 'unheard' | 'fails' | 'late' | 'cancel' | 'badProof' | 'refused';

/** A key, a directory and a clock around a journal whose page has the browser speak to the key. */
function createBrowserWorld(profile: EnrolmentProfile = PROFILE) {
  const journal: JournalEntry[] = [];
  const onKey = new Set<string>();
  const inTenant = new Set<string>();
  let now = Date.parse('2026-03-01T12:00:00Z');
  let isBrowserReady = false;
  let count = 0;
  const append = (event: JournalEvent) => {
    journal.push({ seq: journal.length + 1, at: new Date(now).toISOString(), event });
  };
  append({
    type: 'started',
    holder: { id: 'h', displayName: 'Lee Gu', userPrincipalName: 'lee.gu@contoso.example' },
    operatorId: 'o',
    profile,
    methodsBefore: ['old'],
    way: 'extension',
  });
  const state = () => foldJournal(journal);
  const circumstances = () => ({
    key: null,
    now: new Date(now).toISOString(),
    settleMs: SETTLE_MS,
  });
  const next = () => nextAction(state(), { ...circumstances(), isBrowserReady });

  function effect(action: Action, trouble: Trouble): JournalEvent[] {
    const { credential } = state();
    switch (action.kind) {
      case 'beginCeremony':
        isBrowserReady = true;
        return [];
      case 'issueOptions': {
        isBrowserReady = false;
        const expiresAt = new Date(now + CHALLENGE_MS).toISOString();
        const made = { options: '{}', clientDataJson: 'asked', expiresAt };
        return [{ type: 'optionsIssued', ...made, isMakingAnnounced: true }];
      }
      case 'makeCredential': {
        append({ type: 'credentialStarted' });
        if (trouble === 'fails')
          return [{ type: 'stepFailed', action: action.kind, code: 'browser_declined' }];
        count += 1;
        const credentialId = `c${count}`;
        // Made over the one before, for the same person.
        onKey.clear();
        onKey.add(credentialId);
        const made = { attestationObject: '', publicKey: '', aaguid: 'a' };
        return [{ type: 'credentialMade', credentialId, ...made, clientDataJson: 'written' }];
      }
      case 'register': {
        append({ type: 'postStarted', displayName: 'Key' });
        if (trouble === 'refused') {
          return [{ type: 'postRefused', code: 'graph_forbidden', graphCode: null }];
        }
        const methodId = `m-${credential?.credentialId}`;
        inTenant.add(methodId);
        return [{ type: 'registered', methodId, model: null }];
      }
      case 'lookForRegistration': {
        const methodId = `m-${credential?.credentialId}`;
        return inTenant.has(methodId)
          ? [{ type: 'registered', methodId, model: null }]
          : [{ type: 'absentSeen' }];
      }
      case 'voidCredential':
        return [{ type: 'credentialVoided', code: action.code }];
      case 'askProof':
        return [{ type: 'proofAsked', clientDataJson: 'proof', nonce: 'n' }];
      case 'prove':
        return [{ type: trouble === 'badProof' ? 'proofFailed' : 'proved' }];
      case 'recordPolicy':
        return [{ type: 'policyApplied', key: null, skipped: wantedPolicy(profile) }];
      case 'undoRegistration':
        inTenant.delete(action.methodId);
        return [{ type: 'registrationUndone', code: action.code }];
      case 'finish':
        return [{ type: 'finished' }];
      case 'rollBack':
        return [{ type: 'rolledBack', code: action.code, left: action.left }];
      case 'waitForTenant':
        now = Math.max(now, Date.parse(action.until));
        return [];
      default:
        throw new TypeError(`no browser does ${action.kind}`);
    }
  }

  return {
    state,
    next,
    circumstances,
    onKey,
    inTenant,
    kinds: () => journal.map(({ event }) => event.type),
    perform(action: Action, trouble: Trouble = 'none') {
      if (trouble === 'late') now += CHALLENGE_MS;
      if (trouble === 'cancel') append({ type: 'cancelled' });
      const events = effect(action, trouble);
      if (trouble !== 'unheard') for (const event of events) append(event);
      now += 1_000;
    },
  };
}

function playToEnd(world: ReturnType<typeof createBrowserWorld>): Action {
  for (let step = 0; step < 200; step += 1) {
    const action = world.next();
    if (action.actor === 'nobody') return action;
    world.perform(action);
  }
  throw new TypeError('it does not come to its end');
}

describe('an enrolment whose key only the browser speaks to', () => {
  it('fetches a challenge once the browser is ready, and journals before each effect', () => {
    const world = createBrowserWorld();
    expect(world.next()).toEqual({ actor: 'page', kind: 'beginCeremony' });
    expect(playToEnd(world).kind).toBe('done');
    expect(world.kinds()).toEqual([
      ...['started', 'optionsIssued', 'credentialStarted', 'credentialMade', 'postStarted'],
      ...['registered', 'proofAsked', 'proved', 'policyApplied', 'finished'],
    ]);
  });

  it('keeps the client data that the browser wrote, and says what could not be set', () => {
    const world = createBrowserWorld();
    playToEnd(world);
    expect(world.state()).toMatchObject({
      way: 'extension',
      key: null,
      options: { clientDataJson: 'written' },
      policySkipped: ['minPinLength'],
    });
  });

  it('never has a backend without a page fetch a challenge', () => {
    const { next, perform, state, circumstances } = createBrowserWorld();
    perform(next());
    perform(next());
    expect(next().kind).toBe('makeCredential');
    const later = new Date(Date.parse(circumstances().now) + CHALLENGE_MS).toISOString();
    const seen = { ...circumstances(), now: later };
    expect(nextAction(state(), seen)).toEqual({ actor: 'page', kind: 'beginCeremony' });
  });

  it('has no steps that need the key itself', () => {
    const { next, perform, state } = createBrowserWorld();
    perform(next());
    const steps = progress(state(), next());
    const skipped = steps.filter((step) => step.state === 'skipped').map(({ name }) => name);
    expect(skipped).toEqual(['read', 'reset', 'pin', 'policy', 'oldKeys']);
  });

  it('rests until somebody goes on in a browser, or the tenant had its time', () => {
    const { next, perform, state, circumstances } = createBrowserWorld();
    const kind = () => restingPoint(state(), circumstances()).next.kind;
    expect(kind()).toBe('goOnInBrowser');
    for (const _ of ['beginCeremony', 'issueOptions', 'makeCredential']) perform(next());
    expect(kind()).toBe('wait');
    perform(next());
    perform(next());
    expect(kind()).toBe('goOnInBrowser');
  });

  it('is taken back with a word about the passkey that stays on the key', () => {
    const { next, perform } = createBrowserWorld();
    for (const _ of ['beginCeremony', 'issueOptions']) perform(next());
    perform(next(), 'unheard');
    perform(next(), 'cancel');
    expect(next()).toEqual({
      ...{ actor: 'backend', kind: 'rollBack' },
      ...{ code: 'cancelled', left: 'way_cannot_remove' },
    });
  });

  it('whatever goes wrong, ends with one proven method, or none and a word about what is left', () => {
    const trouble = fc.constantFrom<Trouble>(
      ...(['none', 'none', 'unheard', 'fails', 'late', 'cancel', 'badProof', 'refused'] as const),
    );
    fc.assert(
      fc.property(fc.array(trouble, { maxLength: 25 }), (troubles) => {
        const world = createBrowserWorld();
        for (const one of troubles) {
          const action = world.next();
          if (action.actor === 'nobody') break;
          world.perform(action, one);
        }
        const end = playToEnd(world);
        const left = [...world.onKey].filter((id) => !world.inTenant.has(`m-${id}`));
        if (end.kind === 'rolledBack') {
          expect([...world.inTenant]).toEqual([]);
          if (left.length > 0) expect(end.left).toBe('way_cannot_remove');
        } else {
          const { credential, proved } = world.state();
          expect(proved).toBe(true);
          expect([...world.inTenant]).toEqual([`m-${credential?.credentialId}`]);
          expect([...world.onKey]).toEqual([credential?.credentialId]);
        }
      }),
      { numRuns: 500 },
    );
  });
});
