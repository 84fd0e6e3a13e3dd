import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CHANNEL,
  failure,
  frame,
  GET_INFO,
  initAnswer,
  ready,
  setUp,
} from '../testing/hidBench.ts';
import { BROADCAST_CHANNEL, CTAPHID_COMMAND as CMD } from './ctapHidConstants.ts';

describe('opening a channel', () => {
  it('takes the channel that answers its own nonce and skips answers to other programs', async () => {
    const { port, channel, scriptInit } = setUp();
    scriptInit(1, initAnswer(9, 0x77), frame(CMD.CBOR, [0], 0x55), initAnswer(1));
    await channel.init();
    expect(channel.channelId).toBe(CHANNEL);
    expect(channel.capabilities).toEqual({ wink: true, cbor: true, msg: true });
    expect(channel.deviceVersion).toEqual({ major: 5, minor: 4, build: 3 });
    port.expectDone();
  });

  it('accepts small and repeated channel ids, as opensk and pico give them', async () => {
    for (const id of [1, 2, CHANNEL, CHANNEL]) {
      const { channel, scriptInit } = setUp();
      scriptInit(1, initAnswer(1, id, 0x0c));
      await channel.init();
      expect(channel.channelId).toBe(id);
      expect(channel.capabilities).toEqual({ wink: false, cbor: true, msg: false });
    }
  });

  it('does not take the broadcast channel or channel 0 for its own', async () => {
    for (const id of [0, BROADCAST_CHANNEL]) {
      const { channel, timers, scriptInit } = setUp();
      scriptInit(1, initAnswer(1, id));
      const ended = failure(channel.init());
      await timers.advance(3_000);
      expect(await ended).toMatchObject({ code: 'device_timeout' });
    }
  });

  it('tells a dead key by its silence after three seconds', async () => {
    const { port, timers, channel, scriptInit } = setUp();
    scriptInit(1);
    const ended = failure(channel.init());
    await timers.advance(3_000);
    expect(await ended).toMatchObject({ code: 'device_timeout' });
    port.expectDone();
  });

  it('asks again while the key is busy with another program', async () => {
    const { port, timers, channel, scriptInit } = setUp();
    scriptInit(1, frame(CMD.ERROR, [0x06], BROADCAST_CHANNEL));
    scriptInit(2, initAnswer(2));
    const done = channel.init();
    await timers.advance(100);
    await done;
    expect(channel.requestCount).toBe(2);
    port.expectDone();
  });
});

describe('WINK and PING', () => {
  it('makes the key blink', async () => {
    const { port, channel } = await ready();
    port.script(frame(CMD.WINK, []), frame(CMD.WINK, []));
    await channel.wink();
    port.expectDone();
  });

  it('checks the echo', async () => {
    const { port, channel } = await ready();
    port.script(frame(CMD.PING, [1, 2]), frame(CMD.PING, [1, 2]));
    await channel.ping(Uint8Array.of(1, 2));
    port.script(frame(CMD.PING, [1, 2]), frame(CMD.PING, [1, 3]));
    expect(await failure(channel.ping(Uint8Array.of(1, 2)))).toMatchObject({
      code: 'ctaphid_protocol',
    });
    port.expectDone();
  });
});

it('always ends, with an answer or a typed failure, whatever reports the key sends', async () => {
  const tail = fc.uint8Array({ minLength: 60, maxLength: 60 });
  const garbage = fc.oneof(
    tail.map((bytes) => Uint8Array.of(1, 0, 0, 0, ...bytes)),
    fc.uint8Array({ maxLength: 70 }),
    fc.integer({ min: 0, max: 255 }).map((status) => frame(CMD.KEEPALIVE, [status])),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(garbage, { maxLength: 12 }), async (reports) => {
      const { port, timers, channel } = await ready();
      port.script(frame(CMD.CBOR, GET_INFO), ...reports);
      const ended = channel.cbor(GET_INFO, { timeoutMs: 1_000 }).then(
        (answer) => answer.constructor.name,
        (error) => error.code,
      );
      await timers.advance(1_000);
      expect([
        'Uint8Array',
        'device_timeout',
        'ctaphid_protocol',
        'ctaphid_error',
        'device_busy',
        'device_removed',
      ]).toContain(await ended);
    }),
    { numRuns: 60 },
  );
});
