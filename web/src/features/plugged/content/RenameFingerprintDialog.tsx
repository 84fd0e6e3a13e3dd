import { Fingerprint } from 'lucide-react';
import { Dialog } from '#web/components/Dialog.tsx';
import { appMessages } from '#web/presentation/messages.app.ts';
import { pluggedKeyMessages } from '#web/presentation/messages.pluggedKey.ts';
import { FingerNameForm, type FingerNameFormProps } from './FingerNameForm.tsx';

const words = pluggedKeyMessages.fingerprints;

/** Gives a finger another name. */
export function RenameFingerprintDialog({
  name,
  ...form
}: Omit<FingerNameFormProps, 'onNamed'> & { readonly name: string }) {
  return (
    <Dialog
      title={words.renameTitle(name)}
      icon={<Fingerprint aria-hidden size={24} />}
      onClose={form.onClose}
      closeLabel={appMessages.close}
    >
      <FingerNameForm {...form} onNamed={form.onClose} />
    </Dialog>
  );
}
