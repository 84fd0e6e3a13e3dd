import { Link } from '@tanstack/react-router';
import { RefreshCw } from 'lucide-react';
import { useStationCheck } from '#web/app/stationCheck/useStationCheck.ts';
import { Button } from '#web/components/Button.tsx';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { Skeleton } from '#web/components/Skeleton.tsx';
import { stationCheckMessages as words } from '#web/presentation/messages.stationCheck.ts';
import { OtherWays } from './OtherWays.tsx';
import { ProbeList } from './ProbeList.tsx';
import { SaveSummary } from './SaveSummary.tsx';
import { VerdictBanner } from './VerdictBanner.tsx';

/** What this browser lets us do with keys: the verdict and the next thing to do first, then each probe with its fix. */
export function StationCheckPage() {
  const running = useStationCheck();
  return (
    <div className="flex max-w-4xl flex-col gap-6">
      <div className="flex items-end justify-between gap-x-4 max-wide:flex-wrap">
        <div className="flex min-w-0 flex-col">
          <Link
            to="/station"
            className="inline-flex min-h-10 items-center self-start text-accent-text hover:underline"
          >
            ← {words.back}
          </Link>
          <PageHeading tab={words.title}>{words.title}</PageHeading>
          <p className="max-w-prose text-muted">{words.intro}</p>
        </div>
        <div className="mt-3 flex shrink-0 gap-2">
          <Link
            to="/station/kit"
            className="inline-flex min-h-10 items-center rounded-md px-4 font-semibold text-accent-text hover:bg-hover"
          >
            {words.kit}
          </Link>
          <Button icon={<RefreshCw aria-hidden size={16} />} onClick={() => running?.check.run()}>
            {words.again}
          </Button>
        </div>
      </div>
      {running === null ? (
        <Skeleton label={words.verdicts.checking.word} lines={8} />
      ) : (
        <>
          <VerdictBanner {...running} />
          <ProbeList {...running} />
          <OtherWays {...running} />
          <SaveSummary {...running} />
        </>
      )}
    </div>
  );
}
