import type { CtapTimers } from '#shared/ctap/hid/hidPort.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { PeopleListsPort } from '../ports.ts';
import type { PeopleTable, Status } from './peopleTable.ts';

const PIECE = { open: 150, waiting: 40 } as const;
/** Pieces under way at a time: enough to hide the way there and back, few enough to stop soon. */
const AT_ONCE = 3;
const MOST_TRIES = 4;
const FIRST_WAIT_MS = 1_000;

/** What the check works with and on. */
export interface CheckParts {
  readonly table: PeopleTable;
  readonly port: Pick<PeopleListsPort, 'resolvePeople' | 'checkPeople'>;
  readonly timers: CtapTimers;
  /** Something changed in the table. */
  readonly onChange: () => void;
}

type Work = keyof typeof PIECE;
interface Piece {
  readonly work: Work;
  readonly keys: readonly string[];
}

/** Waits unless it is told to stop. */
function pause(timers: CtapTimers, ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = timers.setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}

/**
 * Looks up and checks everybody who is `open` or `waiting`, a piece at a time, until nobody is left or the signal says
 * stop. What was asked and not answered stays as it was, so that calling again goes on.
 * @throws AppError when a piece failed four times in a row; what is done is kept.
 */
export async function checkPeople(parts: CheckParts, signal: AbortSignal): Promise<void> {
  const { table, port, timers, onChange } = parts;
  const asked = new Set<string>();
  let resumeAt = 0;
  let failure: AppError | null = null;

  const from: Record<Work, number> = { open: 0, waiting: 0 };

  /** On from where the last piece ended, and once more from the start for those who came back or were moved. */
  function take(work: Work): Piece | null {
    const keys: string[] = [];
    let at = from[work];
    for (; at < table.size && keys.length < PIECE[work]; at += 1) {
      const key = table.keyAt(at);
      if (table.statusAt(at) === work && !asked.has(key)) keys.push(key);
    }
    if (keys.length === 0 && from[work] > 0) {
      from[work] = 0;
      return take(work);
    }
    from[work] = at;
    for (const key of keys) asked.add(key);
    return keys.length === 0 ? null : { work, keys };
  }

  async function lookUp(keys: readonly string[]): Promise<void> {
    const { results } = await port.resolvePeople(keys, { signal });
    checkCount(keys, results);
    for (const [index, result] of results.entries()) {
      const key = keys[index] ?? '';
      if ('person' in result) table.settleReference(key, result.person);
      else table.setStatus(key, 'stopped', { problems: [result.problem], passkeys: [] });
    }
  }

  async function check(keys: readonly string[]): Promise<void> {
    const { results, retryAfterSeconds } = await port.checkPeople(keys, { signal });
    checkCount(keys, results);
    for (const result of results) {
      if ('failure' in result) noteUnread(result.userId, result.failure);
      else
        table.setStatus(result.userId, statusOf(result.problems, result.passkeys.length), result);
    }
    if (results.some((result) => 'failure' in result && result.failure === 'graph_throttled')) {
      const waitMs = Math.max(FIRST_WAIT_MS, (retryAfterSeconds ?? 0) * 1_000);
      resumeAt = Math.max(resumeAt, timers.now() + waitMs);
    }
  }

  /** Whom Entra had no time for is asked about again; any other reason is shown. */
  function noteUnread(userId: string, code: FailureCode): void {
    if (code !== 'graph_throttled') {
      table.setStatus(userId, 'unread', { problems: [code], passkeys: [] });
    }
  }

  async function carry({ work, keys }: Piece): Promise<void> {
    for (let attempt = 1; !signal.aborted && failure === null; attempt += 1) {
      await pause(timers, resumeAt - timers.now(), signal);
      if (signal.aborted) return;
      try {
        await (work === 'open' ? lookUp(keys) : check(keys));
        return;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        if (signal.aborted) return;
        if (attempt === MOST_TRIES) failure = error;
        else resumeAt = Math.max(resumeAt, timers.now() + FIRST_WAIT_MS * 2 ** (attempt - 1));
      }
    }
  }

  async function worker(): Promise<void> {
    while (!signal.aborted && failure === null) {
      const piece = take('open') ?? take('waiting');
      if (piece === null) return;
      await carry(piece);
      for (const key of piece.keys) asked.delete(key);
      onChange();
    }
  }

  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (failure !== null && !signal.aborted) throw failure;
}

function checkCount(keys: readonly string[], results: readonly unknown[]): void {
  if (results.length !== keys.length) {
    throw new AppError('response_invalid', 'not as many results as people');
  }
}

function statusOf(problems: readonly FailureCode[], passkeys: number): Status {
  if (problems.length > 0) return 'stopped';
  return passkeys > 0 ? 'hasKeys' : 'ready';
}
