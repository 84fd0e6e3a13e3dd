import type { PluggedKey } from '#shared/api/index.ts';
import { fromBase64Url, toBase64Url } from '#shared/bytes/base64Url.ts';
import type { GetInfo } from '#shared/ctap/commands/getInfo.ts';
import { describeKey, type KeyDescription } from '#shared/ctap/describeKey.ts';
import type { PeerKeyAgreement } from '#shared/ctap/pinuv/pinUvPlatform.ts';
import type { KeyObservation } from '#shared/enrolment/observation.ts';
import type { KeySession } from './keySession.ts';
import type { CallOptions } from './ports.ts';
import { probeCredentials } from './probeCredentials.ts';
import { readKeyAgreement } from './readKeyAgreement.ts';

/** Credentials to look for on the key; ids in base64url. */
export interface CredentialProbe {
  readonly rpId: string;
  readonly probe: readonly string[];
  readonly operatorProbe: readonly string[];
}

/** A key as the backend needs it, and for people. */
export interface ObservedKey {
  readonly plugged: PluggedKey;
  readonly description: KeyDescription;
  /** The key agreement in `plugged`, in bytes. */
  readonly peer: PeerKeyAgreement | null;
  /** It holds one of the operator's own passkeys. */
  readonly operatorsOwn: boolean;
}

/**
 * Looks at a key without changing it: getInfo where something changed since, the PIN's attempts where there is a PIN,
 * the credentials asked about, the key agreement.
 * @throws CtapError, TransportError, and what {@link readKeyAgreement} throws
 */
export async function observeKey(
  session: KeySession,
  wanted: CredentialProbe | null,
  options: CallOptions = {},
): Promise<ObservedKey> {
  const { client, device } = session;
  const info = await client.getInfo(options);
  const description = describeKey(info);
  const pin =
    description.hasPin && description.pinProtocol !== undefined
      ? await client.pinRetries(options)
      : undefined;
  const { holds, operatorsOwn } = await look(session, info, description.hasPin, wanted, options);
  const observation: Omit<KeyObservation, 'holds'> = {
    identity: session.identity,
    productName: device.productName,
    firmwareVersion: description.firmwareVersion ?? null,
    abilities: abilitiesOf(description),
    hasPin: description.hasPin,
    pinRetries: pin?.pinRetries ?? null,
    needsPowerCycle: pin?.powerCycleState ?? false,
    forcePinChange: description.forcePinChange,
    minPinLength: description.minPinLength,
    alwaysUv: description.alwaysUv,
    enterpriseAttestation: description.enterpriseAttestation ?? false,
    remainingCredentials: description.remainingDiscoverableCredentials ?? null,
  };
  const peer =
    description.supports.pin && description.pinProtocol !== undefined
      ? await readKeyAgreement(client, options)
      : undefined;
  const plugged = {
    session: session.id,
    observation: { ...observation, holds },
    ...(peer === undefined ? {} : { peer: toPeerJson(peer) }),
  };
  return { plugged, description, peer: peer ?? null, operatorsOwn };
}

/** A key without a PIN holds nothing that was enrolled: a PIN goes only by a reset, and with it everything else. */
async function look(
  session: KeySession,
  info: GetInfo,
  hasPin: boolean,
  wanted: CredentialProbe | null,
  options: CallOptions,
): Promise<{ holds: string[] | null; operatorsOwn: boolean }> {
  if (!hasPin) return { holds: [], operatorsOwn: false };
  if (wanted === null) return { holds: null, operatorsOwn: false };
  const ask = (ids: readonly string[]) =>
    probeCredentials(session.client, info, wanted.rpId, ids.map(fromBase64Url), options);
  // "None of nothing" would read as "the credential is gone".
  const holds = wanted.probe.length === 0 ? null : await ask(wanted.probe);
  const own = wanted.operatorProbe.length === 0 ? [] : await ask(wanted.operatorProbe);
  return { holds, operatorsOwn: (own ?? []).length > 0 };
}

function abilitiesOf({ supports }: KeyDescription): KeyObservation['abilities'] {
  return {
    fido2: supports.fido2,
    discoverableCredentials: supports.discoverableCredentials,
    es256: supports.es256,
    clientPin: supports.pin,
    credentialManagement: supports.credentialManagement,
    setMinPinLength: supports.setMinPinLength,
    alwaysUvConfigurable: supports.toggleAlwaysUv,
    enterpriseAttestation: supports.enterpriseAttestation,
  };
}

const COORDINATE_BYTES = 32;

function toPeerJson({ protocol, publicKey }: PeerKeyAgreement): NonNullable<PluggedKey['peer']> {
  return {
    protocol,
    publicKey: {
      x: toBase64Url(publicKey.subarray(1, 1 + COORDINATE_BYTES)),
      y: toBase64Url(publicKey.subarray(1 + COORDINATE_BYTES)),
    },
  };
}
