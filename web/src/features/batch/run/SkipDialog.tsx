import { useId, useState } from 'react';
import { Button } from '#web/components/Button.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { TextField } from '#web/components/TextField.tsx';
import { batchRunMessages as words } from '#web/presentation/messages.batchRun.ts';

interface SkipDialogProps {
  readonly name: string;
  readonly onSkip: (reason: string) => void;
  readonly onClose: () => void;
}

const MOST_CHARACTERS = 200;

/** Asks why somebody is left out. */
export function SkipDialog({ name, onSkip, onClose }: SkipDialogProps) {
  const [reason, setReason] = useState('');
  const form = useId();
  const isSaid = reason.trim() !== '';
  return (
    <Dialog
      title={words.skipTitle(name)}
      closeLabel={words.close}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button look="primary" type="submit" form={form} disabled={!isSaid}>
            {words.skipYes}
          </Button>
        </>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isSaid) onSkip(reason.trim());
        }}
      >
        <TextField
          label={words.skipReason}
          help={words.skipHelp}
          value={reason}
          maxLength={MOST_CHARACTERS}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </form>
    </Dialog>
  );
}
