import { Link } from '@tanstack/react-router';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { appMessages as words } from '#web/presentation/messages.app.ts';

export function NotFound() {
  return (
    <div className="flex flex-col items-start gap-3">
      <PageHeading tab={words.notFoundTitle}>{words.notFoundTitle}</PageHeading>
      <p className="text-muted">{words.notFoundText}</p>
      <Link to="/" className="inline-flex min-h-10 items-center text-accent-text underline">
        {words.goToStart}
      </Link>
    </div>
  );
}
