import { KeyRound } from 'lucide-react';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { selfMessages as words } from '#web/presentation/messages.self.ts';

/** For somebody who has no key yet. */
export function EmptyKeys() {
  return (
    <EmptyState icon={<KeyRound aria-hidden size={32} />} title={words.noPasskeys}>
      <p>{words.noPasskeysText}</p>
    </EmptyState>
  );
}
