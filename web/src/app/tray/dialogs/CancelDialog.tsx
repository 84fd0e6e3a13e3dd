import { Undo2 } from 'lucide-react';
import type { Enrolment } from '#shared/api/enrolments.ts';
import { useServices } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { appMessages } from '#web/presentation/messages.app.ts';
import { dialogMessages } from '#web/presentation/messages.dialogs.ts';

const words = dialogMessages.cancel;

interface CancelDialogProps {
  readonly enrolment: Enrolment;
  readonly onClose: () => void;
}

/** Says what is taken back and what stays before an enrolment is cancelled. */
export function CancelDialog({ enrolment, onClose }: CancelDialogProps) {
  const { station } = useServices();
  return (
    <Dialog
      title={words.title(enrolment.holder.displayName)}
      icon={<Undo2 aria-hidden size={24} />}
      tone="warning"
      onClose={onClose}
      closeLabel={appMessages.close}
      actions={
        <>
          <Button onClick={onClose}>{words.keep}</Button>
          <Button
            look="danger"
            onClick={() => {
              onClose();
              station.cancel(enrolment.id);
            }}
          >
            {words.confirm}
          </Button>
        </>
      }
    >
      <p>{words.text}</p>
    </Dialog>
  );
}
