import type { Passkey } from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { EnrolmentParts } from './enrolmentParts.ts';

/**
 * The passkeys that the directory has for somebody. Who was removed from it has none: an enrolment for them must come to
 * an end too, and their key may go to somebody else.
 * @throws GraphError
 */
export async function passkeysOf(
  { directory }: Pick<EnrolmentParts, 'directory'>,
  userId: string,
): Promise<readonly Passkey[]> {
  try {
    return await directory.listPasskeys(userId);
  } catch (error) {
    if (error instanceof AppError && error.code === 'user_not_found') return [];
    throw error;
  }
}
