import { describe, expect, it } from 'vitest';
import { type OverrideRefusal, probeRemoteDesktopOverride } from './probeRemoteDesktopOverride.ts';
import type { CreateAttempt, RemoteDesktopOverridePort } from './remoteDesktopOverridePort.ts';

type Asked = Parameters<RemoteDesktopOverridePort['tryToCreate']>[0];

/** The texts of Chromium 156. */
const PLAIN: CreateAttempt = {
  outcome: 'SecurityError',
  message:
    'The relying party ID is not a registrable domain suffix of, nor equal to the current domain. Subsequently, an attempt to fetch the .well-known/webauthn resource of the claimed RP ID failed.',
  tookMs: 5,
};
const ABORTED: CreateAttempt = { outcome: 'AbortError', message: 'aborted', tookMs: 300 };

/** A browser that gives these answers, in this order, and no other. */
function browser(...answers: CreateAttempt[]) {
  const asked: Asked[] = [];
  const port: RemoteDesktopOverridePort = {
    isSupported: true,
    hasFocus: () => true,
    async tryToCreate(request) {
      asked.push(request);
      const answer = answers.shift();
      if (answer === undefined) throw new Error('was not to be asked');
      return answer;
    },
  };
  return { port, asked, left: answers };
}

describe('the remote desktop override', () => {
  it.each<[OverrideRefusal, string, string]>([
    ['policyAbsent', PLAIN.outcome, PLAIN.message],
    [
      'notPermitted',
      'NotAllowedError',
      "This origin is not permitted to use the 'remoteDesktopClientOverride' extension.",
    ],
    [
      'forbiddenByHost',
      'NotAllowedError',
      "The 'publickey-credentials-create' feature is not enabled in this document.",
    ],
    ['notFocused', 'NotAllowedError', 'The operation is not allowed: the page does not have focus'],
    ['unclear', 'NotAllowedError', 'The operation either timed out or was not allowed.'],
    ['unclear', 'UnknownError', 'not permitted to use'],
  ])('is refused as %s where the browser says %s, and is asked for once', async (...row) => {
    const [refused, outcome, message] = row;
    const { port, asked } = browser({ outcome, message, tookMs: 5 });
    expect(await probeRemoteDesktopOverride(port)).toEqual({ refused });
    expect(asked).toEqual([{ override: true, abortAfterMs: 300 }]);
  });

  it('is allowed where only our own end stopped it and the plain question fails at once', async () => {
    const { port, asked, left } = browser(ABORTED, PLAIN);
    expect(await probeRemoteDesktopOverride(port)).toBe('allowed');
    expect(asked.map(({ override }) => override)).toEqual([true, false]);
    expect(left).toEqual([]);
  });

  it('is allowed where somebody touched a key in that moment', async () => {
    const { port } = browser({ outcome: 'created', message: '', tookMs: 200 }, PLAIN);
    expect(await probeRemoteDesktopOverride(port)).toBe('allowed');
  });

  it('is not taken for allowed because Microsoft’s server was slow to say no', async () => {
    const slow = { ...PLAIN, tookMs: 900 };
    const { port, asked } = browser(ABORTED, slow, slow);
    expect(await probeRemoteDesktopOverride(port)).toEqual({ refused: 'policyAbsent' });
    expect(asked[2]).toEqual({ override: true, abortAfterMs: 3_000 });
  });

  it('is allowed on a slow network where it goes on for much longer than the plain question', async () => {
    const { port } = browser(ABORTED, { ...PLAIN, tookMs: 900 }, { ...ABORTED, tookMs: 3_000 });
    expect(await probeRemoteDesktopOverride(port)).toBe('allowed');
  });

  it('is unclear where even the plain question does not end in a refusal', async () => {
    const { port } = browser(ABORTED, { ...ABORTED, tookMs: 12_000 });
    expect(await probeRemoteDesktopOverride(port)).toEqual({ refused: 'unclear' });
  });

  it('is not asked for without WebAuthn or without the focus', async () => {
    const { port } = browser();
    expect(await probeRemoteDesktopOverride({ ...port, isSupported: false })).toEqual({
      refused: 'unsupported',
    });
    expect(await probeRemoteDesktopOverride({ ...port, hasFocus: () => false })).toEqual({
      refused: 'notFocused',
    });
  });
});
