import { createHash } from 'node:crypto';
import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { performCeremony } from '#web/adapters/webauthn/performCeremony.ts';
import { readRequest } from './readRequest.ts';
import { CREATION } from './testing/creation.ts';

vi.mock('@simplewebauthn/browser', () => ({
  startRegistration: vi.fn(),
  startAuthentication: vi.fn(),
}));

const NONCE = 'A'.repeat(43);
const PROVE = {
  ...{ type: 'prove', timeoutMs: 60_000, rpId: 'login.microsoft.com' },
  ...{ credentialId: 'AAECAw', nonce: NONCE },
} as const;

let now = 0;
let visibilityState: DocumentVisibilityState = 'visible';
const listeners = new Set<() => void>();

function perform(call: Parameters<typeof performCeremony>[0]) {
  return performCeremony(call, {
    now: () => now,
    crypto: globalThis.crypto,
    document: {
      get visibilityState() {
        return visibilityState;
      },
      addEventListener: (_type: string, listener: unknown) =>
        void listeners.add(listener as () => void),
      removeEventListener: (_type: string, listener: unknown) =>
        void listeners.delete(listener as () => void),
    },
  });
}

function creation() {
  const request = readRequest({
    ...{ type: 'create', timeoutMs: 60_000 },
    options: JSON.stringify(CREATION),
  });
  if (request.kind !== 'call') throw new TypeError(request.kind);
  return request.call;
}

beforeEach(() => {
  vi.useFakeTimers();
  now = 0;
  visibilityState = 'visible';
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a ceremony in the window', () => {
  it('makes a passkey', async () => {
    const response = { clientDataJSON: 'AQ', attestationObject: 'Ag' };
    vi.mocked(startRegistration).mockResolvedValue({ response } as never);
    expect(await perform(creation())).toEqual({
      ...{ type: 'created', clientDataJson: 'AQ', attestationObject: 'Ag' },
    });
  });

  it('signs a challenge of its own making, which no relying party would take for its own', async () => {
    const response = { clientDataJSON: 'AQ', authenticatorData: 'Ag', signature: 'Aw' };
    vi.mocked(startAuthentication).mockResolvedValue({ response } as never);
    expect(await perform(PROVE)).toMatchObject({ type: 'proved', signature: 'Aw' });
    const [call] = vi.mocked(startAuthentication).mock.lastCall ?? [];
    const text = Buffer.concat([
      Buffer.from('Keywright proof of a security key\0'),
      Buffer.from(NONCE, 'base64url'),
    ]);
    expect(call?.optionsJSON).toMatchObject({
      challenge: createHash('sha256').update(text).digest('base64url'),
      rpId: 'login.microsoft.com',
      userVerification: 'required',
      allowCredentials: [{ type: 'public-key', id: 'AAECAw' }],
    });
  });

  it.each([
    ['InvalidStateError', '', 0, 'credential_excluded'],
    ['NotSupportedError', '', 0, 'algorithm_unsupported'],
    ['ConstraintError', '', 0, 'option_unsupported'],
    ['SecurityError', '', 0, 'extension_rp_refused'],
    ['NotAllowedError', 'The page does not have focus.', 0, 'extension_window_hidden'],
    [
      'NotAllowedError',
      'The operation either timed out or was not allowed.',
      5_000,
      'browser_declined',
    ],
    [
      'NotAllowedError',
      'The operation either timed out or was not allowed.',
      59_900,
      'browser_timed_out',
    ],
    ['AbortError', '', 0, 'extension_interrupted'],
  ])('says what a %s (%s) after %d ms means', async (name, message, passed, code) => {
    vi.mocked(startRegistration).mockImplementation(async () => {
      now += passed;
      throw new DOMException(message, name);
    });
    expect(await perform(creation())).toEqual({ type: 'failed', code });
  });

  it('waits a little for its window to be seen, and does not ask where it is not', async () => {
    vi.mocked(startRegistration).mockClear();
    visibilityState = 'hidden';
    const hidden = perform(creation());
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await hidden).toEqual({ type: 'failed', code: 'extension_window_hidden' });
    expect(startRegistration).not.toHaveBeenCalled();
    const response = { clientDataJSON: 'AQ', attestationObject: 'Ag' };
    vi.mocked(startRegistration).mockResolvedValue({ response } as never);
    const late = perform(creation());
    for (const listener of [...listeners]) listener();
    visibilityState = 'visible';
    for (const listener of [...listeners]) listener();
    expect(await late).toMatchObject({ type: 'created' });
    expect(listeners.size).toBe(0);
  });
});
