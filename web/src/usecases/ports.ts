// The page takes types, never values, from shared/api: the schemas bring zod, 27 kB gzip out of a budget of 260 for the
// whole Station route. Our own backend has checked what it sends; config.json is checked by hand.
import type {
  AuditFilter,
  AuditFormat,
  AuditPage,
  CancelEnrolment,
  CheckedPeople,
  ClockReading,
  Enrolment,
  GroupList,
  GroupPeople,
  Me,
  MyKeys,
  Person,
  PersonDetail,
  ProfileEntry,
  ProfileHistory,
  ProfileVersion,
  ReportEvent,
  ResolvedPeople,
  RevealedPin,
  StartEnrolment,
  SuspendedOperators,
  UnfinishedList,
} from '#shared/api/index.ts';
import type { PostureReport } from '#shared/api/posture.ts';
import type { CtapTimers, HidReportPort } from '#shared/ctap/hid/hidPort.ts';
import type { EnrolmentProfile, ProfileContent } from '#shared/enrolment/profile.ts';
import type { Way } from '#shared/enrolment/way.ts';

/** Every call can be given up. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Another person's approval that it uses up; only where the backend asked for one. */
  readonly approval?: string | undefined;
}

/** Lists of people who are to get keys. Reads only. */
export interface PeopleListsPort {
  searchGroups(query: string, options?: CallOptions): Promise<GroupList>;
  /** A page; `cursor` is the one of the page before. */
  groupPeople(
    groupId: string,
    cursor: string | undefined,
    options?: CallOptions,
  ): Promise<GroupPeople>;
  /** At most 150 references. */
  resolvePeople(references: readonly string[], options?: CallOptions): Promise<ResolvedPeople>;
  /** At most 60 people. */
  checkPeople(userIds: readonly string[], options?: CallOptions): Promise<CheckedPeople>;
}

/** The backend, one method a route. Failures: AppError with the code of the problem document, or `backend_unreachable`. */
export interface BackendPort extends PeopleListsPort {
  me(options?: CallOptions): Promise<Me>;
  /** What time it is to the backend and to Graph. */
  clock(options?: CallOptions): Promise<ClockReading>;
  searchPeople(
    query: string,
    options?: CallOptions,
  ): Promise<{ people: Person[]; truncated: boolean }>;
  person(userId: string, options?: CallOptions): Promise<PersonDetail>;
  /** Those an enrolment can begin with, the default first. */
  profiles(options?: CallOptions): Promise<EnrolmentProfile[]>;
  /** Retired ones too. */
  allProfiles(options?: CallOptions): Promise<ProfileEntry[]>;
  profile(id: string, options?: CallOptions): Promise<ProfileHistory>;
  createProfile(profile: ProfileContent, options?: CallOptions): Promise<ProfileVersion>;
  /** `basedOn` is the version that was changed; `conflict` where there is a newer one. */
  editProfile(
    id: string,
    basedOn: number,
    profile: ProfileContent,
    options?: CallOptions,
  ): Promise<ProfileVersion>;
  retireProfile(id: string, basedOn: number, options?: CallOptions): Promise<ProfileVersion>;
  openEnrolments(options?: CallOptions): Promise<Enrolment[]>;
  /** Of every operator. */
  unfinished(options?: CallOptions): Promise<UnfinishedList>;
  enrolment(id: string, options?: CallOptions): Promise<Enrolment>;
  startEnrolment(body: StartEnrolment, options?: CallOptions): Promise<Enrolment>;
  reportEvent(id: string, body: ReportEvent, options?: CallOptions): Promise<Enrolment>;
  cancelEnrolment(id: string, body: CancelEnrolment, options?: CallOptions): Promise<Enrolment>;
  pinAuth(
    id: string,
    body: { keySession: string; encryptedToken: string; message: string },
    options?: CallOptions,
  ): Promise<{ pinUvAuthParam: string; seq: number }>;
  myKeys(options?: CallOptions): Promise<MyKeys>;
  /** One's own PIN. Until it is confirmed, and for a minute, this page gets it again. */
  revealPin(enrolmentId: string, options?: CallOptions): Promise<RevealedPin>;
  /** It was seen. */
  confirmPin(enrolmentId: string, reservationId: string, options?: CallOptions): Promise<void>;
  /** The PIN of somebody else's key, where the profile says that the operator tells them. */
  showPin(enrolmentId: string, options?: CallOptions): Promise<RevealedPin>;
  /** Where it says that it goes by letter. */
  printLetter(enrolmentId: string, options?: CallOptions): Promise<PrintedLetter>;
  /** It was shown, or its letter saved. */
  confirmHandOver(enrolmentId: string, reservationId: string, options?: CallOptions): Promise<void>;
  /** For admins: whom they stopped, newest first. */
  suspended(options?: CallOptions): Promise<SuspendedOperators>;
  setSuspended(
    operatorId: string,
    suspended: boolean,
    options?: CallOptions,
  ): Promise<SuspendedOperators>;
  /** Whether the tenant is set up as it should be, as of the last look. */
  posture(options?: CallOptions): Promise<PostureReport>;
  /** For admins: looks again now. */
  lookAtPosture(options?: CallOptions): Promise<PostureReport>;
  /** Newest first; `cursor` is the one of the page before. */
  audit(filter: AuditFilter, cursor: string | undefined, options?: CallOptions): Promise<AuditPage>;
  /** Everything that fits, oldest first. */
  exportAudit(
    filter: AuditFilter,
    format: AuditFormat,
    options?: CallOptions,
  ): Promise<{ readonly file: Blob; readonly fileName: string }>;
}

/** A letter with a PIN, to be saved and printed. */
export interface PrintedLetter {
  readonly file: Blob;
  readonly fileName: string;
  readonly reservationId: string;
}

/** A key in a USB port, as the browser shows it. `id` lives as long as this plug. */
export interface PluggedDevice {
  readonly id: string;
  readonly productName: string;
  readonly vendorId: number;
  readonly productId: number;
  /** When it was plugged in, on the page's clock (ms); null when it was there before the page. */
  readonly pluggedAt: number | null;
  /** A software key of the demo: its HIDDevice says `keywrightDemo === true`. Any other key is real and lasting. */
  readonly software: boolean;
  /** Opens the device; the port reports its own end. @throws AppError `hid_blocked`, `device_removed`. */
  open(): Promise<HidReportPort & { close(): Promise<void> }>;
}

/** The security keys that this browser lets us reach. */
export interface DevicesPort {
  /** Why WebHID cannot be used here at all; null when it can. */
  readonly unavailable: 'hid_unsupported' | 'hid_blocked' | null;
  current(): readonly PluggedDevice[];
  /** Calls the listener at once and on every change. */
  subscribe(listener: (devices: readonly PluggedDevice[]) => void): () => void;
  /** Opens the browser's chooser; needs a click. @throws AppError `device_not_chosen`. */
  request(): Promise<void>;
}

/** Who is signed in at the identity provider, before our backend has said what they may do. */
export interface SignedInAccount {
  readonly name: string;
  readonly username: string;
}

/** Signing in and out. Where nothing else is said they leave the page for the identity provider's. */
export interface SessionPort {
  /** Finishes a sign-in that is under way. Null: nobody is signed in. @throws AppError `session_forbidden`, `session_expired`, `cancelled`, `backend_unreachable`. */
  start(): Promise<SignedInAccount | null>;
  /** `anew`: although a session is there, as after `session_not_fresh`. */
  signIn(options?: { readonly anew?: boolean }): Promise<void>;
  /**
   * Has the same person sign in anew in a window of its own, with the claims that the backend asked for; the page stays as it is.
   * Needs a click. What became of that window is not known: a second call gives the first one up.
   * @throws AppError `session_window_blocked`, `session_other_person`, and those of `start`.
   */
  signInBeside(claims?: string): Promise<void>;
  signOut(): Promise<void>;
  /** Drops all tokens of this tab. Entra's own session stays. */
  forget(): Promise<void>;
}

/** How an access token is wanted. */
export interface TokenRequest {
  /** Not the one in the cache: the backend has just refused it. */
  readonly renew?: boolean;
  /** What the token must prove beyond the sign-in, from the backend's challenge (JSON). */
  readonly claims?: string | undefined;
}

/** Access tokens for our own API, and for nothing else. */
export interface TokenPort {
  /** @throws AppError `session_expired` where only the person can get one, `backend_unreachable` where nobody answers. */
  token(request?: TokenRequest): Promise<string>;
}

/** What a browser made of a passkey; base64url without padding. */
export interface CreatedCredential {
  readonly clientDataJson: string;
  readonly attestationObject: string;
}

/** What a key signed for a browser; base64url without padding. */
export interface BrowserAssertion {
  readonly clientDataJson: string;
  readonly authenticatorData: string;
  readonly signature: string;
}

/** A way by which the browser itself speaks to the key, in the name of the relying party. Failures: AppError. */
export interface BrowserWay {
  /** Resolves where it works here. */
  probe(options?: CallOptions): Promise<void>;
  /** @param request `options`: the creation options as Graph sent them, JSON */
  create(
    request: { readonly options: string; readonly timeoutMs: number },
    options?: CallOptions,
  ): Promise<CreatedCredential>;
  /** The challenge is the SHA-256 over `proofChallengeInput` of the nonce (base64url, 32 bytes). */
  prove(
    request: {
      readonly rpId: string;
      readonly credentialId: string;
      readonly nonce: string;
      readonly timeoutMs: number;
    },
    options?: CallOptions,
  ): Promise<BrowserAssertion>;
}

/** The ways beside WebHID that a page has. */
export type BrowserWays = Readonly<Partial<Record<Exclude<Way, 'webhid'>, BrowserWay>>>;

/** Clock, randomness and timers of the page. */
export interface PlatformPort {
  readonly timers: CtapTimers;
  randomBytes(length: number): Uint8Array;
  randomUuid(): string;
}

export type { Enrolment, Me, MyKeys, Person, PersonDetail };
