import { expect } from 'vitest';
import type { FailureCode } from '../failure/codes.ts';
import type { Action } from './action.ts';
import { BUILT_IN_PROFILES } from './builtInProfiles.ts';
import { foldJournal } from './enrolmentState.ts';
import type { JournalEntry, JournalEvent } from './journal.ts';
import { nextAction } from './nextAction.ts';
import type { KeyObservation } from './observation.ts';
import { policyGap } from './policy.ts';
import type { EnrolmentProfile } from './profile.ts';

function profile(id: string): EnrolmentProfile {
  const found = BUILT_IN_PROFILES.find((candidate) => candidate.id === id);
  if (found === undefined) throw new TypeError(`No built-in profile ${id}.`);
  return found;
}

/** The profiles the model is run with. */
export const PROFILES = {
  sealed: profile('new-colleague'),
  typed: profile('holder-present'),
  replacement: profile('replacement'),
  alwaysReset: { ...profile('new-colleague'), reset: 'always' } satisfies EnrolmentProfile,
};

interface ModelKey {
  id: string;
  serial: string | null;
  pin: string | null;
  pinRetries: number;
  credentials: readonly string[];
  forcePinChange: boolean;
  minPinLength: number;
  credentialManagement: boolean;
}

export type ModelFault =
  | 'none'
  | 'crash'
  | 'effectWithoutAnswer'
  | 'unplug'
  | 'swap'
  | 'cancel'
  | 'stepFails'
  | 'holderRegisters'
  | 'late';

export interface WorldOptions {
  profile: EnrolmentProfile;
  key?: Partial<ModelKey>;
  methodsBefore?: string[];
  losePost?: number;
  loseReplyOfPost?: number;
  refusePost?: string | undefined;
  refusals?: number;
  proofFails?: boolean;
  credentialManagement?: boolean;
  /** False: a new credential for the same person does not take the place of the old one. */
  overwrites?: boolean;
}

/** The passkey that the holder registers by themself, on the key whose PIN they know. */
const OWN = 'own';

const SETTLE_MS = 60_000;
const CHALLENGE_MS = 300_000;

/** A small model of one key (and a stranger's), the directory and the clock, for the properties of nextAction. */
export function createWorld(options: WorldOptions) {
  const fresh = (id: string, given: Partial<ModelKey> = {}): ModelKey => ({
    id,
    serial: id,
    pin: null,
    pinRetries: 8,
    credentials: [],
    forcePinChange: false,
    minPinLength: 4,
    credentialManagement: options.credentialManagement ?? true,
    ...given,
  });
  const keys = [fresh('12345678', options.key), fresh('87654321')];
  let plugged: ModelKey | null = keys[0] ?? null;
  let justRead = false;
  let time = Date.parse('2026-01-01T00:00:00Z');
  let count = 0;
  let calmed = false;
  const trouble = {
    losePost: options.losePost ?? 0,
    loseReply: options.loseReplyOfPost ?? 0,
    refusals: options.refusePost === undefined ? 0 : (options.refusals ?? 99),
  };
  const escrow = new Map<string, string>();
  const tenant = { methods: [...(options.methodsBefore ?? [])] };
  const journal: JournalEntry[] = [];
  const append = (event: JournalEvent) => {
    journal.push({ seq: journal.length + 1, at: new Date(time).toISOString(), event });
  };
  append({
    type: 'started',
    holder: { id: 'holder', userPrincipalName: 'h@contoso.example', displayName: 'H' },
    operatorId: 'operator',
    profile: options.profile,
    methodsBefore: options.methodsBefore ?? [],
  });
  let folded = foldJournal(journal);
  const state = () => {
    if (folded.seq !== journal.length) folded = foldJournal(journal);
    return folded;
  };
  const observe = (key: ModelKey): KeyObservation => ({
    identity: { serial: key.serial, aaguid: 'a', fingerprint: 'f' },
    productName: 'Model key',
    firmwareVersion: null,
    abilities: {
      fido2: true,
      discoverableCredentials: true,
      es256: true,
      clientPin: true,
      credentialManagement: key.credentialManagement,
      setMinPinLength: true,
      alwaysUvConfigurable: true,
      enterpriseAttestation: false,
    },
    hasPin: key.pin !== null,
    pinRetries: key.pinRetries,
    needsPowerCycle: false,
    forcePinChange: key.forcePinChange,
    minPinLength: key.minPinLength,
    alwaysUv: false,
    enterpriseAttestation: false,
    remainingCredentials: null,
    holds: key.credentials,
  });
  const circumstances = () => ({
    key: plugged !== null && justRead ? observe(plugged) : null,
    now: new Date(time).toISOString(),
    settleMs: SETTLE_MS,
  });
  const next = () => nextAction(state(), circumstances());
  const ourPin = () => escrow.get('escrow') ?? 'typed';

  /** The effect of an action on the world; returns what would be journaled about it. */
  function effect(action: Action): JournalEvent[] {
    const key = plugged;
    const now = state();
    const on = (change: (key: ModelKey) => JournalEvent[]) => (key === null ? [] : change(key));
    switch (action.kind) {
      case 'readKey':
        justRead = true;
        return [];
      case 'bindKey':
        return on((k) => [{ type: 'keyBound', key: observe(k) }]);
      case 'confirmReset':
        return [{ type: 'resetConfirmed' }];
      case 'startReset':
        return [{ type: 'resetStarted' }];
      case 'recordReset':
        return [{ type: 'resetDone' }];
      case 'resetKey':
        return on((k) => {
          for (const id of k.credentials) expect(tenant.methods).not.toContain(`m-${id}`);
          Object.assign(k, fresh(k.id, { serial: k.serial }));
          return [{ type: 'resetDone' }];
        });
      case 'escrowPin':
        escrow.set('escrow', 'drawn');
        return [{ type: 'pinEscrowed', escrowId: 'escrow' }];
      case 'startPin':
        return [{ type: 'pinSetStarted' }];
      case 'setPin':
        return on((k) => {
          if (k.pin === null) k.pin = ourPin();
          return [{ type: 'pinSet' }];
        });
      case 'issueOptions':
        return [
          {
            type: 'optionsIssued',
            options: '{}',
            clientDataJson: '{}',
            expiresAt: new Date(time + CHALLENGE_MS).toISOString(),
            isMakingAnnounced: true,
          },
        ];
      case 'makeCredential':
        return on((k) => {
          if (k.pin !== ourPin()) {
            k.pinRetries -= 1;
            return [{ type: 'pinRejected', pinRetries: k.pinRetries }];
          }
          count += 1;
          const credentialId = `c${count}`;
          store(k, credentialId);
          return [
            {
              type: 'credentialMade',
              credentialId,
              attestationObject: '',
              publicKey: '',
              aaguid: 'a',
            },
          ];
        });
      case 'register':
        return post(now.credential?.credentialId ?? '');
      case 'lookForRegistration': {
        const id = `m-${now.credential?.credentialId}`;
        return tenant.methods.includes(id)
          ? [{ type: 'registered', methodId: id, model: null }]
          : [{ type: 'absentSeen' }];
      }
      case 'voidCredential':
        return [{ type: 'credentialVoided', code: action.code }];
      case 'askProof':
        return [{ type: 'proofAsked', clientDataJson: '{}' }];
      case 'prove':
        return on((k) => [
          {
            type:
              !options.proofFails && k.credentials.includes(now.credential?.credentialId ?? '')
                ? 'proved'
                : 'proofFailed',
          },
        ]);
      case 'applyPolicy':
        return on((k) => {
          k.minPinLength = Math.max(k.minPinLength, options.profile.minPinLength ?? 0);
          k.forcePinChange = options.profile.forcePinChange;
          return [];
        });
      case 'recordPolicy':
        return on((k) => [
          {
            type: 'policyApplied',
            key: observe(k),
            skipped: policyGap(options.profile, observe(k)).impossible,
          },
        ]);
      case 'removeOldKey':
        expect(now.proved).toBe(true);
        tenant.methods = tenant.methods.filter((id) => id !== action.methodId);
        return [{ type: 'oldKeyRemoved', methodId: action.methodId }];
      case 'undoRegistration':
        tenant.methods = tenant.methods.filter((id) => id !== action.methodId);
        return [{ type: 'registrationUndone', code: action.code }];
      case 'removeCredential':
        return on((k) => {
          if (k.forcePinChange) {
            return [{ type: 'stepFailed', action: action.kind, code: 'pin_change_required' }];
          }
          expect(tenant.methods).not.toContain(`m-${action.credentialId}`);
          k.credentials = k.credentials.filter((id) => id !== action.credentialId);
          return [{ type: 'credentialRemoved', credentialId: action.credentialId }];
        });
      case 'findCredentials':
        return on((k) => {
          const known = now.methodId === null ? undefined : now.credential?.credentialId;
          const credentialIds = k.credentials.filter((id) => id !== known);
          return [{ type: 'credentialsFound', credentialIds }];
        });
      case 'lookForFound': {
        const ids = now.found?.ids ?? [];
        const credentialIds = ids.filter((id) => !tenant.methods.includes(`m-${id}`));
        return [{ type: 'foundAbsent', credentialIds }];
      }
      case 'finish':
        return [{ type: 'finished' }];
      case 'rollBack':
        return [{ type: 'rolledBack', code: action.code, left: action.left }];
      case 'waitForTenant':
        time = Math.max(time, Date.parse(action.until));
        return [];
      case 'wrongKey':
      case 'replugKey':
        plugged = keys[0] ?? null;
        justRead = false;
        return [];
      default:
        return [];
    }
  }

  function store(key: ModelKey, credentialId: string): void {
    key.credentials =
      options.overwrites === false ? [...key.credentials, credentialId] : [credentialId];
  }

  /** Somebody who knows the PIN needs nobody of us; while we make a passkey for them Entra has this key excluded. */
  function registerOwn(): void {
    const [mine] = keys;
    if (mine?.pin !== 'typed' || !state().cancelled || mine.credentials.includes(OWN)) return;
    store(mine, OWN);
    tenant.methods.push(`m-${OWN}`);
  }

  function post(credentialId: string): JournalEvent[] {
    append({ type: 'postStarted', displayName: 'Key' });
    if (trouble.losePost > 0) {
      trouble.losePost -= 1;
      return [];
    }
    if (trouble.refusals > 0 && options.refusePost !== undefined) {
      trouble.refusals -= 1;
      const code = options.refusePost as FailureCode;
      return [{ type: 'postRefused', code, graphCode: null }];
    }
    expect(tenant.methods).not.toContain(`m-${credentialId}`);
    tenant.methods.push(`m-${credentialId}`);
    if (trouble.loseReply > 0) {
      trouble.loseReply -= 1;
      return [];
    }
    return [{ type: 'registered', methodId: `m-${credentialId}`, model: null }];
  }

  return {
    journal: journal as readonly JournalEntry[],
    tenant,
    append,
    next,
    get key() {
      const [first] = keys;
      if (first === undefined) throw new TypeError('no key');
      return first;
    },
    swapKey() {
      plugged = keys[1] ?? null;
    },
    /** No more faults, the right key is in the slot and every transient refusal has passed. */
    calm() {
      calmed = true;
      plugged = keys[0] ?? null;
      justRead = false;
      trouble.losePost = 0;
      trouble.loseReply = 0;
    },
    perform(action: Action, fault: ModelFault = 'none') {
      const asked = action.kind === 'confirmReset' || action.kind === 'waitForTenant';
      if (fault === 'crash') {
        justRead = false;
        return;
      }
      // As the backend journals it before it authenticates the command.
      const begins = action.kind === 'makeCredential' && plugged?.pin === ourPin();
      if (begins) append({ type: 'credentialStarted' });
      if (fault === 'unplug') plugged = plugged === null ? (keys[0] ?? null) : null;
      // Before the binding any key is the right one.
      if (fault === 'swap' && state().key !== null)
        plugged = plugged === keys[0] ? (keys[1] ?? null) : (keys[0] ?? null);
      if (fault === 'unplug' || fault === 'swap') {
        justRead = false;
        return;
      }
      if (fault === 'late') time += 400_000;
      if (fault === 'holderRegisters') registerOwn();
      if (fault === 'cancel' && !asked) append({ type: 'cancelled' });
      else if (fault === 'stepFails' && action.actor === 'page') {
        append({ type: 'stepFailed', action: action.kind, code: 'ctap_error' });
      } else {
        const events = effect(action);
        if (fault === 'effectWithoutAnswer') justRead = false;
        else for (const event of events) append(event);
      }
      time += 1_000;
    },
    /** Rest: an end, or a person who has to do something that this model never does. */
    isAtRest(action: Action): boolean {
      if (action.actor === 'nobody') return true;
      if (action.kind === 'useAnotherKey') return true;
      return calmed && action.kind === 'readKey' && plugged === null;
    },
    /** Invariants that hold in every state (docs/security.md). */
    judge() {
      for (const key of keys) {
        if (key.pin === 'drawn') expect(escrow.get('escrow')).toBe('drawn');
      }
      const ours = tenant.methods.filter((id) => id.startsWith('m-') && id !== `m-${OWN}`);
      expect(ours.length).toBeLessThanOrEqual(1);
      expect(keys[1]?.pin).toBeNull();
      expect(keys[1]?.credentials).toEqual([]);
    },
    /** Invariants at rest (docs/security.md). */
    judgeAtRest(last: Action) {
      const { end, cleaningsFailed } = state();
      const ours = tenant.methods.filter((id) => id.startsWith('m-') && id !== `m-${OWN}`);
      const left = keys[0]?.credentials.filter((id) => !tenant.methods.includes(`m-${id}`));
      if (last.kind === 'done') {
        expect(ours).toEqual([`m-${state().credential?.credentialId}`]);
        expect(keys[0]?.credentials).toContain(state().credential?.credentialId);
        // Where the key neither overwrites nor can be tidied there is nothing that anybody could do.
        const isHopeless = options.credentialManagement === false || cleaningsFailed > 1;
        if (options.overwrites !== false || !isHopeless) expect(left).toEqual([]);
      }
      if (last.kind === 'rolledBack') {
        expect(ours).toEqual([]);
        // Nothing stays without a word about it.
        if (end?.kind === 'rolledBack' && end.left === null) expect(left).toEqual([]);
        const isOpen = options.credentialManagement !== false && !state().keyGivenUp;
        if (isOpen && end?.kind === 'rolledBack') expect(end.left).toBeNull();
      }
    },
  };
}
