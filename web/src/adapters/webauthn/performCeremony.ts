import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { fromBase64Url, toBase64Url } from '#shared/bytes/base64Url.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { decodeCredentialIds } from '#shared/webauthn/credentialId.ts';
import { proofChallengeInput } from '#shared/webauthn/proofChallenge.ts';
import type { ExtensionAnswer } from '../extension/protocol.ts';
import type { CeremonyCall } from './repairOptions.ts';

/** What the window it runs in has. */
export interface CeremonySurroundings {
  readonly document: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;
  readonly crypto: { readonly subtle: Pick<SubtleCrypto, 'digest'> };
  /** Milliseconds. */
  readonly now: () => number;
  /** Inputs of client extensions beside those that were asked for. */
  readonly inputs?: AuthenticationExtensionsClientInputs;
}

/** A window that was just opened may still be behind another one. */
const VISIBLE_WITHIN_MS = 5_000;
/** The browser's own end of a ceremony comes about when its time is up. */
const NEARLY_MS = 1_500;

/** Does one ceremony with the browser's own dialog and says what came of it; never rejects. */
export async function performCeremony(
  call: CeremonyCall,
  surroundings: CeremonySurroundings,
): Promise<ExtensionAnswer> {
  const { now } = surroundings;
  const isVisible = await becomesVisible(surroundings.document);
  if (!isVisible) return { type: 'failed', code: 'extension_window_hidden' };
  const begun = now();
  try {
    return call.type === 'create'
      ? await create(call, surroundings)
      : await prove(call, surroundings);
  } catch (error) {
    return { type: 'failed', code: whatFailed(error, now() - begun >= call.timeoutMs - NEARLY_MS) };
  }
}

async function create(
  { options }: Extract<CeremonyCall, { type: 'create' }>,
  { inputs }: CeremonySurroundings,
): Promise<ExtensionAnswer> {
  const extensions = { ...options.extensions, ...inputs };
  const { response } = await startRegistration({ optionsJSON: { ...options, extensions } });
  const { clientDataJSON: clientDataJson, attestationObject } = response;
  return { type: 'created', clientDataJson, attestationObject };
}

async function prove(
  call: Extract<CeremonyCall, { type: 'prove' }>,
  { crypto, inputs }: CeremonySurroundings,
): Promise<ExtensionAnswer> {
  const input = Uint8Array.from(proofChallengeInput(fromBase64Url(call.nonce)));
  const challenge = new Uint8Array(await crypto.subtle.digest('SHA-256', input));
  const { response } = await startAuthentication({
    optionsJSON: {
      challenge: toBase64Url(challenge),
      rpId: call.rpId,
      timeout: call.timeoutMs,
      allowCredentials: decodeCredentialIds(call.credentialId).map((id) => ({
        type: 'public-key',
        id: toBase64Url(id),
      })),
      userVerification: 'required',
      hints: ['security-key'],
      ...(inputs !== undefined && { extensions: inputs }),
    },
  });
  const { clientDataJSON: clientDataJson, authenticatorData, signature } = response;
  return { type: 'proved', clientDataJson, authenticatorData, signature };
}

/** Browsers fold nearly everything into NotAllowedError, so that pages learn nothing of the keys; time tells a little. */
function whatFailed(error: unknown, isTimeUp: boolean): FailureCode {
  const { name, message } = error instanceof Error ? error : { name: '', message: '' };
  switch (name) {
    case 'InvalidStateError':
      return 'credential_excluded';
    case 'NotSupportedError':
      return 'algorithm_unsupported';
    case 'ConstraintError':
      return 'option_unsupported';
    case 'SecurityError':
      return 'extension_rp_refused';
    case 'NotAllowedError':
      if (message.includes('focus')) return 'extension_window_hidden';
      return isTimeUp ? 'browser_timed_out' : 'browser_declined';
    default:
      return 'extension_interrupted';
  }
}

function becomesVisible(page: CeremonySurroundings['document']): Promise<boolean> {
  if (page.visibilityState === 'visible') return Promise.resolve(true);
  return new Promise((resolve) => {
    const end = (isVisible: boolean) => {
      clearTimeout(timer);
      page.removeEventListener('visibilitychange', onChange);
      resolve(isVisible);
    };
    const onChange = () => {
      if (page.visibilityState === 'visible') end(true);
    };
    const timer = setTimeout(() => end(false), VISIBLE_WITHIN_MS);
    page.addEventListener('visibilitychange', onChange);
  });
}
