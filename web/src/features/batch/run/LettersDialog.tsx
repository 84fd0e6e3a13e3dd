import { Download, Printer } from 'lucide-react';
import { useState } from 'react';
import type { FailureCode } from '#shared/failure/codes.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { FailureOrApproval } from '#web/app/approvals/FailureOrApproval.tsx';
import { persistently } from '#web/app/pins/persistently.ts';
import { useServices } from '#web/app/providers/services.ts';
import { saveFile } from '#web/app/saveFile.ts';
import { Button } from '#web/components/Button.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { batchRunMessages as words } from '#web/presentation/messages.batchRun.ts';
import type { PrintedLetters } from '#web/usecases/batch/batchesPort.ts';

type Stage =
  | { readonly name: 'asking' | 'making' | 'none' }
  | { readonly name: 'saved'; readonly letters: PrintedLetters }
  | { readonly name: 'failed'; readonly code: FailureCode };

interface LettersDialogProps {
  readonly batchId: string;
  readonly onClose: () => void;
}

/** Makes the letters of a batch and saves them; a file can be saved again until the next one or the end, and then never. */
export function LettersDialog({ batchId, onClose }: LettersDialogProps) {
  const { batches } = useServices();
  const [stage, setStage] = useState<Stage>({ name: 'asking' });
  // Another person's, of these letters and no later ones.
  const [approval, setApproval] = useState<string>();

  const confirm = async ({ reservationIds }: PrintedLetters) => {
    await persistently(() => batches.confirmLetters(batchId, reservationIds));
  };
  const make = async (approvalId?: string) => {
    setApproval(approvalId);
    setStage({ name: 'making' });
    try {
      const letters = await batches.printLetters(batchId, { approval: approvalId });
      saveFile(letters);
      setStage({ name: 'saved', letters });
    } catch (error) {
      const code = failureCodeOf(error);
      setStage(code === 'not_found' ? { name: 'none' } : { name: 'failed', code });
    }
  };
  const makeNext = async (letters: PrintedLetters) => {
    setStage({ name: 'making' });
    // First: what is not confirmed is printed again for this page.
    await confirm(letters);
    await make();
  };
  const close = () => {
    if (stage.name === 'saved') void confirm(stage.letters);
    onClose();
  };

  return (
    <Dialog
      title={titleOf(stage)}
      icon={<Printer aria-hidden size={24} />}
      onClose={close}
      closeLabel={words.close}
      actions={
        stage.name === 'asking' || stage.name === 'making' ? (
          <>
            <Button onClick={close}>{words.cancel}</Button>
            <Button look="primary" busy={stage.name === 'making'} onClick={() => void make()}>
              {words.lettersMake}
            </Button>
          </>
        ) : stage.name === 'saved' ? (
          <>
            <Button
              icon={<Download aria-hidden size={16} />}
              onClick={() => saveFile(stage.letters)}
            >
              {words.lettersSaveAgain}
            </Button>
            {stage.letters.left > 0 && (
              <Button onClick={() => void makeNext(stage.letters)}>{words.lettersNext}</Button>
            )}
            <Button look="primary" onClick={close}>
              {words.lettersDone}
            </Button>
          </>
        ) : (
          <Button onClick={close}>{words.close}</Button>
        )
      }
    >
      {(stage.name === 'asking' || stage.name === 'making') && <p>{words.lettersText}</p>}
      {stage.name === 'none' && <p>{words.lettersNone}</p>}
      {stage.name === 'saved' && (
        <output className="flex flex-col gap-2">
          <span>{words.lettersSavedText(stage.letters.fileName)}</span>
          {stage.letters.left > 0 && (
            <span className="font-semibold">{words.lettersLeft(stage.letters.left)}</span>
          )}
        </output>
      )}
      {stage.name === 'failed' && (
        <div role="alert">
          <FailureOrApproval
            code={stage.code}
            ask={{ action: 'printBatchLetters', batchId }}
            onGoOn={(id) => void make(id)}
            {...(stage.code === 'backend_unreachable' && { onRetry: () => void make(approval) })}
          />
        </div>
      )}
    </Dialog>
  );
}

function titleOf(stage: Stage): string {
  if (stage.name === 'none') return words.lettersNoneTitle;
  return stage.name === 'saved'
    ? words.lettersSavedTitle(stage.letters.reservationIds.length)
    : words.lettersTitle;
}
