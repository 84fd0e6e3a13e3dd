import { randomBytes } from 'node:crypto';
import type { Profile } from '#e2e/authenticator/profiles/profile.ts';
import type { KeySnapshot } from '#e2e/authenticator/snapshot.ts';
import { createSoftwareKey, type SoftwareKey } from '#e2e/authenticator/softwareKey.ts';
import { toBase64Url } from '#shared/bytes/base64Url.ts';
import { fromHex, toHex } from '#shared/bytes/hex.ts';
import type { CtapTimers } from '#shared/ctap/hid/hidPort.ts';
import type { HistoryEvent } from '../history/historyEvent.ts';
import { nameOfRequest } from './ctapName.ts';
import { pinHashOf } from './pinHash.ts';
import type { Point } from './probe.ts';

/** What a key tells, and who may pull it out meanwhile. */
export interface KeyWatch {
  command(key: WatchedKey, name: string, point: Point): void;
  saw(event: HistoryEvent): void;
}

/** A software key whose every effect gets into the history in the moment in which it takes place. */
export interface WatchedKey {
  readonly serial: string;
  readonly software: SoftwareKey;
  /** One report from a page. */
  receive(report: Uint8Array): void;
  /** Somebody sets a PIN with other means, as only a reset and a new PIN can; the key loses what was on it. */
  takeForeignPin(pin: string): void;
}

/** Commands after which the PIN may be another one. */
const CHANGES_PIN = /setPIN|changePIN|reset/;
const PIN_INVALID = [0x31, 0x32, 0x34];

/** Makes a key of a model with a serial of its own. */
export function createWatchedKey(
  profile: Profile,
  serial: number,
  clock: CtapTimers,
  watch: KeyWatch,
): WatchedKey {
  const software = createSoftwareKey({
    profile,
    clock,
    serial,
    random: (length) => Uint8Array.from(randomBytes(length)),
    touch: 'immediate',
  });
  const name = String(serial);
  let command = '';
  let seen = software.snapshot();
  let result = software.lastResult();

  software.onChange(() => {
    const last = software.lastResult();
    if (last === undefined || last === result) return;
    result = last;
    const now = software.snapshot();
    for (const event of changes(seen, now)) watch.saw(event);
    if (PIN_INVALID.includes(last.status) && now.pinRetries < seen.pinRetries) {
      watch.saw({ kind: 'keyPinRefused', key: name });
    }
    seen = now;
    watch.command(key, command, 'after');
  });

  function changes(before: KeySnapshot, after: KeySnapshot): HistoryEvent[] {
    const events: HistoryEvent[] = [];
    const isReset = after.resets > before.resets;
    if (isReset) events.push({ kind: 'keyReset', key: name, byUs: true });
    const pinHash = CHANGES_PIN.test(command) ? storedPinHash(software) : null;
    const isSet = after.pinSet && (!before.pinSet || command.endsWith('changePIN'));
    if (isSet && pinHash !== null) {
      events.push({ kind: 'keyPinSet', key: name, pinHash, byUs: true });
    }
    const had = new Set(isReset ? [] : before.credentials.map(({ credentialId }) => credentialId));
    const has = new Set(after.credentials.map(({ credentialId }) => credentialId));
    for (const id of had) {
      if (!has.has(id)) events.push({ kind: 'credentialGone', key: name, credentialId: text(id) });
    }
    for (const { credentialId, rpId } of after.credentials) {
      if (had.has(credentialId)) continue;
      events.push({
        kind: 'credentialMade',
        key: name,
        rpId,
        credentialId: text(credentialId),
      });
    }
    const isPolicy =
      after.forcePinChange !== before.forcePinChange || after.minPinLength !== before.minPinLength;
    if (isPolicy && !isReset) {
      const { forcePinChange, minPinLength } = after;
      events.push({ kind: 'keyPolicy', key: name, forcePinChange, minPinLength });
    }
    return events;
  }

  const key: WatchedKey = {
    serial: name,
    software,
    receive(report) {
      const begun = nameOfRequest(report);
      if (begun !== undefined) {
        command = begun;
        watch.command(key, begun, 'before');
      }
      software.receive(report);
    },
    takeForeignPin(pin) {
      const state = JSON.parse(software.serialise()) as Record<string, unknown>;
      const pinHash = pinHashOf(pin);
      software.restore(
        JSON.stringify({
          ...state,
          pinHash: { $bytes: toBase64Url(fromHex(pinHash)) },
          pinCodePoints: pin.length,
          pinRetries: 8,
          forcePinChange: false,
          credentials: [],
        }),
      );
      seen = software.snapshot();
      watch.saw({ kind: 'keyReset', key: name, byUs: false });
      watch.saw({ kind: 'keyPinSet', key: name, pinHash, byUs: false });
    },
  };
  return key;
}

function storedPinHash(software: SoftwareKey): string | null {
  const { pinHash } = JSON.parse(software.serialise()) as { pinHash?: { $bytes: string } };
  return pinHash === undefined ? null : toHex(Buffer.from(pinHash.$bytes, 'base64url'));
}

function text(hex: string): string {
  return toBase64Url(fromHex(hex));
}
