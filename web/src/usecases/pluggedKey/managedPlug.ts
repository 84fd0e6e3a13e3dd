import type { CtapTimers } from '#shared/ctap/hid/hidPort.ts';
import { createLocalPinUvPlatform } from '#shared/ctap/pinuv/localPinUvPlatform.ts';
import type { PinUvPlatform } from '#shared/ctap/pinuv/pinUvPlatform.ts';
import { AppError, TransportError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import type { KeySession } from '../keySession.ts';
import type { PageCrypto } from '../pageCrypto.ts';
import { createPlug, lockPlug, type Plug } from './plug.ts';
import { readKeyContent } from './readKeyContent.ts';
import { readKeyFacts } from './readKeyFacts.ts';

/** What works on the managed key needs. */
export interface ManagedPlugParts {
  readonly crypto: PageCrypto;
  readonly timers: CtapTimers;
  /** Aborts when the page is left. */
  readonly signal: AbortSignal;
  readonly changed: () => void;
}

/** The plug that is managed, if there is one, and the way to work on it. */
export interface ManagedPlug {
  current(): Plug | null;
  /** Takes a plug in place of the one before, and reads it. */
  manage(session: KeySession): void;
  leave(): void;
  /** Reads it again; never rejects, what went wrong is shown. */
  look(): Promise<void>;
  /** Works on it, and looks at it again whatever came of it. @throws TransportError `device_removed` where there is none */
  perform<Result>(work: (plug: Plug) => Promise<Result>): Promise<Result>;
  /** The same with the PIN that was typed; afterwards what is on the key is listed again. */
  performUnlocked<Result>(
    work: (plug: Plug, platform: PinUvPlatform) => Promise<Result>,
  ): Promise<Result>;
  unlock(pin: string): Promise<void>;
  lock(): void;
}

const UNLOCKED_MS = 5 * 60_000;

const PIN_REFUSED: ReadonlySet<FailureCode> = new Set([
  'pin_invalid',
  'pin_auth_blocked',
  'pin_blocked',
  'pin_change_required',
]);

/** Makes the place of the managed plug, empty. */
export function createManagedPlug(parts: ManagedPlugParts): ManagedPlug {
  const { crypto, timers, signal, changed } = parts;
  let plug: Plug | null = null;
  let stopLocking = () => {};

  function leave(): void {
    stopLocking();
    if (plug !== null) lockPlug(plug);
    plug = null;
  }

  async function read(looked: Plug): Promise<void> {
    try {
      const facts = await readKeyFacts(looked.client, { signal });
      looked.facts = looked.isPinStopped ? { ...facts, needsReplug: true } : facts;
      looked.failure = null;
    } catch (error) {
      looked.failure = failureCodeOf(error);
    }
    changed();
  }

  async function list(held: Plug, platform: PinUvPlatform): Promise<void> {
    const facts = held.facts ?? (await readKeyFacts(held.client, { signal }));
    held.content = await readKeyContent(held.client, platform, facts, { signal });
  }

  function lock(): void {
    stopLocking();
    if (plug !== null) lockPlug(plug);
    changed();
  }

  function lockLater(held: Plug): void {
    stopLocking();
    if (plug === held && held.platform !== null) {
      stopLocking = timers.setTimeout(lock, UNLOCKED_MS);
    }
  }

  async function perform<Result>(work: (plug: Plug) => Promise<Result>): Promise<Result> {
    const held = plug;
    if (held === null) throw new TransportError('device_removed', 'There is no key');
    try {
      return await work(held);
    } catch (error) {
      if (error instanceof AppError && PIN_REFUSED.has(error.code)) {
        // A PIN that the key refused must not be tried again by what comes next.
        lockPlug(held);
        if (error.code === 'pin_auth_blocked') held.isPinStopped = true;
      }
      throw error;
    } finally {
      if (!held.session.ended) await read(held);
    }
  }

  return {
    current: () => plug,
    manage(session) {
      leave();
      plug = createPlug(session, crypto);
      void read(plug);
    },
    leave,
    async look() {
      if (plug !== null) await read(plug);
    },
    perform,
    performUnlocked: (work) =>
      perform(async (held) => {
        const { platform } = held;
        if (platform === null) throw new AppError('pin_invalid', 'No PIN was typed of late');
        stopLocking();
        try {
          const result = await work(held, platform);
          // Until the list is read again nobody is shown the old one.
          held.content = null;
          await list(held, platform);
          return result;
        } finally {
          if (held.content === null) lockPlug(held);
          lockLater(held);
        }
      }),
    unlock: (pin) =>
      perform(async (held) => {
        const loaded = await crypto.load();
        lockPlug(held);
        held.platform = createLocalPinUvPlatform({ crypto: loaded, pin });
        try {
          await list(held, held.platform);
        } finally {
          if (held.content === null) lockPlug(held);
          lockLater(held);
        }
      }),
    lock,
  };
}
