import { setTimeout as delay } from 'node:timers/promises';
import type { EnrolmentRun } from '#web/usecases/enrolmentRun.ts';
import type { Enrolment } from '#web/usecases/ports.ts';
import type { HistoryEvent } from '../history/historyEvent.ts';
import { pinHashOf } from '../world/pinHash.ts';
import type { WatchedKey } from '../world/watchedKey.ts';
import type { RealDesk } from './desk.ts';
import type { RealPage } from './realPage.ts';
import type { Task } from './task.ts';

export interface OperatorParts {
  readonly desk: RealDesk;
  readonly tasks: readonly Task[];
  readonly signal: AbortSignal;
  readonly saw: (event: HistoryEvent) => void;
}

const LOOK_MS = 15;
/** Between two things that a person does about one enrolment. */
const HANDS_MS = 250;
const STANDS_STILL_MS = 25_000;
const PATIENCE = { replug: 3, reload: 6, cancel: 10 } as const;
const TYPED_PIN = '73914682';

/** The person at a desk: begins what is to be done and does what the page asks of them, until all of it has ended. */
export async function workAtDesk({ desk, tasks, signal, saw }: OperatorParts): Promise<void> {
  const note = (text: string) => saw({ kind: 'note', text });

  while (!signal.aborted && tasks.some(({ isOver }) => !isOver)) {
    const page = desk.page ?? loadPage();
    for (const task of tasks) if (!task.isOver) look(page, task);
    await delay(LOOK_MS);
  }

  function loadPage(): RealPage {
    const page = desk.openPage();
    // Where it cannot be loaded they look for their enrolments one by one.
    page.station.loadOpenEnrolments().catch(() => undefined);
    return page;
  }

  function look(page: RealPage, task: Task): void {
    const run = page.station.getState().runs.find(({ enrolment }) => isOf(enrolment, task));
    if (run === undefined) {
      if (task.askingAt !== page && mayAct(task)) void find(page, task);
      return;
    }
    const { enrolment, phase } = run;
    task.enrolmentId = enrolment.id;
    task.isOver = phase === 'done' || phase === 'rolledBack';
    if (enrolment.seq !== task.seq) {
      Object.assign(task, { seq: enrolment.seq, seqAt: performance.now(), triesInVain: 0 });
    }
    if (task.isOver || !mayAct(task)) return;
    task.actsAt = performance.now();
    answer(page, task, run);
  }

  /** It is not on the screen: it was not begun, or its page is gone. */
  async function find(page: RealPage, task: Task): Promise<void> {
    task.askingAt = page;
    task.actsAt = performance.now();
    try {
      const id = task.enrolmentId ?? (await unfinishedOf(page, task));
      if (desk.page !== page) return;
      if (id === null) return await begin(page, task);
      const { kind } = (await page.backend.enrolment(id)).action;
      task.isOver = kind === 'done' || kind === 'rolledBack';
      if (!task.isOver && desk.page === page) await page.station.takeUp(id);
    } catch {
      // Said on the screen; they try again.
    } finally {
      if (task.askingAt === page) task.askingAt = null;
    }
  }

  async function begin(page: RealPage, { key, holderId, profileId }: Task): Promise<void> {
    if (!desk.ports.has(key)) desk.plug(key);
    const plugged = page.station
      .getState()
      .keys.find(({ observation }) => observation?.identity.serial === key.serial);
    if (plugged === undefined || plugged.enrolmentId !== null) return;
    await page.station.enrol({ userId: holderId, profileId, keyId: plugged.id });
  }

  async function unfinishedOf(page: RealPage, { holderId }: Task): Promise<string | null> {
    const { unfinished } = await page.backend.unfinished();
    return unfinished.find(({ holder }) => holder.id === holderId)?.id ?? null;
  }

  function answer(page: RealPage, task: Task, run: EnrolmentRun): void {
    const { station } = page;
    const { id } = run.enrolment;
    switch (run.need) {
      case null:
      case 'touch':
      case 'browser':
      case 'wait':
        if (performance.now() - task.seqAt < STANDS_STILL_MS) break;
        note(`nothing happens to ${id.slice(0, 8)}`);
        task.standstills += 1;
        task.seqAt = performance.now();
        desk.react('reload');
        break;
      case 'plug':
      case 'replug':
        if (run.failure?.code === 'several_keys') takeOthersOut(page, task);
        desk.plug(wantedKey(run, task));
        break;
      case 'pin':
        saw({ kind: 'pinKnown', pinHash: pinHashOf(TYPED_PIN) });
        station.answerPin(id, TYPED_PIN);
        break;
      case 'confirmReset':
        station.confirmReset(id);
        break;
      case 'otherKey':
      case 'signIn':
      case 'tryAgain':
        tryAgain(page, task, run);
    }
  }

  function tryAgain({ station }: RealPage, task: Task, run: EnrolmentRun): void {
    const { id } = run.enrolment;
    task.triesInVain += 1;
    note(`${id.slice(0, 8)}: ${run.failure?.code ?? 'no reason'}, try ${task.triesInVain}`);
    if (task.triesInVain >= PATIENCE.cancel) station.cancel(id);
    else if (task.triesInVain === PATIENCE.reload) desk.react('reload');
    else if (run.need === 'otherKey' || task.triesInVain >= PATIENCE.replug) {
      desk.plug(wantedKey(run, task));
    } else station.tryAgain(id);
  }

  /** The key that an enrolment is bound to, else theirs, if no other enrolment has it. */
  function wantedKey({ enrolment }: EnrolmentRun, task: Task): WatchedKey {
    const keys = tasks.map(({ key }) => key);
    const bound = enrolment.key?.identity.serial;
    const others = desk.page?.station.getState().runs.filter((run) => !isOf(run.enrolment, task));
    const taken = new Set(others?.map((run) => run.enrolment.key?.identity.serial));
    const free = keys.filter(({ serial }) => !taken.has(serial));
    return (
      keys.find(({ serial }) => serial === bound) ??
      (free.includes(task.key) ? task.key : free[0]) ??
      task.key
    );
  }

  function takeOthersOut({ station }: RealPage, task: Task): void {
    for (const { observation, enrolmentId } of station.getState().keys) {
      const other = tasks.find(({ key }) => key.serial === observation?.identity.serial);
      if (other !== undefined && other !== task && enrolmentId === null) desk.unplug(other.key);
    }
  }
}

function mayAct(task: Task): boolean {
  return performance.now() - task.actsAt >= HANDS_MS;
}

function isOf({ holder }: Enrolment, task: Task): boolean {
  return holder.id === task.holderId;
}
