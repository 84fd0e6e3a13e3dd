import type { Passkey } from '../directory/passkeys.ts';
import type { Person } from '../directory/person.ts';
import type { Policies } from '../directory/policies.ts';
import type { TemporaryAccessPass } from '../directory/temporaryAccessPasses.ts';
import type { SentMail, World } from '../world.ts';
import type { LoggedRequest } from './requestLog.ts';

/** What a test may look at (and, for people and policies, change). */
export interface TenantState {
  readonly origin: string;
  readonly requests: readonly LoggedRequest[];
  readonly people: readonly Person[];
  readonly policies: Policies;
  readonly mails: readonly SentMail[];
  person(idOrUpn: string): Person;
  /** What is really registered, in whatever a stale list says. */
  passkeysOf(idOrUpn: string): readonly Passkey[];
  temporaryAccessPassOf(idOrUpn: string): TemporaryAccessPass | undefined;
  countRequests(method: string, path: RegExp): number;
}

/** Reads the world of the moment, so that it survives resets. */
export function createInspection(current: () => World): TenantState {
  const person = (idOrUpn: string): Person => {
    const found = current().directory.findPerson(idOrUpn);
    if (!found) throw new TypeError(`no person ${idOrUpn} in the tenant`);
    return found;
  };
  return {
    get origin() {
      return current().carried.origin;
    },
    get requests() {
      return current().log.requests;
    },
    get people() {
      return current().directory.demoPeople;
    },
    get policies() {
      return current().policies;
    },
    get mails() {
      return current().mails;
    },
    person,
    passkeysOf: (idOrUpn) => current().passkeys.of(person(idOrUpn).id),
    temporaryAccessPassOf: (idOrUpn) => current().passes.of(person(idOrUpn).id),
    countRequests: (method, path) => current().log.count(method, path),
  };
}
