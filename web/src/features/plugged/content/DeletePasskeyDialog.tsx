import { Trash2 } from 'lucide-react';
import { useMe } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { appMessages } from '#web/presentation/messages.app.ts';
import { pluggedKeyMessages } from '#web/presentation/messages.pluggedKey.ts';
import type { PluggedKeyDesk } from '#web/usecases/pluggedKey/pluggedKeyDesk.ts';
import type { KeptPasskey, PasskeySite } from '#web/usecases/pluggedKey/pluggedKeyState.ts';
import { KeyFailure } from '../KeyFailure.tsx';
import { isSignInOf, isWorkSite, passkeyName, siteName } from '../names.ts';
import { type Say, useKeyWork } from '../useKeyWork.ts';

const words = pluggedKeyMessages.passkeys;

interface DeletePasskeyDialogProps {
  readonly desk: PluggedKeyDesk;
  readonly site: PasskeySite;
  readonly passkey: KeptPasskey;
  readonly say: Say;
  readonly onClose: () => void;
}

/** Says for which site and whose passkey it is before it is gone. */
export function DeletePasskeyDialog({
  desk,
  site,
  passkey,
  say,
  onClose,
}: DeletePasskeyDialogProps) {
  const work = useKeyWork(say);
  const { userPrincipalName } = useMe();
  const name = passkeyName(passkey);
  const where = siteName(site);
  const remove = async () => {
    const failure = await work.run(() => desk.deletePasskey(passkey.id));
    if (failure !== null) return;
    say({ tone: 'good', title: words.done(name, where) });
    onClose();
  };
  return (
    <Dialog
      title={words.dialogTitle}
      icon={<Trash2 aria-hidden size={24} />}
      tone="danger"
      onClose={onClose}
      closeLabel={appMessages.close}
      actions={
        <>
          <Button onClick={onClose}>{words.keep}</Button>
          <Button look="danger" busy={work.isBusy} onClick={() => void remove()}>
            {words.confirm}
          </Button>
        </>
      }
    >
      <KeyFailure failure={work.failure} />
      <p className="break-words font-semibold">{words.dialogText(name, where)}</p>
      <p>{consequence(site, passkey, userPrincipalName)}</p>
    </Dialog>
  );
}

/** Where it has to be removed as well. */
function consequence(site: PasskeySite, passkey: KeptPasskey, account: string): string {
  if (!isWorkSite(site)) return words.dialogOther;
  return isSignInOf(passkey, account) ? words.dialogOwn(account) : words.dialogWork;
}
