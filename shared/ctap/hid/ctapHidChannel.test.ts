import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TransportError } from '#shared/failure/appError.ts';
import { createFakeTimers, settle } from '../testing/fakeTimers.ts';
import { createScriptedHidPort } from '../testing/scriptedHidPort.ts';
import { createCtapHidChannel } from './ctapHidChannel.ts';
import { BROADCAST_CHANNEL, CTAPHID_COMMAND as CMD } from './ctapHidConstants.ts';
import { splitMessage } from './splitMessage.ts';

const CHANNEL = 0x01000000;
const GET_INFO = Uint8Array.of(0x04);

function frames(command: number, payload: number[] | Uint8Array, channel = CHANNEL): Uint8Array[] {
  return splitMessage(channel, command, Uint8Array.from(payload));
}

function frame(command: number, payload: number[] | Uint8Array, channel = CHANNEL): Uint8Array {
  const [first] = frames(command, payload, channel);
  if (!first) throw new Error('no report');
  return first;
}

function nonce(count: number): Uint8Array {
  return new Uint8Array(8).fill(count);
}

function initAnswer(count: number, channel = CHANNEL, capabilities = 0x05): Uint8Array {
  const cid = [channel >>> 24, (channel >>> 16) & 0xff, (channel >>> 8) & 0xff, channel & 0xff];
  return frame(CMD.INIT, [...nonce(count), ...cid, 2, 5, 4, 3, capabilities], BROADCAST_CHANNEL);
}

function setUp() {
  const port = createScriptedHidPort();
  const timers = createFakeTimers();
  let inits = 0;
  const randomBytes = (length: number) => {
    inits += 1;
    return new Uint8Array(length).fill(inits);
  };
  const channel = createCtapHidChannel({ port, timers, randomBytes });
  const scriptInit = (count: number, ...answer: Uint8Array[]) =>
    port.script(frame(CMD.INIT, nonce(count), BROADCAST_CHANNEL), ...answer);
  return { port, timers, channel, scriptInit };
}

async function ready() {
  const parts = setUp();
  parts.scriptInit(1, initAnswer(1));
  await parts.channel.init();
  return parts;
}

/** The promise's failure, or the word that it has none. */
function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'it succeeded',
    (error) => error,
  );
}

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
