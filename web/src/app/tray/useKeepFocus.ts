import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from 'react';

interface KeepFocus {
  readonly ref: RefObject<HTMLElement | null>;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onBlur: (event: FocusEvent) => void;
}

/**
 * Keeps the focus among the tiles. A press on *Enrol* or *Try again* takes its own button away; the browser would then
 * put the focus at the top of the page. It goes to the tile instead, or to the first one where that is gone as well.
 */
export function useKeepFocus(): KeepFocus {
  const ref = useRef<HTMLElement>(null);
  const lastTile = useRef<HTMLElement | null>(null);

  useLayoutEffect(() => {
    const isLost = document.activeElement === document.body;
    if (!isLost || lastTile.current === null) return;
    const tile = lastTile.current.isConnected
      ? lastTile.current
      : ref.current?.querySelector<HTMLElement>('article');
    tile?.focus({ preventScroll: true });
  });

  return {
    ref,
    onFocus({ target }) {
      lastTile.current = target.closest<HTMLElement>('article');
    },
    // Without a new target the window was left, or the element is being removed: neither is a choice of the person.
    onBlur({ relatedTarget }) {
      if (relatedTarget !== null && !ref.current?.contains(relatedTarget)) lastTile.current = null;
    },
  };
}
