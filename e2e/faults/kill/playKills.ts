import { setTimeout as delay } from 'node:timers/promises';
import { buildBackend } from '#e2e/harness/buildAll.ts';
import { tellHistory } from '../tellHistory.ts';
import { createDraws, deriveSeed } from '../world/seededRandom.ts';
import { createKillLane, type KillLane } from './killLane.ts';
import { CALM, drawPlan } from './killPlan.ts';
import { playRound, type RoundOutcome } from './killRound.ts';
import { backendOf } from './realPage.ts';
import { untilReady } from './recovery.ts';
import { createTally, type Tally } from './tally.ts';

/** What is asked of the layer. */
export interface KillOptions {
  readonly seconds: number;
  readonly seed: number;
  /** One round again. */
  readonly replay: number | null;
}

const LANES = 2;
const MOST_TOLD = 3;
const FIRST_START_MS = 3_000;
const OPERATOR = 'omar.haddad@contoso.example';

/**
 * L4: the built backend and its PostgreSQL as processes of their own, ended by SIGKILL in the middle of enrolments and
 * started again. A seed draws the same round again; where exactly its kills strike is up to real time.
 * @returns how many rounds broke an invariant or did not come back; one more where too many came back too late.
 */
export async function playKills(options: KillOptions): Promise<number> {
  await buildBackend();
  const until = performance.now() + options.seconds * 1000;
  const tally = createTally();
  const seeds = seedsOf(options);
  let crashes = 0;
  let told = 0;

  async function playLane(index: number): Promise<void> {
    const lane = await createKillLane();
    try {
      await setUp(lane, tally, deriveSeed(options.seed, index));
      const calm = await playRound(lane, CALM, 0);
      take(0, calm);
      while (options.replay !== null || performance.now() < until) {
        const { value: seed, done } = seeds.next();
        if (done) return;
        const outcome = await playRound(lane, drawPlan(seed, calm.tookMs), seed);
        take(seed, outcome);
        if (outcome.kills.lost !== null) return;
      }
    } finally {
      for (const words of lane.backend.crashes) console.log(`L4: a mistake of its own:\n${words}`);
      crashes += lane.backend.crashes.length;
      await lane.close();
    }
  }

  function take(seed: number, outcome: RoundOutcome): void {
    if (!tally.take(outcome)) return;
    told += 1;
    if (told > MOST_TOLD) console.log(`L4 broke again: --replay ${seed}`);
    else tellBroken(options.seed, seed, outcome);
  }

  const lanes = options.replay === null ? LANES : 1;
  const ends = await Promise.allSettled(
    Array.from({ length: lanes }, (_, index) => playLane(index)),
  );
  // Not before every lane is closed: its processes would outlive this one.
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  for (const line of tally.lines()) console.log(line);
  return tally.broken() + crashes;
}

function* seedsOf({ seed, replay }: KillOptions): Generator<number, undefined> {
  if (replay !== null) {
    yield replay;
    return;
  }
  for (let index = 0; ; index += 1) yield deriveSeed(seed, index);
}

/** Kills the very first start somewhere, then has the database keep the time of each commit, which takes another start. */
async function setUp(lane: KillLane, tally: Tally, seed: number): Promise<void> {
  const { backend, tenant, inDatabase } = lane;
  const draws = createDraws(seed);
  const operator = backendOf({ origin: backend.origin, tenant: tenant.tenant }, OPERATOR);
  const kill = async () => {
    if (await backend.kill('everything', draws.integer)) tally.killed(1);
    backend.start();
    if ((await untilReady(backend, operator)) === null) {
      throw new Error(`it does not start any more:\n${backend.lastWords()}`);
    }
  };
  backend.start();
  await delay(draws.integer(FIRST_START_MS));
  await kill();
  await inDatabase((pool) => pool.query('alter system set track_commit_timestamp = on'));
  await kill();
}

function tellBroken(runSeed: number, seed: number, outcome: RoundOutcome): void {
  const { breaks, complaint, history } = outcome;
  console.log('\nL4 broke');
  console.log(
    `again, as far as real time repeats itself: --layer L4 --seed ${runSeed} --replay ${seed}`,
  );
  if (complaint !== null) console.log(`  ${complaint}`);
  for (const { invariant, text } of breaks.slice(0, MOST_TOLD)) {
    console.log(`  ${invariant}: ${text}`);
  }
  console.log(`${tellHistory(history).join('\n')}\n`);
}
