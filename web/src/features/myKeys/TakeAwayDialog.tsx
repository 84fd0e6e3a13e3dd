import { useMutation, useQueryClient } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { OwnPasskey } from '#shared/api/myKeys.ts';
import { useServices } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { CheckField } from '#web/components/CheckField.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { lostKeyMessages as words } from '#web/presentation/messages.lostKey.ts';
import { isLastThatWorks, keysThere } from '#web/usecases/myKeys/whatIsLost.ts';
import { DialogFailure } from './DialogFailure.tsx';
import { keyTitle } from './keyTitle.ts';
import { isSignInWanted } from './SignInFirst.tsx';
import { TakenAway } from './TakenAway.tsx';

interface TakeAwayDialogProps {
  readonly wish: 'remove' | 'lost';
  readonly passkey: OwnPasskey;
  /** All that are on the screen. */
  readonly passkeys: readonly OwnPasskey[];
  readonly onClose: () => void;
}

/** Asks before a key goes, says what is lost with the last one, and what came of it. */
export function TakeAwayDialog({ wish, passkey, passkeys, onClose }: TakeAwayDialogProps) {
  const { ownKeys } = useServices();
  const queries = useQueryClient();
  // As it was when it was asked: the list behind changes while the answer is read.
  const [asked] = useState({ passkey, passkeys });
  const [isSure, setSure] = useState(false);
  const { id } = asked.passkey;
  const isLast = isLastThatWorks(asked.passkeys, id);
  const title = keyTitle(asked.passkey.displayName, asked.passkey.serial);
  const said = wish === 'lost' ? words.losing : words.removing;
  const take = useMutation({
    mutationFn: async () =>
      ownKeys[wish === 'lost' ? 'lose' : 'remove']({
        methodId: id,
        seen: keysThere(asked.passkeys).map((one) => one.id),
        ...(isLast && { isLast }),
      }),
    async onSettled(_, error) {
      // Until that sign-in nothing is to be had.
      if (isSignInWanted(error)) return;
      await queries.invalidateQueries({ queryKey: ['myKeys'] });
    },
  });
  if (take.isSuccess) {
    return <TakenAway wish={wish} title={title} taken={take.data} onClose={onClose} />;
  }
  return (
    <Dialog
      title={said.title(title)}
      icon={<TriangleAlert aria-hidden size={24} />}
      tone="danger"
      closeLabel={words.close}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          {!isSignInWanted(take.error) && (
            <Button
              look="danger"
              busy={take.isPending}
              disabled={isLast && !isSure}
              onClick={() => take.mutate()}
            >
              {said.confirm}
            </Button>
          )}
        </>
      }
    >
      <p>{said.text}</p>
      {wish === 'lost' && (
        <div>
          <p className="font-semibold">{words.losing.listTitle}</p>
          <ul className="list-disc pl-5">
            {words.losing.list.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      )}
      {isLast && (
        <Notice tone="warning" title={words.last.title}>
          <p className="mb-2">{words.last.text}</p>
          <CheckField label={words.last.understood} checked={isSure} onChange={setSure} />
        </Notice>
      )}
      <DialogFailure error={take.error} wish={{ wish, id }} />
    </Dialog>
  );
}
