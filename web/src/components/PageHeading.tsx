import { type ReactNode, useEffect, useRef } from 'react';

interface PageHeadingProps {
  readonly children: ReactNode;
  /** Names the browser's tab. */
  readonly tab: string;
}

/** False until one page has been shown: the first one leaves the focus to the browser. */
let isLaterPage = false;

/** The page's one h1. It names the tab and takes the focus when its page replaces another one. */
export function PageHeading({ children, tab }: PageHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isLaterPage) heading.current?.focus();
    isLaterPage = true;
  }, []);
  useEffect(() => {
    document.title = `${tab} · Keywright`;
  }, [tab]);
  return (
    <h1 ref={heading} tabIndex={-1} className="font-semibold text-page">
      {children}
    </h1>
  );
}
