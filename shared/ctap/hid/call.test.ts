import { describe, expect, it } from 'vitest';
import { TransportError } from '#shared/failure/appError.ts';
import { settle } from '../testing/fakeTimers.ts';
import { failure, frame, frames, GET_INFO, initAnswer, ready, setUp } from '../testing/hidBench.ts';
import { CTAPHID_COMMAND as CMD } from './ctapHidConstants.ts';

describe('a call', () => {
  it('opens a channel first where there is none', async () => {
    const { port, channel, scriptInit } = setUp();
    scriptInit(1, initAnswer(1));
    port.script(frame(CMD.CBOR, GET_INFO), frame(CMD.CBOR, [0, 0xa0]));
    expect(await channel.cbor(GET_INFO)).toEqual(Uint8Array.of(0, 0xa0));
    expect(channel.requestCount).toBe(2);
    port.expectDone();
  });

  it('sends and receives messages of several reports', async () => {
    const { port, channel } = await ready();
    const request = new Uint8Array(200).fill(7);
    const answer = new Uint8Array(7609).fill(8);
    const reports = frames(CMD.CBOR, request);
    reports.forEach((report, index) => {
      port.script(report, ...(index === reports.length - 1 ? frames(CMD.CBOR, answer) : []));
    });
    expect(await channel.cbor(request)).toEqual(answer);
    port.expectDone();
  });

  it('reports processing and touch, each once as it changes', async () => {
    const { port, channel } = await ready();
    const beat = (status: number) => frame(CMD.KEEPALIVE, [status]);
    port.script(
      frame(CMD.CBOR, [1]),
      beat(1),
      beat(1),
      beat(2),
      beat(2),
      beat(1),
      frame(CMD.CBOR, [0]),
    );
    const seen: string[] = [];
    await channel.cbor(Uint8Array.of(1), { onKeepalive: (status) => seen.push(status) });
    expect(seen).toEqual(['processing', 'touch_needed', 'processing']);
    port.expectDone();
  });

  it('lets a keepalive extend the silence but never the budget', async () => {
    const { port, timers, channel } = await ready();
    port.script(frame(CMD.CBOR, [1]));
    port.script(frame(CMD.CANCEL, []));
    const ended = failure(channel.cbor(Uint8Array.of(1), { timeoutMs: 10_000, silenceMs: 3_000 }));
    let over: unknown;
    void ended.then((error) => {
      over = error;
    });
    for (let second = 0; second < 9; second += 1) {
      await timers.advance(1_000);
      port.say(frame(CMD.KEEPALIVE, [2]));
    }
    expect(over).toBeUndefined();
    await timers.advance(1_000);
    expect(over).toMatchObject({ code: 'device_timeout' });
    port.expectDone();
  });

  it('ends with device_timeout when a crashed key goes silent, as vfido does on an unknown command', async () => {
    const { port, timers, channel } = await ready();
    port.script(frame(CMD.CBOR, [7]));
    port.script(frame(CMD.CANCEL, []));
    const ended = failure(channel.cbor(Uint8Array.of(7), { silenceMs: 5_000 }));
    await timers.advance(5_000);
    expect(await ended).toMatchObject({ code: 'device_timeout' });
    port.expectDone();
  });

  it('does not take the late answer of a timed-out call for the next one', async () => {
    const { port, timers, channel, scriptInit } = await ready();
    port.script(frame(CMD.CBOR, [1]));
    port.script(frame(CMD.CANCEL, []));
    const ended = failure(channel.cbor(Uint8Array.of(1), { timeoutMs: 500 }));
    await timers.advance(500);
    expect(await ended).toMatchObject({ code: 'device_timeout' });

    // pico gives the same channel again; the late answer comes before the new channel does.
    scriptInit(2, frame(CMD.CBOR, [0, 0xde]), initAnswer(2));
    port.script(frame(CMD.CBOR, GET_INFO), frame(CMD.CBOR, [0, 0xa0]));
    expect(await channel.cbor(GET_INFO)).toEqual(Uint8Array.of(0, 0xa0));
    port.expectDone();
  });

  it('repeats the request while the channel is busy, and says device_busy when the budget ends', async () => {
    const { port, timers, channel } = await ready();
    const busy = frame(CMD.ERROR, [0x06]);
    port.script(frame(CMD.CBOR, GET_INFO), busy);
    port.script(frame(CMD.CBOR, GET_INFO), frame(CMD.CBOR, [0]));
    const done = channel.cbor(GET_INFO);
    await timers.advance(100);
    expect(await done).toEqual(Uint8Array.of(0));

    port.script(frame(CMD.CBOR, GET_INFO), busy);
    port.script(frame(CMD.CBOR, GET_INFO), busy);
    const ended = failure(channel.cbor(GET_INFO, { timeoutMs: 200 }));
    await timers.advance(200);
    expect(await ended).toMatchObject({ code: 'device_busy' });
    port.expectDone();
  });

  it('opens a new channel and repeats when the key has forgotten the channel', async () => {
    const { port, channel, scriptInit } = await ready();
    port.script(frame(CMD.CBOR, GET_INFO), frame(CMD.ERROR, [0x0b]));
    scriptInit(2, initAnswer(2, 0x22));
    port.script(frame(CMD.CBOR, GET_INFO, 0x22), frame(CMD.CBOR, [0], 0x22));
    expect(await channel.cbor(GET_INFO)).toEqual(Uint8Array.of(0));
    port.expectDone();
  });

  it('sends a request again that the key gave up before it had all of it, three times at most', async () => {
    const { port, channel } = await ready();
    const request = new Uint8Array(100).fill(7);
    const [first, second] = frames(CMD.CBOR, request);
    if (first === undefined || second === undefined) throw new Error('not two reports');
    const tooLate = frame(CMD.ERROR, [0x05]);
    port.script(first);
    port.script(second, tooLate);
    port.script(first);
    port.script(second, frame(CMD.CBOR, [0]));
    expect(await channel.cbor(request)).toEqual(Uint8Array.of(0));

    for (let count = 0; count < 3; count += 1) {
      port.script(first);
      port.script(second, tooLate);
    }
    const ended = await failure(channel.cbor(request));
    expect(ended).toMatchObject({ code: 'ctaphid_error', hidStatus: 0x05 });
    port.expectDone();
  });

  it('gives up when every new channel is refused', async () => {
    const { port, channel, scriptInit } = await ready();
    for (let count = 2; count <= 4; count += 1) {
      port.script(frame(CMD.CBOR, GET_INFO), frame(CMD.ERROR, [0x0b]));
      if (count < 4) scriptInit(count, initAnswer(count));
    }
    expect(await failure(channel.cbor(GET_INFO))).toMatchObject({ hidStatus: 0x0b });
    port.expectDone();
  });

  it("throws the key's error frame with its byte, as pico answers an unknown command", async () => {
    const { port, channel } = await ready();
    port.script(frame(CMD.CBOR, [0x55]), frame(CMD.ERROR, [0x01]));
    expect(await failure(channel.cbor(Uint8Array.of(0x55)))).toMatchObject({
      code: 'ctaphid_error',
      hidStatus: 0x01,
    });
    port.expectDone();
  });

  it('stops at an answer to another command and opens a new channel for the next call', async () => {
    const { port, channel, scriptInit } = await ready();
    port.script(frame(CMD.CBOR, GET_INFO), frame(CMD.PING, [0]));
    expect(await failure(channel.cbor(GET_INFO))).toMatchObject({ code: 'ctaphid_protocol' });
    scriptInit(2, initAnswer(2));
    port.script(frame(CMD.CBOR, GET_INFO), frame(CMD.CBOR, [0]));
    await channel.cbor(GET_INFO);
    port.expectDone();
  });

  it('rejects at once with device_removed when the key is pulled out, and so do the calls behind it', async () => {
    const { port, channel } = await ready();
    port.script(frame(CMD.CBOR, [1]));
    const first = failure(channel.cbor(Uint8Array.of(1)));
    const second = failure(channel.cbor(GET_INFO));
    await settle();
    port.unplug();
    expect(await first).toMatchObject({ code: 'device_removed' });
    expect(await second).toMatchObject({ code: 'device_removed' });
    port.expectDone();
  });

  it('names the loss of the key when a report cannot be sent', async () => {
    const { channel } = await ready();
    const error = await failure(channel.cbor(GET_INFO));
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({ code: 'device_removed' });
  });

  it('keeps one transaction on the wire at a time', async () => {
    const { port, channel } = await ready();
    port.script(frame(CMD.CBOR, [1]));
    const first = channel.cbor(Uint8Array.of(1));
    const second = channel.cbor(Uint8Array.of(2));
    await settle();
    expect(port.sent).toHaveLength(2);
    port.script(frame(CMD.CBOR, [2]), frame(CMD.CBOR, [0, 2]));
    port.say(frame(CMD.CBOR, [0, 1]));
    expect(await first).toEqual(Uint8Array.of(0, 1));
    expect(await second).toEqual(Uint8Array.of(0, 2));
    port.expectDone();
  });
});
