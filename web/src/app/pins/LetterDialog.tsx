import { Download, Printer } from 'lucide-react';
import { useState } from 'react';
import type { AskApproval } from '#shared/api/approvals.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { Button } from '#web/components/Button.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { appMessages } from '#web/presentation/messages.app.ts';
import '#web/presentation/laterFailures.ts';
import { pinMessages } from '#web/presentation/messages.pins.ts';
import type { PrintedLetter } from '#web/usecases/ports.ts';
import { FailureOrApproval } from '../approvals/FailureOrApproval.tsx';
import { saveFile } from '../saveFile.ts';
import { persistently } from './persistently.ts';

type Stage =
  | { readonly name: 'asking' | 'making' }
  | { readonly name: 'saved'; readonly letter: PrintedLetter }
  | { readonly name: 'failed'; readonly code: FailureCode };

interface LetterDialogProps {
  readonly holderName: string;
  /** `approval`: another person's, where one was asked for. */
  readonly print: (approval?: string) => Promise<PrintedLetter>;
  /** What is asked for, where it may need somebody's approval. */
  readonly ask: AskApproval;
  readonly confirm: (reservationId: string) => Promise<void>;
  readonly onClose: () => void;
}

const words = pinMessages.letter;

/** Makes the letter with a PIN and saves it; it can be saved again until the dialog is closed, and then never. */
export function LetterDialog(props: LetterDialogProps) {
  const { holderName, print, ask, confirm, onClose } = props;
  const [stage, setStage] = useState<Stage>({ name: 'asking' });
  const [approval, setApproval] = useState<string>();
  const isAsking = stage.name === 'asking' || stage.name === 'making';

  const make = async (id = approval) => {
    setApproval(id);
    setStage({ name: 'making' });
    try {
      const letter = await print(id);
      saveFile(letter);
      setStage({ name: 'saved', letter });
    } catch (error) {
      setStage({ name: 'failed', code: failureCodeOf(error) });
    }
  };
  const close = () => {
    if (stage.name === 'saved') void persistently(() => confirm(stage.letter.reservationId));
    onClose();
  };

  return (
    <Dialog
      title={stage.name === 'saved' ? words.savedTitle : words.confirmTitle(holderName)}
      icon={<Printer aria-hidden size={24} />}
      onClose={close}
      closeLabel={appMessages.close}
      actions={
        isAsking ? (
          <>
            <Button onClick={close}>{appMessages.cancel}</Button>
            <Button look="primary" busy={stage.name === 'making'} onClick={() => void make()}>
              {words.confirm}
            </Button>
          </>
        ) : stage.name === 'saved' ? (
          <>
            <Button
              icon={<Download aria-hidden size={16} />}
              onClick={() => saveFile(stage.letter)}
            >
              {words.saveAgain}
            </Button>
            <Button look="primary" onClick={close}>
              {words.done}
            </Button>
          </>
        ) : (
          <Button onClick={close}>{appMessages.close}</Button>
        )
      }
    >
      {isAsking && <p>{words.confirmText}</p>}
      {stage.name === 'saved' && (
        <output className="block">{words.savedText(stage.letter.fileName)}</output>
      )}
      {stage.name === 'failed' && (
        <div role="alert">
          <FailureOrApproval
            code={stage.code}
            ask={ask}
            onGoOn={(id) => void make(id)}
            {...(stage.code === 'backend_unreachable' && { onRetry: () => void make() })}
          />
        </div>
      )}
    </Dialog>
  );
}
