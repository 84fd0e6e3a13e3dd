import { AppError } from '#shared/failure/appError.ts';
import type { ApprovalsPort } from '#web/usecases/approvals/approvalsPort.ts';
import type { BatchesPort } from '#web/usecases/batch/batchesPort.ts';
import type { GuidedPort } from '#web/usecases/guided/guidedPort.ts';
import type { InvitationsPort } from '#web/usecases/invitations/invitationsPort.ts';
import type { OwnEnrolmentPort } from '#web/usecases/invitations/ownEnrolmentPort.ts';
import type { OwnKeysPort } from '#web/usecases/myKeys/ownKeysPort.ts';
import type { ScopesPort } from '#web/usecases/operators/scopesPort.ts';
import { callOf } from '#web/usecases/portCall.ts';
import type { BackendPort } from '#web/usecases/ports.ts';
import type { RemovalsPort } from '#web/usecases/removals/removalsPort.ts';

/** Whether the backend answers. `since` is null while it does, else the moment of the first call that got no answer. */
export interface ConnectionStore {
  readonly since: () => Date | null;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Watches every call to the backend, so that one strip can say what each of them noticed. */
export function watchConnection({
  backend,
  batches,
  invitations,
  ownEnrolment,
  approvals,
  ownKeys,
  removals,
  scopes,
  loadGuided,
}: {
  readonly backend: BackendPort;
  readonly batches: BatchesPort;
  readonly invitations: InvitationsPort;
  readonly ownEnrolment: OwnEnrolmentPort;
  readonly approvals: ApprovalsPort;
  readonly ownKeys: OwnKeysPort;
  readonly removals: RemovalsPort;
  readonly scopes: ScopesPort;
  readonly loadGuided: () => Promise<GuidedPort>;
}): {
  backend: BackendPort;
  batches: BatchesPort;
  invitations: InvitationsPort;
  ownEnrolment: OwnEnrolmentPort;
  approvals: ApprovalsPort;
  ownKeys: OwnKeysPort;
  removals: RemovalsPort;
  scopes: ScopesPort;
  loadGuided: () => Promise<GuidedPort>;
  connection: ConnectionStore;
} {
  const listeners = new Set<() => void>();
  let since: Date | null = null;

  const note = (isReached: boolean) => {
    if (isReached === (since === null)) return;
    since = isReached ? null : new Date();
    for (const listener of listeners) listener();
  };

  const watched =
    (call: (...args: unknown[]) => Promise<unknown>) =>
    async (...args: unknown[]): Promise<unknown> => {
      try {
        const answer = await call(...args);
        note(true);
        return answer;
      } catch (error) {
        const isSilent = error instanceof AppError && error.code === 'backend_unreachable';
        // A refusal is an answer too; an aborted call says nothing.
        if (error instanceof AppError && error.code !== 'cancelled') note(!isSilent);
        throw error;
      }
    };

  /** The same port with every call watched. */
  const watchEach = <Port extends object>(port: Port): Port =>
    // As an answer to `await` it would be taken for a promise.
    new Proxy(port, {
      get: (target, name) => (name === 'then' ? undefined : watched(callOf(target, name))),
    });

  return {
    backend: watchEach(backend),
    batches: watchEach(batches),
    invitations: watchEach(invitations),
    ownEnrolment: watchEach(ownEnrolment),
    approvals: watchEach(approvals),
    ownKeys: watchEach(ownKeys),
    removals: watchEach(removals),
    scopes: watchEach(scopes),
    loadGuided: async () => watchEach(await loadGuided()),
    connection: {
      since: () => since,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  };
}
