import { TriangleAlert } from 'lucide-react';
import { Button } from '#web/components/Button.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { describeFailure } from '#web/presentation/describeFailure.ts';
import { appMessages } from '#web/presentation/messages.app.ts';
import { dialogMessages } from '#web/presentation/messages.dialogs.ts';
import type { EnrolmentRun } from '#web/usecases/enrolmentRun.ts';
import { identityLine } from '../keyNames.ts';

const words = dialogMessages.reset;

interface ResetDialogProps {
  readonly run: EnrolmentRun;
  readonly keyName: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Names the key and what is lost before it is erased. */
export function ResetDialog({ run, keyName, onConfirm, onClose }: ResetDialogProps) {
  const { key, holder, takingBack } = run.enrolment;
  const isUndo = takingBack !== null;
  const reason = reasonOf(run);
  const which = key === null ? keyName : `${keyName} (${identityLine(key.identity)})`;
  return (
    <Dialog
      title={words.title}
      icon={<TriangleAlert aria-hidden size={24} />}
      tone="danger"
      onClose={onClose}
      closeLabel={appMessages.close}
      actions={
        <>
          <Button onClick={onClose}>{words.keep}</Button>
          <Button look="danger" onClick={onConfirm}>
            {words.confirm}
          </Button>
        </>
      }
    >
      {reason !== null && <p>{reason}</p>}
      <p className="font-semibold">{words.lost(which)}</p>
      <p>{isUndo ? words.afterUndo : words.forWhom(holder.displayName)}</p>
      <p className="text-muted">{isUndo ? words.undoOther : words.other}</p>
    </Dialog>
  );
}

function reasonOf({ resetReason, enrolment }: EnrolmentRun): string | null {
  if (enrolment.takingBack !== null) return words.leftover;
  if (resetReason === null) return null;
  return resetReason === 'key_pin_unknown' ? words.hasPin : describeFailure(resetReason).cause;
}
