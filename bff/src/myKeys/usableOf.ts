import type { EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import type { OwnPasskey, Passkey } from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';

/**
 * Whether somebody could sign in with a passkey, as far as the tenant's policy says: it restricts models at the sign-in as well,
 * and wants an attestation at the registration only. Of a synced passkey, or one without a model, nobody here knows.
 * @param thrown codes with which a policy that cannot be read is no answer at all.
 */
export async function usableOf(
  { directory }: Pick<EnrolmentParts, 'directory'>,
  holderId: string,
  { aaguid, passkeyType }: Passkey,
  thrown: readonly FailureCode[] = [],
): Promise<OwnPasskey['usable']> {
  if (aaguid === null || passkeyType === 'synced') return 'unknown';
  try {
    const problem = await directory.isModelAllowed(holderId, aaguid, true);
    return problem === null ? 'yes' : 'no';
  } catch (error) {
    if (error instanceof AppError && !thrown.includes(error.code)) return 'unknown';
    throw error;
  }
}
