import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { GuidedEnrolment } from '#shared/api/guided.ts';
import { useServices } from '#web/app/providers/services.ts';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { PersonLine } from '#web/components/PersonLine.tsx';
import { QueryFailure } from '#web/components/QueryFailure.tsx';
import { Skeleton } from '#web/components/Skeleton.tsx';
import { guidedMessages as words } from '#web/presentation/messages.guided.ts';
import { Guide } from './Guide.tsx';
import { StationBegin } from './StationBegin.tsx';
import { askAgain } from './underWay.ts';

/** For an operator with somebody beside them, in a browser that reaches no key. */
export function StationGuidedPage() {
  const search = useSearch({ from: '/station-set-up/station/guided' });
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const show = (enrolment: GuidedEnrolment) => {
    queryClient.setQueryData(keyOf(enrolment.id), enrolment);
    void navigate({
      to: '/station/guided',
      search: { ...search, enrolment: enrolment.id },
      replace: true,
    });
  };
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <div className="flex flex-col gap-2">
        <Link
          to="/station"
          search={{
            ...(search.for !== undefined && { for: search.for }),
            ...(search.profile !== undefined && { profile: search.profile }),
          }}
          className="inline-flex min-h-10 items-center self-start text-accent-text hover:underline"
        >
          ← {words.toStation}
        </Link>
        <PageHeading tab={words.tab}>{words.title}</PageHeading>
        {search.enrolment === undefined && (
          <p className="max-w-prose text-muted">{words.intro.operator}</p>
        )}
      </div>
      {search.enrolment === undefined ? (
        <StationBegin userId={search.for} profileId={search.profile} onBegun={show} />
      ) : (
        <Begun id={search.enrolment} onChange={show} />
      )}
    </div>
  );
}

function keyOf(id: string): readonly string[] {
  return ['guided', id];
}

interface BegunProps {
  readonly id: string;
  readonly onChange: (enrolment: GuidedEnrolment) => void;
}

function Begun({ id, onChange }: BegunProps) {
  const { loadGuided } = useServices();
  const one = useQuery({
    queryKey: keyOf(id),
    queryFn: async ({ signal }) => (await loadGuided()).show(id, { signal }),
    refetchInterval: ({ state }) => askAgain(state.data),
  });
  return (
    <>
      {one.isPending && <Skeleton label={words.loading} />}
      <QueryFailure of={one} />
      {one.data !== undefined && (
        <>
          <section aria-label={words.forWhom}>
            <PersonLine person={{ ...one.data.holder, enabled: true, guest: false }} />
          </section>
          <Guide side="operator" enrolment={one.data} onChange={onChange} />
        </>
      )}
    </>
  );
}
