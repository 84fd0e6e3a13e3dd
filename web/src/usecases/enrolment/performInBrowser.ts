import type { ActionView, PageEvent } from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { BrowserWay } from '../ports.ts';
import { enrolmentOf, type Run } from './run.ts';
import { NO_NEED } from './runBoard.ts';
import { BackendRefusal, reportEvent } from './talkToBackend.ts';

/** Actions that the browser does with the key, without this page. */
export type BrowserAction = Extract<
  ActionView,
  { kind: 'beginCeremony' | 'createInBrowser' | 'proveInBrowser' }
>;

/** The whole of the time that a proof may take: nothing runs out meanwhile. */
const PROOF_MS = 180_000;

/**
 * Has the browser do what the backend asked for, in a window of its own.
 * @throws AppError with the code of what went wrong there; BackendRefusal
 */
export async function performInBrowser(
  run: Run,
  action: BrowserAction,
  signal: AbortSignal,
): Promise<PageEvent> {
  if (action.kind === 'beginCeremony') {
    // A challenge is worth fetching only where the way is open.
    await (await wayOf(run)).probe({ signal });
    return { type: 'ceremonyReady' };
  }
  const way = await wayOf(run);
  // What is not there any more has made nothing, and the journal is not to say that it may have.
  await way.probe({ signal });
  run.board.set({ ...NO_NEED, need: 'browser', failure: null });
  try {
    return action.kind === 'createInBrowser'
      ? await create(run, way, action, signal)
      : await prove(way, action, signal);
  } finally {
    run.board.set({ ...NO_NEED });
  }
}

async function wayOf(run: Run): Promise<BrowserWay> {
  const { way } = enrolmentOf(run);
  const found = way === 'webhid' ? undefined : (await run.loadWays())[way];
  if (found === undefined) throw new AppError('way_not_accepted', 'This page has no such way');
  return found;
}

async function create(
  run: Run,
  way: BrowserWay,
  action: Extract<BrowserAction, { kind: 'createInBrowser' }>,
  signal: AbortSignal,
): Promise<PageEvent> {
  await announce(run, action);
  const { updatedAt } = enrolmentOf(run);
  const timeoutMs = Date.parse(action.expiresAt) - Date.parse(updatedAt);
  const { attestationObject, clientDataJson } = await way.create(
    { options: action.options, timeoutMs },
    { signal },
  );
  return { type: 'credentialMade', attestationObject, clientDataJson };
}

async function prove(
  way: BrowserWay,
  { rpId, credentialId, nonce }: Extract<BrowserAction, { kind: 'proveInBrowser' }>,
  signal: AbortSignal,
): Promise<PageEvent> {
  const { authenticatorData, clientDataJson, signature } = await way.prove(
    { rpId, credentialId, nonce, timeoutMs: PROOF_MS },
    { signal },
  );
  return { type: 'proved', authenticatorData, clientDataJson, signature };
}

/** The journal says that a passkey may be made before the browser is asked for it. */
async function announce(
  run: Run,
  before: Extract<BrowserAction, { kind: 'createInBrowser' }>,
): Promise<void> {
  const enrolment = await reportEvent(run, { type: 'credentialStarted' });
  run.board.set({ enrolment });
  const { action } = enrolment;
  const isOneTryOn =
    action.kind === 'createInBrowser' &&
    action.options === before.options &&
    action.tries > before.tries;
  if (!isOneTryOn) throw new BackendRefusal('stale_step', 'The enrolment went on elsewhere');
}
