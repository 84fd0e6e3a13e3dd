import { createHash, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SettingError } from './config/settingError.ts';
import type { Environment } from './config/settingReader.ts';
import { SETTINGS } from './config/settings.ts';
import { ESCROW_KEY, testEnvironment, testFiles } from './config/testSettings.ts';
import vector from './config/vectors/certificate.json' with { type: 'json' };
import { readConfig } from './config.ts';

const NOW = Date.parse('2027-06-01T00:00:00Z');

function read(changes: Environment = {}, files: Readonly<Record<string, string>> = {}) {
  return readConfig(testEnvironment(changes), NOW, testFiles(files));
}

/** The names of the settings that a start complains about; fails when it does not. */
function problems(changes: Environment, files: Readonly<Record<string, string>> = {}) {
  try {
    read(changes, files);
  } catch (error) {
    if (error instanceof SettingError) return error.problems;
    throw error;
  }
  throw new TypeError('the settings were accepted');
}

const names = (changes: Environment, files: Readonly<Record<string, string>> = {}) =>
  problems(changes, files).map(({ setting }) => setting);

const CERTIFICATE = {
  KEYWRIGHT_GRAPH_FEDERATED_TOKEN_FILE: undefined,
  KEYWRIGHT_GRAPH_CERTIFICATE_FILE: 'c.pem',
  KEYWRIGHT_GRAPH_PRIVATE_KEY_FILE: 'k.pem',
};
const PEMS = { 'c.pem': vector.certificate, 'k.pem': vector.privateKey };

describe('readConfig', () => {
  it('fills in what the environment leaves out', () => {
    const { config, warnings } = read();
    expect(config).toMatchObject({
      listen: { host: '127.0.0.1', port: 8080 },
      loginOrigin: 'https://login.microsoftonline.com',
      graphOrigin: 'https://graph.microsoft.com',
      graphVersion: 'v1.0',
      settleMs: 60_000,
      database: { kind: 'embedded', dataDir: '.keywright' },
      pageOrigins: [],
      servePage: null,
      isEmulatedTenant: false,
    });
    expect(warnings).toEqual([]);
  });

  it('names every missing setting at once', () => {
    expect(() => readConfig({}, NOW, testFiles())).toThrowError(SettingError);
    const missing = names({
      KEYWRIGHT_TENANT_ID: undefined,
      KEYWRIGHT_API_CLIENT_ID: ' ',
      KEYWRIGHT_PAGE_CLIENT_ID: '',
      KEYWRIGHT_GRAPH_CLIENT_ID: undefined,
      KEYWRIGHT_ESCROW_KEY_FILE: undefined,
    });
    expect(missing.sort()).toEqual([
      'KEYWRIGHT_API_CLIENT_ID',
      'KEYWRIGHT_ESCROW_KEY_FILE',
      'KEYWRIGHT_GRAPH_CLIENT_ID',
      'KEYWRIGHT_PAGE_CLIENT_ID',
      'KEYWRIGHT_TENANT_ID',
    ]);
  });

  it.each(
    Object.keys(SETTINGS).filter(
      (name) => !['GRAPH_CLIENT_SECRET', 'DATA_DIR', 'AUDIT_FILE'].includes(name),
    ),
  )('refuses a wrong %s by its name and never repeats its value', (name) => {
    const marker = '\u0000wrong value 5167 \u00e9';
    const changes =
      name === 'GRAPH_PRIVATE_KEY_FILE' || name === 'GRAPH_CERTIFICATE_FILE' ? CERTIFICATE : {};
    const other =
      name === 'GRAPH_MANAGED_IDENTITY' ? { KEYWRIGHT_GRAPH_FEDERATED_TOKEN_FILE: undefined } : {};
    // A path that cannot be read, or a badge that is too long, is as wrong as a bad number.
    const value = name === 'ENVIRONMENT_BADGE' ? marker.repeat(3) : marker;
    const found = problems({ ...changes, ...other, [`KEYWRIGHT_${name}`]: value }, PEMS);
    expect(found.map(({ setting }) => setting)).toContain(`KEYWRIGHT_${name}`);
    expect(JSON.stringify(found)).not.toContain('5167');
  });

  it('takes DATABASE_URL with and without the prefix, and keeps it secret', () => {
    const url = 'postgres://keywright:marker@db.example/keywright';
    for (const name of ['DATABASE_URL', 'KEYWRIGHT_DATABASE_URL']) {
      const { config } = read({ [name]: url });
      expect(config.database).toMatchObject({ kind: 'external' });
      expect(JSON.stringify(config)).not.toContain('marker');
      if (config.database.kind === 'external') expect(config.database.url.reveal()).toBe(url);
    }
    expect(names({ DATABASE_URL: 'mysql://x' })).toEqual(['DATABASE_URL']);
  });

  it('lets nothing wait for a second person until it is named, and knows the names', () => {
    const { config } = read();
    expect(config.approvals).toEqual([]);
    expect(config.guardPolicy.needsApproval).toBe(false);
    const { config: named } = read({ KEYWRIGHT_APPROVALS: 'protected, showPin' });
    expect(named.approvals).toEqual(['protected', 'showPin']);
    expect(named.guardPolicy.needsApproval).toBe(true);
    expect(names({ KEYWRIGHT_APPROVALS: 'everything' })).toEqual(['KEYWRIGHT_APPROVALS']);
  });

  it('warns of misspelled settings', () => {
    const { warnings } = read({ KEYWRIGHT_PAGE_ORIGIN: 'https://keys.example.com' });
    expect(warnings).toEqual([{ setting: 'KEYWRIGHT_PAGE_ORIGIN', reason: 'is not a setting' }]);
  });

  it('takes page origins only as browsers write them', () => {
    const { config } = read({
      KEYWRIGHT_PAGE_ORIGINS: 'https://keys.example.com, http://localhost:5173',
    });
    expect(config.pageOrigins).toEqual(['https://keys.example.com', 'http://localhost:5173']);
    for (const wrong of [
      '*',
      'https://a.example/',
      'http://a.example',
      'https://A.example',
      'null',
    ]) {
      expect(names({ KEYWRIGHT_PAGE_ORIGINS: wrong })).toEqual(['KEYWRIGHT_PAGE_ORIGINS']);
    }
  });

  it('lets a long challenge be asked for in beta only', () => {
    expect(names({ KEYWRIGHT_CHALLENGE_MINUTES: '60' })).toEqual(['KEYWRIGHT_CHALLENGE_MINUTES']);
    const { config } = read({ KEYWRIGHT_CHALLENGE_MINUTES: '60', KEYWRIGHT_GRAPH_VERSION: 'beta' });
    expect(config.challengeMinutes).toBe(60);
  });
});

describe('the origins of Entra', () => {
  const EMULATOR = {
    KEYWRIGHT_LOGIN_ORIGIN: 'http://localhost:4000',
    KEYWRIGHT_GRAPH_ORIGIN: 'http://127.0.0.1:4000',
  };

  it('may be an emulator on this machine, when it is said twice', () => {
    const { config } = read({ ...EMULATOR, KEYWRIGHT_EMULATED_TENANT: 'yes' });
    expect(config).toMatchObject({ isEmulatedTenant: true, loginOrigin: 'http://localhost:4000' });
    expect(names(EMULATOR)).toEqual(['KEYWRIGHT_LOGIN_ORIGIN', 'KEYWRIGHT_GRAPH_ORIGIN']);
    expect(names({ KEYWRIGHT_EMULATED_TENANT: 'yes' })).toEqual([
      'KEYWRIGHT_LOGIN_ORIGIN',
      'KEYWRIGHT_GRAPH_ORIGIN',
    ]);
  });

  it.each([
    'http://graph.microsoft.com',
    'https://graph.microsoft.com.evil.example',
    'https://graph.microsoft.com/',
    'https://graph.microsoft.com@evil.example',
    'http://192.168.1.4:4000',
    'http://localhost.evil.example:4000',
  ])('are never %s', (origin) => {
    for (const emulated of [undefined, 'yes']) {
      const changes = { KEYWRIGHT_GRAPH_ORIGIN: origin, KEYWRIGHT_EMULATED_TENANT: emulated };
      expect(names(changes)).toContain('KEYWRIGHT_GRAPH_ORIGIN');
    }
  });
});

describe('the escrow key', () => {
  const wrong = (text: string) =>
    problems({}, { 'escrow.key': text }).map(({ setting }) => setting);

  it('is 32 bytes in base64, base64url or hex', () => {
    const bytes = Buffer.from(ESCROW_KEY, 'base64');
    for (const encoding of ['base64', 'base64url', 'hex'] as const) {
      const { config } = read({}, { 'escrow.key': bytes.toString(encoding) });
      expect(config.escrowKey.reveal()).toEqual(new Uint8Array(bytes));
    }
  });

  it.each([
    ['empty', ''],
    ['too short', Buffer.from(ESCROW_KEY, 'base64').subarray(1).toString('base64')],
    ['too long', `${ESCROW_KEY.slice(0, -1)}AAAA`],
    ['not base64', '*'.repeat(43)],
    ['all zero', Buffer.alloc(32).toString('base64')],
    ['one value', Buffer.alloc(32, 0xa5).toString('hex')],
    ['counted up', Buffer.from(Array.from({ length: 32 }, (_, i) => i)).toString('hex')],
    ['a short pattern', 'deadbeef'.repeat(8)],
    ['typed by somebody', Buffer.from('Correct-Horse-Battery-Staple!9xQ').toString('base64')],
  ])('is refused when it is %s', (_, text) => {
    expect(wrong(text)).toEqual(['KEYWRIGHT_ESCROW_KEY_FILE']);
  });

  it('is taken for any hash, which looks random', () => {
    for (let index = 0; index < 500; index += 1) {
      const hash = createHash('sha256').update(String(index)).digest('hex');
      expect(read({}, { 'escrow.key': hash }).config.escrowKey.reveal()).toHaveLength(32);
    }
  });
});

describe('the credential for Graph', () => {
  it('is a certificate with its own key', () => {
    const { config } = read(CERTIFICATE, PEMS);
    const { fingerprint256 } = new X509Certificate(vector.certificate);
    expect(config.graphCredential).toMatchObject({
      kind: 'certificate',
      thumbprintSha256: fingerprint256.replaceAll(':', '').toLowerCase(),
    });
    expect(JSON.stringify(config)).not.toContain('PRIVATE KEY');
  });

  it('is not a certificate of another key, of a weak or elliptic key, or out of its time', () => {
    const pem = (key: ReturnType<typeof generateKeyPairSync>['privateKey']) => ({
      ...PEMS,
      'k.pem': key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    });
    const rsa = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength }).privateKey;
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    for (const key of [rsa(2048), rsa(1024), ec]) {
      expect(names(CERTIFICATE, pem(key))).toEqual(['KEYWRIGHT_GRAPH_PRIVATE_KEY_FILE']);
    }
    for (const time of ['2026-01-01', '2040-01-01']) {
      expect(() =>
        readConfig(testEnvironment(CERTIFICATE), Date.parse(time), testFiles(PEMS)),
      ).toThrowError(/GRAPH_CERTIFICATE_FILE holds a certificate that is not valid now/);
    }
    expect(names(CERTIFICATE, { ...PEMS, 'c.pem': 'no PEM' })).toEqual([
      'KEYWRIGHT_GRAPH_CERTIFICATE_FILE',
    ]);
  });

  it('warns when the certificate ends soon', () => {
    const end = Date.parse(new X509Certificate(vector.certificate).validTo);
    const { warnings } = readConfig(
      testEnvironment(CERTIFICATE),
      end - 86_400_000,
      testFiles(PEMS),
    );
    expect(warnings.map(({ setting }) => setting)).toEqual(['KEYWRIGHT_GRAPH_CERTIFICATE_FILE']);
  });

  it('is a secret only where that is allowed, and then with a warning', () => {
    const secret = {
      KEYWRIGHT_GRAPH_FEDERATED_TOKEN_FILE: undefined,
      KEYWRIGHT_GRAPH_CLIENT_SECRET: 'marker-secret',
    };
    expect(names(secret)).toEqual(['KEYWRIGHT_GRAPH_CLIENT_SECRET']);
    const { config, warnings } = read({ ...secret, KEYWRIGHT_ALLOW_CLIENT_SECRET: 'yes' });
    expect(config.graphCredential.kind).toBe('secret');
    expect(warnings.map(({ setting }) => setting)).toEqual(['KEYWRIGHT_GRAPH_CLIENT_SECRET']);
    expect(JSON.stringify([config, warnings])).not.toContain('marker-secret');
  });

  it('is a managed identity, which needs no client id', () => {
    const changes = {
      KEYWRIGHT_GRAPH_FEDERATED_TOKEN_FILE: undefined,
      KEYWRIGHT_GRAPH_CLIENT_ID: undefined,
    };
    const system = read({ ...changes, KEYWRIGHT_GRAPH_MANAGED_IDENTITY: 'system' });
    expect(system.config.graphCredential).toEqual({ kind: 'managedIdentity', clientId: null });
  });

  it('is exactly one', () => {
    expect(names({ KEYWRIGHT_GRAPH_FEDERATED_TOKEN_FILE: undefined })).toEqual([
      'KEYWRIGHT_GRAPH_CERTIFICATE_FILE',
    ]);
    expect(names({ KEYWRIGHT_GRAPH_MANAGED_IDENTITY: 'system' })).toEqual([
      'KEYWRIGHT_GRAPH_FEDERATED_TOKEN_FILE',
    ]);
  });
});

describe('the right by which people register their own keys', () => {
  const DELEGATED = { KEYWRIGHT_SELF_SERVICE: 'delegated' };
  const API_CERTIFICATE = {
    ...DELEGATED,
    KEYWRIGHT_API_CERTIFICATE_FILE: 'c.pem',
    KEYWRIGHT_API_PRIVATE_KEY_FILE: 'k.pem',
  };

  it('is the application’s, or their own with a credential of the application that the API is', () => {
    expect(read().config.selfService).toEqual({ mode: 'app' });
    const clientId = '9a3e5c71-2b64-4d18-a0c7-d51b7f3e8c32';
    expect(read(API_CERTIFICATE, PEMS).config.selfService).toMatchObject({
      ...{ mode: 'delegated', credential: { kind: 'certificate', clientId } },
    });
    const federated = { ...DELEGATED, KEYWRIGHT_API_FEDERATED_TOKEN_FILE: 'assertion.jwt' };
    expect(read(federated).config.selfService).toEqual({
      mode: 'delegated',
      credential: { kind: 'federated', clientId, tokenFile: 'assertion.jwt' },
    });
  });

  it('is not their own without one, with two, or with one that is no good', () => {
    expect(names({ KEYWRIGHT_SELF_SERVICE: 'both' })).toEqual(['KEYWRIGHT_SELF_SERVICE']);
    expect(names(DELEGATED)).toEqual(['KEYWRIGHT_API_CERTIFICATE_FILE']);
    const idle = { ...API_CERTIFICATE, KEYWRIGHT_SELF_SERVICE: undefined };
    expect(names(idle, PEMS)).toEqual([
      ...['KEYWRIGHT_API_CERTIFICATE_FILE', 'KEYWRIGHT_API_PRIVATE_KEY_FILE'],
    ]);
    const both = { ...API_CERTIFICATE, KEYWRIGHT_API_FEDERATED_TOKEN_FILE: 'assertion.jwt' };
    expect(names(both, PEMS)).toEqual(['KEYWRIGHT_API_FEDERATED_TOKEN_FILE']);
    expect(names({ ...API_CERTIFICATE, KEYWRIGHT_API_PRIVATE_KEY_FILE: undefined }, PEMS)).toEqual([
      'KEYWRIGHT_API_PRIVATE_KEY_FILE',
    ]);
    expect(names({ ...DELEGATED, KEYWRIGHT_API_FEDERATED_TOKEN_FILE: 'none' })).toEqual([
      'KEYWRIGHT_API_FEDERATED_TOKEN_FILE',
    ]);
    expect(names({ ...API_CERTIFICATE, KEYWRIGHT_API_CLIENT_ID: undefined }, PEMS)).toEqual([
      'KEYWRIGHT_API_CLIENT_ID',
    ]);
  });
});

describe('the list of settings', () => {
  it('says of each what it means and what it must be', () => {
    for (const setting of Object.values(SETTINGS)) {
      expect(setting.meaning).toMatch(/\.$/);
      expect(setting.expects.length).toBeGreaterThan(3);
    }
  });

  it('has defaults that are valid', () => {
    for (const setting of Object.values(SETTINGS)) {
      if ('default' in setting)
        expect(setting.schema.safeParse(setting.default).success).toBe(true);
    }
  });
});

describe('the settings of mails and letters', () => {
  const SMTP = {
    KEYWRIGHT_SMTP_URL: 'smtps://keywright:p%40ss@mail.contoso.example:465',
    KEYWRIGHT_MAIL_FROM: 'keys@contoso.example',
  };
  const SENDER = { KEYWRIGHT_MAIL_SENDER: '3F8B1D92-6C05-4EA9-B7D4-08E2A96C5F43' };

  it('send nothing where nothing is said', () => {
    expect(read().config.mail).toEqual({
      route: null,
      alertAddress: null,
      language: 'en',
      helpText: null,
      pageUrl: null,
    });
  });

  it('know a mail server, or a mailbox in the tenant', () => {
    const words = {
      KEYWRIGHT_ALERT_MAIL: 'security@contoso.example',
      KEYWRIGHT_LANGUAGE: 'de',
      KEYWRIGHT_HELP_TEXT: 'Service-Desk, +49 30 123456',
      KEYWRIGHT_PAGE_URL: 'https://keys.contoso.example',
    };
    const { mail } = read({ ...SMTP, ...words }).config;
    expect(mail).toMatchObject({
      route: { kind: 'smtp', from: 'keys@contoso.example' },
      alertAddress: 'security@contoso.example',
      language: 'de',
      helpText: 'Service-Desk, +49 30 123456',
      pageUrl: 'https://keys.contoso.example',
    });
    expect(JSON.stringify(mail)).not.toContain('p%40ss');
    expect(read(SENDER).config.mail.route).toEqual({
      kind: 'graph',
      senderId: '3f8b1d92-6c05-4ea9-b7d4-08e2a96c5f43',
    });
  });

  it.each([
    ['SMTP_URL', { ...SMTP, KEYWRIGHT_SMTP_URL: 'https://mail.contoso.example' }],
    ['SMTP_URL', { ...SMTP, KEYWRIGHT_SMTP_URL: 'smtp://' }],
    [
      'SMTP_URL',
      { ...SMTP, KEYWRIGHT_SMTP_URL: 'smtp://mail.example/?tls.rejectUnauthorized=false' },
    ],
    ['MAIL_FROM', { ...SMTP, KEYWRIGHT_MAIL_FROM: '' }],
    ['MAIL_FROM', { ...SMTP, KEYWRIGHT_MAIL_FROM: 'Keys <keys@contoso.example>' }],
    ['MAIL_SENDER', { ...SMTP, ...SENDER }],
    ['ALERT_MAIL', { KEYWRIGHT_ALERT_MAIL: 'security@contoso.example' }],
    ['ALERT_MAIL', { ...SENDER, KEYWRIGHT_ALERT_MAIL: 'a@contoso.example,b@contoso.example' }],
    ['PAGE_URL', { KEYWRIGHT_PAGE_URL: 'https://keys.contoso.example/my-keys?token=1' }],
    ['PAGE_URL', { KEYWRIGHT_PAGE_URL: 'http://keys.contoso.example' }],
    ['LANGUAGE', { KEYWRIGHT_LANGUAGE: 'fr' }],
    ['HELP_TEXT', { KEYWRIGHT_HELP_TEXT: 'one\u2028two' }],
    ['HELP_TEXT', { KEYWRIGHT_HELP_TEXT: 'x'.repeat(121) }],
  ])('are refused where %s is wrong', (setting, changes) => {
    expect(names(changes)).toEqual([`KEYWRIGHT_${setting}`]);
  });
});
