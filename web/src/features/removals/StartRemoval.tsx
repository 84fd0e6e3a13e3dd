import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { AskApproval } from '#shared/api/approvals.ts';
import type { RemovalDetail } from '#shared/api/removals.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { FailureOrApproval } from '#web/app/approvals/FailureOrApproval.tsx';
import { Button } from '#web/components/Button.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { removalMessages as words } from '#web/presentation/messages.removals.ts';
import { useStartRemoval } from './useRemovals.ts';

/** Starts a removal after a question, and asks for an approval where one is needed. */
export function StartRemoval({ removal }: { readonly removal: RemovalDetail }) {
  const [isAsking, setIsAsking] = useState(false);
  const start = useStartRemoval(removal.id);
  const going = removal.keys.filter(({ state }) => state === 'waiting');
  const lastOnes = going.filter(({ isLast }) => isLast).length;
  const ask: AskApproval = { action: 'removeKeys', removalId: removal.id };
  if (going.length === 0) {
    return (
      <Notice tone="info" title={words.nothingTitle}>
        <p>{words.nothingText}</p>
      </Notice>
    );
  }
  if (start.isError) {
    return (
      <FailureOrApproval
        code={failureCodeOf(start.error)}
        ask={ask}
        onGoOn={(approval) => start.mutate(approval)}
        onRetry={() => start.mutate(undefined)}
      />
    );
  }
  return (
    <div>
      <Button look="danger" busy={start.isPending} onClick={() => setIsAsking(true)}>
        {words.start(going.length)}
      </Button>
      {isAsking && (
        <Dialog
          title={words.ask(going.length)}
          icon={<Trash2 aria-hidden size={24} />}
          tone="danger"
          closeLabel={words.close}
          onClose={() => setIsAsking(false)}
          actions={
            <>
              <Button onClick={() => setIsAsking(false)}>{words.cancel}</Button>
              <Button
                look="danger"
                onClick={() => {
                  setIsAsking(false);
                  start.mutate(undefined);
                }}
              >
                {words.yes}
              </Button>
            </>
          }
        >
          <p>{words.askText(Math.max(1, Math.round(removal.delaySeconds / 60)))}</p>
          {lastOnes > 0 && <p className="font-semibold">{words.askLast(lastOnes)}</p>}
        </Dialog>
      )}
    </div>
  );
}
