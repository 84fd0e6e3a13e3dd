import { lazy, Suspense, useState } from 'react';
import { Disclosure } from '#web/components/Disclosure.tsx';
import { appMessages } from '#web/presentation/messages.app.ts';
import type { HelpTopic } from './helpTopic.ts';

// Its words and pictures are fetched once somebody wants to see them.
const HelpGuide = lazy(async () => ({ default: (await import('./HelpGuide.tsx')).HelpGuide }));

/** A short guide in its place, with pictures of this very page. */
export function Help({ topic }: { readonly topic: HelpTopic }) {
  const [isWanted, setWanted] = useState(false);
  return (
    <Disclosure summary={appMessages.help} onOpen={() => setWanted(true)}>
      {isWanted && (
        <Suspense>
          <HelpGuide topic={topic} />
        </Suspense>
      )}
    </Disclosure>
  );
}
