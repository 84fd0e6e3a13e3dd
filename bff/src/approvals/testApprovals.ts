import { randomUUID } from 'node:crypto';
import { createApp } from '#bff/app.ts';
import { readAuditLog } from '#bff/audit/auditLog.ts';
import type { AuditRecord } from '#bff/audit/auditRecord.ts';
import { benchDeps } from '#bff/enrolment/benchDeps.ts';
import { createTestBench, type TestBench } from '#bff/enrolment/testBench.ts';
import type { Target } from '#bff/guard/target.ts';
import { testCaller } from '#bff/testDeps.ts';
import type { Approval, ApprovalKind, AskApproval } from '#shared/api/approvals.ts';

/** Who asks, who decides, and who else is there. Letters in ids, so that they can be spelled in two ways. */
export const ADA = 'aaaaaaaa-1111-4111-8111-aaaaaaaaaaaa';
export const BEN = 'bbbbbbbb-2222-4222-8222-bbbbbbbbbbbb';
export const CLEO = 'cccccccc-3333-4333-8333-cccccccccccc';
export const OMAR = 'dddddddd-4444-4444-8444-dddddddddddd';

const CALLERS = {
  ada: testCaller({ id: ADA, roles: ['Admin'], displayName: 'Ada' }),
  // The same person, as another token might spell them.
  ADA: testCaller({ id: ADA.toUpperCase(), roles: ['Admin'], displayName: 'Ada' }),
  ben: testCaller({ id: BEN, roles: ['Admin'], displayName: 'Ben' }),
  cleo: testCaller({ id: CLEO, roles: ['Admin'], displayName: 'Cleo' }),
  omar: testCaller({ id: OMAR, roles: ['Operator'], displayName: 'Omar' }),
  auditor: testCaller({ roles: ['Auditor'] }),
};
type As = keyof typeof CALLERS;

interface Answer<Body> {
  readonly status: number;
  readonly body: Body & { readonly code?: string };
}

/** A backend in which things need approvals. */
export interface ApprovalBench {
  readonly bench: TestBench;
  call<Body = Record<string, unknown>>(
    as: As,
    path: string,
    body?: unknown,
    approval?: string,
  ): Promise<Answer<Body>>;
  get<Body = Record<string, unknown>>(as: As, path: string): Promise<Answer<Body>>;
  ask(as: As, ask: AskApproval): Promise<Approval>;
  approve(as: As, approval: Approval): Promise<Answer<Approval>>;
  /** Asked by the one and approved by the other. */
  approved(as: As, ask: AskApproval, by?: As): Promise<string>;
  /** Somebody with a role in the directory. */
  newPowerful(): string;
  /** Gives somebody a role in the directory. */
  makePowerful(id: string): void;
  audit(): Promise<AuditRecord[]>;
  close(): Promise<void>;
}

export async function createApprovalBench(needed: readonly ApprovalKind[]): Promise<ApprovalBench> {
  const bench = await createTestBench(
    {},
    { policy: { breakGlassIds: [], adminsMay: ['enrol', 'remove', 'pin'] }, approvals: needed },
  );
  const powerful = new Set<string>();
  const plain = {
    readTarget: bench.directory.readTarget.bind(bench.directory),
    targetNow: bench.directory.targetNow.bind(bench.directory),
  };
  const withRoles = (target: Target): Target => ({
    ...target,
    roles: powerful.has(target.person.id) ? [{ roleId: randomUUID(), isOfPart: false }] : [],
  });
  Object.assign(bench.directory, {
    // Entra takes ids in any spelling.
    readTarget: async (id: string) => withRoles(await plain.readTarget(id.toLowerCase())),
    targetNow: async (id: string) => {
      const { target, passkeys } = await plain.targetNow(id.toLowerCase());
      return { target: withRoles(target), passkeys };
    },
  });
  for (const { id } of Object.values(CALLERS)) bench.directory.addPerson(id.toLowerCase());
  const app = createApp(benchDeps(bench, CALLERS));
  const session = randomUUID();

  async function send<Body>(
    as: As,
    method: 'GET' | 'POST',
    path: string,
    more: { readonly body?: unknown; readonly approval?: string | undefined } = {},
  ): Promise<Answer<Body>> {
    const answer = await app.request(`/api${path}`, {
      method,
      headers: {
        authorization: `Bearer ${as}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        'keywright-session': session,
        ...(more.approval !== undefined && { 'keywright-approval': more.approval }),
      },
      ...(more.body !== undefined && { body: JSON.stringify(more.body) }),
    });
    const isJson = answer.headers.get('content-type')?.includes('json') === true;
    return { status: answer.status, body: isJson ? await answer.json() : {} } as Answer<Body>;
  }

  const self: ApprovalBench = {
    bench,
    call: (as, path, body, approval) => send(as, 'POST', path, { body, approval }),
    get: (as, path) => send(as, 'GET', path),
    async ask(as, ask) {
      const { status, body } = await send<Approval>(as, 'POST', '/approvals', { body: ask });
      if (status !== 201) throw new Error(`not asked: ${body.code}`);
      return body;
    },
    approve: (as, { id, hash }) =>
      send(as, 'POST', `/approvals/${id}/decision`, {
        body: { decision: 'approve', hash, reason: '' },
      }),
    async approved(as, ask, by = 'ben') {
      const asked = await self.ask(as, ask);
      const { status } = await self.approve(by, asked);
      if (status !== 200) throw new Error(`not approved: ${status}`);
      return asked.id;
    },
    newPowerful() {
      const id = bench.newHolder();
      powerful.add(id);
      return id;
    },
    makePowerful: (id) => void powerful.add(id),
    audit: () => bench.parts.store.read(readAuditLog),
    close: () => bench.close(),
  };
  return self;
}
