import { AppError } from '#shared/failure/appError.ts';
import type { HistoryEvent } from '../history/historyEvent.ts';
import { watchAnswer } from './answerWatch.ts';
import { type Backend, type BackendParts, startBackend } from './backend.ts';
import { type BackendJob, nextDue } from './backendJobs.ts';
import { type Link, never, unlessGivenUp } from './pageWire.ts';
import type { Probe } from './probe.ts';
import type { Draws } from './seededRandom.ts';
import { createTurns } from './turns.ts';
import type { VirtualClock } from './virtualClock.ts';
import { inWork, type JobName, newWork } from './workContext.ts';

/** The processes of the backend, of which any may answer, and what lies between them and the pages. */
export interface Backends {
  readonly link: Link;
  /** Has one of them do something; one at a time, so that a run is the same every time. */
  ask<T>(work: (backend: Backend) => Promise<T>): Promise<T>;
  /** Every process ends. Each is started again by its supervisor. */
  kill(): void;
  setSkew(backend: number, ms: number): void;
  /** From the next start on this loss of audit records is accepted. */
  accept(root: string): void;
  /** Sweepers of all of them have their turn now, beside what is going on. */
  sweepBeside(): void;
  /** What hangs wakes up. */
  wakeAll(): Promise<void>;
  /** Lets what is asked and due happen, one round of it. False when nothing is left to happen. */
  settle(): Promise<boolean>;
  /** How many requests were answered. */
  readonly answered: number;
}

export interface BackendsParts
  extends Omit<BackendParts, 'skewMs' | 'number' | 'accepted' | 'reach'> {
  readonly clock: VirtualClock;
  readonly draws: Draws;
  readonly probe: Probe;
  readonly secrets: ReadonlySet<string>;
  readonly history: readonly HistoryEvent[];
  /** Told after each run of the job that sends mail. */
  mailJobEnded(): Promise<void>;
  saw(event: HistoryEvent): void;
}

const BACKENDS = 2;
const LOST_ROOT = /KEYWRIGHT_ACCEPT_RESTORE=([0-9a-f]{64})/;

interface Slot {
  backend: Backend | null;
  skewMs: number;
  /** When it could not be started. */
  refusedAt: number | null;
}

/** Makes the backends of a world; each process is started when it is needed. */
export function createBackends(parts: BackendsParts): Backends {
  const { clock, draws, probe, saw } = parts;
  const slots: Slot[] = Array.from({ length: BACKENDS }, () => ({
    backend: null,
    skewMs: 0,
    refusedAt: null,
  }));
  const accepted: string[] = [];
  const turns = createTurns(clock);
  let started = 0;
  let answered = 0;
  let waiting = 0;

  async function running(slot: Slot): Promise<Backend | null> {
    if (slot.backend && !slot.backend.isDead) return slot.backend;
    if (slot.refusedAt === clock.now()) return null;
    started += 1;
    try {
      slot.backend = await startBackend({
        ...parts,
        accepted,
        skewMs: slot.skewMs,
        number: started,
        reach: (backend, side, name, point) => probe.reach(side, name, point, { backend }),
      });
      slot.refusedAt = null;
      saw({ kind: 'backendStarted', accepted: accepted.length });
      return slot.backend;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      slot.refusedAt = clock.now();
      const [, lost = null] = LOST_ROOT.exec(error.message) ?? [];
      saw({ kind: 'startRefused', code: error.code, lost });
      return null;
    }
  }

  async function runJob(backend: Backend, job: BackendJob): Promise<void> {
    job.isRunning = true;
    await turns.start(job.name, async () => {
      try {
        await probe.reach('job', job.name, 'before', { backend });
        await job.run();
        await probe.reach('job', job.name, 'after', { backend });
      } finally {
        job.isRunning = false;
      }
    });
    if (job.name === 'mail') await parts.mailJobEnded();
  }

  /** A run at the same time that found nothing to do, so that another one would not either. */
  const idle = new Map<JobName, { readonly at: number; readonly events: number }>();

  async function runDueJobs(): Promise<boolean> {
    let hasRun = await turns.wakeDue();
    for (const slot of slots) {
      const backend = await running(slot);
      for (const job of backend?.dueJobs() ?? []) {
        const before = { at: clock.now(), events: parts.history.length };
        const last = idle.get(job.name);
        if (last?.at === before.at && last.events === before.events) continue;
        hasRun = true;
        if (backend !== null) await runJob(backend, job);
        if (parts.history.length === before.events) idle.set(job.name, before);
      }
    }
    return hasRun;
  }

  function ask<T>(work: (backend: Backend) => Promise<T>): Promise<T> {
    const slot = slots[draws.integer(BACKENDS)] ?? slots[0];
    waiting += 1;
    return turns.next(async () => {
      try {
        if (isTimeForJobs()) await runDueJobs();
        const backend = slot && (await running(slot));
        if (!backend) throw new AppError('backend_unreachable', 'no backend runs');
        const context = newWork(null, () => Promise.resolve());
        return await inWork(context, () => work(backend));
      } finally {
        waiting -= 1;
        answered += 1;
      }
    });
  }

  function isTimeForJobs(): boolean {
    return (
      turns.isAnyDue() ||
      slots.some(({ backend, refusedAt }) =>
        backend === null || backend.isDead
          ? refusedAt !== clock.now()
          : nextDue(backend.jobs) <= clock.now(),
      )
    );
  }

  return {
    ask,
    link: {
      async exchange(page, name, request) {
        if (page.isDead) return never();
        await probe.reach('call', name, 'before', { page });
        if (page.isDead) return never();
        if (page.isSignedOut) return new Response(null, { status: 401 });
        const { url } = request;
        const answer = ask(async (backend) => {
          const response = await backend.fetch(request);
          const { secrets } = parts;
          return watchAnswer({ name, page, url, response, secrets, now: clock.now() }, saw);
        });
        const response = await unlessGivenUp(answer, request.signal);
        if (page.isDead) return never();
        await probe.reach('call', name, 'after', { page });
        return page.isDead ? never() : response;
      },
    },
    get answered() {
      return answered;
    },
    kill() {
      for (const { backend } of slots) backend?.die();
    },
    setSkew(index, ms) {
      const slot = slots[index];
      if (slot === undefined) return;
      slot.skewMs = ms;
      slot.backend?.die();
      saw({ kind: 'skewed', ms });
    },
    accept(root) {
      accepted.push(root);
      for (const slot of slots) slot.refusedAt = null;
    },
    sweepBeside() {
      for (const { backend } of slots) {
        if (backend === null || backend.isDead) continue;
        turns.beside('sweep', async () => void (await backend.sweeper.sweep()));
      }
    },
    wakeAll: () => turns.wakeAll(),
    async settle() {
      await turns.idle();
      if (waiting > 0) return true;
      if (!isTimeForJobs()) return false;
      return turns.next(runDueJobs);
    },
  };
}
