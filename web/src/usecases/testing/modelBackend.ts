import type {
  CancelEnrolment,
  Enrolment,
  PluggedKey,
  ReportEvent,
  UnfinishedEnrolment,
} from '#shared/api/index.ts';
import { fromBase64Url, toBase64Url } from '#shared/bytes/base64Url.ts';
import { utf8Encode } from '#shared/bytes/utf8.ts';
import type { Crypto } from '#shared/crypto/cryptoPort.ts';
import { createLocalPinUvPlatform } from '#shared/ctap/pinuv/localPinUvPlatform.ts';
import type { Action } from '#shared/enrolment/action.ts';
import { afterChange } from '#shared/enrolment/afterChange.ts';
import { foldJournal } from '#shared/enrolment/enrolmentState.ts';
import type { JournalEntry, JournalEvent } from '#shared/enrolment/journal.ts';
import { nextAction } from '#shared/enrolment/nextAction.ts';
import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import { AppError } from '#shared/failure/appError.ts';
import { parseAttestationObject } from '#shared/webauthn/attestationObject.ts';
import { verifyAssertion } from '#shared/webauthn/verifyAssertion.ts';
import { BackendFaults } from './backendFaults.ts';
import { writtenEvent } from './modelEffects.ts';
import { type ModelPlug, plugOf, RP_ID, viewEnrolment, viewUnfinished } from './modelView.ts';

const SEALED_PIN = '73914682';
export const OPERATOR_ID = '3f0e7d6c-0000-4000-8000-0000000000aa';

/**
 * The backend's part of an enrolment, without network and database: the real journal and the real decisions of
 * shared/enrolment, a directory that says yes, and faults where a test wants them.
 */
export class ModelBackend {
  readonly faults = new BackendFaults();
  readonly journal: JournalEntry[] = [];
  readonly holderId = '3f0e7d6c-0000-4000-8000-0000000000bb';
  /** Who is signed in at the page: the one who begins, until a test says otherwise. */
  callerId = OPERATOR_ID;
  operatorProbe: readonly string[] = [];
  excludeCredentials: readonly string[] = [];
  /** How often the directory loses the answer of a registration. */
  lostRegistrations = 0;
  /** How often the key says that it was configured and shows that it was not. */
  forgottenPolicies = 0;
  now = Date.parse('2026-01-01T00:00:00Z');
  readonly #crypto: Crypto;
  readonly #profile: EnrolmentProfile;
  #plug: ModelPlug | null = null;

  constructor(crypto: Crypto, profile: EnrolmentProfile) {
    this.#crypto = crypto;
    this.#profile = profile;
  }

  get types(): string[] {
    return this.journal.map(({ event }) => event.type);
  }

  /** Forgets every plug, as a restart does. */
  restart(): void {
    this.#plug = null;
  }

  startEnrolment(body: { readonly key?: PluggedKey | undefined }): Promise<Enrolment> {
    return this.faults.during('startEnrolment', async () => {
      if (this.journal.length === 0) {
        this.#append({
          type: 'started',
          holder: { id: this.holderId, userPrincipalName: 'h@contoso.example', displayName: 'H' },
          operatorId: OPERATOR_ID,
          profile: this.#profile,
          methodsBefore: [],
        });
      }
      if (body.key !== undefined) this.#see(body.key);
      return this.#advance();
    });
  }

  enrolment(): Promise<Enrolment> {
    return this.faults.during('enrolment', () => this.#advance());
  }

  /** The one enrolment, unless it is at its end. */
  unfinished(): Promise<UnfinishedEnrolment[]> {
    return this.faults.during('unfinished', async () => {
      if (this.journal.length === 0 || this.#state().end !== null) return [];
      return [viewUnfinished(this.journal, this.now)];
    });
  }

  cancelEnrolment({ keyIsLost }: CancelEnrolment): Promise<Enrolment> {
    return this.faults.during('cancelEnrolment', async () => {
      if (!this.#state().cancelled) this.#append({ type: 'cancelled' });
      if (keyIsLost && !this.#state().keyGivenUp) this.#append({ type: 'cancelled' });
      // The request names no key.
      this.#plug = null;
      return this.#advance();
    });
  }

  reportEvent(_id: string, body: ReportEvent): Promise<Enrolment> {
    return this.faults.during('reportEvent', async () => {
      if (body.seq !== this.journal.length) throw new AppError('stale_step', 'another seq');
      if (body.key !== undefined) this.#see(body.key);
      else if (body.keySession !== this.#plug?.session) this.#plug = null;
      await this.#accept(body);
      return this.#advance();
    });
  }

  pinAuth(
    _id: string,
    body: {
      readonly keySession: string;
      readonly encryptedToken: string;
      readonly message: string;
    },
  ): Promise<{ pinUvAuthParam: string; seq: number }> {
    return this.faults.during('pinAuth', async () => {
      const plug = this.#plug;
      if (plug === null || plug.peer === null || plug.session !== body.keySession) {
        throw new AppError('pin_session_lost', 'unknown plug');
      }
      const token = fromBase64Url(body.encryptedToken);
      const message = fromBase64Url(body.message);
      const pinUvAuthParam = await plug.platform.authenticate(plug.peer, token, message);
      if (this.#next().kind === 'makeCredential') this.#append({ type: 'credentialStarted' });
      return { pinUvAuthParam: toBase64Url(pinUvAuthParam), seq: this.journal.length };
    });
  }

  #append(event: JournalEvent): void {
    const at = new Date(this.now).toISOString();
    this.journal.push({ seq: this.journal.length + 1, at, event });
  }

  #state() {
    return foldJournal(this.journal);
  }

  #next(): Action {
    return nextAction(this.#state(), {
      key: this.#plug?.observation ?? null,
      now: new Date(this.now).toISOString(),
      settleMs: 60_000,
    });
  }

  #see(plugged: PluggedKey): void {
    this.#plug = plugOf(
      plugged,
      createLocalPinUvPlatform({ crypto: this.#crypto, pin: SEALED_PIN }),
    );
  }

  #change(
    ...change: Parameters<typeof afterChange> extends [unknown, ...infer Rest] ? Rest : never
  ) {
    if (this.#plug !== null) {
      this.#plug.observation = afterChange(this.#plug.observation, ...change);
    }
  }

  async #accept({ event }: ReportEvent): Promise<void> {
    switch (event.type) {
      case 'keySeen':
        return;
      case 'ceremonyReady':
        throw new AppError('conflict', 'this backend knows WebHID alone');
      case 'resetConfirmed':
        if ((await this.#advance()).action.kind !== 'confirmReset') {
          throw new AppError('conflict', 'not asked for');
        }
        this.#append({ type: event.type });
        return;
      case 'resetDone':
      case 'credentialStarted':
        this.#append({ type: event.type });
        return;
      case 'pinSet':
        this.#append(event);
        this.#change('pinSet');
        return;
      case 'pinRejected':
        this.#append(event);
        this.#plug = null;
        return;
      case 'credentialMade': {
        const { authenticatorData } = parseAttestationObject(
          fromBase64Url(event.attestationObject),
        );
        const made = authenticatorData.attestedCredentialData;
        if (made === undefined) throw new AppError('ceremony_invalid', 'no credential');
        const credentialId = toBase64Url(made.credentialId);
        this.#append({
          type: 'credentialMade',
          attestationObject: event.attestationObject,
          ...(event.clientDataJson !== undefined && { clientDataJson: event.clientDataJson }),
          credentialId,
          publicKey: toBase64Url(made.publicKeyBytes),
          aaguid: 'a',
        });
        this.#change('credentialMade', { credentialId });
        return;
      }
      case 'proved': {
        this.#append(this.#isProof(event) ? { type: 'proved' } : { type: 'proofFailed' });
        return;
      }
      case 'policyApplied':
        if (this.forgottenPolicies === 0 || this.#plug === null) return;
        this.forgottenPolicies -= 1;
        this.#plug.observation = { ...this.#plug.observation, forcePinChange: false };
        this.#append({ type: 'stepFailed', action: 'applyPolicy', code: 'response_invalid' });
        return;
      case 'credentialsFound': {
        const { credential, methodId } = this.#state();
        const kept = methodId === null ? undefined : credential?.credentialId;
        const credentialIds = event.credentialIds.filter((id) => id !== kept);
        this.#append({ type: 'credentialsFound', credentialIds });
        this.#change('credentialsFound', { credentialIds });
        return;
      }
      case 'credentialRemoved': {
        const action = this.#next();
        if (action.kind !== 'removeCredential') throw new AppError('conflict', 'not asked for');
        const { credentialId } = action;
        this.#append({ type: 'credentialRemoved', credentialId });
        this.#change('credentialRemoved', { credentialId });
        return;
      }
      case 'stepFailed':
        this.#append({ type: 'stepFailed', action: this.#next().kind, code: event.code });
    }
  }

  #isProof(event: { readonly authenticatorData: string; readonly signature: string }): boolean {
    const { credential, proofClientDataJson } = this.#state();
    const made = credential && parseAttestationObject(fromBase64Url(credential.attestationObject));
    const publicKey = made?.authenticatorData.attestedCredentialData?.publicKey;
    if (publicKey === undefined || proofClientDataJson === null) return false;
    verifyAssertion({
      publicKey,
      authData: fromBase64Url(event.authenticatorData),
      clientDataHash: this.#crypto.sha256(utf8Encode(proofClientDataJson)),
      signature: fromBase64Url(event.signature),
      rpIdHash: this.#crypto.sha256(utf8Encode(RP_ID)),
      requireUp: false,
      requireUv: true,
    });
    return true;
  }

  async #advance(): Promise<Enrolment> {
    for (let turn = 0; turn < 50; turn += 1) {
      const action = this.#next();
      if (action.actor !== 'backend') {
        return viewEnrolment({
          journal: this.journal,
          action,
          plug: this.#plug,
          now: this.now,
          crypto: this.#crypto,
          operatorProbe: this.operatorProbe,
          excludeCredentials: this.excludeCredentials,
        });
      }
      this.#append(
        action.kind === 'register'
          ? this.#register()
          : writtenEvent(action, {
              key: this.#plug?.observation,
              profile: this.#profile,
              seq: this.journal.length,
              now: this.now,
              found: this.#state().found?.ids ?? [],
            }),
      );
    }
    throw new Error('the model backend goes round in circles');
  }

  #register(): JournalEvent {
    this.#append({ type: 'postStarted', displayName: 'Key' });
    if (this.lostRegistrations === 0) {
      return { type: 'registered', methodId: 'method', model: null };
    }
    this.lostRegistrations -= 1;
    const retryAt = new Date(this.now + 5_000).toISOString();
    return { type: 'postNotExecuted', code: 'graph_throttled', retryAt };
  }
}
