import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleCheckBig, ShieldAlert } from 'lucide-react';
import type { KeyEvent } from '#shared/api/myKeys.ts';
import { useServices } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { lostKeyMessages } from '#web/presentation/messages.lostKey.ts';
import { DialogFailure } from './DialogFailure.tsx';
import { eventTitle } from './KeyEventCard.tsx';
import { isSignInWanted } from './SignInFirst.tsx';
import { reportedWords } from './takenWords.ts';

const words = lostKeyMessages.report;

interface ReportDialogProps {
  readonly event: KeyEvent;
  readonly onClose: () => void;
}

/** "This was not me": says what follows from it, asks, and says what came of it. */
export function ReportDialog({ event, onClose }: ReportDialogProps) {
  const { ownKeys } = useServices();
  const queries = useQueryClient();
  const report = useMutation({
    mutationFn: async () => ownKeys.report(event.id),
    async onSettled(_, error) {
      if (isSignInWanted(error)) return;
      await Promise.all(
        ['keyEvents', 'myKeys'].map((name) => queries.invalidateQueries({ queryKey: [name] })),
      );
    },
  });
  if (report.isSuccess) {
    return (
      <Dialog
        title={words.doneTitle}
        icon={<CircleCheckBig aria-hidden size={24} />}
        closeLabel={lostKeyMessages.close}
        onClose={onClose}
        actions={<Button onClick={onClose}>{lostKeyMessages.close}</Button>}
      >
        <div role="status">
          <ul className="flex list-disc flex-col gap-1 pl-5">
            {reportedWords(report.data).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog
      title={words.ask}
      icon={<ShieldAlert aria-hidden size={24} />}
      tone="danger"
      closeLabel={lostKeyMessages.close}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{words.keep}</Button>
          {!isSignInWanted(report.error) && (
            <Button look="danger" busy={report.isPending} onClick={() => report.mutate()}>
              {words.confirm}
            </Button>
          )}
        </>
      }
    >
      <p className="font-semibold">
        <bdi>{eventTitle(event)}</bdi>
      </p>
      <p>{words.askText}</p>
      <div>
        <p className="font-semibold">{words.listTitle}</p>
        <ul className="list-disc pl-5">
          {words.list[event.kind].map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
      <DialogFailure error={report.error} wish={{ wish: 'report', id: event.id }} />
    </Dialog>
  );
}
