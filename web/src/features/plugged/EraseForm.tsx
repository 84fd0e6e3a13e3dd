import { type FormEvent, useState } from 'react';
import { useMe } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { TextField } from '#web/components/TextField.tsx';
import { pluggedKeyMessages } from '#web/presentation/messages.pluggedKey.ts';
import type { ManagedKey } from '#web/usecases/pluggedKey/pluggedKeyState.ts';
import { KeyFailure } from './KeyFailure.tsx';
import { LostList } from './LostList.tsx';
import { isSignInOf, isWorkSite } from './names.ts';

const words = pluggedKeyMessages.reset;

interface EraseFormProps {
  readonly erasing: ManagedKey;
  readonly name: string;
  readonly isThere: boolean;
  readonly onErase: () => void;
  readonly onClose: () => void;
}

/** Spells out what is lost, and wants a word typed for it. */
export function EraseForm({ erasing, name, isThere, onErase, onClose }: EraseFormProps) {
  const { userPrincipalName } = useMe();
  const [typed, setTyped] = useState('');
  const entra = entraWords(erasing, userPrincipalName);
  const isConfirmed = isThere && typed.trim().normalize('NFC').toLowerCase() === words.word;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (isConfirmed) onErase();
  };
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4">
      <KeyFailure failure={isThere ? null : { code: 'device_removed', pinRetries: null }} />
      <p className="break-words font-semibold">{words.lost(name)}</p>
      <LostList erasing={erasing} />
      {entra !== null && <p>{entra}</p>}
      <TextField
        label={words.typeLabel(words.word)}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{words.keep}</Button>
        <Button look="danger" type="submit" disabled={!isConfirmed}>
          {words.confirm}
        </Button>
      </div>
    </form>
  );
}

/** Entra has to hear of it, unless the key is known to hold no sign-in at work. */
function entraWords({ content }: ManagedKey, account: string): string | null {
  const passkeys = content?.passkeys ?? null;
  if (passkeys === null) return words.entra;
  const atWork = passkeys.sites.filter(isWorkSite).flatMap((site) => site.passkeys);
  if (atWork.length === 0) return null;
  return atWork.some((one) => isSignInOf(one, account)) ? words.entraOwn(account) : words.entra;
}
