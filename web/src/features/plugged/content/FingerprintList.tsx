import { Fingerprint } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#web/components/Button.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { pluggedKeyMessages } from '#web/presentation/messages.pluggedKey.ts';
import type { PluggedKeyDesk } from '#web/usecases/pluggedKey/pluggedKeyDesk.ts';
import type { KeyContent } from '#web/usecases/pluggedKey/pluggedKeyState.ts';
import { fingerName } from '../names.ts';
import type { Say } from '../useKeyWork.ts';
import { AddFingerprintDialog } from './AddFingerprintDialog.tsx';
import { RemoveFingerprintDialog } from './RemoveFingerprintDialog.tsx';
import { RenameFingerprintDialog } from './RenameFingerprintDialog.tsx';

const words = pluggedKeyMessages.fingerprints;

/** What the person has asked for: to add a finger, or something about one. */
type Asked =
  | { readonly what: 'add' }
  | { readonly what: 'rename' | 'remove'; readonly id: string; readonly name: string };

interface FingerprintListProps {
  readonly desk: PluggedKeyDesk;
  readonly fingerprints: NonNullable<KeyContent['fingerprints']>;
  readonly say: Say;
}

/** The fingers on the key. */
export function FingerprintList({ desk, fingerprints, say }: FingerprintListProps) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const { list, maxNameBytes } = fingerprints;
  const dialog = { desk, say, onClose: () => setAsked(null) };
  return (
    <div className="flex flex-col gap-3">
      <h3 className="font-semibold">{words.title}</h3>
      {list.length === 0 && (
        <EmptyState icon={<Fingerprint aria-hidden size={32} />} title={words.none}>
          <p>{words.noneText}</p>
        </EmptyState>
      )}
      <ul className="flex flex-col gap-2">
        {list.map(({ id }) => {
          const name = fingerName(list, id);
          return (
            <li
              key={id}
              className="flex flex-wrap items-center gap-3 rounded-md border border-line bg-surface px-4 py-3 shadow-card"
            >
              <Fingerprint aria-hidden size={20} className="shrink-0 text-muted" />
              <p className="min-w-32 flex-1 break-words">
                <bdi>{name}</bdi>
              </p>
              {maxNameBytes !== null && (
                <Button
                  look="quiet"
                  aria-label={words.renameNamed(name)}
                  onClick={() => setAsked({ what: 'rename', id, name })}
                >
                  {words.rename}
                </Button>
              )}
              <Button
                aria-label={words.removeNamed(name)}
                onClick={() => setAsked({ what: 'remove', id, name })}
              >
                {words.remove}
              </Button>
            </li>
          );
        })}
      </ul>
      <Button className="self-start" onClick={() => setAsked({ what: 'add' })}>
        {words.add}
      </Button>
      {asked?.what === 'add' && <AddFingerprintDialog {...dialog} fingerprints={fingerprints} />}
      {asked?.what === 'rename' && (
        <RenameFingerprintDialog
          {...dialog}
          fingerId={asked.id}
          name={asked.name}
          maxNameBytes={maxNameBytes ?? 0}
        />
      )}
      {asked?.what === 'remove' && (
        <RemoveFingerprintDialog
          {...dialog}
          fingerId={asked.id}
          name={asked.name}
          isLast={list.length === 1}
        />
      )}
    </div>
  );
}
