import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import type { OwnPasskey } from '#shared/api/myKeys.ts';
import { useServices } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { TextField } from '#web/components/TextField.tsx';
import { lostKeyMessages } from '#web/presentation/messages.lostKey.ts';
import { DialogFailure } from './DialogFailure.tsx';
import { keyTitle } from './keyTitle.ts';

const words = lostKeyMessages.renaming;
const LONGEST = 30;

interface RenameDialogProps {
  readonly passkey: OwnPasskey;
  readonly onClose: () => void;
}

/** Another name for a key, where Entra lets it. */
export function RenameDialog({ passkey, onClose }: RenameDialogProps) {
  const { ownKeys } = useServices();
  const queries = useQueryClient();
  const { id, displayName, serial } = passkey;
  const [name, setName] = useState(displayName);
  const typed = name.trim();
  const rename = useMutation({
    mutationFn: async () => ownKeys.rename({ methodId: id, displayName: typed }),
    onSuccess(keys) {
      queries.setQueryData(['myKeys'], keys);
      onClose();
    },
  });
  const isUsable = typed !== '' && typed !== displayName;
  return (
    <Dialog
      title={words.title(keyTitle(displayName, serial))}
      icon={<Pencil aria-hidden size={24} />}
      closeLabel={lostKeyMessages.close}
      onClose={onClose}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (isUsable && !rename.isPending) rename.mutate();
        }}
      >
        <TextField
          label={words.label}
          help={words.help}
          value={name}
          maxLength={LONGEST}
          autoComplete="off"
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <DialogFailure error={rename.error} wish={{ wish: 'rename', id }} />
        <div data-actions className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{words.keep}</Button>
          <Button look="primary" type="submit" busy={rename.isPending} disabled={!isUsable}>
            {words.confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
