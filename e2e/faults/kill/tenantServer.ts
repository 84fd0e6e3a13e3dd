import { setTimeout as delay } from 'node:timers/promises';
import { createAdaptorServer } from '@hono/node-server';
import { testAttestationRootPem } from '#e2e/authenticator/attestation/testAuthority.ts';
import { freePort } from '#e2e/harness/freePort.ts';
import { createTenant, type Tenant } from '#e2e/tenant/createTenant.ts';
import type { HistoryEvent } from '../history/historyEvent.ts';
import { passkeysOf } from '../world/graphWire.ts';

/** What a round wants to know of the tenant, and how long the tenant is to take over a registration. */
export interface TenantWatch {
  /** A registration was asked for; nothing has come of it yet. */
  posted(): void;
  /** Its answer is on the way. */
  answered(): void;
  saw(event: HistoryEvent): void;
  readonly thinkingMs: number;
  readonly answeringMs: number;
}

/** The emulated tenant at an address of its own, in this process: what it does is seen in the moment in which it does it. */
export interface TenantServer {
  readonly tenant: Tenant;
  readonly origin: string;
  /** Begins anew, for a round that watches. */
  begin(watch: TenantWatch): void;
  /** Gives a person passkeys from before. */
  giveOldMethods(person: string, count: number): void;
  close(): Promise<void>;
}

const CREATION_OPTIONS = /\/users\/([^/]+)\/authentication\/fido2Methods\/creationOptions/i;
const SECURITY_KEY = '2fc0579f-8113-47ea-b116-bb5a8db9202a';
const REGISTRATION = /\/authentication\/fido2Methods$/i;

/** Starts the tenant. */
export async function startTenantServer(certificatePem: string): Promise<TenantServer> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const tenant = createTenant({
    origin,
    demoPeople: 12,
    largeGroupSize: 0,
    backend: { certificatesPem: [certificatePem] },
    attestationRootsPem: [testAttestationRootPem],
  });
  let watch: TenantWatch | null = null;
  let known = passkeysOf(tenant);

  function tellChanges(): void {
    const now = passkeysOf(tenant);
    for (const [methodId, { userId }] of known) {
      if (!now.has(methodId)) watch?.saw({ kind: 'methodDeleted', methodId, userId });
    }
    for (const [methodId, method] of now) {
      if (known.has(methodId)) continue;
      watch?.saw({ kind: 'methodCreated', methodId, ...method, byUs: true });
    }
    known = now;
  }

  function tellOld(before: ReturnType<typeof passkeysOf>): void {
    known = passkeysOf(tenant);
    for (const [methodId, method] of known) {
      if (before.has(methodId)) continue;
      watch?.saw({ kind: 'methodCreated', methodId, ...method, byUs: false });
    }
  }

  async function answer(request: Request, env: object): Promise<Response> {
    const { method, url } = request;
    const { pathname } = new URL(url);
    const [, userId] = CREATION_OPTIONS.exec(pathname) ?? [];
    if (userId !== undefined) watch?.saw({ kind: 'optionsAsked', userId: userId.toLowerCase() });
    const isRegistration = method === 'POST' && REGISTRATION.test(pathname);
    if (!isRegistration) return tellAfter(() => tenant.app.fetch(request, env));
    // Whole before anything else: who sent it may be dead by the time it is read.
    const body = await request.arrayBuffer();
    const whole = new Request(url, { method, headers: request.headers, body });
    // Of the round in which it was asked.
    const asked = watch;
    asked?.posted();
    await delay(asked?.thinkingMs ?? 0);
    const response = await tellAfter(() => tenant.app.fetch(whole, env));
    await delay(asked?.answeringMs ?? 0);
    asked?.answered();
    return response;
  }

  async function tellAfter(work: () => Response | Promise<Response>): Promise<Response> {
    try {
      return await work();
    } finally {
      tellChanges();
    }
  }

  const server = createAdaptorServer({ fetch: answer });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', resolve);
  });
  return {
    tenant,
    origin,
    begin(next) {
      tenant.reset();
      watch = next;
      tellOld(new Map());
    },
    giveOldMethods(person, count) {
      tenant.faults.addPasskeys(person, SECURITY_KEY, count);
      tellOld(known);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
