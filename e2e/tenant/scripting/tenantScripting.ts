import {
  type OwnPasskey,
  ownPasskey,
  type Staleness,
  seededPasskey,
} from '../directory/passkeys.ts';
import type { UnitRole } from '../directory/person.ts';
import type {
  ConditionalAccessPolicy,
  Fido2Policy,
  TemporaryAccessPassPolicy,
} from '../directory/policies.ts';
import type { Registration } from '../directory/registration.ts';
import type { LiveSettings } from '../options.ts';
import { checkRegistrationAllowed } from '../registration/registrationPolicy.ts';
import type { World } from '../world.ts';
import type { FaultRule } from './faultScript.ts';

/** What `expire` can end before its time. */
type Expirable = 'appTokens' | 'challenges' | 'sessions';

/** The changes of a person a test may make. */
export interface PersonChange {
  readonly displayName?: string;
  readonly accountEnabled?: boolean;
  readonly userType?: 'Member' | 'Guest';
  readonly appRoles?: readonly string[];
  readonly directoryRoles?: readonly string[];
  readonly preferredLanguage?: string | null;
  readonly managerId?: string | null;
  readonly eligibleRoles?: readonly string[];
  readonly unitRoles?: readonly UnitRole[];
  readonly groupIds?: readonly string[];
  readonly ownedGroupIds?: readonly string[];
  readonly eligibleGroupIds?: readonly string[];
  readonly unitIds?: readonly string[];
}

/** Everything a test can do to the tenant, in process or through the control calls. */
export interface TenantScripting {
  /** Arms a fault; the id shows up in the log of the requests it hit. */
  add(rule: FaultRule): string;
  clear(): void;
  /** Faults that have not fired as often as told: a test should end with none. */
  pending(): { id: string; rule: FaultRule; left: number }[];
  /** Passkeys made from now on stay out of lists for so many reads or so long. */
  hideNewPasskeys(staleness: Staleness): void;
  expire(what: Expirable): void;
  advanceClock(ms: number): void;
  set(settings: Partial<LiveSettings>): void;
  setFido2Policy(change: Partial<Fido2Policy>): void;
  setTemporaryAccessPassPolicy(change: Partial<TemporaryAccessPassPolicy>): void;
  setConditionalAccess(policies: readonly ConditionalAccessPolicy[]): void;
  /** Changes the backend's own registration. */
  setRegistration(change: Partial<Registration>): void;
  changePerson(idOrUpn: string, change: PersonChange): void;
  /** Gives a person passkeys that were made elsewhere. */
  addPasskeys(idOrUpn: string, aaGuid: string, count?: number): void;
  /** As if the person had registered a key by themself on Microsoft's page, now; refused where the policy would. */
  registerOwn(idOrUpn: string, key: OwnPasskey): void;
  markTemporaryAccessPassUsed(idOrUpn: string): void;
  /** A new signing key; the old one stays published unless dropped. */
  rotateKeys(dropOld?: boolean): void;
}

function expire(world: World, what: Expirable): void {
  if (what === 'appTokens') world.signIn.appTokenGeneration += 1;
  if (what === 'challenges') {
    world.challenges.expireAll();
    world.signInChallenges.expireAll();
  }
  if (what === 'sessions') world.signIn.revoke();
}

/** Acts on the world of the moment, so that it survives resets. */
export function createScripting(current: () => World): TenantScripting {
  const personOf = (idOrUpn: string) => {
    const person = current().directory.findPerson(idOrUpn);
    if (!person) throw new TypeError(`no person ${idOrUpn} in the tenant`);
    return person;
  };
  return {
    add: (rule) => current().faults.add(rule),
    clear: () => current().faults.clear(),
    pending: () => current().faults.pending(),
    hideNewPasskeys: (staleness) => {
      current().passkeys.staleness = staleness;
    },
    expire: (what) => expire(current(), what),
    advanceClock: (ms) => current().advance(ms),
    set: (settings) => {
      Object.assign(current().live, settings);
    },
    setFido2Policy: (change) => {
      Object.assign(current().policies.fido2, change);
    },
    setTemporaryAccessPassPolicy: (change) => {
      Object.assign(current().policies.temporaryAccessPass, change);
    },
    setConditionalAccess: (policies) => {
      current().policies.conditionalAccess = policies;
    },
    setRegistration: (change) => {
      Object.assign(current().registration, change);
    },
    changePerson: (idOrUpn, change) => {
      Object.assign(personOf(idOrUpn), change);
    },
    addPasskeys: (idOrUpn, aaGuid, count = 1) => {
      const { id } = personOf(idOrUpn);
      const { passkeys, models } = current();
      for (let added = 0; added < count; added++) {
        const position = passkeys.of(id).length;
        passkeys.add(seededPasskey(id, aaGuid, models[aaGuid] ?? 'Security key', position), 0);
      }
    },
    registerOwn: (idOrUpn, key) => {
      const world = current();
      const person = personOf(idOrUpn);
      checkRegistrationAllowed(world, person);
      const model = world.models[key.aaGuid] ?? 'Security key';
      world.passkeys.add(ownPasskey(person.id, key, model, world.now()), world.now());
    },
    markTemporaryAccessPassUsed: (idOrUpn) => {
      const pass = current().passes.of(personOf(idOrUpn).id);
      if (pass) pass.used = true;
    },
    rotateKeys: (dropOld) => current().carried.keys.rotate(dropOld),
  };
}
