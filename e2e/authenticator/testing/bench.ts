import type { CborValue } from '#shared/cbor/cborValue.ts';
import { createManualClock, type ManualClock } from '../manualClock.ts';
import type { TouchPolicy } from '../ports.ts';
import type { Profile } from '../profiles/profile.ts';
import { createSeededRandom } from '../seededRandom.ts';
import { createSoftwareKey, type SoftwareKey } from '../softwareKey.ts';
import { type CborAnswer, createTestClient, type TestClient } from './testClient.ts';
import { createTestPin, type TestPin } from './testPin.ts';

export const RP_ID = 'login.microsoft.com';
export const CLIENT_DATA_HASH = new Uint8Array(32).fill(0xcd);
export const PIN = '493817';
export const MC = 1;
export const GA = 2;
export const CM = 4;
export const BE = 8;
export const LBW = 16;
export const ACFG = 32;

export interface Bench {
  readonly key: SoftwareKey;
  readonly clock: ManualClock;
  readonly client: TestClient;
  readonly pin: TestPin;
  readonly replug: () => Promise<void>;
  readonly make: (wish?: MakeWish) => Promise<CborAnswer>;
  readonly assert: (wish?: AssertWish) => Promise<CborAnswer>;
}

export interface MakeWish {
  readonly rpId?: string;
  readonly user?: string;
  readonly rk?: boolean;
  readonly excludeList?: Uint8Array[];
  readonly algorithms?: number[];
  readonly extensions?: Map<string, CborValue>;
  readonly options?: Map<string, CborValue>;
  /** Signs with the last token. */
  readonly withToken?: boolean;
  readonly more?: [number, CborValue][];
}

interface AssertWish {
  readonly rpId?: string;
  readonly allowList?: Uint8Array[];
  readonly up?: boolean;
  readonly withToken?: boolean;
  readonly extensions?: Map<string, CborValue>;
  readonly options?: Map<string, CborValue>;
}

const descriptor = (id: Uint8Array): CborValue =>
  new Map<string, CborValue>([
    ['id', id],
    ['type', 'public-key'],
  ]);

/** A plugged-in key with an open channel, and someone who touches at once unless told otherwise. */
export async function plugIn(
  profile: Profile,
  /** Keys of one model and one seed are one key. */
  options: { touch?: TouchPolicy; protocol?: 1 | 2; seed?: string } = {},
): Promise<Bench> {
  const clock = createManualClock();
  const random = createSeededRandom(options.seed ?? profile.id);
  const key = createSoftwareKey({ profile, clock, random, touch: options.touch ?? 'immediate' });
  const client = createTestClient(key);
  const protocol = options.protocol ?? (profile.info.pinUvAuthProtocols?.includes(2) ? 2 : 1);
  const pin = createTestPin(client, protocol);
  key.powerUp();
  await client.init();
  return {
    key,
    clock,
    client,
    pin,
    async replug() {
      key.powerDown();
      key.powerUp();
      await client.init();
    },
    make(wish = {}) {
      const algorithms = wish.algorithms ?? [-7];
      const request = new Map<number, CborValue>([
        [1, CLIENT_DATA_HASH],
        [
          2,
          new Map([
            ['id', wish.rpId ?? RP_ID],
            ['name', 'Microsoft'],
          ]),
        ],
        [
          3,
          new Map<string, CborValue>([
            ['id', Buffer.from(wish.user ?? 'user-1')],
            ['name', 'alex@example.org'],
            ['displayName', 'Alex'],
          ]),
        ],
        [
          4,
          algorithms.map(
            (alg) =>
              new Map<string, CborValue>([
                ['alg', alg],
                ['type', 'public-key'],
              ]),
          ),
        ],
      ]);
      if (wish.excludeList) request.set(5, wish.excludeList.map(descriptor));
      if (wish.extensions) request.set(6, wish.extensions);
      request.set(7, wish.options ?? new Map([['rk', wish.rk ?? true]]));
      if (wish.withToken ?? true) {
        request.set(8, pin.param(CLIENT_DATA_HASH)).set(9, protocol);
      }
      for (const [member, value] of wish.more ?? []) request.set(member, value);
      return client.cbor(0x01, request);
    },
    assert(wish = {}) {
      const request = new Map<number, CborValue>([
        [1, wish.rpId ?? RP_ID],
        [2, CLIENT_DATA_HASH],
      ]);
      if (wish.allowList) request.set(3, wish.allowList.map(descriptor));
      if (wish.extensions) request.set(4, wish.extensions);
      if (wish.options ?? wish.up !== undefined) {
        request.set(5, wish.options ?? new Map([['up', wish.up ?? true]]));
      }
      if (wish.withToken ?? true) {
        request.set(6, pin.param(CLIENT_DATA_HASH)).set(7, protocol);
      }
      return client.cbor(0x02, request);
    },
  };
}
