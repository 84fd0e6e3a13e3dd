import { useBlocker } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { Button } from '#web/components/Button.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { appMessages } from '#web/presentation/messages.app.ts';
import { profileMessages as words } from '#web/presentation/messages.profiles.ts';

/** Asks before what was typed is lost by going to another page; the browser itself asks before it closes this one. */
export function LeaveGuard({ isActive }: { readonly isActive: boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: () => isActive,
    enableBeforeUnload: () => isActive,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <Dialog
      title={words.leaveTitle}
      icon={<TriangleAlert aria-hidden size={24} />}
      tone="warning"
      onClose={blocker.reset}
      closeLabel={appMessages.close}
      actions={
        <>
          <Button onClick={blocker.reset}>{words.stay}</Button>
          <Button look="danger" onClick={blocker.proceed}>
            {words.leave}
          </Button>
        </>
      }
    >
      <p>{words.leaveText}</p>
    </Dialog>
  );
}
