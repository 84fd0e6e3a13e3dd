import { useQueryClient } from '@tanstack/react-query';
import { EyeOff, LockKeyhole } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { FailureCode } from '#shared/failure/codes.ts';
import { useServices } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { FailureNotice, failureCodeOf } from '#web/components/FailureNotice.tsx';
import { appMessages } from '#web/presentation/messages.app.en.ts';
import { selfMessages as words } from '#web/presentation/messages.self.en.ts';
import { ShownPin } from './ShownPin.tsx';

type Stage =
  | { readonly name: 'asking' | 'fetching' | 'hidden' }
  | { readonly name: 'shown'; readonly pin: string }
  | { readonly name: 'failed'; readonly code: FailureCode };

interface PinRevealDialogProps {
  readonly enrolmentId: string;
  readonly keyName: string;
  readonly onClose: () => void;
}

/**
 * Shows a sealed PIN once. It lives in this component's state only, never in the query cache, and is dropped after 30
 * seconds, when the window loses the focus, and at close.
 */
export function PinRevealDialog({ enrolmentId, keyName, onClose }: PinRevealDialogProps) {
  const { backend } = useServices();
  const queryClient = useQueryClient();
  const [stage, setStage] = useState<Stage>({ name: 'asking' });

  const reveal = async () => {
    setStage({ name: 'fetching' });
    try {
      const { pin } = await backend.revealPin(enrolmentId);
      // Nobody is looking: the answer must not appear to whoever comes next.
      setStage(
        document.visibilityState === 'visible' ? { name: 'shown', pin } : { name: 'hidden' },
      );
    } catch (error) {
      setStage({ name: 'failed', code: failureCodeOf(error) });
    }
  };

  // The card says afterwards that the PIN was seen; not while the dialog hangs from it.
  useEffect(
    () => () => void queryClient.invalidateQueries({ queryKey: ['myKeys'] }),
    [queryClient],
  );

  return (
    <Dialog
      title={stage.name === 'asking' ? words.confirmTitle : words.pinTitle}
      icon={<LockKeyhole aria-hidden size={24} />}
      onClose={onClose}
      closeLabel={appMessages.close}
      actions={
        stage.name === 'asking' || stage.name === 'fetching' ? (
          <>
            <Button onClick={onClose}>{appMessages.cancel}</Button>
            <Button look="primary" busy={stage.name === 'fetching'} onClick={() => void reveal()}>
              {words.confirm}
            </Button>
          </>
        ) : stage.name === 'shown' ? (
          <Button
            icon={<EyeOff aria-hidden size={16} />}
            onClick={() => setStage({ name: 'hidden' })}
          >
            {words.hideNow}
          </Button>
        ) : (
          <Button onClick={onClose}>{appMessages.close}</Button>
        )
      }
    >
      {(stage.name === 'asking' || stage.name === 'fetching') && <p>{words.confirmText}</p>}
      {stage.name === 'shown' && (
        <ShownPin pin={stage.pin} keyName={keyName} onHide={() => setStage({ name: 'hidden' })} />
      )}
      {stage.name === 'hidden' && (
        <div role="status">
          <p className="font-semibold">{words.pinHidden}</p>
          <p className="text-muted">{words.pinHiddenText}</p>
        </div>
      )}
      {stage.name === 'failed' && (
        <div role="alert">
          <FailureNotice code={stage.code} />
        </div>
      )}
    </Dialog>
  );
}
