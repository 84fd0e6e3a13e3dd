import { useNavigate } from '@tanstack/react-router';
import { PersonSearch } from '#web/app/people/PersonSearch.tsx';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { peopleMessages as words } from '#web/presentation/messages.people.ts';

/** Finds the person whose page to open. */
export function PeoplePage() {
  const navigate = useNavigate();
  return (
    <div className="flex max-w-xl flex-col gap-4">
      <PageHeading tab={words.title}>{words.title}</PageHeading>
      <p className="text-muted">{words.intro}</p>
      <PersonSearch
        onPick={(userId) => void navigate({ to: '/people/$userId', params: { userId } })}
      />
    </div>
  );
}
