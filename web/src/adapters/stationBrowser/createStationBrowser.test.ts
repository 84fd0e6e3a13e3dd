import { describe, expect, it } from 'vitest';
import { createStationBrowser, type StationBrowserHost } from './createStationBrowser.ts';

const HOST: StationBrowserHost = {
  isSecureContext: true,
  location: { origin: 'https://keys.example.com' },
  document: { hasFocus: () => true },
  navigator: {},
  crypto: globalThis.crypto,
};

/** A `create` that ends as told; keeps what it was asked. */
function credentials(end: (options: CredentialCreationOptions) => Promise<Credential | null>) {
  const asked: CredentialCreationOptions[] = [];
  return {
    asked,
    create(options: CredentialCreationOptions = {}) {
      asked.push(options);
      return end(options);
    },
  };
}

function untilAborted({ signal }: CredentialCreationOptions): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error));
  });
}

describe('the browser of a station', () => {
  it('says what it is by its client hints, and nothing where it has none', async () => {
    expect(await createStationBrowser(HOST).describe()).toEqual({
      isSecureContext: true,
      origin: 'https://keys.example.com',
      hints: null,
    });
    const userAgentData = {
      mobile: false,
      getHighEntropyValues: () =>
        Promise.resolve({
          platform: 'Linux',
          fullVersionList: [{ brand: 'Chromium', version: '156.0' }],
        }),
    };
    const { hints } = await createStationBrowser({
      ...HOST,
      navigator: { userAgentData },
    }).describe();
    expect(hints).toEqual({
      brands: [{ brand: 'Chromium', version: '156.0' }],
      platform: 'Linux',
      platformVersion: '',
      isMobile: false,
    });
  });

  it('tells its capabilities where it can', async () => {
    expect(await createStationBrowser(HOST).capabilities()).toBeNull();
    expect(
      await createStationBrowser({ ...HOST, PublicKeyCredential: {} }).capabilities(),
    ).toBeNull();
    const PublicKeyCredential = { getClientCapabilities: async () => ({ relatedOrigins: true }) };
    expect(await createStationBrowser({ ...HOST, PublicKeyCredential }).capabilities()).toEqual({
      relatedOrigins: true,
    });
  });

  it('asks for a credential that leaves nothing on a key, and takes the question back', async () => {
    const made = credentials(untilAborted);
    const { override } = createStationBrowser({
      ...HOST,
      navigator: { credentials: made },
      PublicKeyCredential: {},
    });
    const ended = await override.tryToCreate({ override: true, abortAfterMs: 5 });
    expect(ended.outcome).toBe('AbortError');
    expect(made.asked[0]?.publicKey).toMatchObject({
      rp: { id: 'login.microsoft.com' },
      authenticatorSelection: { residentKey: 'discouraged', userVerification: 'discouraged' },
      extensions: {
        remoteDesktopClientOverride: {
          origin: 'https://login.microsoft.com',
          sameOriginWithAncestors: true,
        },
      },
    });
    await override.tryToCreate({ override: false, abortAfterMs: 5 });
    expect(made.asked[1]?.publicKey?.extensions).toEqual({});
  });

  it('passes on how the browser ended it', async () => {
    const of = (end: () => Promise<Credential | null>) =>
      createStationBrowser({
        ...HOST,
        navigator: { credentials: credentials(end) },
        PublicKeyCredential: {},
      }).override.tryToCreate({ override: true, abortAfterMs: 1_000 });
    const refusal = new DOMException('not permitted to use', 'NotAllowedError');
    expect(await of(() => Promise.reject(refusal))).toMatchObject({
      outcome: 'NotAllowedError',
      message: 'not permitted to use',
    });
    expect(await of(() => Promise.resolve(null))).toMatchObject({ outcome: 'created' });
  });

  it('has no override where it has no WebAuthn', () => {
    expect(createStationBrowser(HOST).override.isSupported).toBe(false);
  });
});
