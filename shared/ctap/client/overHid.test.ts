import { describe, expect, it } from 'vitest';
import { concat } from '#shared/bytes/concat.ts';
import { encodeCbor } from '#shared/cbor/encodeCbor.ts';
import { createCtapClient } from '../client.ts';
import { createCtapHidChannel } from '../hid/ctapHidChannel.ts';
import { BROADCAST_CHANNEL } from '../hid/ctapHidConstants.ts';
import { splitMessage } from '../hid/splitMessage.ts';
import { failureOf } from '../testing/failureOf.ts';
import { createFakeTimers, settle } from '../testing/fakeTimers.ts';
import { getInfoMapOf } from '../testing/keyModels.ts';
import { createFixedCrypto } from '../testing/pinFixture.ts';
import { createScriptedHidPort } from '../testing/scriptedHidPort.ts';

const CHANNEL = 1;
const NONCE = new Uint8Array(8).fill(6);

function setUp() {
  const port = createScriptedHidPort();
  const timers = createFakeTimers();
  const channel = createCtapHidChannel({ port, timers, randomBytes: () => NONCE });
  const client = createCtapClient({ channel, crypto: createFixedCrypto() });
  const script = (id: number, command: number, request: Uint8Array, answer?: Uint8Array) => {
    const [report] = splitMessage(id, command, request);
    port.script(report ?? new Uint8Array(), ...(answer ? splitMessage(id, command, answer) : []));
  };
  const initAnswer = concat(NONCE, Uint8Array.of(0, 0, 0, CHANNEL, 2, 1, 0, 0, 0x05));
  script(BROADCAST_CHANNEL, 0x06, NONCE, initAnswer);
  return { port, timers, client, script };
}

describe('a client on CTAPHID', () => {
  it('opens its channel and reads the getInfo of opensk from five reports', async () => {
    const { port, client, script } = setUp();
    const answer = concat(Uint8Array.of(0), encodeCbor(getInfoMapOf('opensk')));
    expect(splitMessage(CHANNEL, 0x10, answer)).toHaveLength(5);
    script(CHANNEL, 0x10, Uint8Array.of(0x04), answer);
    expect((await client.getInfo()).maxMsgSize).toBe(7609);
    expect(client.requestCount).toBe(2);
    port.expectDone();
  });

  it('gives up on vfido, which crashes over Reset, and says so', async () => {
    const { port, timers, client, script } = setUp();
    script(CHANNEL, 0x10, Uint8Array.of(0x07));
    script(CHANNEL, 0x11, new Uint8Array());
    const failure = failureOf(client.reset());
    await timers.advance(30_000);
    expect(await failure).toMatchObject({ code: 'device_timeout' });
    port.expectDone();
  });

  it('names the loss of the key in the middle of an answer', async () => {
    const { port, client, script } = setUp();
    script(CHANNEL, 0x10, Uint8Array.of(0x04));
    const failure = failureOf(client.getInfo());
    await settle();
    const [first] = splitMessage(CHANNEL, 0x10, new Uint8Array(200));
    port.say(first ?? new Uint8Array());
    port.unplug();
    expect(await failure).toMatchObject({ code: 'device_removed' });
    port.expectDone();
  });
});
