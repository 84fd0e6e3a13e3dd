import { CircleCheckBig, TriangleAlert } from 'lucide-react';
import type { KeyTakenAway } from '#shared/api/myKeys.ts';
import { Button } from '#web/components/Button.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { lostKeyMessages } from '#web/presentation/messages.lostKey.ts';
import { takenWords } from './takenWords.ts';

const words = lostKeyMessages.done;

interface TakenAwayProps {
  readonly wish: 'remove' | 'lost';
  readonly title: string;
  readonly taken: KeyTakenAway;
  readonly onClose: () => void;
}

/** What came of it, and after a loss what happens next. */
export function TakenAway({ wish, title, taken, onClose }: TakenAwayProps) {
  const isGood = taken.key !== 'kept';
  const Icon = isGood ? CircleCheckBig : TriangleAlert;
  return (
    <Dialog
      title={words[taken.key](title)}
      icon={<Icon aria-hidden size={24} />}
      tone={isGood ? 'plain' : 'danger'}
      closeLabel={lostKeyMessages.close}
      onClose={onClose}
      actions={<Button onClick={onClose}>{lostKeyMessages.close}</Button>}
    >
      <div role="status" className="flex flex-col gap-3">
        <ul className="flex list-disc flex-col gap-1 pl-5">
          {takenWords(wish, taken).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        {wish === 'lost' && (
          <>
            <h3 className="font-semibold">{words.nextTitle}</h3>
            <p>{words.next}</p>
          </>
        )}
      </div>
    </Dialog>
  );
}
