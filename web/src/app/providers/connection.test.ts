import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { ApprovalsPort } from '#web/usecases/approvals/approvalsPort.ts';
import type { BatchesPort } from '#web/usecases/batch/batchesPort.ts';
import type { GuidedPort } from '#web/usecases/guided/guidedPort.ts';
import type { InvitationsPort } from '#web/usecases/invitations/invitationsPort.ts';
import type { OwnEnrolmentPort } from '#web/usecases/invitations/ownEnrolmentPort.ts';
import type { OwnKeysPort } from '#web/usecases/myKeys/ownKeysPort.ts';
import type { ScopesPort } from '#web/usecases/operators/scopesPort.ts';
import type { BackendPort } from '#web/usecases/ports.ts';
import type { RemovalsPort } from '#web/usecases/removals/removalsPort.ts';
import { watchConnection } from './connection.ts';

/** The calls that these tests make; each ends as told. */
function failing(code: () => FailureCode) {
  const call = () => Promise.reject(new AppError(code(), 'as told'));
  const backend = { me: call, person: call, profiles: call } as Partial<BackendPort> as BackendPort;
  const batches = { list: call } as Partial<BatchesPort> as BatchesPort;
  const guided = { mine: call } as Partial<GuidedPort> as GuidedPort;
  const invitations = { list: call } as Partial<InvitationsPort> as InvitationsPort;
  const ownEnrolment = { invitation: call } as Partial<OwnEnrolmentPort> as OwnEnrolmentPort;
  const approvals = { list: call } as Partial<ApprovalsPort> as ApprovalsPort;
  const ownKeys = { events: call } as Partial<OwnKeysPort> as OwnKeysPort;
  const removals = { list: call } as Partial<RemovalsPort> as RemovalsPort;
  const scopes = { list: call } as Partial<ScopesPort> as ScopesPort;
  const loadGuided = async () => guided;
  return watchConnection({
    ...{
      backend,
      batches,
      invitations,
      ownEnrolment,
      approvals,
      ownKeys,
      removals,
      scopes,
      loadGuided,
    },
  });
}

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

  it('is lost for the batches as well', async () => {
    const { batches, connection } = failing(() => 'backend_unreachable');
    await expect(batches.list()).rejects.toThrow();
    expect(connection.since()).toBeInstanceOf(Date);
  });

  it('is lost for what is loaded later as well', async () => {
    const { loadGuided, connection } = failing(() => 'backend_unreachable');
    await expect((await loadGuided()).mine()).rejects.toThrow();
    expect(connection.since()).toBeInstanceOf(Date);
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
