import { useId, useState } from 'react';
import type { BatchPerson } from '#shared/api/batches.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { Button } from '#web/components/Button.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { TextField } from '#web/components/TextField.tsx';
import { batchRunMessages as words } from '#web/presentation/messages.batchRun.ts';
import { useChangePerson } from '../useBatch.ts';

interface SkipDialogProps {
  readonly batchId: string;
  readonly holder: BatchPerson['holder'];
  readonly onClose: () => void;
}

const MOST_CHARACTERS = 200;

/** Asks why somebody is left out, and stays with what was typed until they are. */
export function SkipDialog({ batchId, holder, onClose }: SkipDialogProps) {
  const [reason, setReason] = useState('');
  const change = useChangePerson(batchId);
  const form = useId();
  const isSaid = reason.trim() !== '';
  return (
    <Dialog
      title={words.skipTitle(holder.displayName)}
      closeLabel={words.close}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button
            look="primary"
            type="submit"
            form={form}
            disabled={!isSaid}
            busy={change.isPending}
          >
            {words.skipYes}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isSaid || change.isPending) return;
          const said = { userId: holder.id, do: 'skip', reason: reason.trim() } as const;
          change.mutate(said, { onSuccess: onClose });
        }}
      >
        <TextField
          label={words.skipReason}
          help={words.skipHelp}
          value={reason}
          maxLength={MOST_CHARACTERS}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {change.isError && (
          <div role="alert">
            <FailureNotice code={failureCodeOf(change.error)} />
          </div>
        )}
      </form>
    </Dialog>
  );
}
