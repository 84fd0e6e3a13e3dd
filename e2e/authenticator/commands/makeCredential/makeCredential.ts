import { fromHex } from '#shared/bytes/hex.ts';
import type { CborValue } from '#shared/cbor/cborValue.ts';
import { attest } from '../../attestation/attest.ts';
import { buildAuthenticatorData } from '../../authenticatorData.ts';
import { same } from '../../crypto/hash.ts';
import { drawSigningKey } from '../../crypto/signingKey.ts';
import { demand, StatusError } from '../../ctapStatus.ts';
import { createExtensions } from '../../extensions/createExtensions.ts';
import {
  isProtected,
  type KeyState,
  remainingPlaces,
  type StoredCredential,
} from '../../state/keyState.ts';
import type { Command, KeyContext } from '../context.ts';
import { currentOptions } from '../getInfo.ts';
import { checkParamShape, verifyUser } from '../userVerification.ts';
import { type MakeCredentialRequest, readMakeCredential } from './readMakeCredential.ts';

const CREDENTIAL_ID_BYTES = 48;
const ENTERPRISE_KINDS = [1, 2];
const CRED_PROTECT_UV_REQUIRED = 3;

/** Refuses options the key cannot or may not fulfil (CTAP 2.1 §6.1.2 steps 5 to 10). */
function checkOptions(context: KeyContext, wanted: MakeCredentialRequest): void {
  const { profile, state } = context;
  const options = currentOptions(profile, state);
  demand(!wanted.uvOption || options['uv'] === true, 'INVALID_OPTION');
  demand(!wanted.rk || options['rk'] === true, 'UNSUPPORTED_OPTION');
  demand(wanted.up !== false, 'INVALID_OPTION');
  const unverified = wanted.param === undefined && !wanted.uvOption;
  demand(!state.alwaysUv || !unverified, 'PUAT_REQUIRED');
  if (isProtected(state) && unverified) {
    demand(options['makeCredUvNotRqd'] === true && !wanted.rk, 'PUAT_REQUIRED');
  }
  if (wanted.enterpriseAttestation !== undefined) {
    demand(options['ep'] === true, 'INVALID_PARAMETER');
    demand(ENTERPRISE_KINDS.includes(wanted.enterpriseAttestation), 'INVALID_OPTION');
  }
}

function isExcluded(state: KeyState, wanted: MakeCredentialRequest, verified: boolean): boolean {
  return state.credentials.some(
    (credential) =>
      credential.rpId === wanted.rpId &&
      (verified || credential.credProtect < CRED_PROTECT_UV_REQUIRED) &&
      wanted.excludeList.some((id) => same(id, credential.credentialId)),
  );
}

/** Stores a credential; a discoverable one takes the place of the same user's at the same RP. */
function store(context: KeyContext, credential: StoredCredential): void {
  const { state, profile } = context;
  const kept = state.credentials.filter(
    (old) =>
      !(
        credential.discoverable &&
        old.discoverable &&
        old.rpId === credential.rpId &&
        same(old.userId, credential.userId)
      ),
  );
  const isReplacement = kept.length < state.credentials.length;
  if (credential.discoverable && !isReplacement && remainingPlaces(profile, state) <= 0) {
    throw new StatusError('KEY_STORE_FULL');
  }
  state.credentials = [...kept, credential];
  state.nextOrder += 1;
  state.signCount += 1;
  context.save();
}

/** authenticatorMakeCredential (0x01). */
export const makeCredential: Command = async (context, request) => {
  const { state, session, presence, profile, faults, random } = context;
  const wanted = readMakeCredential(context, request);
  await checkParamShape(context, wanted.param, wanted.protocol);
  checkOptions(context, wanted);
  const { rpId, clientDataHash } = wanted;
  const uv = await verifyUser(context, { ...wanted, permission: 'mc' });

  const excluded = !profile.quirks.ignoresExcludeList && isExcluded(state, wanted, uv.verified);
  if (!uv.present) await presence.wait();
  // Only after the touch: without it a page could probe which accounts live on the key.
  demand(!excluded, 'CREDENTIAL_EXCLUDED');
  if (!profile.quirks.tokenSurvivesMakeCredential) session.token.spend();

  const key = drawSigningKey(wanted.algorithm, random);
  const made = createExtensions(context, wanted, uv.verified);
  const credential: StoredCredential = {
    credentialId: random(CREDENTIAL_ID_BYTES),
    rpId,
    rpName: wanted.rpName,
    userId: wanted.userId,
    userName: wanted.userName,
    userDisplayName: wanted.userDisplayName,
    discoverable: wanted.rk,
    algorithm: wanted.algorithm,
    secret: key.secret,
    ...made.stored,
    order: state.nextOrder,
  };
  store(context, credential);

  const aaguid = fromHex(faults.take('lyingAaguid')?.aaguid ?? profile.info.aaguid);
  const authData = buildAuthenticatorData({
    rpId,
    userPresent: true,
    userVerified: uv.verified,
    signCount: state.signCount,
    attested: { aaguid, credentialId: credential.credentialId, cosePublicKey: key.cosePublicKey },
    extensions: made.outputs,
  });
  const { fmt, attStmt } = attest(context, { authData, clientDataHash, credentialKey: key });
  const answer = new Map<number, CborValue>([
    [0x01, fmt],
    [0x02, authData],
    [0x03, attStmt],
  ]);
  if (wanted.enterpriseAttestation !== undefined) answer.set(0x04, true);
  if (credential.largeBlobKey !== undefined) answer.set(0x05, credential.largeBlobKey);
  return answer;
};
