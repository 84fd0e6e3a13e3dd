/** What a key does in the list: where the focus goes, and what becomes of the selection. */
export interface GridMove {
  readonly active: number;
  /** `keep`: the selection stays. `extend`: everything from the anchor to there. `toggle`: this row. `all`: all rows. `remove`: takes away what is selected, else this row. */
  readonly select: 'keep' | 'extend' | 'toggle' | 'all' | 'remove';
}

const MOVES: Readonly<Record<string, (active: number, last: number, page: number) => number>> = {
  ArrowDown: (active) => active + 1,
  ArrowUp: (active) => active - 1,
  PageDown: (active, _, page) => active + page,
  PageUp: (active, _, page) => active - page,
  Home: () => 0,
  End: (_, last) => last,
};

/** Reads a key press over a list of so many rows; null for a key that means nothing here. */
export function readGridKey(
  event: {
    readonly key: string;
    readonly shiftKey: boolean;
    readonly ctrlKey: boolean;
    readonly metaKey: boolean;
  },
  at: { readonly active: number; readonly count: number; readonly page: number },
): GridMove | null {
  if (at.count === 0) return null;
  const last = at.count - 1;
  const here = Math.min(Math.max(at.active, 0), last);
  const move = MOVES[event.key];
  if (move !== undefined) {
    const isFirst = at.active === -1 && event.key.startsWith('Arrow');
    const to = isFirst ? 0 : Math.min(Math.max(move(here, last, at.page), 0), last);
    return { active: to, select: event.shiftKey ? 'extend' : 'keep' };
  }
  if (event.key === ' ') return { active: here, select: 'toggle' };
  if (event.key === 'Delete') return { active: here, select: 'remove' };
  if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) {
    return { active: here, select: 'all' };
  }
  return null;
}
