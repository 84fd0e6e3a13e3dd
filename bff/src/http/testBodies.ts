import { randomUUID } from 'node:crypto';
import type { OperationId } from '#bff/auth/routeAccess.ts';
import type { TestBench } from '#bff/enrolment/testBench.ts';
import { TestKey } from '#bff/enrolment/testKey.ts';
import { inviteBody } from '#bff/invitations/testInvitations.ts';
import { BUILT_IN_PROFILES } from '#shared/enrolment/builtInProfiles.ts';

/** What is written of a profile. */
function contentOf(name: string): Record<string, unknown> {
  const [first] = BUILT_IN_PROFILES;
  const { id: _id, version: _version, ...content } = { ...first, name };
  return content;
}

/** A body that fits the route as far as its form goes; what it names need not be there. */
export function fittingBody(
  operationId: OperationId,
  bench: Pick<TestBench, 'newHolder' | 'clock'>,
): Record<string, unknown> {
  switch (operationId) {
    case 'startEnrolment':
      return { userId: bench.newHolder(), profileId: 'new-colleague' };
    case 'startGuided':
      return { userId: bench.newHolder(), profileId: 'keep-pin' };
    case 'startMyGuided':
      return { profileId: 'keep-pin' };
    case 'chooseGuidedKey':
    case 'chooseMyGuidedKey':
      return { methodId: 'AAAA' };
    case 'reportEvent':
      return { seq: 1, event: { type: 'pinSet' } };
    case 'cancelEnrolment':
      return { keyIsLost: false };
    case 'startMyEnrolment':
      return { key: new TestKey({ serial: '81002' }).plugged() };
    case 'reportMyEvent':
      return { seq: 1, event: { type: 'pinSet' } };
    case 'cancelMyEnrolment':
      return { keyIsLost: false };
    case 'removeMyKey':
    case 'loseMyKey':
      return { methodId: 'AAAA', seen: ['AAAA'] };
    case 'renameMyKey':
      return { methodId: 'AAAA', displayName: 'Mine' };
    case 'reportMyKeyEvent':
      return { eventId: randomUUID() };
    case 'invite':
      return { ...inviteBody(bench, bench.newHolder()) };
    case 'issuePass':
      return { pass: {}, replacePass: false };
    case 'confirmPass':
    case 'confirmMyPass':
    case 'confirmMyPin':
    case 'confirmPin':
      return { reservationId: randomUUID() };
    case 'createProfile':
      return { profile: contentOf(`New ${randomUUID().slice(0, 8)}`) };
    case 'editProfile':
      return { basedOn: 1, profile: contentOf('Edited') };
    case 'retireProfile':
      return { basedOn: 1 };
    case 'createBatch': {
      const how = { assignment: 'next', resetsConfirmed: false } as const;
      return { name: 'Spring', profileId: 'new-colleague', ...how };
    }
    case 'addBatchPeople':
      return { people: [{ userId: randomUUID(), serial: null }] };
    case 'changeBatchState':
      return { to: 'running' };
    case 'nextInBatch':
      return { key: new TestKey({ serial: '81001' }).plugged() };
    case 'changeBatchPerson':
      return { do: 'retry' };
    case 'confirmBatchLetters':
      return { reservationIds: [randomUUID()] };
    case 'changeOperatorScope':
      return {
        basedOn: 0,
        subject: { kind: 'operator', id: randomUUID() },
        scope: { kind: 'everyone' },
        granted: true,
      };
    case 'planRemoval':
      return { reason: 'They leave', what: { by: 'serials', serials: ['1'] }, withLast: false };
    case 'askApproval':
      return { action: 'retireProfile', profileId: 'keep-pin', basedOn: 1 };
    case 'decideApproval':
      return { decision: 'approve', hash: '0'.repeat(64), reason: '' };
    case 'suspendOperator':
      return { suspended: false };
    case 'checkPeople':
      return { userIds: [randomUUID()] };
    case 'checkInvitations':
      return { userIds: [randomUUID()], pass: {} };
    case 'authenticateForKey':
    case 'authenticateForMyKey':
      return { keySession: randomUUID(), encryptedToken: 'AAAA', message: 'AAAA' };
    case 'resolvePeople':
      return { references: [randomUUID()] };
    default:
      return {};
  }
}
