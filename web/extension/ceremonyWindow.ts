import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { EXTENSION_RP_ID, type ExtensionAnswer } from '#web/adapters/extension/protocol.ts';
import type { CeremonyCall } from '#web/adapters/webauthn/repairOptions.ts';
import type { ExtensionApi } from './extensionApi.ts';

const ORIGIN = `https://${EXTENSION_RP_ID}`;
/** Metadata that anybody may read: what counts is the origin. The window shows words of ours in its place. */
const INERT_PAGE = `${ORIGIN}/common/v2.0/.well-known/openid-configuration`;
const SIZE = { width: 480, height: 640 } as const;
/** Beyond the browser's own time for a ceremony: for the window to load and to be looked at. */
const EXTRA_MS = 30_000;
/** Without a word from its interface Chrome ends a service worker after 30 seconds. */
const STAY_AWAKE_MS = 20_000;

/** Puts the ceremony into the window: `ceremony.ts` as the build makes it. */
const CEREMONY_SCRIPT = 'ceremony.js';
/** The name under which that script leaves its function. */
export const CEREMONY_NAME = 'keywrightCeremony';

/** What the ceremony's script leaves in its own world of the window. */
export interface CeremonyScope {
  [CEREMONY_NAME]?: (call: CeremonyCall) => Promise<ExtensionAnswer>;
}

/** Tells whether the extension may still do anything on the relying party's pages. */
export async function hasHost(api: Pick<ExtensionApi, 'permissions'>): Promise<boolean> {
  return api.permissions.contains({ origins: [`${ORIGIN}/*`] });
}

/**
 * Runs one ceremony in a visible window of login.microsoft.com, which is closed whatever comes of it.
 * @param signal the page does not want it any more
 * @throws AppError with the code to answer
 */
export async function runInWindow(
  api: ExtensionApi,
  call: CeremonyCall,
  signal: AbortSignal,
): Promise<ExtensionAnswer> {
  if (!(await hasHost(api))) throw failure('extension_host_withdrawn');
  signal.throwIfAborted();
  const opened = await api.windows.create({
    ...{ url: INERT_PAGE, type: 'popup', focused: true },
    ...SIZE,
  });
  const { id: windowId } = opened;
  const tabId = opened.tabs?.[0]?.id;
  if (windowId === undefined || tabId === undefined) throw failure('extension_page_unreachable');
  const end = endOf(api, windowId, call.timeoutMs + EXTRA_MS, signal);
  try {
    return await Promise.race([perform(api, tabId, call, end.signal), end.failed]);
  } finally {
    end.stop();
    // It may be gone already.
    await api.windows.remove(windowId).catch(() => {});
  }
}

/** What ends a ceremony from outside: the person closes the window, the page goes, time is up. */
function endOf(api: ExtensionApi, windowId: number, timeoutMs: number, signal: AbortSignal) {
  let reject: (error: AppError) => void = () => {};
  const failed = new Promise<never>((_, onFailure) => {
    reject = onFailure;
  });
  // Whoever races it has an answer already by the time of the last ones.
  failed.catch(() => {});
  const ended = new AbortController();
  const fail = (code: FailureCode) => {
    ended.abort();
    reject(failure(code));
  };
  const onRemoved = (id: number) => {
    if (id === windowId) fail('extension_window_closed');
  };
  const onAbort = () => fail('cancelled');
  const timer = setTimeout(() => fail('browser_timed_out'), timeoutMs);
  const awake = setInterval(() => void api.runtime.getPlatformInfo(), STAY_AWAKE_MS);
  api.windows.onRemoved.addListener(onRemoved);
  signal.addEventListener('abort', onAbort, { once: true });
  return {
    failed,
    signal: ended.signal,
    stop() {
      ended.abort();
      clearTimeout(timer);
      clearInterval(awake);
      api.windows.onRemoved.removeListener(onRemoved);
      signal.removeEventListener('abort', onAbort);
    },
  };
}

async function perform(
  api: ExtensionApi,
  tabId: number,
  call: CeremonyCall,
  signal: AbortSignal,
): Promise<ExtensionAnswer> {
  await loaded(api, tabId, signal);
  try {
    const { url } = await api.tabs.get(tabId);
    if (url === undefined || new URL(url).origin !== ORIGIN) {
      throw failure('extension_page_unreachable');
    }
    const target = { tabId };
    await api.scripting.executeScript({ target, files: [CEREMONY_SCRIPT] });
    const [ran] = await api.scripting.executeScript({
      target,
      // It is sent as text: whatever it uses has to be in its arguments or in the window.
      func: (name: typeof CEREMONY_NAME, asked: CeremonyCall) =>
        (globalThis as CeremonyScope)[name]?.(asked),
      args: [CEREMONY_NAME, call],
    });
    if (!isAnswer(ran?.result)) throw failure('extension_page_unreachable');
    return ran.result;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw failure(await whyNotRun(api, tabId));
  }
}

/** Chrome says it in words only, and not the same in every version: look what is left instead. */
async function whyNotRun(api: ExtensionApi, tabId: number): Promise<FailureCode> {
  const isThere = await api.tabs.get(tabId).then(
    () => true,
    () => false,
  );
  if (!isThere) return 'extension_window_closed';
  return (await hasHost(api)) ? 'extension_page_unreachable' : 'extension_host_withdrawn';
}

/** Resolves once the window shows what it was opened for; before that it shows an empty page, which is complete as well. */
async function loaded(api: ExtensionApi, tabId: number, signal: AbortSignal): Promise<void> {
  let onUpdated: (id: number) => void = () => {};
  const there = new Promise<void>((resolve) => {
    const look = async () => {
      const { status, url } = await api.tabs.get(tabId);
      if (status === 'complete' && url !== '' && url !== 'about:blank') resolve();
    };
    // A tab that is gone has ended the ceremony already.
    onUpdated = (id) => void (id === tabId && look().catch(() => {}));
    onUpdated(tabId);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  api.tabs.onUpdated.addListener(onUpdated);
  await there.finally(() => api.tabs.onUpdated.removeListener(onUpdated));
}

function isAnswer(result: unknown): result is ExtensionAnswer {
  return typeof result === 'object' && result !== null && 'type' in result;
}

function failure(code: FailureCode): AppError {
  return new AppError(code, 'the ceremony in the window came to nothing');
}
