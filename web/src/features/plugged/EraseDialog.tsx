import { TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { AppError } from '#shared/failure/appError.ts';
import { StateWord } from '#web/app/tray/tile/StateWord.tsx';
import { Button } from '#web/components/Button.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { appMessages } from '#web/presentation/messages.app.ts';
import { pluggedKeyMessages } from '#web/presentation/messages.pluggedKey.ts';
import type { PluggedKeyDesk } from '#web/usecases/pluggedKey/pluggedKeyDesk.ts';
import type { ManagedKey, ResetProgress } from '#web/usecases/pluggedKey/pluggedKeyState.ts';
import { EraseForm } from './EraseForm.tsx';
import { KeyFailure } from './KeyFailure.tsx';
import { useKeyWork } from './useKeyWork.ts';

const words = pluggedKeyMessages.reset;

interface EraseDialogProps {
  readonly desk: PluggedKeyDesk;
  /** The key as it is, or as it was when it was pulled out. */
  readonly erasing: ManagedKey;
  readonly name: string;
  /** It is still in its port. */
  readonly isThere: boolean;
  readonly progress: ResetProgress | null;
  readonly onClose: () => void;
}

/** Erases a key: what is lost, a typed word, out and in again, a touch. Closing it before the touch erases nothing. */
export function EraseDialog({ desk, erasing, name, isThere, progress, onClose }: EraseDialogProps) {
  // It stays open when the key is pulled out, and says so itself.
  const work = useKeyWork(() => undefined);
  const [isDone, setDone] = useState(false);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(new AppError('cancelled', 'Nobody waits for it')), []);
  const erase = async () => {
    const controller = new AbortController();
    stop.current = controller;
    const failure = await work.run(() => desk.reset(controller.signal));
    setDone(failure === null);
  };
  const isAsking = !work.isBusy && !isDone && work.failure === null;

  return (
    <Dialog
      title={isDone ? words.doneTitle : words.dialogTitle}
      icon={<TriangleAlert aria-hidden size={24} />}
      tone={isDone ? 'plain' : 'danger'}
      onClose={onClose}
      closeLabel={appMessages.close}
      actions={
        isAsking ? undefined : <Button onClick={onClose}>{closeWord(work.isBusy, isDone)}</Button>
      }
    >
      {isAsking && (
        <EraseForm
          erasing={erasing}
          name={name}
          isThere={isThere}
          onErase={() => void erase()}
          onClose={onClose}
        />
      )}
      {work.isBusy && progress !== null && (
        <Steps progress={progress} erasing={erasing} name={name} />
      )}
      <KeyFailure failure={work.failure} />
      <div role="status" className="contents">
        {isDone && (
          <>
            <p>{words.doneText}</p>
            <p>{words.doneEntra}</p>
          </>
        )}
      </div>
    </Dialog>
  );
}

function closeWord(isBusy: boolean, isDone: boolean): string {
  if (isBusy) return words.stop;
  return isDone ? words.done : appMessages.close;
}

/** What the person does now. */
function Steps({
  progress,
  erasing,
  name,
}: Pick<EraseDialogProps, 'erasing' | 'name'> & { readonly progress: ResetProgress }) {
  const touchText = erasing.facts?.resetWantsLongTouch ? words.touchLong : words.touchText;
  return (
    <>
      <p className="break-words">
        <bdi>{name}</bdi>
      </p>
      <div role="status" className="contents">
        {progress.step === 'replug' ? (
          <StateWord word={words.replugTitle} hint={words.replugText} icon="replug" tone="call" />
        ) : (
          <StateWord word={words.touchTitle} hint={touchText} icon="touch" tone="call" />
        )}
      </div>
      {progress.step === 'replug' && (
        <KeyFailure
          failure={progress.failure === null ? null : { code: progress.failure, pinRetries: null }}
        />
      )}
    </>
  );
}
