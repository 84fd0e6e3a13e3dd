import { Cloud } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Passkey } from '#shared/api/people.ts';
import { peopleMessages as words } from '#web/presentation/messages.people.ts';
import { KeySilhouette } from './KeySilhouette.tsx';
import { RelativeTime } from './RelativeTime.tsx';

/** Passkeys with what is known of each: a table on a desk, cards on a phone. */
export function PasskeyList({ passkeys }: { readonly passkeys: readonly Passkey[] }) {
  return (
    <ul className="flex flex-col gap-3">
      {passkeys.map((passkey) => (
        <li
          key={passkey.id}
          className="flex gap-4 rounded-md border border-line bg-surface p-4 shadow-card"
        >
          {passkey.passkeyType === 'synced' ? (
            <Cloud aria-hidden size={40} strokeWidth={1.25} className="shrink-0 text-muted" />
          ) : (
            <KeySilhouette
              productName={`${passkey.model ?? ''} ${passkey.displayName}`}
              size={40}
            />
          )}
          <div className="min-w-0 flex-1">
            <h3 className="font-semibold">
              <bdi>{passkey.displayName}</bdi>
            </h3>
            {passkey.passkeyType === 'synced' && <p className="text-warn">{words.synced}</p>}
            <dl className="mt-2 grid grid-cols-2 gap-x-6 gap-y-2 wide:grid-cols-5">
              <Fact name={words.model}>{passkey.model ?? words.unknown}</Fact>
              <Fact name={words.serial}>{passkey.serial ?? words.unknown}</Fact>
              <Fact name={words.added}>
                {passkey.createdAt === null ? (
                  words.unknown
                ) : (
                  <RelativeTime instant={passkey.createdAt} />
                )}
              </Fact>
              <Fact name={words.lastUsed}>
                {passkey.lastUsedAt === null ? (
                  words.never
                ) : (
                  <RelativeTime instant={passkey.lastUsedAt} />
                )}
              </Fact>
              <Fact name={words.attestation}>
                {words.attestationLevels[passkey.attestationLevel]}
              </Fact>
            </dl>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted text-small">{name}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}
