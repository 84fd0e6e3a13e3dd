import { Fingerprint } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { AppError } from '#shared/failure/appError.ts';
import { StateWord } from '#web/app/tray/tile/StateWord.tsx';
import { Button } from '#web/components/Button.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { appMessages } from '#web/presentation/messages.app.ts';
import { pluggedKeyMessages } from '#web/presentation/messages.pluggedKey.ts';
import type { PluggedKeyDesk } from '#web/usecases/pluggedKey/pluggedKeyDesk.ts';
import type { FingerTouch, KeyContent } from '#web/usecases/pluggedKey/pluggedKeyState.ts';
import { KeyFailure } from '../KeyFailure.tsx';
import { fingerName } from '../names.ts';
import { type Say, useKeyWork } from '../useKeyWork.ts';
import { FingerNameForm } from './FingerNameForm.tsx';

const words = pluggedKeyMessages.fingerprints;

interface AddFingerprintDialogProps {
  readonly desk: PluggedKeyDesk;
  readonly fingerprints: NonNullable<KeyContent['fingerprints']>;
  readonly say: Say;
  readonly onClose: () => void;
}

/** Adds a finger: what the key says of each touch, how many are left, then its name. Closing it stops the key. */
export function AddFingerprintDialog({
  desk,
  fingerprints: { list, maxNameBytes },
  say,
  onClose,
}: AddFingerprintDialogProps) {
  const work = useKeyWork(say);
  const [touch, setTouch] = useState<FingerTouch | null>(null);
  const [fingerId, setFingerId] = useState<string | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(new AppError('cancelled', 'Nobody waits for it')), []);

  const added = (name: string) => {
    say({ tone: 'good', title: words.added(name) });
    onClose();
  };
  const begin = async () => {
    const controller = new AbortController();
    stop.current = controller;
    let id = '';
    const failure = await work.run(async () => {
      id = await desk.addFingerprint(setTouch, controller.signal);
    });
    if (failure !== null || controller.signal.aborted) setTouch(null);
    else if (maxNameBytes === null) added(fingerName(list, id));
    else setFingerId(id);
  };
  const isTouching = work.isBusy;

  return (
    <Dialog
      title={fingerId === null ? words.addTitle : words.addedTitle}
      icon={<Fingerprint aria-hidden size={24} />}
      onClose={onClose}
      closeLabel={appMessages.close}
      actions={
        fingerId === null ? (
          <>
            <Button onClick={onClose}>{isTouching ? words.stop : appMessages.cancel}</Button>
            {!isTouching && (
              <Button look="primary" onClick={() => void begin()}>
                {words.begin}
              </Button>
            )}
          </>
        ) : undefined
      }
    >
      <KeyFailure failure={work.failure} />
      {fingerId === null && !isTouching && <p>{words.addText}</p>}
      {isTouching && <Touches touch={touch} />}
      {fingerId !== null && maxNameBytes !== null && (
        <FingerNameForm
          desk={desk}
          fingerId={fingerId}
          maxNameBytes={maxNameBytes}
          say={say}
          closeLabel={words.nameSkip}
          onClose={() => added(fingerName(list, fingerId))}
          onNamed={added}
        />
      )}
    </Dialog>
  );
}

/** What to do now, what was wrong with the last touch, and how far it is. */
function Touches({ touch }: { readonly touch: FingerTouch | null }) {
  const feedback = touch?.feedback ?? null;
  const total = touch?.total ?? null;
  const done = touch?.done ?? 0;
  return (
    <div role="status" className="flex flex-col gap-3">
      <StateWord
        word={feedback === null ? words.touchNow : words.touchAgain}
        hint={feedback === null ? null : words.feedback[feedback]}
        icon="touch"
        tone="call"
      />
      {total !== null && (
        <>
          <progress
            className="kw-progress h-2 w-full"
            value={done}
            max={total}
            aria-label={words.progress(done, total)}
          />
          <p className="text-muted">{words.progress(done, total)}</p>
        </>
      )}
    </div>
  );
}
