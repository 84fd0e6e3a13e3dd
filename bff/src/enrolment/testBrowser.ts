import { createHash } from 'node:crypto';
import type { ActionView, PageEvent } from '#shared/api/index.ts';
import { fromBase64Url, toBase64Url } from '#shared/bytes/base64Url.ts';
import { utf8Encode } from '#shared/bytes/utf8.ts';
import { TestKey, type TestKeyOptions } from './testKey.ts';

const PURPOSE = 'Keywright proof of a security key\0';

const sha256 = (...parts: (Uint8Array | string)[]) =>
  Uint8Array.from(parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest());

/** Members of the client data that a browser is to write in another way than it would. */
export type WrittenOtherwise = Readonly<Record<string, unknown>>;

/** A key that only a browser speaks to: how it proves the PIN to the key nobody else sees. */
class BrowsersKey extends TestKey {
  override check(): void {}
}

/** A browser with a key in it, on a page of the relying party. It writes its client data and makes the challenge of a proof itself. */
export class TestBrowser {
  readonly #key: TestKey;

  constructor(options: TestKeyOptions = {}) {
    this.#key = new BrowsersKey({ proofFlags: 0x05, ...options });
  }

  create(
    { options }: Extract<ActionView, { kind: 'createInBrowser' }>,
    otherwise: WrittenOtherwise = {},
  ): PageEvent {
    const { rp, challenge } = JSON.parse(options);
    const clientDataJson = write({ type: 'webauthn.create', challenge, ...otherwise });
    const attestationObject = this.#key.makeCredential(rp.id, hashOf(clientDataJson), '');
    return { type: 'credentialMade', attestationObject, clientDataJson };
  }

  prove(
    { nonce }: Extract<ActionView, { kind: 'proveInBrowser' }>,
    otherwise: WrittenOtherwise = {},
  ): PageEvent {
    const challenge = toBase64Url(sha256(PURPOSE, fromBase64Url(nonce)));
    const clientDataJson = write({ type: 'webauthn.get', challenge, ...otherwise });
    return { type: 'proved', ...this.#key.assert(hashOf(clientDataJson), ''), clientDataJson };
  }
}

function write(members: WrittenOtherwise): string {
  const usual = { origin: 'https://login.microsoft.com', crossOrigin: false };
  return toBase64Url(utf8Encode(JSON.stringify({ ...usual, ...members })));
}

function hashOf(clientDataJson: string): string {
  return toBase64Url(sha256(fromBase64Url(clientDataJson)));
}
