import { Eye, LockKeyhole } from 'lucide-react';
import { useState } from 'react';
import type { WaitingPin } from '#shared/api/self.ts';
import { Button } from '#web/components/Button.tsx';
import { RelativeTime } from '#web/components/RelativeTime.tsx';
import { selfMessages as words } from '#web/presentation/messages.self.en.ts';
import { PinRevealDialog } from './PinRevealDialog.tsx';

/** One sealed PIN and the way to see it, once. */
export function WaitingPinCard({ pin }: { readonly pin: WaitingPin }) {
  const [isOpen, setOpen] = useState(false);
  const keyName = pin.serial === null ? pin.productName : `${pin.productName}, ${pin.serial}`;
  const isWaiting = pin.state === 'waiting';
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
        <p>{isWaiting ? words.waitingText(pin.productName) : words.revealed}</p>
        <p className="text-muted text-small">
          {isWaiting ? (
            <>
              {words.prepared} <RelativeTime instant={pin.createdAt} />
            </>
          ) : (
            words.revealedNext
          )}
        </p>
      </div>
      {isWaiting && (
        <Button look="primary" icon={<Eye aria-hidden size={16} />} onClick={() => setOpen(true)}>
          {words.showPin}
        </Button>
      )}
      {isOpen && (
        <PinRevealDialog
          enrolmentId={pin.enrolmentId}
          keyName={pin.productName}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}
