import { concat } from '#shared/bytes/concat.ts';
import type { CborMap, CborValue } from '#shared/cbor/cborValue.ts';
import { decodeCbor } from '#shared/cbor/decodeCbor.ts';
import { encodeCbor } from '#shared/cbor/encodeCbor.ts';
import type { SoftwareKey } from '../softwareKey.ts';

const BROADCAST = 0xffffffff;

interface WireMessage {
  readonly channel: number;
  readonly command: number;
  readonly data: Uint8Array;
}

export interface CborAnswer {
  readonly status: number;
  readonly map: CborMap;
}

/** A client of a few lines that the tests of the software keys have for themselves. */
export interface TestClient {
  /** Every complete message so far that was not taken by a waiting request; keepalives are here too. */
  readonly messages: WireMessage[];
  channel(): number;
  init(): Promise<WireMessage>;
  sendFrame(channel: number, ...bytes: number[]): void;
  send(channel: number, command: number, data: Uint8Array): void;
  request(command: number, data?: Uint8Array): Promise<WireMessage>;
  cbor(command: number, map?: Map<number, CborValue>): Promise<CborAnswer>;
}

function frames(channel: number, command: number, data: Uint8Array): Uint8Array[] {
  const out: Uint8Array[] = [];
  let rest = data;
  let head = [0x80 | command, data.length >> 8, data.length & 0xff];
  let sequence = 0;
  do {
    const report = new Uint8Array(64);
    new DataView(report.buffer).setUint32(0, channel);
    report.set(head, 4);
    report.set(rest.subarray(0, 60 - head.length), 4 + head.length);
    out.push(report);
    rest = rest.subarray(60 - head.length);
    head = [sequence++];
  } while (rest.length > 0);
  return out;
}

export function createTestClient(key: SoftwareKey): TestClient {
  const messages: WireMessage[] = [];
  let channel = BROADCAST;
  let partial: { channel: number; command: number; length: number; data: number[] } | undefined;
  let waiting: ((message: WireMessage) => void) | undefined;

  function finish(): void {
    if (partial === undefined || partial.data.length < partial.length) return;
    const data = Uint8Array.from(partial.data.slice(0, partial.length));
    const message = { channel: partial.channel, command: partial.command, data };
    partial = undefined;
    const take = message.command === 0x3b ? undefined : waiting;
    if (take === undefined) {
      messages.push(message);
    } else {
      waiting = undefined;
      take(message);
    }
  }
  key.onReport((report) => {
    const view = new DataView(report.buffer, report.byteOffset, report.byteLength);
    if (view.getUint8(4) & 0x80) {
      const command = view.getUint8(4) & 0x7f;
      partial = { channel: view.getUint32(0), command, length: view.getUint16(5), data: [] };
      partial.data.push(...report.subarray(7));
    } else {
      partial?.data.push(...report.subarray(5));
    }
    finish();
  });

  const send = (to: number, command: number, data: Uint8Array) => {
    for (const report of frames(to, command, data)) key.receive(report);
  };
  const request = (command: number, data: Uint8Array = new Uint8Array(0)) =>
    new Promise<WireMessage>((resolve) => {
      waiting = resolve;
      send(channel, command, data);
    });

  return {
    messages,
    channel: () => channel,
    send,
    request,
    sendFrame(to, ...bytes) {
      const report = new Uint8Array(64);
      new DataView(report.buffer).setUint32(0, to);
      report.set(bytes, 4);
      key.receive(report);
    },
    async init() {
      channel = BROADCAST;
      const answer = await request(0x06, Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8));
      channel = new DataView(answer.data.buffer, answer.data.byteOffset).getUint32(8);
      return answer;
    },
    async cbor(command, map) {
      const body = map === undefined ? new Uint8Array(0) : encodeCbor(map);
      const answer = await request(0x10, concat(Uint8Array.of(command), body));
      if (answer.command !== 0x10) throw new Error(`CTAPHID error ${answer.data[0]}`);
      const rest = answer.data.subarray(1);
      const value = rest.length === 0 ? new Map() : decodeCbor(rest);
      if (!(value instanceof Map)) throw new Error('the answer is no map');
      return { status: answer.data[0] ?? -1, map: value };
    },
  };
}
