import type { CtapTimers } from '#shared/ctap/hid/hidPort.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { KeyRing } from '../keyRing.ts';
import type { KeySession } from '../keySession.ts';
import type { PageCrypto } from '../pageCrypto.ts';
import { createKeyOperations, type KeyOperations } from './keyOperations.ts';
import { createManagedPlug } from './managedPlug.ts';
import type { PluggedKeyState, ResetProgress } from './pluggedKeyState.ts';
import { resetPluggedKey } from './resetPluggedKey.ts';
import { showPluggedKeys } from './showPluggedKeys.ts';

/** What a desk is made of. It asks nothing of any backend. */
export interface PluggedKeyDeskParts {
  readonly keys: KeyRing;
  readonly crypto: PageCrypto;
  readonly timers: CtapTimers;
}

/**
 * The key in this computer and what its holder does to it. Fits React's useSyncExternalStore. One operation at a time; each
 * ends with the key read again, and throws what the key said: CtapError (a wrong PIN with `pinRetries`), TransportError,
 * AppError `device_removed` where no key is managed.
 */
export interface PluggedKeyDesk extends KeyOperations {
  /** From here on the keys that nobody uses are its own, so that nobody else asks them anything. */
  start(): void;
  getState(): PluggedKeyState;
  subscribe(listener: () => void): () => void;
  /** Manages this key from now on. */
  choose(keyId: string): void;
  /** Reads a key again that could not be read. */
  readAgain(keyId: string): void;
  wink(keyId: string): Promise<void>;
  /** Lists what is on the key. The PIN is kept in memory for what follows, see {@link PluggedKeyDesk.lock}. */
  unlock(pin: string): Promise<void>;
  /** Forgets the PIN. Happens by itself after five minutes without use, and when the key is pulled out. */
  lock(): void;
  /** Erases the managed key; see {@link resetPluggedKey}. `state.reset` says how far it is. */
  reset(signal: AbortSignal): Promise<void>;
  /** Ends what is under way and gives the keys back to the Station. */
  dispose(): void;
}

const OWNER = 'plugged-key';

/** Makes the desk; nothing happens before it is started. */
export function createPluggedKeyDesk({
  keys,
  crypto,
  timers,
}: PluggedKeyDeskParts): PluggedKeyDesk {
  const listeners = new Set<() => void>();
  const lifetime = new AbortController();
  const { signal } = lifetime;
  const managed = createManagedPlug({ crypto, timers, signal, changed });
  let chosenId: string | null = null;
  let progress: ResetProgress | null = null;
  let state = show();
  let stopKeys = () => {};

  function show(): PluggedKeyState {
    return showPluggedKeys(keys.keys(), OWNER, managed.current(), progress);
  }

  function changed(): void {
    state = show();
    for (const listener of [...listeners]) listener();
  }

  function own(): readonly KeySession[] {
    return keys
      .keys()
      .flatMap(({ session, owner }) => (isThere(session) && owner === OWNER ? [session] : []));
  }

  /** Takes what is free, and sees whether the managed key is still there. */
  function follow(): void {
    for (;;) {
      const free = keys.keys().find(({ session, owner }) => isThere(session) && owner === null);
      if (!free?.session) break;
      keys.claim(free.session, OWNER);
    }
    if (managed.current()?.session.ended) managed.leave();
    // While a key is awaited for its reset nothing else may be asked of it: some take no reset after that (opensk).
    if (managed.current() === null && progress === null) pick();
    changed();
  }

  /** The one that was chosen, or the only one; with two that came at once the person chooses. */
  function pick(): void {
    const [first, second] = own();
    const isSettled = keys
      .keys()
      .every(({ session, failure }) => session !== null || failure !== null);
    const only = second === undefined && isSettled ? first : undefined;
    const session = own().find(({ device }) => device.id === chosenId) ?? only;
    if (session !== undefined) manage(session);
  }

  function manage(session: KeySession): void {
    chosenId = session.device.id;
    managed.manage(session);
  }

  return {
    ...createKeyOperations(managed, crypto, signal),
    start() {
      stopKeys = keys.subscribe(follow);
      follow();
    },
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    choose(keyId) {
      const session = own().find(({ device }) => device.id === keyId);
      if (progress !== null || session === undefined) return;
      manage(session);
      changed();
    },
    readAgain(keyId) {
      if (managed.current()?.session.device.id === keyId) void managed.look();
      else keys.readAgain(keyId);
    },
    async wink(keyId) {
      await own()
        .find(({ device }) => device.id === keyId)
        ?.wink();
    },
    unlock: managed.unlock,
    lock: managed.lock,
    reset: (cancel) =>
      managed.perform(async ({ session, client }) => {
        const either = AbortSignal.any([cancel, signal]);
        const tell = (next: ResetProgress) => {
          progress = next;
          changed();
        };
        try {
          const info = await client.getInfo({ signal: either, fresh: true });
          manage(await resetPluggedKey({ keys, owner: OWNER, tell }, session, info, either));
        } finally {
          progress = null;
          follow();
        }
      }),
    dispose() {
      if (signal.aborted) return;
      lifetime.abort(new AppError('cancelled', 'The page was left'));
      stopKeys();
      managed.leave();
      const given = own();
      keys.release(OWNER);
      // The Station has not looked at them, and what it knew may be true no longer.
      for (const { device } of given) keys.readAgain(device.id);
      listeners.clear();
    },
  };
}

function isThere(session: KeySession | null): session is KeySession {
  return session !== null && !session.ended;
}
