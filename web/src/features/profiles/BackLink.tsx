import { Link } from '@tanstack/react-router';
import { profileMessages as words } from '#web/presentation/messages.profiles.ts';

/** The way back to the list. */
export function BackLink() {
  return (
    <Link
      to="/profiles"
      className="inline-flex min-h-10 items-center text-accent-text hover:underline"
    >
      ← {words.title}
    </Link>
  );
}
