import { RESERVATION_HEADER } from '#shared/api/index.ts';
import type { DisclosureWay, HistoryEvent } from '../history/historyEvent.ts';
import type { CallName, PageOnWire } from './pageWire.ts';
import { pinHashOf } from './pinHash.ts';

/** The calls whose answers hold a PIN. */
const WAYS: Readonly<Partial<Record<CallName, DisclosureWay>>> = {
  revealPin: 'holder',
  showPin: 'operator',
  printLetter: 'letter',
};
const ENROLMENT = /\/(?:pins|enrolments)\/([0-9a-f-]{36})\//;

/** What leaves a backend with an answer. Access passes count as PINs: no page of these worlds is to show one. */
export interface Answer {
  readonly name: CallName;
  readonly page: PageOnWire;
  readonly url: string;
  readonly response: Response;
  /** Every PIN that there is. */
  readonly secrets: ReadonlySet<string>;
  readonly now: number;
}

/** Reads an answer as it leaves: a PIN in it gets into the history, wherever it is. @returns the answer, to be sent. */
export async function watchAnswer(
  { name, page, url, response, secrets, now }: Answer,
  saw: (event: HistoryEvent) => void,
): Promise<Response> {
  if (secrets.size === 0) return response;
  const text = await response.text();
  const way = WAYS[name];
  for (const pin of secrets) {
    if (!text.includes(pin)) continue;
    saw({
      kind: 'pinLeft',
      enrolmentId: ENROLMENT.exec(url)?.[1] ?? null,
      way: way ?? 'leak',
      toId: page.personId,
      session: page.session,
      reservationId: reservationOf(text, response.headers),
      pinHash: pinHashOf(pin),
      at: now,
    });
  }
  const { status, headers } = response;
  return new Response(text === '' ? null : text, { status, headers });
}

function reservationOf(text: string, headers: Headers): string | null {
  const ofLetter = headers.get(RESERVATION_HEADER);
  if (ofLetter !== null || !text.startsWith('{')) return ofLetter;
  const { reservationId }: { reservationId?: string } = JSON.parse(text);
  return reservationId ?? null;
}
