import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { ExtensionAnswer } from '#web/adapters/extension/protocol.ts';
import { hasHost, runInWindow } from './ceremonyWindow.ts';
import type { ExtensionApi, PagePort } from './extensionApi.ts';
import { readRequest } from './readRequest.ts';

/** What the desk is made of. */
export interface DeskParts {
  readonly api: ExtensionApi;
  /** Which pages may ask; read for each, since a policy can change at any time. */
  readonly origins: () => Promise<readonly string[]>;
}

/** Where pages come with what they ask. */
export interface Desk {
  serve(port: PagePort): void;
  /** A new version waits: it takes over as soon as no ceremony is under way. */
  updateWhenIdle(): void;
}

/** Serves the configured pages, one ceremony at a time. */
export function createDesk({ api, origins }: DeskParts): Desk {
  let isBusy = false;
  let hasUpdate = false;

  async function answer(
    port: PagePort,
    message: unknown,
    signal: AbortSignal,
  ): Promise<ExtensionAnswer> {
    const { origin = '', frameId } = port.sender ?? {};
    const isTop = frameId === undefined || frameId === 0;
    if (!isTop || !(await origins()).includes(origin)) return failed('extension_origin_refused');
    const request = readRequest(message);
    switch (request.kind) {
      case 'refused':
        return failed(request.code);
      case 'ping':
        return (await hasHost(api))
          ? { type: 'pong', version: api.runtime.getManifest().version }
          : failed('extension_host_withdrawn');
      case 'call': {
        if (isBusy) return failed('extension_busy');
        isBusy = true;
        try {
          return await runInWindow(api, request.call, signal);
        } finally {
          isBusy = false;
          if (hasUpdate) api.runtime.reload();
        }
      }
    }
  }

  return {
    serve(port) {
      const gone = new AbortController();
      port.onDisconnect.addListener(() => gone.abort());
      port.onMessage.addListener((message) => {
        void answer(port, message, gone.signal)
          .catch((error: unknown) =>
            failed(error instanceof AppError ? error.code : 'extension_interrupted'),
          )
          .then((said) => {
            if (!gone.signal.aborted) port.postMessage(said);
          });
      });
    },
    updateWhenIdle() {
      hasUpdate = true;
      if (!isBusy) api.runtime.reload();
    },
  };
}

function failed(code: FailureCode): ExtensionAnswer {
  return { type: 'failed', code };
}
