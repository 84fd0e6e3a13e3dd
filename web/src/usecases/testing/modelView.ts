import type {
  ActionView,
  Enrolment,
  PluggedKey,
  SealedPin,
  UnfinishedEnrolment,
} from '#shared/api/index.ts';
import { fromBase64Url, toBase64Url } from '#shared/bytes/base64Url.ts';
import { concat } from '#shared/bytes/concat.ts';
import { utf8Encode } from '#shared/bytes/utf8.ts';
import type { Crypto } from '#shared/crypto/cryptoPort.ts';
import type { PeerKeyAgreement, PinUvPlatform } from '#shared/ctap/pinuv/pinUvPlatform.ts';
import type { Action } from '#shared/enrolment/action.ts';
import { type EnrolmentState, foldJournal } from '#shared/enrolment/enrolmentState.ts';
import type { JournalEntry } from '#shared/enrolment/journal.ts';
import { undoReason } from '#shared/enrolment/nextUndoAction.ts';
import type { KeyObservation } from '#shared/enrolment/observation.ts';
import { policyGap } from '#shared/enrolment/policy.ts';
import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import { progress } from '#shared/enrolment/progress.ts';
import { restingPoint } from '#shared/enrolment/restingPoint.ts';
import type { FailureCode } from '#shared/failure/codes.ts';

export const RP_ID = 'login.microsoft.com';
const HOLDER_HANDLE = toBase64Url(utf8Encode('holder'));
const ENROLMENT_ID = '3f0e7d6c-0000-4000-8000-000000000001';

/** What a plug is to the backend. */
export interface ModelPlug {
  readonly session: string;
  observation: KeyObservation;
  readonly peer: PeerKeyAgreement | null;
  readonly platform: PinUvPlatform;
}

/** What the backend keeps of a key that the page told it of. */
export function plugOf(
  { session, observation, peer }: PluggedKey,
  platform: PinUvPlatform,
): ModelPlug {
  if (peer === undefined) return { session, observation, peer: null, platform };
  const { x, y } = peer.publicKey;
  const publicKey = concat(Uint8Array.of(4), fromBase64Url(x), fromBase64Url(y));
  return { session, observation, peer: { protocol: peer.protocol, publicKey }, platform };
}

/** What an enrolment's view is made of. */
interface ModelWorld {
  readonly journal: readonly JournalEntry[];
  readonly action: Action;
  readonly plug: ModelPlug | null;
  readonly now: number;
  readonly crypto: Crypto;
  readonly operatorProbe: readonly string[];
  readonly excludeCredentials: readonly string[];
}

/** The model backend's answer to the page. */
export async function viewEnrolment(world: ModelWorld): Promise<Enrolment> {
  const { action, journal } = world;
  const state = foldJournal(journal);
  const { identity, productName } = state.key ?? {};
  const at = new Date(world.now).toISOString();
  return {
    id: ENROLMENT_ID,
    seq: state.seq,
    startedAt: at,
    updatedAt: at,
    operatorId: state.operatorId,
    way: state.way,
    holder: state.holder,
    // A copy: the wire has no readonly.
    profile: JSON.parse(JSON.stringify(state.profile)) as Enrolment['profile'],
    key: identity ? { identity, productName: productName ?? '', model: null } : null,
    steps: progress(state, action),
    action: await viewAction(world, state),
    pinDelivery: 'holderReveals',
    displayName: state.displayName,
    methodId: state.methodId,
    lastFailure: lastFailure(journal),
    takingBack: state.end === null ? undoReason(state, null) : null,
    policySkipped: [...state.policySkipped],
  };
}

async function sealedPin(
  plug: ModelPlug | null,
  profile: EnrolmentProfile,
): Promise<SealedPin | null> {
  if (profile.pin.source !== 'random' || plug === null || plug.peer === null) return null;
  const { keyAgreement, pinHashEnc } = await plug.platform.pinHash(plug.peer);
  return {
    protocol: plug.peer.protocol,
    keyAgreement: toJson(keyAgreement),
    pinHashEnc: toBase64Url(pinHashEnc),
  };
}

async function viewAction(world: ModelWorld, state: EnrolmentState): Promise<ActionView> {
  const { action, plug } = world;
  const { profile } = state;
  const sealed = await sealedPin(plug, profile);
  const hash = (text: string) => toBase64Url(world.crypto.sha256(utf8Encode(text)));
  switch (action.kind) {
    case 'readKey':
      return {
        kind: 'readKey',
        expected: action.expected,
        rpId: RP_ID,
        probe: [...action.probe],
        operatorProbe: [...world.operatorProbe],
      };
    case 'setPin': {
      if (profile.pin.source !== 'random') return { kind: 'setPin', sealed: null };
      if (plug?.peer == null) throw new Error('no key agreement');
      const members = await plug.platform.setPin(plug.peer);
      return {
        kind: 'setPin',
        sealed: {
          protocol: plug.peer.protocol,
          keyAgreement: toJson(members.keyAgreement),
          newPinEnc: toBase64Url(members.newPinEnc),
          pinUvAuthParam: toBase64Url(members.pinUvAuthParam),
        },
      };
    }
    case 'makeCredential':
      return {
        kind: 'makeCredential',
        sealed,
        clientDataHash: hash(state.options?.clientDataJson ?? ''),
        rp: { id: RP_ID, name: 'Microsoft' },
        user: { id: HOLDER_HANDLE, name: 'h', displayName: 'H' },
        algorithms: [-7],
        excludeCredentials: [...world.excludeCredentials],
        hmacSecret: true,
        credProtect: 2,
        expiresAt: state.options?.expiresAt ?? '',
        tries: state.unheardTries,
      };
    case 'prove':
      return {
        kind: 'prove',
        sealed,
        rpId: RP_ID,
        credentialId: state.credential?.credentialId ?? '',
        clientDataHash: hash(state.proofClientDataJson ?? ''),
      };
    case 'applyPolicy': {
      const observation = plug?.observation;
      const missing = observation ? policyGap(profile, observation).missing : [];
      return {
        kind: 'applyPolicy',
        sealed,
        alwaysUv: missing.includes('alwaysUv'),
        enterpriseAttestation: missing.includes('enterpriseAttestation'),
        minPinLength: missing.includes('minPinLength') ? profile.minPinLength : null,
        minPinLengthRpIds: [...profile.minPinLengthRpIds],
        forcePinChange: missing.includes('forcePinChange'),
      };
    }
    case 'findCredentials':
      return { kind: 'findCredentials', sealed, rpId: RP_ID, userId: HOLDER_HANDLE };
    case 'removeCredential':
      return { kind: 'removeCredential', sealed, credentialId: action.credentialId };
    case 'confirmReset':
      return { kind: 'confirmReset', code: action.code };
    case 'wrongKey':
      return { kind: 'wrongKey', expected: action.expected };
    case 'useAnotherKey':
      return { kind: 'useAnotherKey', code: action.code };
    case 'waitForTenant':
      return { kind: 'waitForTenant', until: action.until };
    case 'rolledBack':
      return { kind: 'rolledBack', code: action.code, left: action.left };
    case 'resetKey':
    case 'replugKey':
    case 'done':
      return { kind: action.kind };
    default:
      throw new Error(`${action.kind} is not for the page`);
  }
}

function toJson(publicKey: Uint8Array) {
  return { x: toBase64Url(publicKey.subarray(1, 33)), y: toBase64Url(publicKey.subarray(33)) };
}

function lastFailure(journal: readonly JournalEntry[]): FailureCode | null {
  const last = journal.at(-1)?.event;
  return last?.type === 'stepFailed' || last?.type === 'postNotExecuted' ? last.code : null;
}

/** The model backend's line about an enrolment that is not at its end. */
export function viewUnfinished(
  journal: readonly JournalEntry[],
  time: number,
): UnfinishedEnrolment {
  const state = foldJournal(journal);
  const { holder, key, operatorId } = state;
  const now = new Date(time).toISOString();
  return {
    id: ENROLMENT_ID,
    holder,
    operator: { id: operatorId, displayName: null },
    key: key && { identity: key.identity, productName: key.productName },
    startedAt: journal[0]?.at ?? now,
    since: journal.at(-1)?.at ?? now,
    lastFailure: null,
    takingBack: null,
    ...restingPoint(state, { now, settleMs: 60_000 }),
  };
}
