import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { BackendPort } from '#web/usecases/ports.ts';
import { watchConnection } from './connection.ts';

/** A backend whose every call ends as told. */
function backendThat(outcome: () => Promise<never>): BackendPort {
  return {
    me: outcome,
    searchPeople: outcome,
    person: outcome,
    searchGroups: outcome,
    groupPeople: outcome,
    resolvePeople: outcome,
    checkPeople: outcome,
    profiles: outcome,
    openEnrolments: outcome,
    unfinished: outcome,
    enrolment: outcome,
    startEnrolment: outcome,
    reportEvent: outcome,
    cancelEnrolment: outcome,
    pinAuth: outcome,
    myKeys: outcome,
    revealPin: outcome,
    confirmPin: outcome,
    showPin: outcome,
    printLetter: outcome,
    audit: outcome,
    exportAudit: outcome,
    confirmHandOver: outcome,
  };
}

const failing = (code: () => FailureCode) =>
  watchConnection(backendThat(() => Promise.reject(new AppError(code(), 'as told'))));

describe('the connection to the backend', () => {
  it('is lost at the first call that gets no answer, and the failure goes on to the caller', async () => {
    const { backend, connection } = failing(() => 'backend_unreachable');
    expect(connection.since()).toBeNull();
    await expect(backend.me()).rejects.toMatchObject({ code: 'backend_unreachable' });
    const since = connection.since();
    expect(since).toBeInstanceOf(Date);
    await expect(backend.profiles()).rejects.toThrow();
    expect(connection.since()).toBe(since);
  });

  it('is back with any answer, a refusal too', async () => {
    let code: FailureCode = 'backend_unreachable';
    const { backend, connection } = failing(() => code);
    let changes = 0;
    connection.subscribe(() => {
      changes += 1;
    });
    await expect(backend.me()).rejects.toThrow();
    code = 'not_found';
    await expect(backend.person('x')).rejects.toThrow();
    expect(connection.since()).toBeNull();
    expect(changes).toBe(2);
  });

  it('is judged by nothing when a call was given up', async () => {
    let code: FailureCode = 'backend_unreachable';
    const { backend, connection } = failing(() => code);
    await expect(backend.me()).rejects.toThrow();
    code = 'cancelled';
    await expect(backend.me()).rejects.toThrow();
    expect(connection.since()).not.toBeNull();
  });
});
