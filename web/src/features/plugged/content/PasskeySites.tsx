import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#web/components/Button.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { pluggedKeyMessages } from '#web/presentation/messages.pluggedKey.ts';
import type { PluggedKeyDesk } from '#web/usecases/pluggedKey/pluggedKeyDesk.ts';
import type {
  KeptPasskey,
  KeyContent,
  PasskeySite,
} from '#web/usecases/pluggedKey/pluggedKeyState.ts';
import { isWorkSite, passkeyName, siteName } from '../names.ts';
import type { Say } from '../useKeyWork.ts';
import { DeletePasskeyDialog } from './DeletePasskeyDialog.tsx';

const words = pluggedKeyMessages.passkeys;

interface PasskeySitesProps {
  readonly desk: PluggedKeyDesk;
  readonly passkeys: NonNullable<KeyContent['passkeys']>;
  readonly say: Say;
}

/** The passkeys on the key by site, and how many more fit. */
export function PasskeySites({ desk, passkeys: { sites, room }, say }: PasskeySitesProps) {
  const [leaving, setLeaving] = useState<{ site: PasskeySite; passkey: KeptPasskey } | null>(null);
  const count = sites.reduce((sum, site) => sum + site.passkeys.length, 0);
  const roomWords = room === 0 ? words.roomNone : words.room(room);
  return (
    <div className="flex flex-col gap-3">
      <h3 className="font-semibold">{words.title}</h3>
      {count === 0 ? (
        <EmptyState icon={<KeyRound aria-hidden size={32} />} title={words.none}>
          <p>{words.noneText}</p>
          <p>{roomWords}</p>
        </EmptyState>
      ) : (
        <p>
          {words.count(count)}. {roomWords}
        </p>
      )}
      <ul className="flex flex-col gap-3">
        {sites.map((site) => (
          <li
            key={site.id}
            className="flex flex-col gap-2 rounded-md border border-line bg-surface p-4 shadow-card"
          >
            <h4 className="break-words font-semibold">
              <bdi>{siteName(site)}</bdi>
            </h4>
            {isWorkSite(site) && <p className="text-muted">{words.work}</p>}
            <ul className="flex flex-col gap-2">
              {site.passkeys.map((passkey) => (
                <li key={passkey.id} className="flex flex-wrap items-center gap-3">
                  <Owner passkey={passkey} />
                  <Button
                    aria-label={words.removeNamed(passkeyName(passkey), siteName(site))}
                    onClick={() => setLeaving({ site, passkey })}
                  >
                    {words.remove}
                  </Button>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {leaving !== null && (
        <DeletePasskeyDialog {...leaving} desk={desk} say={say} onClose={() => setLeaving(null)} />
      )}
    </div>
  );
}

function Owner({ passkey }: { readonly passkey: KeptPasskey }) {
  const name = passkeyName(passkey);
  const { userName } = passkey;
  return (
    <div className="min-w-40 flex-1">
      <p className="break-words">
        <bdi>{name}</bdi>
      </p>
      {userName !== null && userName !== name && (
        <p className="break-words text-muted text-small">
          <bdi>{userName}</bdi>
        </p>
      )}
    </div>
  );
}
