import { Link } from '@tanstack/react-router';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { batchMessages as words } from '#web/presentation/messages.batch.en.ts';
import { PeopleStep } from './people/PeopleStep.tsx';

/** A new batch, from its people on. */
export function NewBatchPage() {
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
    </div>
  );
}
