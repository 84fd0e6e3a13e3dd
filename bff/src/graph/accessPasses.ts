import type { Secret } from '#bff/log/secret.ts';
import type { PassPolicy, Person } from '#shared/api/index.ts';
import type { DirectoryCall } from './directory.ts';

/** A Temporary Access Pass as Entra shows it: without the pass itself. Instants are ISO 8601 UTC. */
export interface AccessPass {
  readonly id: string;
  readonly createdAt: string | null;
  readonly startsAt: string;
  readonly lifetimeMinutes: number;
  readonly isUsableOnce: boolean;
  /** Somebody could sign in with it, now or once its time has come. */
  readonly isUsable: boolean;
}

/** What is asked for; always usable once. `startsAt` left out: now. */
export interface NewAccessPass {
  readonly startsAt?: string;
  readonly lifetimeMinutes: number;
}

/** The tenant's Temporary Access Passes. Failures as `Directory` says. */
export interface AccessPasses {
  /** The policy, and whether it reaches this person. */
  policyFor(
    userId: string,
    call?: DirectoryCall,
  ): Promise<{ readonly policy: PassPolicy; readonly isReached: boolean }>;
  /** The one pass that a person can have. */
  find(userId: string, call?: DirectoryCall): Promise<AccessPass | null>;
  /** One POST, never repeated here: its answer alone holds the pass. */
  create(
    userId: string,
    wanted: NewAccessPass,
    call?: DirectoryCall,
  ): Promise<{ readonly pass: AccessPass; readonly secret: Secret<string> }>;
  /** One DELETE; a pass that is gone already counts as deleted. */
  remove(userId: string, passId: string, call?: DirectoryCall): Promise<void>;
  /** Null where the directory names none. */
  manager(userId: string, call?: DirectoryCall): Promise<Person | null>;
  /** As the directory writes it, such as `de-AT`. */
  preferredLanguage(userId: string, call?: DirectoryCall): Promise<string | null>;
}
