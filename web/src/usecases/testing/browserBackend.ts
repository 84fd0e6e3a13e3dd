import type { ActionView, Enrolment, PageEvent, ReportEvent } from '#shared/api/index.ts';
import type { Action } from '#shared/enrolment/action.ts';
import { foldJournal } from '#shared/enrolment/enrolmentState.ts';
import type { JournalEntry, JournalEvent } from '#shared/enrolment/journal.ts';
import { nextAction } from '#shared/enrolment/nextAction.ts';
import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import { AppError } from '#shared/failure/appError.ts';

const ID = '00000000-0000-4000-8000-0000000000ee';
const HOLDER = { id: 'h', displayName: 'Lee Gu', userPrincipalName: 'lee.gu@contoso.example' };
const CHALLENGE_MS = 300_000;

/** The backend's part where the browser speaks to the key: the real journal and decisions, and a directory that says yes. */
export class BrowserBackend {
  readonly journal: JournalEntry[] = [];
  now = Date.parse('2026-01-01T00:00:00Z');
  readonly #profile: EnrolmentProfile;
  #isReady = false;

  constructor(profile: EnrolmentProfile) {
    this.#profile = profile;
  }

  get types(): string[] {
    return this.journal.map(({ event }) => event.type);
  }

  async startEnrolment(): Promise<Enrolment> {
    this.#append({
      ...{ type: 'started', holder: HOLDER, operatorId: 'o', methodsBefore: [] },
      ...{ profile: this.#profile, way: 'extension' },
    });
    return this.#advance();
  }

  async enrolment(): Promise<Enrolment> {
    return this.#advance();
  }

  async cancelEnrolment(): Promise<Enrolment> {
    this.#append({ type: 'cancelled' });
    return this.#advance();
  }

  async reportEvent(_id: string, { seq, event }: ReportEvent): Promise<Enrolment> {
    if (seq !== this.journal.length) throw new AppError('stale_step', 'another seq');
    this.#isReady = event.type === 'ceremonyReady';
    const written = this.#written(event);
    if (written !== null) this.#append(written);
    return this.#advance();
  }

  #append(event: JournalEvent): void {
    this.now += 1_000;
    const at = new Date(this.now).toISOString();
    this.journal.push({ seq: this.journal.length + 1, at, event });
  }

  #written(event: PageEvent): JournalEvent | null {
    const { kind } = this.#next();
    switch (event.type) {
      case 'ceremonyReady':
        return null;
      case 'credentialStarted':
      case 'proved':
        return { type: event.type };
      case 'credentialMade': {
        const { attestationObject, clientDataJson = '' } = event;
        const made = { credentialId: 'Yw', publicKey: '', aaguid: 'a' };
        return { type: 'credentialMade', attestationObject, clientDataJson, ...made };
      }
      case 'stepFailed':
        return { type: 'stepFailed', action: kind, code: event.code };
      default:
        throw new AppError('conflict', `no browser reports ${event.type}`);
    }
  }

  #next(): Action {
    return nextAction(foldJournal(this.journal), {
      ...{ key: null, now: new Date(this.now).toISOString(), settleMs: 60_000 },
      isBrowserReady: this.#isReady,
    });
  }

  #advance(): Enrolment {
    let action = this.#next();
    for (; action.actor === 'backend'; action = this.#next()) {
      for (const event of this.#done(action)) this.#append(event);
    }
    this.#isReady = false;
    return this.#view(action);
  }

  #done(action: Extract<Action, { actor: 'backend' }>): JournalEvent[] {
    switch (action.kind) {
      case 'issueOptions': {
        const expiresAt = new Date(this.now + CHALLENGE_MS).toISOString();
        const issued = { options: '{}', clientDataJson: '', expiresAt };
        return [{ type: 'optionsIssued', ...issued, isMakingAnnounced: true }];
      }
      case 'register':
        return [
          { type: 'postStarted', displayName: 'Key' },
          { type: 'registered', methodId: 'm', model: null },
        ];
      case 'askProof':
        return [{ type: 'proofAsked', clientDataJson: '', nonce: 'bg' }];
      case 'recordPolicy':
        return [{ type: 'policyApplied', key: null, skipped: [] }];
      case 'finish':
        return [{ type: 'finished' }];
      case 'rollBack':
        return [{ type: 'rolledBack', code: action.code, left: action.left }];
      default:
        throw new TypeError(`nothing asks for ${action.kind} here`);
    }
  }

  #view(action: Action): Enrolment {
    const state = foldJournal(this.journal);
    const at = new Date(this.now).toISOString();
    return {
      ...{ id: ID, seq: state.seq, startedAt: at, updatedAt: at, operatorId: 'o' },
      ...{ way: state.way, holder: HOLDER, key: null, steps: [], pinDelivery: 'holderKnows' },
      profile: JSON.parse(JSON.stringify(state.profile)) as Enrolment['profile'],
      action: this.#viewAction(action),
      ...{ displayName: null, methodId: state.methodId, lastFailure: null },
      ...{ takingBack: null, policySkipped: [] },
    };
  }

  #viewAction(action: Action): ActionView {
    const { options, unheardTries, credential, proofNonce } = foldJournal(this.journal);
    switch (action.kind) {
      case 'beginCeremony':
      case 'done':
        return { kind: action.kind };
      case 'makeCredential':
        return {
          ...{ kind: 'createInBrowser', way: 'extension', options: '{}', tries: unheardTries },
          expiresAt: options?.expiresAt ?? '',
        };
      case 'prove':
        return {
          ...{ kind: 'proveInBrowser', way: 'extension', rpId: 'login.microsoft.com' },
          credentialId: credential?.credentialId ?? '',
          nonce: proofNonce ?? '',
        };
      case 'rolledBack':
        return { kind: 'rolledBack', code: action.code, left: action.left };
      default:
        throw new TypeError(`no page is asked for ${action.kind} here`);
    }
  }
}
