import { TriangleAlert } from 'lucide-react';
import { useServices } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { appMessages } from '#web/presentation/messages.app.ts';
import { dialogMessages } from '#web/presentation/messages.dialogs.ts';

const words = dialogMessages.realKey;

interface RealKeyDialogProps {
  readonly keyName: string;
  readonly badge: string;
  readonly onClose: () => void;
}

/** Says what will be written to a real key in a demonstration, before any real key is touched. */
export function RealKeyDialog({ keyName, badge, onClose }: RealKeyDialogProps) {
  const { realKeys } = useServices();
  return (
    <Dialog
      title={words.title}
      icon={<TriangleAlert aria-hidden size={24} />}
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
              realKeys.release();
            }}
          >
            {words.confirm}
          </Button>
        </>
      }
    >
      <p>{words.intro(keyName, badge)}</p>
      <ul className="flex list-disc flex-col gap-2 pl-5">
        {words.list.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className="font-semibold">{words.advice}</p>
    </Dialog>
  );
}
