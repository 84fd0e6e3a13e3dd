import { createHash } from 'node:crypto';
import type { KeyRack } from '#e2e/authenticator/keyRack.ts';
import type { TouchPolicy } from '#e2e/authenticator/ports.ts';
import type { KeySnapshot } from '#e2e/authenticator/snapshot.ts';
import type { SoftwareKey } from '#e2e/authenticator/softwareKey.ts';
import { toBase64Url } from '#shared/bytes/base64Url.ts';

/** How a key comes to the desk: out of its box where nothing is said. */
export interface DeskKeyOptions {
  readonly touch?: TouchPolicy;
  /** Somebody set it before. */
  readonly pin?: string;
  readonly pinRetries?: number;
  readonly minPinLength?: number;
}

/** A software key of one test. */
export interface DeskKey {
  readonly id: string;
  readonly key: SoftwareKey;
  /** The key as it was when it came, or when the last enrolment with it ended. */
  readonly before: KeySnapshot;
  /** An enrolment with it has ended: from now on the next one has to answer for what is on it. */
  settle(): void;
  plug(): void;
  unplug(): void;
  /** Out and in again. */
  replug(): void;
  touch(): void;
  snapshot(): KeySnapshot;
  /** What of a PIN is in the key: base64url of half a hash; undefined without a PIN. */
  pinHash(): string | undefined;
  /** Changes what the key keeps, as another computer could; it must not be plugged in. */
  change(options: Omit<DeskKeyOptions, 'touch'>): void;
}

/** The half hash that a key keeps of a PIN. @see CTAP 2.3 §6.5.5.5 */
export function hashOfPin(pin: string): string {
  return toBase64Url(Uint8Array.from(createHash('sha256').update(pin).digest().subarray(0, 16)));
}

/** Makes a key, not plugged in yet. */
export function createDeskKey(rack: KeyRack, model: string, options: DeskKeyOptions): DeskKey {
  const { touch = 'immediate', ...kept } = options;
  const id = rack.add(model, { touch });
  const key = rack.key(id);
  const made = {
    id,
    key,
    plug: () => rack.plug(id),
    unplug: () => rack.unplug(id),
    replug() {
      rack.unplug(id);
      rack.plug(id);
    },
    touch: () => void rack.touch(id),
    snapshot: () => key.snapshot(),
    pinHash: () => pinHashIn(key.serialise()),
    change({ pin, ...others }: Omit<DeskKeyOptions, 'touch'>) {
      const state: Record<string, unknown> = { ...JSON.parse(key.serialise()), ...others };
      if (pin !== undefined) {
        state['pinHash'] = { $bytes: hashOfPin(pin) };
        state['pinCodePoints'] = [...pin].length;
      }
      key.restore(JSON.stringify(state));
    },
  };
  made.change(kept);
  let before = key.snapshot();
  return {
    ...made,
    get before() {
      return before;
    },
    settle() {
      before = key.snapshot();
    },
  };
}

function pinHashIn(state: string): string | undefined {
  const { pinHash }: { pinHash?: { $bytes: string } } = JSON.parse(state);
  return pinHash?.$bytes;
}
