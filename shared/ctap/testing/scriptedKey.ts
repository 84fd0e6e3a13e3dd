import type { CborMap, CborValue } from '#shared/cbor/cborValue.ts';
import { createFingerprintClient, type FingerprintClient } from '../fingerprintClient.ts';
import { createLocalPinUvPlatform, type LocalPinUvPlatform } from '../pinuv/localPinUvPlatform.ts';
import { getInfoMapOf, type KeyModel } from './keyModels.ts';
import {
  createFixedCrypto,
  keyCoseKey,
  newPin,
  type PinFixture,
  pin,
  pinFixtures,
  platformCoseKey,
} from './pinFixture.ts';
import { createScriptedCtapChannel, type ScriptedCtapChannel } from './scriptedCtapChannel.ts';

/** What a key answers: a map, a status, or an error. */
type ScriptedAnswer = Parameters<ScriptedCtapChannel['script']>[2];

/** A client with a scripted key of one model behind it, and the lines that most scripts need. */
export interface ScriptedKey {
  readonly channel: ScriptedCtapChannel;
  readonly client: FingerprintClient;
  readonly platform: LocalPinUvPlatform;
  readonly fixture: PinFixture;
  info(changes?: CborMap): void;
  agreement(): void;
  /** A token by PIN, with permissions or, without, by getPinToken. */
  token(scope: TokenLine | undefined, answer?: ScriptedAnswer): void;
  tokenByUv(scope: TokenLine, answer?: ScriptedAnswer): void;
  setPin(answer?: ScriptedAnswer): void;
  changePin(answer?: ScriptedAnswer): void;
  retries(pinRetries: number, powerCycleState?: boolean): void;
  /** pinUvAuthParam by the fixture's token. */
  sign(message: Uint8Array): Uint8Array;
}

/** Permissions and RP of a token. */
interface TokenLine {
  readonly permissions: number;
  readonly rpId?: string;
}

/** A map from its members. */
export function map(...members: [number | string, CborValue][]): CborMap {
  return new Map(members);
}

/** Makes a scripted key; protocol one for solo and vfido, two for the others. */
export function createScriptedKey(model: KeyModel): ScriptedKey {
  const crypto = createFixedCrypto();
  const channel = createScriptedCtapChannel();
  const [one, two] = pinFixtures;
  const fixture = model === 'solo' || model === 'vfido' ? one : two;
  const { protocol } = fixture;
  const platform = createLocalPinUvPlatform({ crypto, pin });
  const tokenAnswer = map([2, fixture.encryptedToken]);

  function scopeMembers(scope: TokenLine): [number, CborValue][] {
    const rpId: [number, CborValue][] = scope.rpId === undefined ? [] : [[0x0a, scope.rpId]];
    return [[0x09, scope.permissions], ...rpId];
  }

  return {
    channel,
    client: createFingerprintClient({ channel, crypto }),
    platform,
    fixture,
    info: (changes) => channel.script(0x04, undefined, getInfoMapOf(model, changes)),
    agreement: () => channel.script(0x06, map([1, protocol], [2, 2]), map([1, keyCoseKey])),
    token(scope, answer = tokenAnswer) {
      const subCommand = scope ? 0x09 : 0x05;
      const members = map(
        [1, protocol],
        [2, subCommand],
        [3, platformCoseKey],
        [6, fixture.pinHashEnc],
        ...(scope ? scopeMembers(scope) : []),
      );
      channel.script(0x06, members, answer);
    },
    tokenByUv(scope, answer = tokenAnswer) {
      const members = map([1, protocol], [2, 0x06], [3, platformCoseKey], ...scopeMembers(scope));
      channel.script(0x06, members, answer);
    },
    setPin(answer = 0) {
      const { newPinEnc, pinUvAuthParam } = fixture.setPin;
      const members = map(
        [1, protocol],
        [2, 3],
        [3, platformCoseKey],
        [4, pinUvAuthParam],
        [5, newPinEnc],
      );
      channel.script(0x06, members, answer);
    },
    changePin(answer = 0) {
      const { newPinEnc, pinHashEnc, pinUvAuthParam } = fixture.changePin;
      const members = map(
        [1, protocol],
        [2, 4],
        [3, platformCoseKey],
        [4, pinUvAuthParam],
        [5, newPinEnc],
        [6, pinHashEnc],
      );
      channel.script(0x06, members, answer);
    },
    retries(pinRetries, powerCycleState) {
      const state: [number, CborValue][] =
        powerCycleState === undefined ? [] : [[4, powerCycleState]];
      channel.script(0x06, map([1, protocol], [2, 1]), map([3, pinRetries], ...state));
    },
    sign: (message) => crypto.hmacSha256(fixture.token, message).slice(0, protocol === 1 ? 16 : 32),
  };
}

/** A platform that can also change the PIN of the vectors. */
export function createChangingPlatform(): LocalPinUvPlatform {
  return createLocalPinUvPlatform({ crypto: createFixedCrypto(), pin, newPin });
}
