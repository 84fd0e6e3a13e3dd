import { UserX } from 'lucide-react';
import { useMe } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { operatorMessages as words } from '#web/presentation/messages.operators.ts';

interface SuspendDialogProps {
  readonly userId: string;
  readonly name: string;
  readonly onSuspend: () => void;
  readonly onClose: () => void;
}

/** Asks before somebody is suspended. */
export function SuspendDialog({ userId, name, onSuspend, onClose }: SuspendDialogProps) {
  const me = useMe();
  return (
    <Dialog
      title={words.ask(name)}
      icon={<UserX aria-hidden size={24} />}
      tone="danger"
      closeLabel={words.close}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button look="danger" onClick={onSuspend}>
            {words.yes}
          </Button>
        </>
      }
    >
      <p>{words.askText}</p>
      {me.id.toLowerCase() === userId.toLowerCase() && (
        <p className="font-semibold">{words.askSelf}</p>
      )}
    </Dialog>
  );
}
