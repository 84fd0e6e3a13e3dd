import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useStationState } from '#web/app/tray/useStation.ts';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { pluggedKeyMessages as words } from '#web/presentation/messages.pluggedKey.ts';
import type { ManagedKey } from '#web/usecases/pluggedKey/pluggedKeyState.ts';
import { EraseDialog } from './EraseDialog.tsx';
import { KeyPanel } from './KeyPanel.tsx';
import { keyTitleOf } from './names.ts';
import { OtherKeys } from './OtherKeys.tsx';
import { PlugIn } from './PlugIn.tsx';
import type { Said } from './useKeyWork.ts';
import { usePluggedKey } from './usePluggedKey.ts';

/** Manages the key that is plugged into this computer, between this page and the key alone. */
export function PluggedKeyPage() {
  const { unavailable } = useStationState();
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <PageHeading tab={words.tab}>{words.title}</PageHeading>
      <p className="max-w-prose text-muted">{words.intro}</p>
      {unavailable === null ? (
        <KeyDesk />
      ) : (
        <>
          <FailureNotice code={unavailable} />
          <p className="max-w-prose">{words.plug.unavailable}</p>
        </>
      )}
      <Link
        to="/my-keys"
        className="inline-flex min-h-11 items-center self-start text-accent-text hover:underline"
      >
        {words.back}
      </Link>
    </div>
  );
}

function KeyDesk() {
  const { desk, state } = usePluggedKey();
  const [said, setSaid] = useState<Said | null>(null);
  const [erasing, setErasing] = useState<ManagedKey | null>(null);
  const { managed } = state;
  return (
    <>
      <div role="status" className="contents">
        {said !== null && (
          <Notice tone={said.tone} title={said.title}>
            {said.text !== undefined && <p>{said.text}</p>}
          </Notice>
        )}
      </div>
      {managed === null && state.reset === null && <PlugIn desk={desk} state={state} />}
      {managed !== null && (
        <>
          <KeyPanel
            key={managed.id}
            desk={desk}
            managed={managed}
            say={setSaid}
            onErase={() => setErasing(managed)}
          />
          <OtherKeys desk={desk} keys={state.keys.filter(({ id }) => id !== managed.id)} />
        </>
      )}
      {erasing !== null && (
        <EraseDialog
          desk={desk}
          // While the key is there its list may come in just now.
          erasing={managed?.id === erasing.id ? managed : erasing}
          name={keyTitleOf(erasing)}
          isThere={managed?.id === erasing.id}
          progress={state.reset}
          onClose={() => setErasing(null)}
        />
      )}
    </>
  );
}
