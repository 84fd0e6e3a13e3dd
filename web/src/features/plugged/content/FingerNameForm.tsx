import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button } from '#web/components/Button.tsx';
import { TextField } from '#web/components/TextField.tsx';
import { appMessages } from '#web/presentation/messages.app.ts';
import { pluggedKeyMessages } from '#web/presentation/messages.pluggedKey.ts';
import type { PluggedKeyDesk } from '#web/usecases/pluggedKey/pluggedKeyDesk.ts';
import { KeyFailure } from '../KeyFailure.tsx';
import { type Say, useKeyWork } from '../useKeyWork.ts';

const words = pluggedKeyMessages.fingerprints;

export interface FingerNameFormProps {
  readonly desk: PluggedKeyDesk;
  readonly fingerId: string;
  /** Bytes of UTF-8 that the key keeps. */
  readonly maxNameBytes: number;
  readonly say: Say;
  readonly closeLabel?: string;
  readonly onClose: () => void;
  readonly onNamed: (name: string) => void;
}

/** Takes a name for a finger, no longer than the key can keep. */
export function FingerNameForm({
  desk,
  fingerId,
  maxNameBytes,
  say,
  closeLabel = appMessages.cancel,
  onClose,
  onNamed,
}: FingerNameFormProps) {
  const work = useKeyWork(say);
  const form = useRef<HTMLFormElement>(null);
  const [name, setName] = useState('');
  const isTooLong = new TextEncoder().encode(name.trim()).length > maxNameBytes;
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const save = async () => {
    const failure = await work.run(() => desk.renameFingerprint(fingerId, name.trim()));
    if (failure === null) onNamed(name.trim());
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '' && !isTooLong && !work.isBusy) void save();
  };
  return (
    <form ref={form} onSubmit={onSubmit} className="flex flex-col gap-4">
      <KeyFailure failure={work.failure} />
      <TextField
        label={words.nameLabel}
        help={words.nameHelp}
        error={isTooLong ? words.nameTooLong : undefined}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{closeLabel}</Button>
        <Button
          look="primary"
          type="submit"
          busy={work.isBusy}
          disabled={name.trim() === '' || isTooLong}
        >
          {words.nameSave}
        </Button>
      </div>
    </form>
  );
}
