import { describe, expect, it } from 'vitest';
import { ctap20 } from '#e2e/authenticator/profiles/ctap20.ts';
import { AppError, CtapError } from '#shared/failure/appError.ts';
import { isFailureCode } from '#shared/failure/codes.ts';
import { verifyAssertion } from '#shared/webauthn/verifyAssertion.ts';
import { FIT_MODELS, plugIn } from './bench.ts';
import { enrol, makeFor, PROOF_HASH, prove, RP_ID_HASH } from './enrolment.ts';

import { COMMANDS, expectRecovery, faulty } from './faulty.ts';

describe.each(COMMANDS)('%s', (command) => {
  it('that takes four seconds is waited for', async () => {
    const bench = faulty({ kind: 'slow', ms: 4_000, command });
    await bench.run(enrol(bench.client, bench.platform));
    expect(bench.key.snapshot().credentials).toHaveLength(1);
  });

  it('that is never answered ends with device_timeout, and the enrolment goes on', async () => {
    const bench = faulty({ kind: 'silent', command, times: 1 });
    expect(await bench.fail(enrol(bench.client, bench.platform))).toMatchObject({
      code: 'device_timeout',
    });
    bench.requests();
    await expectRecovery(bench);
    // A late answer must not be taken for another call's: a channel of its own for what follows.
    expect(bench.requests()[0]).toBe('INIT');
  });

  it('whose answer is lost with the power leaves a key that goes on', async () => {
    const bench = faulty({ kind: 'crashAfterEffect', command, times: 1 });
    expect(await bench.fail(enrol(bench.client, bench.platform))).toMatchObject({
      code: 'device_removed',
    });
    await expectRecovery(bench);
  });

  it('that is refused with any status is a CtapError that keeps the number', async () => {
    for (let status = 1; status < 256; status += 17) {
      const fresh = faulty({ kind: 'status', command, status });
      const error = await fresh.fail(enrol(fresh.client, fresh.platform));
      if (command === 'getInfo' && status === 1) {
        expect(error).toMatchObject({ code: 'key_without_fido2' });
      } else {
        expect(error).toBeInstanceOf(CtapError);
        expect(error).toMatchObject({ status });
      }
      expect(error instanceof AppError && isFailureCode(error.code)).toBe(true);
    }
  });
});

describe('trouble around an enrolment', () => {
  it.each(FIT_MODELS)('$id: strangers on the same wire do not disturb it', async (profile) => {
    const bench = faulty({ kind: 'foreignFrames' }, profile);
    await bench.run(enrol(bench.client, bench.platform));
    expect(bench.key.snapshot().credentials).toHaveLength(1);
  });

  it.each(FIT_MODELS)('$id: a busy key is asked again until it has time', async (profile) => {
    const bench = faulty({ kind: 'busy', times: 7 }, profile);
    await bench.run(enrol(bench.client, bench.platform));
    expect(bench.key.snapshot().credentials).toHaveLength(1);
  });

  it('ends with device_busy where the key never has time', async () => {
    const bench = faulty({ kind: 'busy', times: 1_000_000 });
    expect(await bench.fail(bench.client.getInfo())).toMatchObject({ code: 'device_busy' });
    await expectRecovery(bench);
  });

  it('ends with device_timeout where the key works for ever, and goes on when it has done', async () => {
    const bench = faulty({ kind: 'slow', ms: 60_000, command: 'getInfo' });
    expect(await bench.fail(bench.client.getInfo())).toMatchObject({ code: 'device_timeout' });
    expect(await bench.fail(bench.client.getInfo())).toMatchObject({ code: 'device_busy' });
    bench.key.faults.clear();
    await bench.clock.advance(60_000);
    await expectRecovery(bench);
  });

  it('is a proof that does not verify', async () => {
    const bench = plugIn(ctap20);
    const { client, platform } = bench;
    await bench.run(client.setPin({ platform }));
    const { credential, attested } = await bench.run(makeFor(client, platform, 'alex'));
    bench.key.faults.add({ kind: 'badAssertionSignature' });
    const proof = await bench.run(prove(client, platform, credential));
    const verify = () =>
      verifyAssertion({
        publicKey: attested.publicKey,
        authData: proof.authData,
        clientDataHash: PROOF_HASH,
        signature: proof.signature,
        rpIdHash: RP_ID_HASH,
        requireUp: false,
        requireUv: true,
      });
    expect(verify).toThrow(expect.objectContaining({ code: 'proof_failed' }));
  });
});
