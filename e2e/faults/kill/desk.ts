import type { WatchedKey } from '../world/watchedKey.ts';
import type { Reaction } from './killPlan.ts';
import { openRealPage, type RealPage, type RequestWatch, type Surroundings } from './realPage.ts';

/** A computer in front of an operator, in real time: a page, or a closed browser, and USB ports. */
export interface RealDesk {
  readonly operatorId: string;
  /** Null until the page is loaded, and after the tab was closed. */
  readonly page: RealPage | null;
  readonly ports: ReadonlySet<WatchedKey>;
  openPage(): RealPage;
  plug(key: WatchedKey): void;
  unplug(key: WatchedKey): void;
  /** What the person at it does when the backend goes away. */
  react(reaction: Reaction): void;
}

export interface DeskParts {
  readonly around: Surroundings;
  readonly watch: RequestWatch;
  /** Who works here, and who takes over. */
  readonly operators: readonly [string, string];
  readonly note: (text: string) => void;
}

/** Sets up a desk with the browser closed. */
export function createDesk({ around, watch, operators, note }: DeskParts): RealDesk {
  let operator: 0 | 1 = 0;
  let page: RealPage | null = null;
  const ports = new Set<WatchedKey>();

  function close(): void {
    page?.die();
    page = null;
  }

  const desk: RealDesk = {
    get operatorId() {
      return operators[operator];
    },
    get page() {
      return page;
    },
    ports,
    openPage() {
      close();
      page = openRealPage(around, desk.operatorId, [...ports], watch);
      return page;
    },
    plug(key) {
      if (ports.has(key)) desk.unplug(key);
      ports.add(key);
      if (page === null) key.software.powerUp();
      else page.plug(key);
    },
    unplug(key) {
      ports.delete(key);
      key.software.powerDown();
    },
    react(reaction) {
      if (reaction !== 'wait') note(`meanwhile: ${reaction}`);
      switch (reaction) {
        case 'wait':
          return;
        case 'reload':
          return close();
        case 'otherOperator':
          close();
          operator = operator === 0 ? 1 : 0;
          return;
        case 'unplug':
          for (const key of [...ports]) desk.unplug(key);
          return;
        case 'cancel': {
          const { station } = page ?? {};
          const run = station?.getState().runs.find(({ phase }) => phase === 'running');
          if (run !== undefined) station?.cancel(run.enrolment.id);
        }
      }
    },
  };
  return desk;
}
