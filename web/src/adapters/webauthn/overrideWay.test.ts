import {
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
} from '@simplewebauthn/browser';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { OverrideAnswer } from '#web/usecases/remoteDesktopOverride/probeRemoteDesktopOverride.ts';
import { createOverrideWay } from './overrideWay.ts';

vi.mock('@simplewebauthn/browser', () => ({
  startRegistration: vi.fn(),
  startAuthentication: vi.fn(),
  WebAuthnAbortService: { cancelCeremony: vi.fn() },
}));

const OVERRIDE = {
  remoteDesktopClientOverride: {
    origin: 'https://login.microsoft.com',
    sameOriginWithAncestors: true,
  },
};

function optionsFor(rpId: string): string {
  return JSON.stringify({
    rp: { id: rpId, name: 'Microsoft' },
    user: { id: 'AAEC', name: 'lee.gu@contoso.example', displayName: 'Lee Gu' },
    challenge: 'AQID',
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    extensions: { hmacCreateSecret: true, enforceCredentialProtectionPolicy: true },
  });
}

const CREATION = { options: optionsFor('login.microsoft.com'), timeoutMs: 60_000 };
const PROOF = {
  ...{ rpId: 'login.microsoft.com', credentialId: 'AAECAw' },
  ...{ nonce: 'A'.repeat(43), timeoutMs: 60_000 },
};

function way(answer: OverrideAnswer = 'allowed') {
  const probe = vi.fn(async () => answer);
  const document = {
    visibilityState: 'visible' as const,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  };
  const surroundings = { document, crypto: globalThis.crypto, now: () => 0 };
  return { probe, way: createOverrideWay({ probe, surroundings }) };
}

beforeEach(() => {
  vi.mocked(startRegistration).mockReset();
  vi.mocked(startAuthentication).mockReset();
});

describe('the way through the remote desktop override', () => {
  it('is refused where the browser refuses, and looked for again', async () => {
    const { way: refused, probe } = way({ refused: 'policyAbsent' });
    await expect(refused.probe()).rejects.toMatchObject({ code: 'override_refused' });
    await expect(refused.probe()).rejects.toMatchObject({ code: 'override_refused' });
    expect(probe).toHaveBeenCalledTimes(2);
  });

  it('is not looked for again once it was found: the browser would flash its dialog', async () => {
    const { way: allowed, probe } = way();
    await allowed.probe();
    await allowed.probe();
    expect(probe).toHaveBeenCalledTimes(1);
  });

  it('makes a passkey in Microsoft’s name, with what Entra asked for', async () => {
    const response = { clientDataJSON: 'AQ', attestationObject: 'Ag' };
    vi.mocked(startRegistration).mockResolvedValue({ response } as never);
    expect(await way().way.create(CREATION)).toMatchObject({
      clientDataJson: 'AQ',
      attestationObject: 'Ag',
    });
    const [asked] = vi.mocked(startRegistration).mock.calls[0] ?? [];
    expect(asked?.optionsJSON.extensions).toEqual({ hmacCreateSecret: true, ...OVERRIDE });
  });

  it('proves it in Microsoft’s name', async () => {
    const response = { clientDataJSON: 'AQ', authenticatorData: 'Ag', signature: 'Aw' };
    vi.mocked(startAuthentication).mockResolvedValue({ response } as never);
    expect(await way().way.prove(PROOF)).toMatchObject({ signature: 'Aw' });
    const [asked] = vi.mocked(startAuthentication).mock.calls[0] ?? [];
    expect(asked?.optionsJSON.extensions).toEqual(OVERRIDE);
  });

  it('asks for no other relying party', async () => {
    const options = optionsFor('login.microsoftonline.us');
    const refused = { code: 'override_refused' };
    await expect(way().way.create({ ...CREATION, options })).rejects.toMatchObject(refused);
    await expect(way().way.prove({ ...PROOF, rpId: 'evil.example' })).rejects.toMatchObject(
      refused,
    );
    expect(startRegistration).not.toHaveBeenCalled();
    expect(startAuthentication).not.toHaveBeenCalled();
  });

  it.each([
    ['SecurityError', 'override_refused'],
    ['NotAllowedError', 'browser_declined'],
    ['InvalidStateError', 'credential_excluded'],
  ])('says what a %s of the browser means', async (name, code) => {
    vi.mocked(startRegistration).mockRejectedValue(new DOMException('no', name));
    await expect(way().way.create(CREATION)).rejects.toMatchObject({ code });
  });

  it('takes the browser’s dialog away when it is called off', async () => {
    const patience = new AbortController();
    vi.mocked(startRegistration).mockImplementation(
      () =>
        new Promise((_, reject) => {
          vi.mocked(WebAuthnAbortService.cancelCeremony).mockImplementation(() =>
            reject(new DOMException('cancelled', 'AbortError')),
          );
        }),
    );
    const made = way().way.create(CREATION, { signal: patience.signal });
    await vi.waitFor(() => expect(startRegistration).toHaveBeenCalled());
    patience.abort(new RangeError('called off'));
    await expect(made).rejects.toThrow('called off');
  });
});
