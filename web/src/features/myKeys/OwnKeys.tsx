import { useState } from 'react';
import type { OwnPasskey } from '#shared/api/myKeys.ts';
import { EmptyKeys } from './EmptyKeys.tsx';
import { OwnKeyCard } from './OwnKeyCard.tsx';
import { RenameDialog } from './RenameDialog.tsx';
import { TakeAwayDialog } from './TakeAwayDialog.tsx';
import { useWish } from './useWish.ts';

/** The caller's own keys, and the one question that is open about one of them. */
export function OwnKeys({ passkeys }: { readonly passkeys: readonly OwnPasskey[] }) {
  const { wish, setWish, clear } = useWish(['remove', 'lost', 'rename']);
  // The key may leave the list while its question is still answered.
  const [about, setAbout] = useState<OwnPasskey | undefined>(() =>
    passkeys.find(({ id }) => id === wish?.id),
  );
  return (
    <>
      {passkeys.length === 0 ? (
        <EmptyKeys />
      ) : (
        <ul className="flex flex-col gap-3">
          {passkeys.map((passkey) => (
            <li key={passkey.id}>
              <OwnKeyCard
                passkey={passkey}
                onWish={(kind) => {
                  setAbout(passkey);
                  setWish({ wish: kind, id: passkey.id });
                }}
              />
            </li>
          ))}
        </ul>
      )}
      {about !== undefined && wish?.wish === 'rename' && (
        <RenameDialog passkey={about} onClose={clear} />
      )}
      {about !== undefined && (wish?.wish === 'remove' || wish?.wish === 'lost') && (
        <TakeAwayDialog wish={wish.wish} passkey={about} passkeys={passkeys} onClose={clear} />
      )}
    </>
  );
}
