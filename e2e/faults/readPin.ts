import { AppError } from '#shared/failure/appError.ts';
import type { DisclosureWay } from './history/historyEvent.ts';
import type { ReaderPage } from './world/readerPage.ts';
import type { World } from './world/world.ts';

/** Somebody who wants to see a PIN. */
export interface Reader {
  readonly personId: string;
  readonly way: Exclude<DisclosureWay, 'leak'>;
  readonly enrolmentId: string;
}

const MOST_TRIES = 6;
/** As `persistently` of the page does it. */
const PAUSES_MS = [1_000, 4_000, 15_000];
/** A reservation is over then. */
const A_MINUTE_MS = 61_000;

/**
 * Opens a page and asks for a PIN as a person would: again where nobody answers, in a new page where the old one is gone,
 * a minute later where another one has it. Says that it was seen. What comes of it is in the history.
 */
export async function readPin(world: World, reader: Reader): Promise<void> {
  let page = openPage(world, reader);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if (page.isDead) page = openPage(world, reader);
    const asked = await outcomeOf(world, async () => {
      if (reader.way === 'holder') await page.backend.myKeys();
      return fetchPin(page, reader);
    });
    if (asked.kind === 'done') return confirm(world, page, reader, asked.result);
    if (asked.kind === 'refused') {
      if (asked.code === 'pin_shown_elsewhere') await world.pass(A_MINUTE_MS);
      else if (!isPassing(asked.code)) return;
      else await world.pass(PAUSES_MS[0] ?? 0);
      page.isSignedOut = false;
    }
  }
}

/** Asks once and does nothing about the answer. */
export async function askForPin(world: World, reader: Reader): Promise<void> {
  await outcomeOf(world, () => fetchPin(openPage(world, reader), reader));
}

function openPage(world: World, { personId, way }: Reader): ReaderPage {
  return world.openReader(personId, way === 'holder' ? 'member' : 'operator');
}

async function fetchPin({ backend }: ReaderPage, { way, enrolmentId }: Reader): Promise<string> {
  switch (way) {
    case 'holder':
      return (await backend.revealPin(enrolmentId)).reservationId;
    case 'operator':
      return (await backend.showPin(enrolmentId)).reservationId;
    case 'letter':
      return (await backend.printLetter(enrolmentId)).reservationId;
  }
}

async function confirm(
  world: World,
  page: ReaderPage,
  { way, enrolmentId }: Reader,
  reservationId: string,
): Promise<void> {
  const { backend } = page;
  for (const pause of [...PAUSES_MS, 0]) {
    const said = await outcomeOf(world, () =>
      way === 'holder'
        ? backend.confirmPin(enrolmentId, reservationId)
        : backend.confirmHandOver(enrolmentId, reservationId),
    );
    if (said.kind !== 'refused' || said.code !== 'backend_unreachable') return;
    await world.pass(pause);
  }
}

/** What may be otherwise in a moment. */
function isPassing(code: string): boolean {
  return [
    'backend_unreachable',
    'database_unavailable',
    'audit_unavailable',
    'database_restored',
    'session_expired',
    'conflict',
    'internal',
  ].includes(code);
}

type CallOutcome<T> =
  | { readonly kind: 'done'; readonly result: T }
  | { readonly kind: 'refused'; readonly code: string }
  /** Its page is gone. */
  | { readonly kind: 'unheard' };

/** Waits for the answer of a page's call, as long as there is anything to wait for. */
async function outcomeOf<T>(world: World, call: () => Promise<T>): Promise<CallOutcome<T>> {
  let outcome: CallOutcome<T> = { kind: 'unheard' };
  call().then(
    (result) => {
      outcome = { kind: 'done', result };
    },
    (error: unknown) => {
      outcome = { kind: 'refused', code: error instanceof AppError ? error.code : 'internal' };
    },
  );
  await world.idle();
  return outcome;
}
