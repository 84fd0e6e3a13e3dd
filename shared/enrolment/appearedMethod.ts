import type { FailureCode } from '../failure/codes.ts';
import type { EnrolmentProfile } from './profile.ts';

/** A passkey that appeared in the directory while it was watched: what Graph says of it and a profile can be held against. */
export interface AppearedMethod {
  readonly id: string;
  readonly displayName: string;
  /** Lowercase GUID; null where Graph did not say. */
  readonly aaguid: string | null;
  readonly model: string | null;
  /** ISO 8601 UTC. */
  readonly createdAt: string | null;
  readonly attestationLevel: 'attested' | 'notAttested' | 'unknown';
  readonly passkeyType: 'deviceBound' | 'synced' | 'unknown';
}

/** How far Graph's clock may be behind ours. */
const CLOCK_SKEW_MS = 5 * 60_000;

/**
 * What is new among the methods of a person: not there before, and not made before either, for a replica of the directory
 * that was behind may have left an old one out of the first look.
 * @param since when the first look was, ISO 8601 UTC
 */
export function appearedSince<Method extends AppearedMethod>(
  methods: readonly Method[],
  methodsBefore: readonly string[],
  since: string,
): Method[] {
  const earliest = Date.parse(since) - CLOCK_SKEW_MS;
  return methods.filter(
    ({ id, createdAt }) =>
      !methodsBefore.includes(id) && (createdAt === null || Date.parse(createdAt) >= earliest),
  );
}

/**
 * Why a profile forbids a key that is registered already; null where it does not. Only what Graph says can be asked for: a
 * synced passkey is on no security key, and what Graph says nothing of is not taken for good.
 */
export function forbiddenBy(
  { aaguid, attestationLevel, passkeyType }: AppearedMethod,
  profile: Pick<EnrolmentProfile, 'allowedAaguids' | 'requireTrustedAttestation'>,
): FailureCode | null {
  const { allowedAaguids, requireTrustedAttestation } = profile;
  const isListed = aaguid !== null && allowedAaguids.includes(aaguid);
  if (passkeyType === 'synced' || (allowedAaguids.length > 0 && !isListed)) {
    return 'model_not_allowed';
  }
  return requireTrustedAttestation && attestationLevel !== 'attested'
    ? 'attestation_untrusted'
    : null;
}
