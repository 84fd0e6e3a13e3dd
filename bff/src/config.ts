import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LogLevel } from '#bff/log/logger.ts';
import { Secret } from '#bff/log/secret.ts';
import type { ApprovalKind } from '#shared/api/approvals.ts';
import type { SignInRule } from './auth/isFreshAndStrong.ts';
import type { StepUp } from './auth/stepUp.ts';
import { readAttestationRoots } from './config/readAttestationRoots.ts';
import { type AuditConfig, readAudit } from './config/readAudit.ts';
import { readEscrowKey } from './config/readEscrowKey.ts';
import { type GraphCredential, readGraphCredential } from './config/readGraphCredential.ts';
import { type MailConfig, readMail } from './config/readMail.ts';
import { type PostureConfig, readPosture } from './config/readPosture.ts';
import { readSelfService, type SelfServiceConfig } from './config/readSelfService.ts';
import { SettingError, type SettingProblem } from './config/settingError.ts';
import { type ConfigFiles, type Environment, SettingReader } from './config/settingReader.ts';
import { isLoopbackOrigin } from './config/settingSchemas.ts';
import { SETTING_PREFIX, SETTINGS } from './config/settings.ts';
import type { EnrolmentCaps } from './enrolment/enrolmentCaps.ts';
import type { QuotaLimits } from './graph/limiter/quotaRules.ts';
import type { GuardPolicy } from './guard/decide.ts';

/** Where the journal, the escrow and the audit live. */
export type DatabaseConfig =
  | { readonly kind: 'external'; readonly url: Secret<string> }
  | { readonly kind: 'embedded'; readonly dataDir: string };

/** Everything the environment says, parsed once at start. Secrets are wrapped; the rest may be looked at. */
export interface Config {
  readonly listen: { readonly host: string; readonly port: number };
  readonly logLevel: LogLevel;
  readonly tenantId: string;
  readonly apiClientId: string;
  readonly apiScope: string;
  readonly pageClientId: string;
  readonly loginOrigin: string;
  readonly graphOrigin: string;
  /** The tenant is an emulator on this machine. */
  readonly isEmulatedTenant: boolean;
  readonly graphCredential: GraphCredential;
  readonly graphVersion: 'v1.0' | 'beta';
  readonly challengeMinutes: number;
  /** At most so much is asked of Graph, by all backends together. */
  readonly graphLimits: QuotaLimits;
  /** How many calls may wait for their turn in this process. */
  readonly graphQueueLength: number;
  readonly settleMs: number;
  readonly sweepMs: number;
  /** How long a token still gives the next key of a batch. */
  readonly batchTokenSeconds: number;
  readonly directoryCacheMs: number;
  /** Whether what people can switch on for a time counts as power they have. */
  readonly readsEligible: boolean;
  /** Who is protected beyond what the directory says, and from whom. */
  readonly guardPolicy: GuardPolicy;
  /** What needs another person's approval. */
  readonly approvals: readonly ApprovalKind[];
  /** Each operator acts for certain people only. */
  readonly hasScopes: boolean;
  readonly stepUp: StepUp;
  readonly maximumPasskeys: number;
  /** Who gets to see access passes. */
  readonly passTo: 'operator' | 'manager';
  /** By whose right the keys of people who were invited are registered. */
  readonly selfService: SelfServiceConfig;
  /** For what people do about themselves. */
  readonly ownSignIn: SignInRule;
  /** Ends the sessions of somebody whose key is lost. */
  readonly revokesSessions: boolean;
  /** Suspends an operator by a holder's word. */
  readonly suspendsReported: boolean;
  /** What *Readiness* looks at, and what it expects there. */
  readonly posture: PostureConfig;
  readonly removalCaps: { readonly perMinute: number; readonly perDay: number };
  readonly enrolmentCaps: EnrolmentCaps;
  /** Between the start of a removal of many keys and its first. */
  readonly removalDelayMs: number;
  /** PEM texts. */
  readonly attestationRoots: readonly string[];
  /** 32 bytes. */
  readonly escrowKey: Secret<Uint8Array>;
  readonly database: DatabaseConfig;
  readonly audit: AuditConfig;
  readonly pageOrigins: readonly string[];
  /** Folder of the built page, where this backend serves it. */
  readonly servePage: string | null;
  readonly environmentBadge: string | null;
  readonly companionExtensionId: string | null;
  readonly mail: MailConfig;
}

export interface ReadConfigResult {
  readonly config: Config;
  /** Accepted, but worth a line in the log. */
  readonly warnings: readonly SettingProblem[];
}

const REAL_FILES: ConfigFiles = {
  readText: (path) => readFileSync(path, 'utf8'),
  checkAppend: (path) => closeSync(openSync(path, 'a', 0o600)),
};

/** `sslmode` values that encrypt and, as node-postgres reads them, also check the certificate. */
const TLS_MODES: readonly string[] = ['require', 'verify-ca', 'verify-full'];

function external(settings: SettingReader, address: string): DatabaseConfig {
  const { hostname, searchParams } = new URL(address);
  // A host that is a path is a socket of this machine.
  const isSocket = hostname === '' || decodeURIComponent(hostname).startsWith('/');
  const isHere = isSocket || isLoopbackOrigin(`http://${hostname}`);
  if (!isHere && !TLS_MODES.includes(searchParams.get('sslmode') ?? '')) {
    settings.warn('DATABASE_URL', 'goes to another machine without TLS: add ?sslmode=verify-full');
  }
  return { kind: 'external', url: new Secret(address) };
}

function readDatabase(env: Environment, settings: SettingReader): DatabaseConfig | undefined {
  const plain = env['DATABASE_URL']?.trim();
  if (settings.has('DATABASE_URL') || !plain) {
    const url = settings.get('DATABASE_URL');
    if (url !== undefined) return external(settings, url);
    const dataDir = settings.get('DATA_DIR');
    return dataDir === undefined ? undefined : { kind: 'embedded', dataDir };
  }
  if (SETTINGS.DATABASE_URL.schema.safeParse(plain).success) {
    return external(settings, plain);
  }
  const reason = `must be ${SETTINGS.DATABASE_URL.expects}`;
  settings.problems.push({ setting: 'DATABASE_URL', reason });
  return undefined;
}

function checkOrigins(settings: SettingReader, login: string, graph: string): boolean {
  const isEmulated = settings.get('EMULATED_TENANT') === true;
  const isLoopback = { login: isLoopbackOrigin(login), graph: isLoopbackOrigin(graph) };
  // Half an emulator would send a real token to it, or an emulated one to Microsoft.
  if (isLoopback.login !== isEmulated) settings.refuse('LOGIN_ORIGIN');
  if (isLoopback.graph !== isEmulated) settings.refuse('GRAPH_ORIGIN');
  return isEmulated;
}

function checkPage(settings: SettingReader, files: ConfigFiles): string | null {
  const folder = settings.get('SERVE_PAGE');
  if (folder === undefined) return null;
  try {
    files.readText(join(folder, 'index.html'));
  } catch {
    settings.refuse('SERVE_PAGE');
  }
  return folder;
}

function warnOfUnknown(env: Environment, settings: SettingReader): void {
  for (const name of Object.keys(env)) {
    // A warning only: orchestrators set variables of this form by themselves.
    if (name.startsWith(SETTING_PREFIX) && !(name.slice(SETTING_PREFIX.length) in SETTINGS)) {
      settings.warnings.push({ setting: name.slice(0, 80), reason: 'is not a setting' });
    }
  }
}

/**
 * Parses the environment.
 * @throws SettingError with every missing or weak setting by name; never a value.
 */
export function readConfig(
  env: Environment,
  now: number,
  files: ConfigFiles = REAL_FILES,
): ReadConfigResult {
  const settings = new SettingReader(env, files);
  const apiClientId = settings.get('API_CLIENT_ID');
  const read = {
    tenantId: settings.get('TENANT_ID'),
    apiClientId,
    apiScope: settings.get('API_SCOPE'),
    pageClientId: settings.get('PAGE_CLIENT_ID'),
    loginOrigin: settings.get('LOGIN_ORIGIN'),
    graphOrigin: settings.get('GRAPH_ORIGIN'),
    graphCredential: readGraphCredential(settings, now),
    graphVersion: settings.get('GRAPH_VERSION'),
    challengeMinutes: settings.get('CHALLENGE_MINUTES'),
    graphWrites: settings.get('GRAPH_WRITES_PER_SECOND'),
    graphUnits: settings.get('GRAPH_UNITS_PER_SECOND'),
    graphQueueLength: settings.get('GRAPH_QUEUE_LENGTH'),
    settleSeconds: settings.get('SETTLE_SECONDS'),
    sweepSeconds: settings.get('SWEEP_SECONDS'),
    batchTokenSeconds: settings.get('BATCH_TOKEN_SECONDS'),
    directoryCacheSeconds: settings.get('DIRECTORY_CACHE_SECONDS'),
    readsEligible: settings.get('ELIGIBLE_ROLES'),
    isStepUpOn: settings.get('STEP_UP'),
    maximumPasskeys: settings.get('MAXIMUM_PASSKEYS'),
    passTo: settings.get('PASS_TO'),
    selfService: readSelfService(settings, apiClientId, now),
    ownSignInMinutes: settings.get('OWN_SIGN_IN_MINUTES'),
    suspendsReported: settings.get('SUSPEND_REPORTED'),
    removalsPerMinute: settings.get('REMOVALS_PER_MINUTE'),
    removalsPerDay: settings.get('REMOVALS_PER_DAY'),
    removalDelaySeconds: settings.get('BULK_REMOVAL_DELAY_SECONDS'),
    enrolmentsPerMinute: settings.get('ENROLMENTS_PER_MINUTE'),
    enrolmentsPerDay: settings.get('ENROLMENTS_PER_DAY'),
    enrolmentsPerPerson: settings.get('ENROLMENTS_PER_PERSON'),
    escrowKey: readEscrowKey(settings),
    database: readDatabase(env, settings),
    host: settings.get('HOST'),
    port: settings.get('PORT'),
    logLevel: settings.get('LOG_LEVEL'),
  };
  const context = settings.get('OWN_SIGN_IN_CONTEXT') ?? null;
  const stepUpContext = settings.get('STEP_UP_CONTEXT') ?? null;
  const approvals = settings.get('APPROVALS') ?? [];
  const optional = {
    approvals,
    attestationRoots: readAttestationRoots(settings),
    guardPolicy: {
      breakGlassIds: settings.get('BREAK_GLASS_IDS') ?? [],
      adminsMay: settings.get('ADMINS_MAY_FOR_PROTECTED') ?? [],
      needsApproval: approvals.includes('protected'),
    },
    hasScopes: settings.get('OPERATOR_SCOPES') === true,
    revokesSessions: settings.get('REVOKE_SESSIONS') === true,
    audit: readAudit(settings, read.database),
    pageOrigins: settings.get('PAGE_ORIGINS') ?? [],
    servePage: checkPage(settings, files),
    environmentBadge: settings.get('ENVIRONMENT_BADGE') ?? null,
    companionExtensionId: settings.get('EXTENSION_ID') ?? null,
    mail: readMail(settings),
    posture: readPosture(settings, read.graphCredential, [stepUpContext, context]),
  };
  if (read.graphVersion === 'v1.0' && (read.challengeMinutes ?? 5) !== 5) {
    settings.refuse('CHALLENGE_MINUTES');
  }
  if (stepUpContext !== null && read.isStepUpOn === false) settings.refuse('STEP_UP_CONTEXT');
  const isEmulatedTenant =
    read.loginOrigin !== undefined && read.graphOrigin !== undefined
      ? checkOrigins(settings, read.loginOrigin, read.graphOrigin)
      : false;
  warnOfUnknown(env, settings);
  settings.finish();
  const { host, port, settleSeconds, sweepSeconds, directoryCacheSeconds, ...others } =
    complete(read);
  const { graphWrites, graphUnits, removalsPerMinute, removalsPerDay, ...more } = others;
  const { ownSignInMinutes, isStepUpOn, ...still } = more;
  const { enrolmentsPerMinute, enrolmentsPerDay, enrolmentsPerPerson, ...last } = still;
  const { removalDelaySeconds, ...rest } = last;
  const config: Config = {
    ...rest,
    ...optional,
    isEmulatedTenant,
    stepUp: { isOn: isStepUpOn, context: stepUpContext },
    listen: { host, port },
    graphLimits: { writesPerSecond: graphWrites, unitsPerSecond: graphUnits },
    ownSignIn: { maximumAgeSeconds: ownSignInMinutes * 60, context },
    removalCaps: { perMinute: removalsPerMinute, perDay: removalsPerDay },
    enrolmentCaps: {
      perMinute: enrolmentsPerMinute,
      perDay: enrolmentsPerDay,
      perPersonPerDay: enrolmentsPerPerson,
    },
    removalDelayMs: removalDelaySeconds * 1000,
    settleMs: settleSeconds * 1000,
    sweepMs: sweepSeconds * 1000,
    directoryCacheMs: directoryCacheSeconds * 1000,
  };
  return { config, warnings: settings.warnings };
}

type Complete<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Every undefined was noted as a problem before; this says so to the compiler, and would stop a slip. */
function complete<T extends Record<string, unknown>>(read: T): Complete<T> {
  const missing = Object.keys(read).filter((name) => read[name] === undefined);
  if (missing.length > 0) {
    throw new SettingError(missing.map((setting) => ({ setting, reason: 'could not be read' })));
  }
  return read as Complete<T>;
}
