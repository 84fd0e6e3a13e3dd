import type { StartEnrolment } from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { BackendPort, CallOptions, Enrolment } from './ports.ts';

/**
 * Opens an enrolment. When the answer is lost, looks whether it was opened after all instead of opening a second one.
 * @throws AppError with the backend's code; `backend_unreachable` when it stays unknown
 */
export async function startEnrolment(
  backend: Pick<BackendPort, 'startEnrolment' | 'openEnrolments'>,
  body: StartEnrolment,
  options: CallOptions = {},
): Promise<Enrolment> {
  try {
    return await backend.startEnrolment(body, options);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'backend_unreachable') throw error;
    const open = await backend.openEnrolments(options);
    const mine = open.find(
      ({ holder, profile }) => holder.id === body.userId && profile.id === body.profileId,
    );
    if (mine === undefined) throw error;
    return mine;
  }
}
