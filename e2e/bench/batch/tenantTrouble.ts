import type { TenantControl } from '#e2e/harness/tenantControl.ts';

/** Of so many calls to Graph one is throttled, answered with 503 without effect, or carried out and its answer lost. */
const ONE_IN = { throttled: 50, unavailable: 500, lost: 1_000 } as const;
const USERS = '/users/';

/**
 * Scripts trouble over so many calls to Graph: 2 % 429, 0.2 % 503, 0.1 % answers that are lost.
 * @returns how many calls are to meet it.
 */
export async function armTrouble(tenant: TenantControl, calls: number): Promise<number> {
  const throttle = { kind: 'throttle', retryAfterSeconds: 1 };
  for (const skip of every(ONE_IN.throttled, calls)) {
    await tenant.fault({ path: USERS, skip, effect: throttle });
  }
  const unavailable = { kind: 'status', status: 503, when: 'before' };
  for (const skip of every(ONE_IN.unavailable, calls)) {
    await tenant.fault({ path: USERS, skip, effect: unavailable });
  }
  const cut = { kind: 'cut', when: 'after' };
  // What is lost is the answer to a registration: of a read nobody would notice more than a second try.
  for (const skip of every(ONE_IN.lost / CALLS_PER_KEY, calls / CALLS_PER_KEY)) {
    const path = 'fido2Methods$';
    await tenant.fault({ method: 'POST', path, skip, effect: cut });
  }
  return countPending(tenant);
}

/** How many of the scripted calls have not come yet. */
export async function countPending(tenant: TenantControl): Promise<number> {
  return (await tenant.get<unknown[]>('/faults')).length;
}

/** Person, passkeys, creation options, registration. */
export const CALLS_PER_KEY = 4;

/** Spread evenly, the first one in the middle of its stretch. */
function every(stretch: number, calls: number): number[] {
  const count = Math.ceil(calls / stretch);
  return Array.from({ length: count }, (_, index) => Math.trunc((index + 0.5) * stretch));
}
