import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from 'react';

interface KeepFocus {
  readonly ref: RefObject<HTMLElement | null>;
  readonly onFocus: () => void;
  readonly onBlur: (event: FocusEvent) => void;
}

/**
 * Keeps the focus in a region whose buttons go away when they are pressed. It goes to the region and not to the next
 * button: some keys type when they are touched, and end with Enter.
 */
export function useKeepFocus(): KeepFocus {
  const ref = useRef<HTMLElement>(null);
  const isInside = useRef(false);
  useLayoutEffect(() => {
    if (isInside.current && document.activeElement === document.body) {
      ref.current?.focus({ preventScroll: true });
    }
  });
  return {
    ref,
    onFocus() {
      isInside.current = true;
    },
    // Without a new target the button is being removed, or the window was left: neither is a choice of the person.
    onBlur({ relatedTarget }) {
      if (relatedTarget !== null && !ref.current?.contains(relatedTarget)) isInside.current = false;
    },
  };
}
