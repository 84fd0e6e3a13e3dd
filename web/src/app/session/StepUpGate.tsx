import { lazy, Suspense, useSyncExternalStore } from 'react';
import { useServices } from '../providers/services.ts';

const StepUpDialog = lazy(async () => ({
  default: (await import('./StepUpDialog.tsx')).StepUpDialog,
}));

/** The question to sign in again, over whatever else is open; nothing while no call waits for it. */
export function StepUpGate() {
  const { stepUp } = useServices();
  const state = useSyncExternalStore(stepUp.subscribe, stepUp.getState);
  if (state === null) return null;
  return (
    <Suspense>
      <StepUpDialog state={state} />
    </Suspense>
  );
}
