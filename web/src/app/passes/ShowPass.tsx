import { Eye } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { RevealedPin } from '#shared/api/self.ts';
import { Button } from '#web/components/Button.tsx';
import '#web/presentation/laterFailures.ts';
import { invitationMessages as words } from '#web/presentation/messages.invitations.ts';

const PinDialog = lazy(async () => ({
  default: (await import('../pins/PinDialog.tsx')).PinDialog,
}));

interface ShowPassProps {
  readonly person: string;
  readonly reveal: () => Promise<RevealedPin>;
  readonly confirm: (reservationId: string) => Promise<void>;
  /** The dialog is closed: what waits may have changed. */
  readonly onClosed: () => void;
}

/** The way to see an access pass, once: as a PIN is shown. */
export function ShowPass({ person, reveal, confirm, onClosed }: ShowPassProps) {
  const [isOpen, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    onClosed();
  };
  return (
    <>
      <Button look="primary" icon={<Eye aria-hidden size={16} />} onClick={() => setOpen(true)}>
        {words.show}
      </Button>
      <Suspense>
        {isOpen && (
          <PinDialog
            keyName=""
            words={words.dialog(person)}
            reveal={reveal}
            confirm={confirm}
            onClose={close}
          />
        )}
      </Suspense>
    </>
  );
}
