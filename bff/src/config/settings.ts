import type { z } from 'zod';
import * as schemas from './settingSchemas.ts';

/** One setting: what the documentation says of it, and how its text is read. */
export interface Setting {
  readonly meaning: string;
  /** Finishes the sentence "… must be". */
  readonly expects: string;
  /** The text used when the environment has none; absent: the setting is left out or required as `meaning` says. */
  readonly default?: string;
  readonly required?: true;
  /** The value itself is a secret, not only the file it names. */
  readonly secret?: true;
  readonly schema: z.ZodType<unknown, string>;
}

/** Every setting is an environment variable with this in front of its name. */
export const SETTING_PREFIX = 'KEYWRIGHT_';

/** All settings, in the order in which docs/configuration.md lists them. */
export const SETTINGS = {
  TENANT_ID: {
    meaning: 'Entra tenant (directory) id.',
    expects: 'a GUID',
    required: true,
    schema: schemas.guidText,
  },
  API_CLIENT_ID: {
    meaning:
      'Application id of the registration that exposes the API; the audience of every accepted token.',
    expects: 'a GUID',
    required: true,
    schema: schemas.guidText,
  },
  PAGE_CLIENT_ID: {
    meaning:
      'Application id of the registration the page signs in with; the only client whose tokens are accepted.',
    expects: 'a GUID',
    required: true,
    schema: schemas.guidText,
  },
  API_SCOPE: {
    meaning: 'Name of the scope the API exposes and the page asks for.',
    expects: 'the name of a scope',
    default: 'access_as_user',
    schema: schemas.scopeName,
  },
  GRAPH_CLIENT_ID: {
    meaning:
      'Application id that holds the Graph permissions. Not needed with a managed identity; with `system` *Readiness* can look at the identity only where this names it.',
    expects: 'a GUID',
    schema: schemas.guidText,
  },
  GRAPH_MANAGED_IDENTITY: {
    meaning:
      'Credential, best where it exists: a managed identity, `system` or the client id of a user-assigned one.',
    expects: '`system` or a GUID',
    schema: schemas.managedIdentity,
  },
  GRAPH_FEDERATED_TOKEN_FILE: {
    meaning:
      'Credential: file with the assertion of a trusted issuer (workload identity); read again for each token.',
    expects: 'the path of a file that can be read',
    schema: schemas.text,
  },
  GRAPH_CERTIFICATE_FILE: {
    meaning:
      'Credential: PEM certificate registered with the application. Needs GRAPH_PRIVATE_KEY_FILE.',
    expects: 'the path of a PEM certificate that is valid now',
    schema: schemas.text,
  },
  GRAPH_PRIVATE_KEY_FILE: {
    meaning: 'PEM private key of the certificate, RSA of 2048 bits or more, not encrypted.',
    expects: 'the path of the PEM private key of the certificate, RSA, 2048 bits or more',
    schema: schemas.text,
  },
  GRAPH_CLIENT_SECRET: {
    meaning:
      'Credential of last resort: a client secret. Refused unless ALLOW_CLIENT_SECRET is `yes`.',
    expects: 'left out, or allowed with KEYWRIGHT_ALLOW_CLIENT_SECRET=yes',
    secret: true,
    schema: schemas.text,
  },
  ALLOW_CLIENT_SECRET: {
    meaning:
      '`yes` accepts GRAPH_CLIENT_SECRET. Anyone who reads that text can register passkeys for everyone.',
    expects: '`yes` or left out',
    schema: schemas.yes,
  },
  GRAPH_VERSION: {
    meaning:
      'Graph version for creationOptions and registration: `v1.0`, or `beta` where challenges must live longer.',
    expects: '`v1.0` or `beta`',
    default: 'v1.0',
    schema: schemas.graphVersion,
  },
  CHALLENGE_MINUTES: {
    meaning: 'How long a challenge lives, 5 to 43200. Only `beta` takes anything but 5.',
    expects: 'a whole number from 5 to 43200, and 5 unless KEYWRIGHT_GRAPH_VERSION is beta',
    default: '5',
    schema: schemas.wholeNumber(5, 43_200),
  },
  GRAPH_WRITES_PER_SECOND: {
    meaning:
      'How many changes a second all backends together may ask of Graph at most; Microsoft publishes 20 for an application in a tenant. The rate starts at 10 and is felt out up to this.',
    expects: 'a whole number from 1 to 1000',
    default: '18',
    schema: schemas.wholeNumber(1, 1_000),
  },
  GRAPH_UNITS_PER_SECOND: {
    meaning:
      'How many resource units a second all backends together may take of Graph at most; each of our reads costs 1 or 2. Microsoft publishes 350 for tenants below 50 people, 500 up to 500, 800 above.',
    expects: 'a whole number from 1 to 10000',
    default: '315',
    schema: schemas.wholeNumber(1, 10_000),
  },
  GRAPH_QUEUE_LENGTH: {
    meaning:
      'How many calls to Graph may wait for their turn in one backend; one more is refused and told when to come again.',
    expects: 'a whole number from 1 to 100000',
    default: '10000',
    schema: schemas.wholeNumber(1, 100_000),
  },
  SETTLE_SECONDS: {
    meaning:
      'How long Entra may take until a read shows what was written; "absent" needs two reads this far apart.',
    expects: 'a whole number from 0 to 600',
    default: '60',
    schema: schemas.wholeNumber(0, 600),
  },
  SWEEP_SECONDS: {
    meaning:
      'How often enrolments that nobody works on are taken further, once nothing happened to them for twice as long.',
    expects: 'a whole number from 1 to 3600',
    default: '60',
    schema: schemas.wholeNumber(1, 3_600),
  },
  BATCH_TOKEN_SECONDS: {
    meaning:
      'How long after its first use a token still gives the next key of a batch. After it the page fetches another, with the roles that its operator has then.',
    expects: 'a whole number from 1 to 3600',
    default: '60',
    schema: schemas.wholeNumber(1, 3_600),
  },
  DIRECTORY_CACHE_SECONDS: {
    meaning:
      'How long people, their groups and the passkey policy are remembered. 0 asks Graph every time.',
    expects: 'a whole number from 0 to 60',
    default: '60',
    schema: schemas.wholeNumber(0, 60),
  },
  ELIGIBLE_ROLES: {
    meaning:
      'Whether roles and group memberships that people can switch on for a time (PIM) protect them: `read`, or `none` for a tenant without the licence, where Graph refuses the question and with it everything.',
    expects: '`read` or `none`',
    default: 'read',
    schema: schemas.eligibleRoles,
  },
  BREAK_GLASS_IDS: {
    meaning:
      'Object ids of accounts that nobody may do anything to from here, separated by commas: your break-glass accounts.',
    expects: 'at most 100 GUIDs, separated by commas',
    schema: schemas.guidList,
  },
  ADMINS_MAY_FOR_PROTECTED: {
    meaning:
      'What an Admin may do for people who have power in the directory, separated by commas: `enrol`, `remove` (an old key), `pin` (show or print it). Left out: nothing. Never for break-glass accounts, guests and oneself.',
    expects: '`enrol`, `remove` and `pin`, separated by commas',
    schema: schemas.adminExceptions,
  },
  APPROVALS: {
    meaning:
      'What needs the approval of another Admin before it is done, separated by commas: `protected` (what ADMINS_MAY_FOR_PROTECTED allows), `showPin` (show or print a PIN), `profiles` (add, change or retire one), `scopes` (of operators), `bulk` (remove many keys), `lastMethod` (remove the last key that works for somebody: with the word an exception can be asked for on *Remove keys*, without it there is none). Left out: nothing.',
    expects:
      '`protected`, `showPin`, `profiles`, `scopes`, `bulk` and `lastMethod`, separated by commas',
    schema: schemas.approvalKinds,
  },
  OPERATOR_SCOPES: {
    meaning:
      '`yes` limits each operator to the groups and administrative units that the page *Scopes* names for them; who has none may act for nobody. Left out: operators act for everybody who is not protected.',
    expects: '`yes` or left out',
    schema: schemas.yes,
  },
  STEP_UP: {
    meaning:
      '`on` demands a sign-in of the last ten minutes for the routes that docs/permissions.md marks, by a claims challenge.',
    expects: '`on` or `off`',
    default: 'off',
    schema: schemas.onOff,
  },
  STEP_UP_CONTEXT: {
    meaning:
      'Authentication context that STEP_UP demands as well, such as `c1`: bind a Conditional Access policy to it, or Entra gives it to everybody.',
    expects: '`c1` to `c99`, with KEYWRIGHT_STEP_UP=on',
    schema: schemas.authenticationContext,
  },
  MAXIMUM_PASSKEYS: {
    meaning:
      'How many passkeys a person may have; Entra refuses more than its own limit, seen to be 10.',
    expects: 'a whole number from 1 to 100',
    default: '10',
    schema: schemas.wholeNumber(1, 100),
  },
  REMOVALS_PER_MINUTE: {
    meaning:
      'How many keys may be removed for one operator in any minute: old ones where a profile removes them, and many at a time. What is over it waits.',
    expects: 'a whole number from 1 to 1000',
    default: '10',
    schema: schemas.wholeNumber(1, 1_000),
  },
  REMOVALS_PER_DAY: {
    meaning:
      'The same in any 24 hours. What is over it is kept and named in the results, for somebody to remove by hand; 0 removes none.',
    expects: 'a whole number from 0 to 100000',
    default: '50',
    schema: schemas.wholeNumber(0, 100_000),
  },
  BULK_REMOVAL_DELAY_SECONDS: {
    meaning:
      'How long after its start a removal of many keys begins: time in which anybody with the role can stop it.',
    expects: 'a whole number from 1 to 86400',
    default: '900',
    schema: schemas.wholeNumber(1, 86_400),
  },
  ENROLMENTS_PER_MINUTE: {
    meaning:
      'How many enrolments one operator may begin in any minute, alone and in batches, over all backends. What is over it is refused and told when to come again.',
    expects: 'a whole number from 1 to 10000',
    default: '60',
    schema: schemas.wholeNumber(1, 10_000),
  },
  ENROLMENTS_PER_DAY: {
    meaning: 'The same in any 24 hours.',
    expects: 'a whole number from 1 to 100000',
    default: '2000',
    schema: schemas.wholeNumber(1, 100_000),
  },
  ENROLMENTS_PER_PERSON: {
    meaning:
      'How many enrolments may be begun for one person in any 24 hours, by whichever operators. What people begin for themselves has limits of its own.',
    expects: 'a whole number from 1 to 1000',
    default: '20',
    schema: schemas.wholeNumber(1, 1_000),
  },
  PASS_TO: {
    meaning:
      'Who gets to see the access pass of an invitation: the `operator` who issues it, or the person’s `manager` in the directory.',
    expects: '`operator` or `manager`',
    default: 'operator',
    schema: schemas.passTo,
  },
  SELF_SERVICE: {
    meaning:
      'By whose right the key of somebody who was invited is registered: the `app`’s, for exactly that person, or their own (`delegated`), for which the backend exchanges their token. What Entra does not let people do by themselves is refused then.',
    expects: '`app` or `delegated`',
    default: 'app',
    schema: schemas.selfService,
  },
  API_CERTIFICATE_FILE: {
    meaning:
      'With SELF_SERVICE `delegated`: PEM certificate registered with the application that exposes the API, which exchanges the tokens. Needs API_PRIVATE_KEY_FILE.',
    expects: 'the path of a PEM certificate that is valid now',
    schema: schemas.text,
  },
  API_PRIVATE_KEY_FILE: {
    meaning: 'PEM private key of that certificate, RSA of 2048 bits or more, not encrypted.',
    expects: 'the path of the PEM private key of the certificate, RSA, 2048 bits or more',
    schema: schemas.text,
  },
  API_FEDERATED_TOKEN_FILE: {
    meaning:
      'In place of the certificate: file with the assertion of an issuer that this application trusts; read again for each exchange.',
    expects: 'the path of a file that can be read',
    schema: schemas.text,
  },
  OWN_SIGN_IN_MINUTES: {
    meaning:
      'How long ago somebody may have signed in who opens an invitation, starts their own enrolment, or takes one of their own keys away.',
    expects: 'a whole number from 1 to 60',
    default: '10',
    schema: schemas.wholeNumber(1, 60),
  },
  OWN_SIGN_IN_CONTEXT: {
    meaning:
      'Authentication context that such a sign-in must have met, tied by Conditional Access to a strength of access pass or security key. Without it only its age is looked at.',
    expects: 'c1 to c99',
    schema: schemas.authenticationContext,
  },
  REVOKE_SESSIONS: {
    meaning:
      '`yes` ends all sign-in sessions of somebody who lost a key, or says that a key is not theirs. Needs the permission User.RevokeSessions.All. Left out: sessions stay, and the page says so.',
    expects: '`yes` or left out',
    schema: schemas.yes,
  },
  SUSPEND_REPORTED: {
    meaning:
      '`on` suspends an operator at once when somebody says of a key that this operator set up, or had replaced: this was not me. With `off` there is the alert alone.',
    expects: '`on` or `off`',
    default: 'on',
    schema: schemas.onOff,
  },
  EXPECTED_OWNERS: {
    meaning:
      'Object ids of those who may own the application with the Graph permissions, separated by commas. *Readiness* names every other owner: an owner can add a credential. Left out: nobody may.',
    expects: 'at most 100 GUIDs, separated by commas',
    schema: schemas.guidList,
  },
  CANARY_ID: {
    meaning:
      'Object id of an account without a key that is in a restricted management administrative unit and nothing else. *Readiness* asks Graph once a day to delete a passkey of it that does not exist: Graph has to answer 403.',
    expects: 'a GUID',
    schema: schemas.guidText,
  },
  ATTESTATION_ROOTS_FILE: {
    meaning:
      'PEM bundle of root certificates that attestation may end in. Without it no attestation counts as trusted.',
    expects: 'the path of a PEM file with at least one certificate',
    schema: schemas.text,
  },
  ESCROW_KEY_FILE: {
    meaning:
      'File with the master key of sealed PINs: 32 random bytes as base64 or hex (`openssl rand -base64 32`).',
    expects: 'the path of a file with 32 random bytes as base64 or hex',
    required: true,
    schema: schemas.text,
  },
  DATABASE_URL: {
    meaning:
      'PostgreSQL to use; plain `DATABASE_URL` is read too. Without it an embedded PostgreSQL runs in DATA_DIR.',
    expects: 'a postgres:// or postgresql:// address',
    secret: true,
    schema: schemas.databaseUrl,
  },
  DATA_DIR: {
    meaning: 'Folder of the embedded PostgreSQL.',
    expects: 'a path',
    default: '.keywright',
    schema: schemas.text,
  },
  AUDIT_FILE: {
    meaning:
      'Second place of the audit: a file that gets every record and signed checkpoints, one JSON object a line.',
    expects: 'the path of a file that can be written',
    schema: schemas.text,
  },
  AUDIT_URL: {
    meaning:
      'Second place of the audit: an endpoint that takes the same lines by POST (`application/x-ndjson`). May be set beside AUDIT_FILE.',
    expects: 'an https:// address, or http:// on this machine, without credentials in it',
    schema: schemas.auditUrl,
  },
  AUDIT_TOKEN_FILE: {
    meaning: 'File with the bearer token for AUDIT_URL.',
    expects: 'the path of a file with one word',
    schema: schemas.text,
  },
  AUDIT_KEY_FILE: {
    meaning:
      'PEM private key, Ed25519, that signs checkpoints (`openssl genpkey -algorithm ed25519`). Required with a second place, unless the database is embedded: then one is made in DATA_DIR.',
    expects: 'the path of a PEM private key, Ed25519, not encrypted',
    schema: schemas.text,
  },
  AUDIT_REQUIRED: {
    meaning:
      '`yes` begins nothing new while a second place is behind by more than AUDIT_TOLERANCE_MINUTES, and does not start where one cannot be asked.',
    expects: '`yes` with KEYWRIGHT_AUDIT_FILE or KEYWRIGHT_AUDIT_URL, or left out',
    schema: schemas.yes,
  },
  AUDIT_TOLERANCE_MINUTES: {
    meaning: 'How far a second place may be behind where AUDIT_REQUIRED is `yes`.',
    expects: 'a whole number from 1 to 1440',
    default: '5',
    schema: schemas.wholeNumber(1, 1_440),
  },
  ACCEPT_RESTORE: {
    meaning:
      'After a restore: the hash of the newest audit record that is lost, as the refused start names it; two second places may each have one. Accepts the loss and writes that down; take it away afterwards.',
    expects: '64 hex digits, or several such separated by commas',
    schema: schemas.hashes,
  },
  PAGE_URL: {
    meaning:
      'Address of the page that mails and letters name, its origin only. Without it they name none.',
    expects: 'an origin such as https://keys.example.com, without a path',
    schema: schemas.pageUrl,
  },
  LANGUAGE: {
    meaning: 'Language of mails and letters: `en` or `de`.',
    expects: '`en` or `de`',
    default: 'en',
    schema: schemas.language,
  },
  HELP_TEXT: {
    meaning: 'Who to call, one line on mails and letters, such as `Service desk, +49 30 123456`.',
    expects: 'a line of 1 to 120 characters',
    schema: schemas.helpText,
  },
  SMTP_URL: {
    meaning:
      'Mail server for notices: `smtps://user:password@host:port`, or `smtp://` for STARTTLS, which is required but on this machine. Needs MAIL_FROM.',
    expects:
      'an address such as smtps://user:password@mail.example.com:465 and nothing after the port',
    secret: true,
    schema: schemas.smtpUrl,
  },
  MAIL_FROM: {
    meaning: 'Sender of notices that go by SMTP.',
    expects: 'one mail address',
    schema: schemas.mailAddress,
  },
  MAIL_SENDER: {
    meaning:
      'Sends notices through Graph instead: object id of the account whose mailbox they come from. Needs the permission Mail.Send.',
    expects: 'a GUID, and not beside KEYWRIGHT_SMTP_URL',
    schema: schemas.guidText,
  },
  ALERT_MAIL: {
    meaning:
      'Who gets a mail when somebody asks for a PIN that is not theirs, or again, when an approval is asked for, when many keys are about to be removed, when a key is lost, when somebody says that what was done to their keys was not them, and when *Readiness* finds a change. Without it alerts are in the log and the audit only.',
    expects: 'one mail address, with KEYWRIGHT_SMTP_URL or KEYWRIGHT_MAIL_SENDER',
    schema: schemas.mailAddress,
  },
  HOST: {
    meaning:
      'Address to listen on. The default opens nothing to the network: put a TLS proxy before it, or set `0.0.0.0` in a container.',
    expects: 'a host name or address',
    default: '127.0.0.1',
    schema: schemas.hostName,
  },
  PORT: {
    meaning: 'Port to listen on; 0 takes any free one.',
    expects: 'a whole number from 0 to 65535',
    default: '8080',
    schema: schemas.wholeNumber(0, 65_535),
  },
  PAGE_ORIGINS: {
    meaning:
      'Origins of the page where another host serves it, separated by commas. Only these pass CORS.',
    expects: 'origins such as https://keys.example.com, separated by commas, without paths',
    schema: schemas.pageOrigins,
  },
  SERVE_PAGE: {
    meaning: 'Folder with the built page (`dist/web`), to serve page and API from one host.',
    expects: 'the path of a folder with index.html',
    schema: schemas.text,
  },
  ENVIRONMENT_BADGE: {
    meaning: 'Short word in the top bar of the page, such as TEST. Left out in production.',
    expects: 'a text of 1 to 30 letters',
    schema: schemas.badge,
  },
  EXTENSION_ID: {
    meaning:
      'Id of the companion extension, where it was packed with a key of your own. Left out: the id that its manifest has.',
    expects: 'the 32 letters from a to p of an extension’s id',
    schema: schemas.extensionId,
  },
  LOG_LEVEL: {
    meaning: 'Least level that is logged: debug, info, warn or error.',
    expects: 'debug, info, warn or error',
    default: 'info',
    schema: schemas.logLevel,
  },
  LOGIN_ORIGIN: {
    meaning: "Sign-in origin of the tenant's cloud.",
    expects:
      'the sign-in origin of a Microsoft cloud, or a loopback origin with KEYWRIGHT_EMULATED_TENANT=yes',
    default: 'https://login.microsoftonline.com',
    schema: schemas.loginOrigin,
  },
  GRAPH_ORIGIN: {
    meaning: "Graph origin of the tenant's cloud.",
    expects:
      'the Graph origin of a Microsoft cloud, or a loopback origin with KEYWRIGHT_EMULATED_TENANT=yes',
    default: 'https://graph.microsoft.com',
    schema: schemas.graphOrigin,
  },
  EMULATED_TENANT: {
    meaning:
      '`yes` lets LOGIN_ORIGIN and GRAPH_ORIGIN be an emulator on this machine. For the demo and tests.',
    expects: '`yes` or left out',
    schema: schemas.yes,
  },
} as const satisfies Record<string, Setting>;

/** Name of a setting without its prefix. */
export type SettingName = keyof typeof SETTINGS;
