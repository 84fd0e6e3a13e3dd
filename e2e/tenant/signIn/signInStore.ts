import { randomBytes, randomUUID } from 'node:crypto';
import type { AuthorizeRequest } from './authorizeRequest.ts';

/** Somebody signed in with a browser. Refresh tokens point here, so a later step-up reaches them. */
export interface Session {
  readonly id: string;
  readonly sid: string;
  readonly personId: string;
  /** Seconds since the epoch; moves forward with each extra verification. */
  authTime: number;
  /** Authentication context id to the time (ms) of the extra verification. */
  readonly verified: Map<string, number>;
  /** Of a sign-in with an access pass, in ms: nothing it gives outlives the pass. */
  readonly endsAt: number | null;
  /** A pass or a passkey: as strong as any context asks. */
  readonly isStrong: boolean;
}

/** Whether the access pass that a session came from has ended. */
export function isOver(world: { now(): number }, { endsAt }: Session): boolean {
  return endsAt !== null && world.now() >= endsAt;
}

interface StepUpWorld {
  now(): number;
  readonly live: { readonly stepUpSeconds: number };
}

/**
 * Authentication contexts that were asked for and are not freshly proven. A strength that has passkeys, and passes, lets the
 * session of one meet any of them, and asks the person for nothing more.
 */
export function missingContexts(
  world: StepUpWorld,
  { isStrong, authTime, verified }: Session,
  essential: readonly string[],
): string[] {
  if (isStrong) for (const acr of essential) verified.set(acr, authTime * 1000);
  const freshSince = world.now() - world.live.stepUpSeconds * 1000;
  return essential.filter((acr) => (verified.get(acr) ?? 0) <= freshSince);
}

/** What a code or a refresh token stands for. */
export interface Grant {
  readonly session: Session;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly nonce: string | undefined;
  readonly capabilities: readonly string[];
  readonly expiresAt: number;
}

export interface CodeGrant extends Grant {
  readonly redirectUri: string;
  readonly codeChallenge: string;
}

const CODE_LIFETIME_MS = 60_000;
const SPA_REFRESH_LIFETIME_MS = 24 * 3_600_000;

function secretText(prefix: string, bytes: number): string {
  return `${prefix}${randomBytes(bytes).toString('base64url')}`;
}

/** Sessions, waiting sign-ins, codes and refresh tokens. */
export class SignInStore {
  readonly #sessions = new Map<string, Session>();
  readonly #waiting = new Map<string, AuthorizeRequest>();
  readonly #codes = new Map<string, CodeGrant>();
  readonly #refresh = new Map<string, Grant>();
  /** Graph takes app tokens of the current generation only; raising it expires the earlier ones at once. */
  appTokenGeneration = 1;

  openSession(
    personId: string,
    now: number,
    { endsAt, isStrong }: Pick<Session, 'endsAt' | 'isStrong'> = { endsAt: null, isStrong: false },
  ): Session {
    const session: Session = {
      id: secretText('', 24),
      sid: randomUUID(),
      personId,
      authTime: Math.floor(now / 1000),
      verified: new Map(),
      endsAt,
      isStrong,
    };
    this.#sessions.set(session.id, session);
    return session;
  }

  session(id: string | undefined): Session | undefined {
    return id === undefined ? undefined : this.#sessions.get(id);
  }

  closeSession(id: string | undefined): void {
    if (id !== undefined) this.#sessions.delete(id);
  }

  /** Keeps an authorize request while its person looks at a page. */
  park(request: AuthorizeRequest): string {
    const id = secretText('', 18);
    this.#waiting.set(id, request);
    return id;
  }

  parked(id: string): AuthorizeRequest | undefined {
    return this.#waiting.get(id);
  }

  unpark(id: string): void {
    this.#waiting.delete(id);
  }

  issueCode(grant: Omit<CodeGrant, 'expiresAt'>, now: number): string {
    const code = secretText('1.A', 60);
    this.#codes.set(code, { ...grant, expiresAt: now + CODE_LIFETIME_MS });
    return code;
  }

  /** A code works once, whatever comes of it. */
  takeCode(code: string): CodeGrant | undefined {
    const grant = this.#codes.get(code);
    this.#codes.delete(code);
    return grant;
  }

  issueRefreshToken(grant: Omit<Grant, 'expiresAt'>, now: number, expiresAt?: number): string {
    const token = secretText('1.AR', 90);
    this.#refresh.set(token, { ...grant, expiresAt: expiresAt ?? now + SPA_REFRESH_LIFETIME_MS });
    return token;
  }

  refreshGrant(token: string): Grant | undefined {
    return this.#refresh.get(token);
  }

  dropRefreshToken(token: string): void {
    this.#refresh.delete(token);
  }

  /** Ends every session and refresh token of one person, or of everybody. */
  revoke(personId?: string): void {
    for (const [id, session] of this.#sessions) {
      if (personId === undefined || session.personId === personId) this.#sessions.delete(id);
    }
    for (const [token, grant] of this.#refresh) {
      if (personId === undefined || grant.session.personId === personId)
        this.#refresh.delete(token);
    }
  }
}
