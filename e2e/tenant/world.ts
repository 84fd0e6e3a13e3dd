import { AAGUID_MODELS } from './directory/aaguidModels.ts';
import { Directory } from './directory/directory.ts';
import { PasskeyStore, seededPasskey } from './directory/passkeys.ts';
import { type Policies, seedPolicies } from './directory/policies.ts';
import { type Registration, seedRegistration } from './directory/registration.ts';
import { TemporaryAccessPassStore } from './directory/temporaryAccessPasses.ts';
import {
  type LiveSettings,
  liveSettings,
  settleOptions,
  type TenantOptions,
  type TenantSettings,
} from './options.ts';
import { ChallengeStore } from './registration/challenges.ts';
import { FaultScript } from './scripting/faultScript.ts';
import { RequestLog } from './scripting/requestLog.ts';
import { UsageQuota } from './scripting/usageQuota.ts';
import type { KeyRing } from './signIn/keyRing.ts';
import { SignInStore } from './signIn/signInStore.ts';

/** A mail the tenant accepted for sending. */
export interface SentMail {
  readonly senderId: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly body: string;
}

/** What outlives a reset: the address and the keys a running backend has already cached. */
export interface Carried {
  origin: string;
  readonly keys: KeyRing;
}

/** Everything the tenant knows. A reset makes a new one. */
export interface World {
  readonly settings: TenantSettings;
  readonly live: LiveSettings;
  readonly carried: Carried;
  readonly directory: Directory;
  readonly policies: Policies;
  readonly registration: Registration;
  readonly passkeys: PasskeyStore;
  readonly passes: TemporaryAccessPassStore;
  /** Of registrations, each a person's. */
  readonly challenges: ChallengeStore;
  /** Of sign-ins with a passkey, each of one waiting sign-in. */
  readonly signInChallenges: ChallengeStore;
  readonly signIn: SignInStore;
  readonly log: RequestLog;
  readonly faults: FaultScript;
  /** Null: nobody counts. */
  readonly quota: UsageQuota | null;
  readonly mails: SentMail[];
  /** AAGUIDs with a metadata entry. */
  readonly models: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch, with what a test has added. */
  now(): number;
  advance(ms: number): void;
}

/** Builds the tenant's first state. */
export function createWorld(options: TenantOptions, carried: Carried): World {
  const settings = settleOptions(options);
  const clock = options.now ?? Date.now;
  let advanced = 0;
  const now = () => clock() + advanced;
  const directory = new Directory(settings);
  const models = { ...AAGUID_MODELS, ...settings.models };
  const passkeys = new PasskeyStore();
  for (const [userId, aaguids] of directory.seededPasskeys) {
    for (const [position, aaGuid] of aaguids.entries()) {
      passkeys.add(seededPasskey(userId, aaGuid, models[aaGuid] ?? 'Security key', position), 0);
    }
  }
  return {
    settings,
    live: liveSettings(options),
    carried,
    directory,
    policies: seedPolicies(),
    registration: seedRegistration(settings),
    passkeys,
    passes: new TemporaryAccessPassStore(),
    challenges: new ChallengeStore(),
    signInChallenges: new ChallengeStore(),
    signIn: new SignInStore(),
    log: new RequestLog(),
    faults: new FaultScript(),
    quota: options.quota ? new UsageQuota(options.quota, now()) : null,
    mails: [],
    models,
    now,
    advance: (ms) => {
      advanced += ms;
    },
  };
}
