import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { BrowserWay, CallOptions } from '#web/usecases/ports.ts';
import type { ExtensionAnswer, ExtensionRequest } from './protocol.ts';

/** A connection to the extension, as Chrome gives it to pages that an extension lets connect. */
export interface ExtensionPort {
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
  postMessage(message: ExtensionRequest): void;
  disconnect(): void;
}

/** What Chrome puts into a page that some extension lets connect; other pages have no `connect`. */
export interface ChromeRuntime {
  connect?: (extensionId: string) => ExtensionPort;
  /** Has to be looked at, or Chrome writes it to the console. */
  readonly lastError?: unknown;
}

/** What the way through the extension is made with. */
export interface ExtensionWayParts {
  readonly runtime: () => ChromeRuntime | undefined;
  readonly extensionId: string;
  /** @param version that the extension says it has */
  readonly isTooOld: (version: string) => boolean;
  readonly setTimeout: (callback: () => void, ms: number) => () => void;
}

/** The way through the extension, which can also say which one it is. */
export interface ExtensionWay extends BrowserWay {
  /** Whatever its version: whether that is too old, `probe` says. */
  version(options?: CallOptions): Promise<string>;
}

/** A service worker that sleeps is started first. */
const PING_MS = 5_000;

/** Makes passkeys through the companion extension. Failures: AppError with the extension's code. */
export function createExtensionWay({
  runtime,
  extensionId,
  isTooOld,
  setTimeout,
}: ExtensionWayParts): ExtensionWay {
  function ask(
    request: ExtensionRequest,
    ifGone: FailureCode,
    signal?: AbortSignal,
  ): Promise<ExtensionAnswer> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const port = connect();
      if (port === undefined) {
        reject(missing());
        return;
      }
      const onAbort = () => {
        // The extension closes its window.
        port.disconnect();
        reject(signal?.reason);
      };
      const end = () => signal?.removeEventListener('abort', onAbort);
      signal?.addEventListener('abort', onAbort, { once: true });
      port.onMessage.addListener((message) => {
        end();
        port.disconnect();
        resolve(message as ExtensionAnswer);
      });
      port.onDisconnect.addListener(() => {
        void runtime()?.lastError;
        end();
        reject(new AppError(ifGone, 'The extension hung up'));
      });
      port.postMessage(request);
    });
  }

  function connect(): ExtensionPort | undefined {
    const { connect: open } = runtime() ?? {};
    return open?.call(runtime(), extensionId);
  }

  async function readVersion(signal?: AbortSignal): Promise<string> {
    const late = new AbortController();
    const stop = setTimeout(() => late.abort(missing()), PING_MS);
    const either = signal === undefined ? late.signal : AbortSignal.any([signal, late.signal]);
    try {
      const answer = await ask({ type: 'ping' }, 'extension_missing', either);
      return expectAnswer(answer, 'pong').version;
    } finally {
      stop();
    }
  }

  async function ping(signal?: AbortSignal): Promise<void> {
    if (isTooOld(await readVersion(signal))) {
      throw new AppError('extension_too_old', 'The extension is older than this page takes');
    }
  }

  /** What is asked of an extension that is not there would look like one that broke off. */
  async function perform<Type extends 'created' | 'proved'>(
    request: ExtensionRequest,
    type: Type,
    { signal }: CallOptions,
  ): Promise<Extract<ExtensionAnswer, { type: Type }>> {
    await ping(signal);
    return expectAnswer(await ask(request, 'extension_interrupted', signal), type);
  }

  return {
    version: ({ signal } = {}) => readVersion(signal),
    probe: ({ signal } = {}) => ping(signal),
    create: (request, options = {}) => perform({ type: 'create', ...request }, 'created', options),
    prove: (request, options = {}) => perform({ type: 'prove', ...request }, 'proved', options),
  };
}

function missing(): AppError {
  return new AppError('extension_missing', 'No extension answers');
}

function expectAnswer<Type extends ExtensionAnswer['type']>(
  answer: ExtensionAnswer,
  type: Type,
): Extract<ExtensionAnswer, { type: Type }> {
  if (answer.type === 'failed') throw new AppError(answer.code, 'The extension refused');
  if (answer.type === type) return answer as Extract<ExtensionAnswer, { type: Type }>;
  throw new AppError('response_invalid', 'The extension answered something else');
}
