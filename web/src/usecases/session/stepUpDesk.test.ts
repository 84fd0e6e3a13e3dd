import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/failure/appError.ts';
import { createStepUpDesk } from './stepUpDesk.ts';

/** A desk whose windows end as the test says. */
function setUp() {
  const windows: {
    claims: string | undefined;
    done: () => void;
    fail: (error: unknown) => void;
  }[] = [];
  const desk = createStepUpDesk(
    (claims) => new Promise((done, fail) => windows.push({ claims, done: () => done(), fail })),
  );
  return { desk, windows };
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
/** What has been settled is seen after it. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('calls that wait for another sign-in', () => {
  it('are all answered by one', async () => {
    const { desk, windows } = setUp();
    const calls = [desk.ask({}), desk.ask({})].map(codeOf);
    expect(desk.getState()).toEqual({ isOpen: false, failure: null });
    expect(windows).toHaveLength(0);
    desk.signIn();
    expect(desk.getState()).toEqual({ isOpen: true, failure: null });
    windows[0]?.done();
    expect(await Promise.all(calls)).toEqual(['done', 'done']);
    expect(desk.getState()).toBeNull();
  });

  it('go on waiting after a try that failed, and say why it did', async () => {
    const { desk, windows } = setUp();
    const call = codeOf(desk.ask({}));
    desk.signIn();
    windows[0]?.fail(new AppError('session_window_blocked', 'no window'));
    await settled();
    expect(desk.getState()).toEqual({ isOpen: false, failure: 'session_window_blocked' });
    desk.signIn();
    windows[1]?.fail(new TypeError('a fault of ours'));
    await settled();
    expect(desk.getState()).toEqual({ isOpen: false, failure: 'internal' });
    desk.signIn();
    windows[2]?.done();
    expect(await call).toBe('done');
  });

  it('wait for the newest window alone: the one before was closed', async () => {
    const { desk, windows } = setUp();
    const call = codeOf(desk.ask({}));
    desk.signIn();
    desk.signIn();
    windows[0]?.fail(new AppError('session_expired', 'replaced'));
    await settled();
    expect(desk.getState()).toEqual({ isOpen: true, failure: null });
    windows[1]?.done();
    expect(await call).toBe('done');
  });

  it('ask for what the backend wants of the next token, and once', async () => {
    const { desk, windows } = setUp();
    const calls = [desk.ask({ claims: '{"a":1}' }), desk.ask({})].map(codeOf);
    desk.signIn();
    windows[0]?.done();
    await Promise.all(calls);
    const next = codeOf(desk.ask({}));
    desk.signIn();
    windows[1]?.done();
    await next;
    expect(windows.map(({ claims }) => claims)).toEqual(['{"a":1}', undefined]);
  });

  it('end when the person would not, and a window that comes late changes nothing', async () => {
    const { desk, windows } = setUp();
    const call = codeOf(desk.ask({}));
    desk.signIn();
    desk.giveUp();
    expect(await call).toBe('session_step_up');
    const next = codeOf(desk.ask({}));
    windows[0]?.done();
    await settled();
    expect(desk.getState()).toEqual({ isOpen: false, failure: null });
    desk.giveUp();
    expect(await next).toBe('session_step_up');
  });

  it('stop asking once nobody waits any more', async () => {
    const { desk, windows } = setUp();
    const page = new AbortController();
    const call = codeOf(desk.ask({ signal: page.signal }));
    page.abort();
    expect(await call).toBe('cancelled');
    expect(desk.getState()).toBeNull();
    expect(await codeOf(desk.ask({ signal: page.signal }))).toBe('cancelled');
    desk.signIn();
    expect(windows).toHaveLength(0);
  });

  it('leave others waiting when one of them is given up', async () => {
    const { desk, windows } = setUp();
    const page = new AbortController();
    const gone = codeOf(desk.ask({ signal: page.signal }));
    const stays = codeOf(desk.ask({}));
    let changes = 0;
    const stop = desk.subscribe(() => {
      changes += 1;
    });
    page.abort();
    expect(await gone).toBe('cancelled');
    desk.signIn();
    windows[0]?.done();
    expect(await stays).toBe('done');
    stop();
    const last = codeOf(desk.ask({}));
    expect(changes).toBe(2);
    desk.giveUp();
    await last;
  });
});
