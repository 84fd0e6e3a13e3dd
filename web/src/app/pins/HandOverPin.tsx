import { useQueryClient } from '@tanstack/react-query';
import { Eye, Printer } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { personKey } from '#web/app/people/usePerson.ts';
import { useServices } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { pinMessages as words } from '#web/presentation/messages.pins.ts';

// Most keys are handed over without either: they come when they are opened.
const LetterDialog = lazy(async () => ({
  default: (await import('./LetterDialog.tsx')).LetterDialog,
}));
const PinDialog = lazy(async () => ({ default: (await import('./PinDialog.tsx')).PinDialog }));

interface HandOverPinProps {
  readonly enrolmentId: string;
  readonly by: 'operator' | 'letter';
  readonly holderId: string;
  readonly holderName: string;
  readonly keyName: string;
}

/** The way a PIN goes to its holder through an operator: shown once to be told, or printed once. */
export function HandOverPin({ enrolmentId, by, holderId, holderName, keyName }: HandOverPinProps) {
  const { backend } = useServices();
  const queryClient = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const confirming = useRef<Promise<void>>(Promise.resolve());
  const confirm = (reservationId: string) => {
    confirming.current = backend.confirmHandOver(enrolmentId, reservationId);
    return confirming.current;
  };
  // What waits is asked for anew when the dialog is gone: it may hang from an entry of that very list.
  const close = () => {
    setOpen(false);
    const refresh = () => queryClient.invalidateQueries({ queryKey: personKey(holderId) });
    void confirming.current.then(refresh, refresh);
  };
  return (
    <div>
      {by === 'operator' ? (
        <Button icon={<Eye aria-hidden size={16} />} onClick={() => setOpen(true)}>
          {words.show}
        </Button>
      ) : (
        <Button icon={<Printer aria-hidden size={16} />} onClick={() => setOpen(true)}>
          {words.print}
        </Button>
      )}
      <Suspense>
        {isOpen && by === 'operator' && (
          <PinDialog
            keyName={keyName}
            words={words.told(holderName)}
            reveal={(approval) => backend.showPin(enrolmentId, { approval })}
            ask={{ action: 'showPinToOperator', enrolmentId }}
            confirm={confirm}
            onClose={close}
          />
        )}
        {isOpen && by === 'letter' && (
          <LetterDialog
            holderName={holderName}
            print={(approval) => backend.printLetter(enrolmentId, { approval })}
            ask={{ action: 'printPin', enrolmentId }}
            confirm={confirm}
            onClose={close}
          />
        )}
      </Suspense>
    </div>
  );
}
