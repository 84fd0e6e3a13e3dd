import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDesk } from './createDesk.ts';
import { readOrigins } from './readOrigins.ts';
import { CREATION } from './testing/creation.ts';
import { FakeApi, FakePage } from './testing/fakeApi.ts';

const CREATE = { type: 'create', options: JSON.stringify(CREATION), timeoutMs: 60_000 };
const PROVE = {
  type: 'prove',
  rpId: 'login.microsoft.com',
  credentialId: 'AAECAw',
  nonce: 'A'.repeat(43),
  timeoutMs: 60_000,
};

let api: FakeApi;
let desk: ReturnType<typeof createDesk>;

beforeEach(() => {
  vi.useFakeTimers();
  api = new FakeApi();
  desk = createDesk({ api, origins: () => readOrigins(api, async () => []) });
});

afterEach(() => {
  vi.useRealTimers();
});

function visit(page = new FakePage()): FakePage {
  desk.serve(page);
  return page;
}

const failed = (code: string) => ({ type: 'failed', code });

/** Lets everything run that waits for its turn only. */
const settle = () => vi.advanceTimersByTimeAsync(0);

describe('the companion extension', () => {
  it('says which version it is', async () => {
    expect(await visit().ask({ type: 'ping' })).toEqual({ type: 'pong', version: '1.0.0' });
  });

  it('opens a window of the relying party, gives back what came of it and closes the window', async () => {
    expect(await visit().ask(CREATE)).toMatchObject({ type: 'created' });
    expect(api.opened.map((url) => new URL(url).origin)).toEqual(['https://login.microsoft.com']);
    expect(api.closed).toEqual([7]);
    expect(api.windows.onRemoved.listeners.size + api.tabs.onUpdated.listeners.size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('hands the ceremony what it read of the request, and nothing else', async () => {
    const seen: unknown[] = [];
    api.ceremony = async (args) => {
      seen.push(...args);
      return { type: 'proved' };
    };
    await visit().ask({ ...PROVE, timeoutMs: 1, challenge: 'of somebody else' });
    expect(seen).toEqual(['keywrightCeremony', { ...PROVE, timeoutMs: 10_000 }]);
  });

  it.each([
    ['another origin', new FakePage('https://evil.example')],
    ['an origin that only looks alike', new FakePage('https://keywright.example.evil.example')],
    ['a frame in the right page', new FakePage(undefined, 3)],
  ])('refuses %s, whatever it asks', async (_what, page) => {
    visit(page);
    expect(await page.ask({ type: 'ping' })).toEqual(failed('extension_origin_refused'));
    expect(await page.ask(CREATE)).toEqual(failed('extension_origin_refused'));
    expect(api.opened).toEqual([]);
  });

  it('refuses a second ceremony while one is under way, and takes the next one after it', async () => {
    let end = (_answer: unknown) => {};
    api.ceremony = () => new Promise((resolve) => (end = resolve));
    const first = visit().ask(CREATE);
    await settle();
    expect(await visit().ask(PROVE)).toEqual(failed('extension_busy'));
    end({ type: 'created' });
    expect(await first).toEqual({ type: 'created' });
    api.ceremony = async () => ({ type: 'proved' });
    expect(await visit().ask(PROVE)).toEqual({ type: 'proved' });
  });

  it('says that the window was closed', async () => {
    api.ceremony = () => new Promise(() => {});
    const answer = visit().ask(CREATE);
    await settle();
    api.closeWindow();
    expect(await answer).toEqual(failed('extension_window_closed'));
  });

  it('closes the window when the page goes, and tells nobody', async () => {
    api.ceremony = () => new Promise(() => {});
    const page = visit();
    page.onMessage.happen(CREATE);
    await settle();
    page.onDisconnect.happen();
    await settle();
    expect(api.closed).toEqual([7]);
    expect(page.answers).toEqual([]);
  });

  it('ends what neither the browser nor the person ends', async () => {
    api.ceremony = () => new Promise(() => {});
    const answer = visit().ask(CREATE);
    await vi.advanceTimersByTimeAsync(90_000);
    expect(await answer).toEqual(failed('browser_timed_out'));
    expect(api.closed).toEqual([7]);
  });

  it('waits for a window that is still empty', async () => {
    api.landsAt = null;
    const answer = visit().ask(CREATE);
    await settle();
    api.landsAt = 'https://login.microsoft.com/';
    api.tabs.onUpdated.happen(70);
    expect(await answer).toMatchObject({ type: 'created' });
  });

  it('runs nothing in a window that was sent elsewhere', async () => {
    api.landsAt = 'https://login.microsoftonline.com/';
    expect(await visit().ask(CREATE)).toEqual(failed('extension_page_unreachable'));
  });

  it('says that its access was taken away, before a window is opened or while it is', async () => {
    api.ceremony = async () => {
      api.hasHost = false;
      throw new Error('Cannot access contents of the page.');
    };
    expect(await visit().ask(CREATE)).toEqual(failed('extension_host_withdrawn'));
    expect(await visit().ask(CREATE)).toEqual(failed('extension_host_withdrawn'));
    expect(await visit().ask({ type: 'ping' })).toEqual(failed('extension_host_withdrawn'));
    expect(api.opened).toHaveLength(1);
  });

  it('says that the site did not open where Chrome shows an error in its place', async () => {
    api.ceremony = null;
    expect(await visit().ask(CREATE)).toEqual(failed('extension_page_unreachable'));
  });

  it('takes an update when idle, and after a ceremony rather than in it', async () => {
    let end = (_answer: unknown) => {};
    api.ceremony = () => new Promise((resolve) => (end = resolve));
    const answer = visit().ask(CREATE);
    await settle();
    desk.updateWhenIdle();
    expect(api.reloads).toBe(0);
    end({ type: 'created' });
    await answer;
    await settle();
    expect(api.reloads).toBe(1);
    desk.updateWhenIdle();
    expect(api.reloads).toBe(2);
  });
});
