import { Hourglass } from 'lucide-react';
import { useEffect, useSyncExternalStore } from 'react';
import { Button } from '#web/components/Button.tsx';
import { sessionMessages } from '#web/presentation/messages.session.ts';
import { useServices } from '../providers/services.ts';

const words = sessionMessages.ending;

/** Watches the session for as long as somebody is signed in, and says a minute before that it ends. */
export function SessionEnding() {
  const { sessionWatch } = useServices();
  const isEnding = useSyncExternalStore(sessionWatch.subscribe, sessionWatch.isEnding);
  useEffect(() => sessionWatch.start(), [sessionWatch]);
  return (
    <div role="alert" className="fixed inset-x-0 top-0 z-30 empty:hidden print:hidden">
      {isEnding && (
        <div className="flex flex-wrap items-center gap-3 bg-warn-soft px-4 py-3 shadow-float wide:px-6">
          <Hourglass aria-hidden size={20} className="shrink-0 text-warn" />
          <p className="min-w-0 flex-1">
            <strong className="font-semibold">{words.title}.</strong> {words.text}
          </p>
          {/* To press it is to do something: that is all it takes. */}
          <Button>{words.stay}</Button>
        </div>
      )}
    </div>
  );
}
