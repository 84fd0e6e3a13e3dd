import { Link } from '@tanstack/react-router';
import { ClipboardList } from 'lucide-react';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { batchMessages as words } from '#web/presentation/messages.batch.en.ts';

/** Where enrolling many people begins. */
export function BatchPage() {
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <PageHeading tab={words.title}>{words.title}</PageHeading>
      <EmptyState
        icon={<ClipboardList aria-hidden size={32} />}
        title={words.newTitle}
        action={
          <Link
            to="/batch/new"
            className="inline-flex min-h-10 items-center rounded-md bg-accent px-4 font-semibold text-on-accent hover:bg-accent-hover"
          >
            {words.start}
          </Link>
        }
      >
        <p>{words.intro}</p>
      </EmptyState>
    </div>
  );
}
