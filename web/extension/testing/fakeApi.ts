import type { ExtensionAnswer } from '#web/adapters/extension/protocol.ts';
import type { ApiEvent, ExtensionApi, Injection, PagePort } from '../extensionApi.ts';

const PAGE_ORIGIN = 'https://keywright.example';
const RP_PAGE = 'https://login.microsoft.com/common/v2.0/.well-known/openid-configuration';

/** An event that a test lets happen. */
class FakeEvent<Arguments extends readonly unknown[]> implements ApiEvent<Arguments> {
  readonly listeners = new Set<(...args: Arguments) => void>();
  addListener(listener: (...args: Arguments) => void): void {
    this.listeners.add(listener);
  }
  removeListener(listener: (...args: Arguments) => void): void {
    this.listeners.delete(listener);
  }
  happen(...args: Arguments): void {
    for (const listener of [...this.listeners]) listener(...args);
  }
}

/** Chrome's interface with one window at most, which does what a test says. */
export class FakeApi implements ExtensionApi {
  hasHost = true;
  managedOrigins: unknown = [PAGE_ORIGIN];
  /** Where the window ends up; null: it never gets there. */
  landsAt: string | null = RP_PAGE;
  /** What the injected ceremony says; never, where it is left out. */
  ceremony: ((args: readonly unknown[]) => Promise<unknown>) | null = async () => ({
    type: 'created',
    clientDataJson: 'AA',
    attestationObject: 'AA',
  });
  reloads = 0;
  readonly opened: string[] = [];
  readonly closed: number[] = [];
  #isOpen = false;

  readonly runtime = {
    onConnectExternal: new FakeEvent<[PagePort]>(),
    onUpdateAvailable: new FakeEvent<[]>(),
    getManifest: () => ({ version: '1.0.0' }),
    getURL: (path: string) => `chrome-extension://id/${path}`,
    getPlatformInfo: async () => ({}),
    reload: () => {
      this.reloads += 1;
    },
  };
  readonly storage = {
    managed: {
      get: async () => (this.managedOrigins === undefined ? {} : { origins: this.managedOrigins }),
    },
  };
  readonly permissions = { contains: async () => this.hasHost };
  readonly windows = {
    onRemoved: new FakeEvent<[number]>(),
    create: async ({ url }: { readonly url: string }) => {
      this.opened.push(url);
      this.#isOpen = true;
      return { id: 7, tabs: [{ id: 70 }] };
    },
    remove: async (windowId: number) => {
      this.closed.push(windowId);
      if (!this.#isOpen) throw new Error('No window with id: 7.');
      this.#isOpen = false;
    },
  };
  readonly tabs = {
    onUpdated: new FakeEvent<[number]>(),
    get: async () => {
      if (!this.#isOpen) throw new Error('No tab with id: 70.');
      return this.landsAt === null
        ? { status: 'complete', url: 'about:blank' }
        : { status: 'complete', url: this.landsAt };
    },
  };
  readonly scripting = {
    executeScript: async (injection: Injection) => {
      if (!this.hasHost || this.ceremony === null) throw new Error('Cannot access contents');
      if ('files' in injection) return [{ result: null }];
      return [{ result: await this.ceremony(injection.args) }];
    },
  };

  /** The person closes it. */
  closeWindow(): void {
    this.#isOpen = false;
    this.windows.onRemoved.happen(7);
  }
}

/** A page at the other end of a port. */
export class FakePage implements PagePort {
  readonly sender: { readonly origin: string; readonly frameId: number };
  readonly onMessage = new FakeEvent<[unknown]>();
  readonly onDisconnect = new FakeEvent<[]>();
  readonly answers: ExtensionAnswer[] = [];
  #waiting: (() => void)[] = [];

  constructor(origin = PAGE_ORIGIN, frameId = 0) {
    this.sender = { origin, frameId };
  }

  postMessage(answer: ExtensionAnswer): void {
    this.answers.push(answer);
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Sends it and waits for the next answer. */
  async ask(message: unknown): Promise<ExtensionAnswer | undefined> {
    const answered = new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.onMessage.happen(message);
    await answered;
    return this.answers.at(-1);
  }
}
