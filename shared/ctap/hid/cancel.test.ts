import { describe, expect, it } from 'vitest';
import { settle } from '../testing/fakeTimers.ts';
import { failure, frame, GET_INFO, initAnswer, ready } from '../testing/hidBench.ts';
import { CTAPHID_COMMAND as CMD } from './ctapHidConstants.ts';

describe('cancelling', () => {
  it('sends CANCEL, waits for the answer, and then throws cancelled', async () => {
    const { port, channel } = await ready();
    port.script(frame(CMD.CBOR, [1]), frame(CMD.KEEPALIVE, [2]));
    port.script(frame(CMD.CANCEL, []), frame(CMD.KEEPALIVE, [2]));
    const controller = new AbortController();
    const ended = failure(channel.cbor(Uint8Array.of(1), { signal: controller.signal }));
    let over = false;
    void ended.then(() => {
      over = true;
    });
    await settle();
    controller.abort();
    await settle();
    expect(over).toBe(false);
    port.say(frame(CMD.CBOR, [0x2d]));
    expect(await ended).toMatchObject({ code: 'cancelled' });

    port.script(frame(CMD.CBOR, GET_INFO), frame(CMD.CBOR, [0]));
    await channel.cbor(GET_INFO);
    port.expectDone();
  });

  it('waits two seconds for a key that ignores CANCEL, then uses a new channel', async () => {
    const { port, timers, channel, scriptInit } = await ready();
    port.script(frame(CMD.CBOR, [1]));
    port.script(frame(CMD.CANCEL, []));
    const controller = new AbortController();
    const ended = failure(channel.cbor(Uint8Array.of(1), { signal: controller.signal }));
    await settle();
    controller.abort();
    await timers.advance(2_000);
    expect(await ended).toMatchObject({ code: 'cancelled' });

    scriptInit(2, initAnswer(2, 0x33));
    port.script(
      frame(CMD.CBOR, GET_INFO, 0x33),
      frame(CMD.CBOR, [0xee]),
      frame(CMD.CBOR, [0], 0x33),
    );
    expect(await channel.cbor(GET_INFO)).toEqual(Uint8Array.of(0));
    port.expectDone();
  });

  it('sends nothing for a call that was cancelled before it began', async () => {
    const { port, channel } = await ready();
    const controller = new AbortController();
    controller.abort();
    const ended = failure(channel.cbor(GET_INFO, { signal: controller.signal }));
    expect(await ended).toMatchObject({ code: 'cancelled' });
    port.expectDone();
  });

  it('takes a waiting call out of the queue at once', async () => {
    const { port, channel } = await ready();
    port.script(frame(CMD.CBOR, [1]));
    const first = channel.cbor(Uint8Array.of(1));
    const controller = new AbortController();
    const second = failure(channel.cbor(GET_INFO, { signal: controller.signal }));
    await settle();
    controller.abort();
    expect(await second).toMatchObject({ code: 'cancelled' });
    port.say(frame(CMD.CBOR, [0]));
    await first;
    await settle();
    port.expectDone();
  });

  it('ends the pause of a busy channel', async () => {
    const { port, channel } = await ready();
    port.script(frame(CMD.CBOR, GET_INFO), frame(CMD.ERROR, [0x06]));
    const controller = new AbortController();
    const ended = failure(channel.cbor(GET_INFO, { signal: controller.signal }));
    await settle();
    controller.abort();
    expect(await ended).toMatchObject({ code: 'cancelled' });
    port.expectDone();
  });

  it('cancels what is under way when the channel is closed, and refuses what comes later', async () => {
    const { port, channel } = await ready();
    port.script(frame(CMD.CBOR, [1]));
    port.script(frame(CMD.CANCEL, []), frame(CMD.CBOR, [0x2d]));
    const ended = failure(channel.cbor(Uint8Array.of(1)));
    await settle();
    channel.close();
    expect(await ended).toMatchObject({ code: 'cancelled' });
    expect(await failure(channel.cbor(GET_INFO))).toMatchObject({ code: 'cancelled' });
    await settle();
    port.expectDone();
  });
});
