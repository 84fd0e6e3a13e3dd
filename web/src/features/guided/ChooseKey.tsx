import { useState } from 'react';
import type { AppearedKey } from '#shared/api/guided.ts';
import { Button } from '#web/components/Button.tsx';
import { RadioGroup } from '#web/components/RadioGroup.tsx';
import { guidedMessages as words } from '#web/presentation/messages.guided.ts';
import { keyTitle } from './keyTitle.ts';

interface ChooseKeyProps {
  readonly keys: readonly AppearedKey[];
  readonly isBusy: boolean;
  readonly onChoose: (methodId: string) => void;
  readonly onStop: () => void;
}

/** Several keys appeared at once: only a person can say which one is meant. None is chosen for them. */
export function ChooseKey({ keys, isBusy, onChoose, onStop }: ChooseKeyProps) {
  const [chosen, setChosen] = useState('');
  return (
    <section
      aria-labelledby="which-key"
      className="flex flex-col gap-4 rounded-md border border-line bg-surface p-4 shadow-card"
    >
      <div role="status" className="flex flex-col gap-1">
        <h2 id="which-key" className="font-semibold text-title">
          {keys.length === 2 ? words.choose : words.chooseMany(keys.length)}
        </h2>
        <p>{words.chooseText}</p>
      </div>
      <RadioGroup
        label={words.chooseLabel}
        value={chosen}
        options={keys.map((key) => ({
          value: key.id,
          label: key.displayName === '' ? words.unnamed : key.displayName,
          hint: [
            keyTitle(key),
            ...(key.createdAt === null ? [] : [words.added(key.createdAt)]),
          ].join(' · '),
        }))}
        onChange={setChosen}
      />
      <div className="flex flex-wrap gap-3">
        <Button
          look="primary"
          busy={isBusy}
          disabled={chosen === ''}
          onClick={() => onChoose(chosen)}
        >
          {words.thisOne}
        </Button>
        <Button look="quiet" disabled={isBusy} onClick={onStop}>
          {words.stop}
        </Button>
      </div>
    </section>
  );
}
