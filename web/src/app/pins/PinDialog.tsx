import { EyeOff, LockKeyhole } from 'lucide-react';
import { useState } from 'react';
import type { AskApproval } from '#shared/api/approvals.ts';
import type { RevealedPin } from '#shared/api/self.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { Button } from '#web/components/Button.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { appMessages } from '#web/presentation/messages.app.ts';
import '#web/presentation/laterFailures.ts';
import { pinMessages as words } from '#web/presentation/messages.pins.ts';
import { FailureOrApproval } from '../approvals/FailureOrApproval.tsx';
import { persistently } from './persistently.ts';
import { ShownPin } from './ShownPin.tsx';

type Stage =
  | { readonly name: 'asking' | 'fetching' | 'hidden' | 'unseen' }
  | { readonly name: 'shown'; readonly revealed: RevealedPin }
  | { readonly name: 'failed'; readonly code: FailureCode };

interface PinDialogProps {
  readonly keyName: string;
  readonly words: {
    readonly confirmTitle: string;
    readonly confirmText: string;
    readonly title: string;
    readonly next: (key: string) => string;
    readonly hiddenText: string;
    /** Where it is not a PIN. */
    readonly hidden?: string;
    readonly unseen?: string;
    readonly spelled?: (secret: string) => string;
  };
  /** `approval`: another person's, where one was asked for. */
  readonly reveal: (approval?: string) => Promise<RevealedPin>;
  /** What is asked for, where it may need somebody's approval. */
  readonly ask?: AskApproval;
  /** Tells the backend that the PIN was seen. */
  readonly confirm: (reservationId: string) => Promise<void>;
  readonly onClose: () => void;
}

/**
 * Shows a sealed PIN once. It lives in this component's state only, never in the query cache, and is dropped after 30
 * seconds, when the window loses the focus, and at close.
 */
export function PinDialog(props: PinDialogProps) {
  const { keyName, words: own, reveal, ask = null, confirm, onClose } = props;
  const [stage, setStage] = useState<Stage>({ name: 'asking' });
  const [approval, setApproval] = useState<string>();
  const isAsking = stage.name === 'asking' || stage.name === 'fetching';
  const hide = () => setStage({ name: 'hidden' });

  const fetchPin = async (id = approval) => {
    setApproval(id);
    setStage({ name: 'fetching' });
    try {
      const revealed = await reveal(id);
      // Nobody is looking: the answer must not appear to whoever comes next, and counts as not seen.
      const isSeen = document.visibilityState === 'visible';
      setStage(isSeen ? { name: 'shown', revealed } : { name: 'unseen' });
    } catch (error) {
      setStage({ name: 'failed', code: failureCodeOf(error) });
    }
  };
  const showIt = (
    <Button look="primary" busy={stage.name === 'fetching'} onClick={() => void fetchPin()}>
      {words.confirm}
    </Button>
  );

  return (
    <Dialog
      title={isAsking ? own.confirmTitle : own.title}
      icon={<LockKeyhole aria-hidden size={24} />}
      onClose={onClose}
      closeLabel={appMessages.close}
      actions={
        isAsking || stage.name === 'unseen' ? (
          <>
            <Button onClick={onClose}>{appMessages.cancel}</Button>
            {showIt}
          </>
        ) : stage.name === 'shown' ? (
          <Button icon={<EyeOff aria-hidden size={16} />} onClick={hide}>
            {words.hideNow}
          </Button>
        ) : (
          <Button onClick={onClose}>{appMessages.close}</Button>
        )
      }
    >
      {isAsking && <p>{own.confirmText}</p>}
      {stage.name === 'shown' && (
        <ShownPin
          pin={stage.revealed.pin}
          next={own.next(keyName)}
          {...(own.spelled !== undefined && { spelled: own.spelled })}
          onShown={() => void persistently(() => confirm(stage.revealed.reservationId))}
          onHide={hide}
        />
      )}
      {(stage.name === 'hidden' || stage.name === 'unseen') && (
        <output className="flex flex-col">
          <span className="font-semibold">
            {stage.name === 'hidden' ? (own.hidden ?? words.hidden) : (own.unseen ?? words.unseen)}
          </span>
          <span className="text-muted">
            {stage.name === 'hidden' ? own.hiddenText : words.unseenText}
          </span>
        </output>
      )}
      {stage.name === 'failed' && (
        <div role="alert">
          <FailureOrApproval
            code={stage.code}
            ask={ask}
            onGoOn={(id) => void fetchPin(id)}
            // The PIN may be on its way: this window gets it again.
            {...(stage.code === 'backend_unreachable' && { onRetry: () => void fetchPin() })}
          />
        </div>
      )}
    </Dialog>
  );
}
