import type { StartEnrolment } from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { BackendPort, CallOptions, Enrolment } from './ports.ts';

/**
 * Opens an enrolment. Said once more when the answer is lost: the backend takes up the one that this operator has open
 * for the person, so a second one cannot come of it.
 * @throws AppError with the backend's code; `backend_unreachable` when it does not answer twice
 */
export async function startEnrolment(
  backend: Pick<BackendPort, 'startEnrolment'>,
  body: StartEnrolment,
  options: CallOptions = {},
): Promise<Enrolment> {
  try {
    return await backend.startEnrolment(body, options);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'backend_unreachable') throw error;
    return backend.startEnrolment(body, options);
  }
}
