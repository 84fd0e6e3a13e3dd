import { BadgeCheck, Cloud, Pencil, SearchX, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OwnPasskey } from '#shared/api/myKeys.ts';
import { Button } from '#web/components/Button.tsx';
import { KeySilhouette } from '#web/components/KeySilhouette.tsx';
import { RelativeTime } from '#web/components/RelativeTime.tsx';
import { lostKeyMessages as words } from '#web/presentation/messages.lostKey.ts';
import { peopleMessages } from '#web/presentation/messages.people.ts';
import type { PendingWish } from '#web/usecases/myKeys/pendingWish.ts';
import { keyTitle } from './keyTitle.ts';

interface OwnKeyCardProps {
  readonly passkey: OwnPasskey;
  readonly onWish: (wish: Exclude<PendingWish['wish'], 'report'>) => void;
}

/** One of the caller's own keys, and what they can do with it. */
export function OwnKeyCard({ passkey, onWish }: OwnKeyCardProps) {
  const { displayName, model, serial, createdAt, lastUsedAt, usable, isBeingRemoved } = passkey;
  const isSynced = passkey.passkeyType === 'synced';
  return (
    <div className="flex gap-4 rounded-md border border-line bg-surface p-4 shadow-card">
      {isSynced ? (
        <Cloud aria-hidden size={40} strokeWidth={1.25} className="shrink-0 text-muted" />
      ) : (
        <KeySilhouette productName={`${model ?? ''} ${displayName}`} size={40} />
      )}
      <div className="flex min-w-0 flex-1 flex-col gap-3">
        <div>
          <h3 className="break-words font-semibold">
            <bdi>{displayName === '' ? words.unnamed : displayName}</bdi>
          </h3>
          {passkey.isEnrolledHere && (
            <p className="inline-flex items-center gap-1 text-muted text-small">
              <BadgeCheck aria-hidden size={16} className="text-good" />
              {words.enrolledHere}
            </p>
          )}
          {isSynced && <p className="text-warn">{peopleMessages.synced}</p>}
          {usable === 'no' && <p className="text-warn">{words.notUsable}</p>}
          {isBeingRemoved && <p className="text-warn">{words.beingRemoved}</p>}
        </div>
        <dl className="grid grid-cols-2 gap-x-6 gap-y-2 wide:grid-cols-4">
          <Fact name={peopleMessages.model}>{model}</Fact>
          <Fact name={peopleMessages.serial}>{serial}</Fact>
          <Fact name={peopleMessages.added}>
            {createdAt === null ? null : <RelativeTime instant={createdAt} />}
          </Fact>
          <Fact name={peopleMessages.lastUsed}>
            {lastUsedAt === null ? null : <RelativeTime instant={lastUsedAt} />}
          </Fact>
        </dl>
        {!isBeingRemoved && (
          <fieldset
            aria-label={words.actionsFor(keyTitle(displayName, serial))}
            className="flex flex-wrap gap-2"
          >
            <Button icon={<SearchX aria-hidden size={16} />} onClick={() => onWish('lost')}>
              {words.lost}
            </Button>
            <Button icon={<Trash2 aria-hidden size={16} />} onClick={() => onWish('remove')}>
              {words.remove}
            </Button>
            <Button
              look="quiet"
              icon={<Pencil aria-hidden size={16} />}
              onClick={() => onWish('rename')}
            >
              {words.rename}
            </Button>
          </fieldset>
        )}
      </div>
    </div>
  );
}

/** What is not known is not there. */
function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  if (children === null) return null;
  return (
    <div className="min-w-0">
      <dt className="text-muted text-small">{name}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}
