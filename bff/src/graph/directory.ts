import type { Passkey, Person } from '#shared/api/index.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { PublicKeyCredentialCreationOptionsJson } from '#shared/webauthn/creationOptions.ts';

/** Options of a call: the signal ends it, `priority` is Graph's `x-ms-throttle-priority`. */
export interface DirectoryCall {
  readonly signal?: AbortSignal;
  readonly priority?: 'low' | 'normal' | 'high';
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

/**
 * The tenant as Keywright sees it. User ids are GUIDs and nothing else.
 *
 * Failures: GraphError. `graph_outcome_unknown` when a POST or DELETE may or may not have taken effect: look before
 * doing it again. `graph_throttled` with `retryAfterSeconds` when Graph certainly did not execute the call.
 */
export interface Directory {
  /** The tenant's display name. */
  tenantName(call?: DirectoryCall): Promise<string>;
  /** People whose name, mail or UPN begins with or contains the query; at most 25. */
  searchPeople(
    query: string,
    call?: DirectoryCall,
  ): Promise<{ people: Person[]; truncated: boolean }>;
  /** @throws GraphError `user_not_found`. */
  getPerson(userId: string, call?: DirectoryCall): Promise<Person>;
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
}
