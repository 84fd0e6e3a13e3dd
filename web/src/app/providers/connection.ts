import { AppError } from '#shared/failure/appError.ts';
import type { BackendPort } from '#web/usecases/ports.ts';

/** Whether the backend answers. `since` is null while it does, else the moment of the first call that got no answer. */
export interface ConnectionStore {
  readonly since: () => Date | null;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Watches every call to the backend, so that one strip can say what each of them noticed. */
export function watchConnection(backend: BackendPort): {
  backend: BackendPort;
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
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
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

  return {
    backend: {
      me: watched((options) => backend.me(options)),
      searchPeople: watched((query, options) => backend.searchPeople(query, options)),
      person: watched((userId, options) => backend.person(userId, options)),
      searchGroups: watched((...call) => backend.searchGroups(...call)),
      groupPeople: watched((...call) => backend.groupPeople(...call)),
      resolvePeople: watched((...call) => backend.resolvePeople(...call)),
      checkPeople: watched((...call) => backend.checkPeople(...call)),
      profiles: watched((options) => backend.profiles(options)),
      openEnrolments: watched((options) => backend.openEnrolments(options)),
      unfinished: watched((options) => backend.unfinished(options)),
      enrolment: watched((id, options) => backend.enrolment(id, options)),
      startEnrolment: watched((body, options) => backend.startEnrolment(body, options)),
      reportEvent: watched((id, body, options) => backend.reportEvent(id, body, options)),
      cancelEnrolment: watched((id, body, options) => backend.cancelEnrolment(id, body, options)),
      pinAuth: watched((id, body, options) => backend.pinAuth(id, body, options)),
      myKeys: watched((options) => backend.myKeys(options)),
      revealPin: watched((enrolmentId, options) => backend.revealPin(enrolmentId, options)),
      confirmPin: watched((...call) => backend.confirmPin(...call)),
      showPin: watched((...call) => backend.showPin(...call)),
      printLetter: watched((...call) => backend.printLetter(...call)),
      confirmHandOver: watched((...call) => backend.confirmHandOver(...call)),
      audit: watched((...call) => backend.audit(...call)),
      exportAudit: watched((...call) => backend.exportAudit(...call)),
    },
    connection: {
      since: () => since,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  };
}
