import type { AccessPasses } from '#bff/graph/accessPasses.ts';
import type { Directory } from '#bff/graph/directory.ts';
import type { Tenant } from '#e2e/tenant/createTenant.ts';
import { toBase64Url } from '#shared/bytes/base64Url.ts';
import type { HistoryEvent } from '../history/historyEvent.ts';
import type { Point } from './probe.ts';
import { currentWork, type GraphMethod, inCall } from './workContext.ts';

/** What the wire to Graph tells, and who may object by throwing. */
export interface WireWatch {
  graph(method: GraphMethod, point: Point): void | Promise<void>;
  alive(): void;
  /** What nobody but who is to sign in with it may ever read. */
  isSecret(pass: string): void;
  saw(event: HistoryEvent): void;
}

/** A port to Graph whose requests can be told apart by the method that sends them. */
export function nameCalls<Port extends Directory | AccessPasses>(port: Port): Port {
  return new Proxy(port, {
    get(target, name) {
      const method = Reflect.get(target, name) as (...values: unknown[]) => Promise<unknown>;
      return (...values: unknown[]) =>
        inCall(name as GraphMethod, () => method.apply(target, values));
    },
  });
}

const CREATION_OPTIONS = /\/users\/([^/]+)\/authentication\/fido2Methods\/creationOptions/i;

/** `fetch` into the emulated tenant: what a request changed there gets into the history before its answer is heard. */
export function wireTo(tenant: Tenant, watch: WireWatch): typeof fetch {
  return async (input, init) => {
    watch.alive();
    const method = currentWork()?.asks ?? null;
    if (method !== null) await watch.graph(method, 'before');
    watch.alive();
    const request = new Request(input, init);
    const [, userId] = CREATION_OPTIONS.exec(request.url) ?? [];
    if (userId !== undefined) watch.saw({ kind: 'optionsAsked', userId: userId.toLowerCase() });
    // A request that only reads changes nothing there.
    const before = request.method === 'GET' ? null : passkeysOf(tenant);
    const passes = request.method === 'GET' ? null : passesOf(tenant);
    let response: Response;
    try {
      response = await tenant.app.fetch(request);
    } finally {
      if (before !== null) {
        for (const event of changesSince(before, passkeysOf(tenant))) watch.saw(event);
      }
      if (passes !== null) tellPasses(passes, passesOf(tenant), watch);
    }
    if (method !== null) await watch.graph(method, 'after');
    watch.alive();
    return response;
  };
}

type Methods = ReadonlyMap<string, { readonly userId: string; readonly credentialId: string }>;

/** Every method in the tenant, whether lists show it or not. */
export function passkeysOf(tenant: Tenant): Methods {
  return new Map(
    tenant.state.people.flatMap(({ id: userId }) =>
      tenant.state
        .passkeysOf(userId)
        .map(({ id, credentialId }) => [id, { userId, credentialId: toBase64Url(credentialId) }]),
    ),
  );
}

function changesSince(before: Methods, after: Methods): HistoryEvent[] {
  const created = [...after]
    .filter(([id]) => !before.has(id))
    .map(([methodId, method]) => ({
      kind: 'methodCreated' as const,
      methodId,
      ...method,
      byUs: true,
    }));
  const deleted = [...before]
    .filter(([id]) => !after.has(id))
    .map(([methodId, { userId }]) => ({ kind: 'methodDeleted' as const, methodId, userId }));
  return [...deleted, ...created];
}

type Passes = ReadonlyMap<string, { readonly userId: string; readonly secret: string }>;

/** Every access pass in the tenant. */
function passesOf(tenant: Tenant): Passes {
  return new Map(
    tenant.state.people.flatMap(({ id: userId }) => {
      const pass = tenant.state.temporaryAccessPassOf(userId);
      return pass === undefined ? [] : [[pass.id, { userId, secret: pass.secret }]];
    }),
  );
}

function tellPasses(before: Passes, after: Passes, { saw, isSecret }: WireWatch): void {
  for (const [passId, { userId }] of before) {
    if (!after.has(passId)) saw({ kind: 'passDeleted', passId, userId });
  }
  for (const [passId, { userId, secret }] of after) {
    if (before.has(passId)) continue;
    isSecret(secret);
    saw({ kind: 'passIssued', passId, userId });
  }
}
