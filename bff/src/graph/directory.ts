import type { Target } from '#bff/guard/target.ts';
import type { Passkey, Person } from '#shared/api/index.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { PublicKeyCredentialCreationOptionsJson } from '#shared/webauthn/creationOptions.ts';
import type { CallClass } from './limiter/callClass.ts';

/** Options of a call. */
export interface DirectoryCall {
  /** Ends a call that reads, and any call that still waits for its turn. */
  readonly signal?: AbortSignal;
  /** Who waits for it; `interactive` when left out. */
  readonly class?: CallClass;
  /** On whose behalf: within a class everybody gets the same number of turns. */
  readonly operator?: string;
  /**
   * How long it may wait for its turn and, when it reads, be repeated; in milliseconds. Left out: as long as somebody of
   * its class would. Whoever holds a connection to the database meanwhile keeps it from the others.
   */
  readonly deadlineMs?: number;
  /** ISO 8601 UTC: after this it is of no use. It goes before what can wait, and not at all once it is too late. */
  readonly usableUntil?: string;
  /** Is told Graph's `request-id` of each answer, refusals as well. */
  readonly onRequestId?: (requestId: string) => void;
}

/** Options of {@link Directory.creationOptions}. */
export interface CreationOptionsCall extends DirectoryCall {
  /**
   * How long the challenge is to live, 5 to 43,200; left out: as the settings say. More than 5 is asked of Graph's beta,
   * for this call alone: for a batch whose keys are made before anybody is there to register them.
   */
  readonly challengeMinutes?: number;
}

/** What Graph's creationOptions gave, with when the challenge dies. */
export interface CreationOptions {
  readonly options: PublicKeyCredentialCreationOptionsJson;
  /** ISO 8601 UTC. */
  readonly expiresAt: string;
}

/** The registration as Graph's POST takes it; all binary members base64url without padding. */
export interface RegistrationBody {
  readonly displayName: string;
  readonly publicKeyCredential: {
    readonly id: string;
    readonly response: { readonly clientDataJSON: string; readonly attestationObject: string };
    readonly clientExtensionResults: Readonly<Record<string, unknown>>;
  };
}

/** Somebody whom a key is about to be begun for, as the directory has them at this moment. */
export interface TargetNow {
  readonly target: Target;
  readonly passkeys: readonly Passkey[];
}

/**
 * The tenant as Keywright sees it. User ids are GUIDs and nothing else.
 *
 * Failures: GraphError. `graph_outcome_unknown` when a POST or DELETE may or may not have taken effect: look before
 * doing it again. `graph_throttled` with `retryAfterSeconds` when Graph certainly did not execute the call: it refused
 * it, or it was not sent because its turn would have come too late.
 */
export interface Directory {
  /** The tenant's display name. */
  tenantName(call?: DirectoryCall): Promise<string>;
  /** People whose name, mail or UPN begins with or contains the query; at most 25. */
  searchPeople(
    query: string,
    call?: DirectoryCall,
  ): Promise<{ people: Person[]; truncated: boolean }>;
  /** As they were a minute ago at most. @throws GraphError `user_not_found`. */
  getPerson(userId: string, call?: DirectoryCall): Promise<Person>;
  /**
   * The same person with everything that decides what may be done to them, never older than a minute.
   * @throws GraphError `user_not_found`; any other where a part of it cannot be read to its end.
   */
  readTarget(userId: string, call?: DirectoryCall): Promise<Target>;
  /** The same as it is at this moment, and their passkeys, in one request. @throws as {@link Directory.readTarget}. */
  targetNow(userId: string, call?: DirectoryCall): Promise<TargetNow>;
  /** What stands in the way of another passkey for this person; empty when nothing does. */
  readiness(
    person: Person,
    passkeys: readonly Passkey[],
    call?: DirectoryCall,
  ): Promise<FailureCode[]>;
  /** Whether the tenant's passkey policy lets this person have a key of that model. */
  isModelAllowed(
    userId: string,
    aaguid: string,
    isAttested: boolean,
    call?: DirectoryCall,
  ): Promise<FailureCode | null>;
  listPasskeys(userId: string, call?: DirectoryCall): Promise<Passkey[]>;
  creationOptions(userId: string, call?: CreationOptionsCall): Promise<CreationOptions>;
  /** One POST, never repeated here. */
  createPasskey(userId: string, body: RegistrationBody, call?: DirectoryCall): Promise<Passkey>;
  /** One DELETE; a method that is gone already counts as deleted. */
  deletePasskey(userId: string, methodId: string, call?: DirectoryCall): Promise<void>;
  /** One PATCH. @throws GraphError `graph_method_not_allowed` where Graph does not let names be changed. */
  renamePasskey(
    userId: string,
    methodId: string,
    displayName: string,
    call?: DirectoryCall,
  ): Promise<void>;
}

/**
 * The same tenant, where every call that does not say so itself is of this class, and on this person's behalf.
 */
export function directoryFor(
  directory: Directory,
  defaults: Pick<DirectoryCall, 'class' | 'operator' | 'deadlineMs'>,
): Directory {
  const of = <T extends DirectoryCall>(call?: T) => ({ ...defaults, ...call });
  return {
    tenantName: (call) => directory.tenantName(of(call)),
    searchPeople: (query, call) => directory.searchPeople(query, of(call)),
    getPerson: (userId, call) => directory.getPerson(userId, of(call)),
    readTarget: (userId, call) => directory.readTarget(userId, of(call)),
    targetNow: (userId, call) => directory.targetNow(userId, of(call)),
    readiness: (person, passkeys, call) => directory.readiness(person, passkeys, of(call)),
    isModelAllowed: (userId, aaguid, isAttested, call) =>
      directory.isModelAllowed(userId, aaguid, isAttested, of(call)),
    listPasskeys: (userId, call) => directory.listPasskeys(userId, of(call)),
    creationOptions: (userId, call) => directory.creationOptions(userId, of(call)),
    createPasskey: (userId, body, call) => directory.createPasskey(userId, body, of(call)),
    deletePasskey: (userId, methodId, call) => directory.deletePasskey(userId, methodId, of(call)),
    renamePasskey: (userId, methodId, displayName, call) =>
      directory.renamePasskey(userId, methodId, displayName, of(call)),
  };
}
