import { AppError } from '#shared/failure/appError.ts';
import { type CredentialProbe, observeKey } from '../observeKey.ts';
import type { Enrolment } from '../ports.ts';
import type { HeldKey, Run } from './run.ts';
import { reportEvent } from './talkToBackend.ts';

/**
 * Reads the key in use and reports it, so that the backend can say what comes next.
 * @throws AppError `key_is_operators_own` before anything is reported; what {@link observeKey} throws; BackendRefusal
 */
export async function showKey(
  run: Run,
  held: HeldKey,
  probe: CredentialProbe | null,
  signal: AbortSignal,
): Promise<Enrolment> {
  const observed = await observeKey(held.session, probe, { signal });
  run.keys.note(held.session, observed);
  if (observed.operatorsOwn) {
    throw new AppError('key_is_operators_own', 'The key holds a passkey of the operator');
  }
  held.peer = observed.peer;
  held.reported = true;
  try {
    return await reportEvent(run, { type: 'keySeen' }, observed.plugged);
  } catch (error) {
    held.reported = false;
    throw error;
  }
}
