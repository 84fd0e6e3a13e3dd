import { useQueryClient } from '@tanstack/react-query';
import { Eye, LockKeyhole } from 'lucide-react';
import { useState } from 'react';
import type { WaitingPin } from '#shared/api/self.ts';
import { PinDialog } from '#web/app/pins/PinDialog.tsx';
import { useServices } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { RelativeTime } from '#web/components/RelativeTime.tsx';
import { pinMessages } from '#web/presentation/messages.pins.ts';
import { selfMessages as words } from '#web/presentation/messages.self.ts';

/** One sealed PIN and the way to see it, once. */
export function WaitingPinCard({ pin }: { readonly pin: WaitingPin }) {
  const { backend } = useServices();
  const queryClient = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const keyName = pin.serial === null ? pin.productName : `${pin.productName}, ${pin.serial}`;
  const isWaiting = pin.state === 'waiting';
  const close = () => {
    setOpen(false);
    void queryClient.invalidateQueries({ queryKey: ['myKeys'] });
  };
  return (
    <div className="flex flex-wrap items-center gap-4 rounded-md border border-line bg-surface p-4 shadow-card">
      <LockKeyhole
        aria-hidden
        size={32}
        className={isWaiting ? 'text-accent-text' : 'text-muted'}
      />
      <div className="min-w-56 flex-1">
        <p className="font-semibold">
          <bdi>{keyName}</bdi>
        </p>
        <p>{stateWords(pin)}</p>
        <p className="text-muted text-small">
          {isWaiting ? (
            <>
              {words.prepared} <RelativeTime instant={pin.createdAt} />
            </>
          ) : (
            words.again
          )}
        </p>
      </div>
      {isWaiting && (
        <Button look="primary" icon={<Eye aria-hidden size={16} />} onClick={() => setOpen(true)}>
          {words.showPin}
        </Button>
      )}
      {isOpen && (
        <PinDialog
          keyName={pin.productName}
          words={pinMessages.own}
          reveal={() => backend.revealPin(pin.enrolmentId)}
          confirm={(reservationId) => backend.confirmPin(pin.enrolmentId, reservationId)}
          onClose={close}
        />
      )}
    </div>
  );
}

function stateWords({ state, wasFetched, productName }: WaitingPin): string {
  if (state === 'revealed') return words.revealed;
  if (state === 'destroyed') return words.destroyed;
  return wasFetched ? words.fetched : words.waitingText(productName);
}
