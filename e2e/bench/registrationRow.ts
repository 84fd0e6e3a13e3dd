import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyRegistrationResponse } from '@simplewebauthn/server';
import { createApprovals } from '#bff/approvals/approvals.ts';
import { createAuditLog } from '#bff/audit/auditLog.ts';
import { checkCeremony } from '#bff/enrolment/checkCeremony.ts';
import type { EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import { clientDataFor } from '#bff/enrolment/relyingParty.ts';
import { TestDirectory } from '#bff/enrolment/testDirectory.ts';
import { TestKey } from '#bff/enrolment/testKey.ts';
import { nodeCrypto } from '#bff/escrow/nodeCrypto.ts';
import { createPinEscrow } from '#bff/escrow/pinEscrow.ts';
import { createScopes } from '#bff/guard/scopes.ts';
import { createTargetGuard } from '#bff/guard/targetGuard.ts';
import { createLogger } from '#bff/log/logger.ts';
import { Secret } from '#bff/log/secret.ts';
import { createOutbox } from '#bff/mail/outbox.ts';
import { fixedProfiles } from '#bff/profiles/currentProfiles.ts';
import { openStore, type Store } from '#bff/store/store.ts';
import { testAttestationRootPem } from '#e2e/authenticator/attestation/testAuthority.ts';
import { yubikey5 } from '#e2e/authenticator/profiles/yubikey5.ts';
import { plugIn } from '#e2e/conformance/bench.ts';
import { credentialFor, RP_ID } from '#e2e/conformance/enrolment.ts';
import { fromBase64Url, toBase64Url } from '#shared/bytes/base64Url.ts';
import { BUILT_IN_PROFILES } from '#shared/enrolment/builtInProfiles.ts';
import { type EnrolmentState, foldJournal } from '#shared/enrolment/enrolmentState.ts';
import type { JournalEvent } from '#shared/enrolment/journal.ts';
import { formatAaguid } from '#shared/webauthn/aaguid.ts';
import {
  encodeAttestationObject,
  parseAttestationObject,
} from '#shared/webauthn/attestationObject.ts';
import type { PublicKeyCredentialCreationOptionsJson } from '#shared/webauthn/creationOptions.ts';
import { compare } from './compare.ts';
import { type Row, row } from './row.ts';

const ORIGIN = `https://${RP_ID}`;
const HOLDER = { id: randomUUID(), userPrincipalName: 'lee@contoso.example', displayName: 'Lee' };

/**
 * The backend's whole check before Graph sees a registration (library, model, look into the database, certificate chain,
 * profile), beside the library's check alone.
 */
export async function registrationRow(): Promise<Row> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'keywright-bench-'));
  // The embedded PostgreSQL runs as a user of its own where we are root.
  await chmod(dataDirectory, 0o755);
  const log = createLogger({ write: () => undefined, now: Date.now });
  const store = await openStore({ dataDirectory: join(dataDirectory, 'database') }, log);
  try {
    const { state, options, clientDataJson } = await journalOfOne();
    const parts = partsOver(store, log);
    const ratio = await compare(
      () => store.read((queries) => check(parts, state, queries)),
      () => checkByLibrary(state, options, clientDataJson),
      { calls: 20 },
    );
    return row('Registration check, whole, beside @simplewebauthn/server alone', ratio, '×');
  } finally {
    await store.close();
    await rm(dataDirectory, { recursive: true, force: true });
  }
}

async function check(
  parts: EnrolmentParts,
  state: EnrolmentState,
  queries: Parameters<Parameters<Store['read']>[0]>[0],
): Promise<void> {
  const refusal = await checkCeremony(parts, { state, queries });
  if (refusal !== null) throw new Error(`The check refused a good registration: ${refusal}`);
}

async function checkByLibrary(
  { credential }: EnrolmentState,
  { challenge }: PublicKeyCredentialCreationOptionsJson,
  clientDataJSON: string,
): Promise<void> {
  const id = credential?.credentialId ?? '';
  const { verified } = await verifyRegistrationResponse({
    response: {
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      response: { clientDataJSON, attestationObject: credential?.attestationObject ?? '' },
    },
    expectedChallenge: challenge,
    expectedOrigin: ORIGIN,
    expectedRPID: RP_ID,
  });
  if (!verified) throw new Error('The library refused a good registration');
}

/** An enrolment as it stands before the check, with what a software key made for it. */
async function journalOfOne() {
  const challenge = toBase64Url(new Uint8Array(randomBytes(5_000)));
  const clientDataJson = clientDataFor('webauthn.create', challenge, RP_ID);
  const clientDataHash = createHash('sha256').update(fromBase64Url(clientDataJson)).digest();
  const wanted = credentialFor('lee', { clientDataHash: new Uint8Array(clientDataHash) });
  const bench = plugIn(yubikey5);
  await bench.run(bench.client.setPin({ platform: bench.platform }));
  const made = await bench.run(
    bench.client.makeCredential({ ...wanted, platform: bench.platform }),
  );
  const attestationObject = encodeAttestationObject(made);
  const attested =
    parseAttestationObject(attestationObject).authenticatorData.attestedCredentialData;
  const [profile] = BUILT_IN_PROFILES;
  if (attested === undefined || profile === undefined) throw new Error('nothing was made');
  const aaguid = formatAaguid(attested.aaguid);
  const seen = new TestKey().plugged().observation;
  const options: PublicKeyCredentialCreationOptionsJson = {
    rp: { id: RP_ID, name: 'Microsoft' },
    user: { id: toBase64Url(wanted.user.id), name: 'lee', displayName: 'Lee' },
    challenge,
    pubKeyCredParams: wanted.pubKeyCredParams,
  };
  const events: JournalEvent[] = [
    {
      type: 'started',
      holder: HOLDER,
      operatorId: randomUUID(),
      profile: { ...profile, requireTrustedAttestation: true },
      methodsBefore: [],
    },
    { type: 'keyBound', key: { ...seen, identity: { ...seen.identity, aaguid } } },
    {
      type: 'optionsIssued',
      options: JSON.stringify(options),
      clientDataJson,
      expiresAt: new Date(Date.now() + 300_000).toISOString(),
    },
    {
      type: 'credentialMade',
      credentialId: toBase64Url(attested.credentialId),
      attestationObject: toBase64Url(attestationObject),
      publicKey: toBase64Url(attested.publicKeyBytes),
      aaguid,
    },
  ];
  const at = new Date().toISOString();
  const state = foldJournal(events.map((event, index) => ({ seq: index + 1, at, event })));
  return { state, options, clientDataJson };
}

function partsOver(store: Store, log: EnrolmentParts['log']): EnrolmentParts {
  const tenantId = randomUUID();
  const masterKey = new Secret(new Uint8Array(randomBytes(32)));
  const { now } = Date;
  // What the tenant allows is remembered between registrations, so asking Graph is no part of the figure.
  const directory = new TestDirectory(now);
  return {
    store,
    directory,
    guard: createTargetGuard({
      ...{ directory, log, policy: { breakGlassIds: [], adminsMay: [] } },
      scopes: createScopes({ store, directory, isInForce: false }),
    }),
    approvals: createApprovals({ needed: [], now }),
    profiles: fixedProfiles(BUILT_IN_PROFILES),
    audit: createAuditLog({ now }),
    escrow: createPinEscrow({ masterKey, tenantId }),
    outbox: createOutbox({ now, newId: randomUUID, takes: { people: false, alerts: false } }),
    crypto: nodeCrypto,
    masterKey,
    tenantId,
    settleMs: 0,
    attestationRoots: [testAttestationRootPem],
    removalCaps: { perMinute: 10, perDay: 50 },
    enrolmentCaps: { perMinute: 10_000, perDay: 10_000, perPersonPerDay: 10_000 },
    now,
    newId: randomUUID,
    log,
  };
}
