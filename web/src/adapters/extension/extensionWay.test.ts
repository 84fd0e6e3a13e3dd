import { describe, expect, it } from 'vitest';
import { createExtensionWay, type ExtensionPort } from './extensionWay.ts';
import type { ExtensionRequest } from './protocol.ts';

const ID = 'a'.repeat(32);
const CREATED = { type: 'created', clientDataJson: 'AQ', attestationObject: 'Ag' };
const PONG = { type: 'pong', version: '1.0.0' };
const REQUEST = { options: '{}', timeoutMs: 60_000 };

/** What an extension does with a request: it answers, hangs up, or says nothing. */
type Conduct = (request: ExtensionRequest) => object | 'hangsUp' | 'silent';

function browserWith(conduct: Conduct | null) {
  const asked: string[] = [];
  const late: (() => void)[] = [];
  let disconnects = 0;
  const connect = (id: string): ExtensionPort => {
    expect(id).toBe(ID);
    const onMessage: ((message: unknown) => void)[] = [];
    const onDisconnect: (() => void)[] = [];
    return {
      onMessage: { addListener: (listener) => void onMessage.push(listener) },
      onDisconnect: { addListener: (listener) => void onDisconnect.push(listener) },
      postMessage(request) {
        asked.push(request.type);
        const answer = conduct?.(request) ?? 'hangsUp';
        queueMicrotask(() => {
          if (answer === 'hangsUp') for (const listener of onDisconnect) listener();
          else if (answer !== 'silent') for (const listener of onMessage) listener(answer);
        });
      },
      disconnect: () => {
        disconnects += 1;
      },
    };
  };
  const way = createExtensionWay({
    runtime: () => (conduct === null ? undefined : { connect }),
    extensionId: ID,
    isTooOld: (version) => version === '0.9.0',
    setTimeout(callback) {
      late.push(callback);
      return () => late.splice(late.indexOf(callback), 1);
    },
  });
  return { way, asked, late, disconnects: () => disconnects };
}

const answering =
  (answer: object): Conduct =>
  (request) =>
    request.type === 'ping' ? PONG : answer;

describe('the way through the companion extension', () => {
  it('works where the extension answers', async () => {
    const { way, late } = browserWith(() => PONG);
    await expect(way.probe()).resolves.toBeUndefined();
    expect(late).toEqual([]);
  });

  it.each([
    ['no extension lets this page connect', null],
    ['the extension is not there', () => 'hangsUp'],
  ] as const)('says so where %s', async (_what, conduct) => {
    const { way } = browserWith(conduct);
    await expect(way.probe()).rejects.toMatchObject({ code: 'extension_missing' });
    await expect(way.create(REQUEST)).rejects.toMatchObject({ code: 'extension_missing' });
  });

  it('asks nothing of one that is too old, and says which it is', async () => {
    const { way, asked } = browserWith(() => ({ type: 'pong', version: '0.9.0' }));
    await expect(way.version()).resolves.toBe('0.9.0');
    await expect(way.probe()).rejects.toMatchObject({ code: 'extension_too_old' });
    await expect(way.create(REQUEST)).rejects.toMatchObject({ code: 'extension_too_old' });
    expect(asked).toEqual(['ping', 'ping', 'ping']);
  });

  it('does not wait for one that says nothing', async () => {
    const { way, late } = browserWith(() => 'silent');
    const probe = way.probe();
    for (const callback of late) callback();
    await expect(probe).rejects.toMatchObject({ code: 'extension_missing' });
  });

  it('asks for a ceremony once the extension has shown that it is there', async () => {
    const { way, asked } = browserWith(answering(CREATED));
    expect(await way.create(REQUEST)).toMatchObject({ attestationObject: 'Ag' });
    expect(asked).toEqual(['ping', 'create']);
  });

  it('passes on why the extension refused', async () => {
    const { way } = browserWith(answering({ type: 'failed', code: 'extension_busy' }));
    await expect(way.create(REQUEST)).rejects.toMatchObject({ code: 'extension_busy' });
  });

  it('tells an extension that breaks off from one that is missing', async () => {
    const { way } = browserWith((request) => (request.type === 'ping' ? PONG : 'hangsUp'));
    const proof = { rpId: 'login.microsoft.com', credentialId: 'AA', nonce: 'AA', timeoutMs: 1 };
    await expect(way.prove(proof)).rejects.toMatchObject({ code: 'extension_interrupted' });
  });

  it('takes no answer to another question', async () => {
    const { way } = browserWith(answering({ type: 'proved' }));
    await expect(way.create(REQUEST)).rejects.toMatchObject({ code: 'response_invalid' });
  });

  it('hangs up when nobody wants it any more, which closes the window', async () => {
    const { way, asked, disconnects } = browserWith((request) =>
      request.type === 'ping' ? PONG : 'silent',
    );
    const stop = new AbortController();
    const making = way.create(REQUEST, { signal: stop.signal });
    while (!asked.includes('create')) await Promise.resolve();
    const before = disconnects();
    stop.abort(new Error('enough'));
    await expect(making).rejects.toThrow('enough');
    expect(disconnects()).toBe(before + 1);
    await expect(way.create(REQUEST, { signal: stop.signal })).rejects.toThrow('enough');
  });
});
