import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { learnFailureWords } from '#web/presentation/describeFailure.ts';
import { batchMessages as words } from '#web/presentation/messages.batch.ts';
import { wayFailureMessages } from '#web/presentation/messages.failures.ways.ts';
import { PeopleStep } from './people/PeopleStep.tsx';
import { usePeopleDesk, usePeopleState } from './people/usePeopleChoice.ts';
import { SettingsStep } from './SettingsStep.tsx';

// A profile may leave out the way that batches go.
learnFailureWords(wayFailureMessages);

/** A new batch, from its people on. */
export function NewBatchPage() {
  const desk = usePeopleDesk();
  const { choice } = desk;
  const { counts, version, checking } = usePeopleState(desk);
  const chosen = counts.get('chosen') ?? 0;
  const serialCount = useMemo(() => {
    // The list is changed in place: its version says when.
    void version;
    if (checking === 'running') return 0;
    return choice.chosen().filter(({ serial }) => serial !== null).length;
  }, [choice, version, checking]);
  return (
    <div className="flex max-w-7xl flex-col gap-6">
      <div>
        <Link
          to="/batch"
          className="inline-flex min-h-10 items-center text-accent-text hover:underline"
        >
          ← {words.title}
        </Link>
        <PageHeading tab={words.newTitle}>{words.newTitle}</PageHeading>
        <p className="max-w-prose text-muted">{words.newIntro}</p>
      </div>
      <PeopleStep />
      {chosen > 0 && (
        <SettingsStep
          members={() => choice.chosen()}
          memberCount={chosen}
          serialCount={serialCount}
          onMade={() => choice.clear()}
        />
      )}
    </div>
  );
}
