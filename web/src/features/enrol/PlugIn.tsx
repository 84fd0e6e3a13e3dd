import { useMutation } from '@tanstack/react-query';
import { Usb } from 'lucide-react';
import type { OwnInvitation } from '#shared/api/invitations.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { useServices } from '#web/app/providers/services.ts';
import { useStationState } from '#web/app/tray/useStation.ts';
import { Button } from '#web/components/Button.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { enrolMessages } from '#web/presentation/messages.enrol.ts';
import { ByBrowser, useExtension } from './ByBrowser.tsx';
import { FoundKey } from './FoundKey.tsx';
import { OtherWay } from './OtherWay.tsx';
import { OwnFailure } from './OwnFailure.tsx';
import { PlugPicture } from './PlugPicture.tsx';

const words = enrolMessages.plug;

/** Finds the key: first it has to be plugged in and to be seen by this page. */
export function PlugIn({ invitation }: { readonly invitation: OwnInvitation }) {
  const { station } = useServices();
  const { keys, unavailable } = useStationState();
  const chooser = useMutation({ mutationFn: () => station.chooseDevice() });
  const hasExtension = useExtension(invitation);
  if (unavailable !== null) {
    return (
      <>
        {hasExtension && <ByBrowser isMain />}
        <OtherWay invitation={invitation} isOnlyOne={!hasExtension} />
      </>
    );
  }
  const free = keys.filter(({ enrolmentId }) => enrolmentId === null);
  const [key, another] = free;
  return (
    <>
      <section
        aria-label={enrolMessages.yourKey}
        className="flex flex-col gap-4 rounded-md border border-line bg-surface p-4 shadow-card"
      >
        {key === undefined && (
          <>
            <PlugPicture />
            <div role="status" className="flex flex-col gap-1">
              <h2 className="font-semibold text-title">{words.title}</h2>
              <p>{words.text}</p>
            </div>
            {chooser.isError && (
              <div role="alert">
                <OwnFailure code={failureCodeOf(chooser.error)} />
              </div>
            )}
            <Button
              look="primary"
              icon={<Usb aria-hidden size={16} />}
              className="min-h-11 self-start"
              busy={chooser.isPending}
              onClick={() => chooser.mutate()}
            >
              {words.choose}
            </Button>
            <p className="text-muted">{words.chooseHelp}</p>
          </>
        )}
        {another !== undefined && <Notice tone="warning" title={words.several} />}
        {key !== undefined && another === undefined && (
          <FoundKey stationKey={key} invitation={invitation} />
        )}
      </section>
      {key === undefined && hasExtension && <ByBrowser isMain={false} />}
      {key === undefined && <OtherWay invitation={invitation} />}
    </>
  );
}
