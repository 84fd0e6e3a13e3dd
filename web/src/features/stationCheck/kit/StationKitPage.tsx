import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useServices } from '#web/app/providers/services.ts';
import { useStationCheck } from '#web/app/stationCheck/useStationCheck.ts';
import { Notice } from '#web/components/Notice.tsx';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { stationKitMessages as words } from '#web/presentation/messages.stationKit.ts';
import { readStationOrigin } from '#web/usecases/stationKit/stationOrigin.ts';
import { type KitChoice, KitChoices } from './KitChoices.tsx';
import { KitRisk } from './KitRisk.tsx';
import { KitSteps } from './KitSteps.tsx';
import { readAddresses } from './readAddresses.ts';

/** Makes the files that turn a browser into a station, for the address that this page has. */
export function StationKitPage() {
  const { config } = useServices();
  const identity = useStationCheck()?.report.identity ?? null;
  const [choice, setChoice] = useState<Partial<KitChoice>>({});
  const here = { os: identity?.os ?? null, browser: identity?.browser ?? null };
  const os = choice.os ?? here.os ?? 'windows';
  const browser = choice.browser ?? here.browser ?? 'chrome';
  const text = choice.alsoOpens ?? '';
  const { addresses, wrong } = readAddresses(text);
  const origin = readStationOrigin(window.location.origin);
  // Our own backend, and the sign-in where it is not the one of the global cloud.
  const own = [config.apiOrigin, new URL(config.auth.authority).origin].flatMap(
    (address) => readStationOrigin(address) ?? [],
  );
  return (
    <div className="flex max-w-4xl flex-col gap-6">
      <div className="flex flex-col">
        <Link
          to="/station/check"
          className="inline-flex min-h-10 items-center self-start text-accent-text hover:underline"
        >
          ← {words.back}
        </Link>
        <PageHeading tab={words.title}>{words.title}</PageHeading>
        <p className="max-w-prose text-muted">{words.intro}</p>
      </div>
      {origin === null ? (
        <Notice tone="bad" title={words.refusedTitle}>
          <p>{words.refusedText}</p>
        </Notice>
      ) : (
        <KitOf
          request={{ origin, os, browser, alsoOpens: [...own, ...addresses] }}
          here={here}
          choice={{ os, browser, alsoOpens: text }}
          wrong={wrong}
          onChoice={(change) => setChoice({ ...choice, ...change })}
        />
      )}
    </div>
  );
}

interface KitOfProps {
  readonly request: Parameters<typeof KitSteps>[0]['request'];
  readonly here: Parameters<typeof KitChoices>[0]['here'];
  readonly choice: KitChoice;
  readonly wrong: string | null;
  readonly onChoice: (change: Partial<KitChoice>) => void;
}

function KitOf({ request, here, choice, wrong, onChoice }: KitOfProps) {
  return (
    <>
      <KitChoices
        origin={request.origin}
        here={here}
        choice={choice}
        wrong={wrong}
        onChoice={onChoice}
      />
      <KitRisk request={request} />
      <KitSteps request={request} />
    </>
  );
}
