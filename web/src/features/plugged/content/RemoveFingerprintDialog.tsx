import { Trash2 } from 'lucide-react';
import { Button } from '#web/components/Button.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { appMessages } from '#web/presentation/messages.app.ts';
import { pluggedKeyMessages } from '#web/presentation/messages.pluggedKey.ts';
import type { PluggedKeyDesk } from '#web/usecases/pluggedKey/pluggedKeyDesk.ts';
import { KeyFailure } from '../KeyFailure.tsx';
import { type Say, useKeyWork } from '../useKeyWork.ts';

const words = pluggedKeyMessages.fingerprints;

interface RemoveFingerprintDialogProps {
  readonly desk: PluggedKeyDesk;
  readonly fingerId: string;
  readonly name: string;
  readonly isLast: boolean;
  readonly say: Say;
  readonly onClose: () => void;
}

/** Asks before the key forgets a finger. */
export function RemoveFingerprintDialog({
  desk,
  fingerId,
  name,
  isLast,
  say,
  onClose,
}: RemoveFingerprintDialogProps) {
  const work = useKeyWork(say);
  const remove = async () => {
    const failure = await work.run(() => desk.removeFingerprint(fingerId));
    if (failure !== null) return;
    say({ tone: 'good', title: words.removed(name) });
    onClose();
  };
  return (
    <Dialog
      title={words.removeTitle(name)}
      icon={<Trash2 aria-hidden size={24} />}
      tone="danger"
      onClose={onClose}
      closeLabel={appMessages.close}
      actions={
        <>
          <Button onClick={onClose}>{words.keep}</Button>
          <Button look="danger" busy={work.isBusy} onClick={() => void remove()}>
            {words.removeConfirm}
          </Button>
        </>
      }
    >
      <KeyFailure failure={work.failure} />
      <p>{words.removeText}</p>
      {isLast && <p>{words.removeLast}</p>}
    </Dialog>
  );
}
