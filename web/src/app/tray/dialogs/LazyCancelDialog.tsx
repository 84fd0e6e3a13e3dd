import { type ComponentProps, lazy, Suspense } from 'react';
import type { CancelDialog as Dialog } from './CancelDialog.tsx';

const CancelDialog = lazy(async () => ({
  default: (await import('./CancelDialog.tsx')).CancelDialog,
}));

/** The dialog that asks before an enrolment is taken back; it comes when it is opened. */
export function LazyCancelDialog(props: ComponentProps<typeof Dialog>) {
  return (
    <Suspense>
      <CancelDialog {...props} />
    </Suspense>
  );
}
