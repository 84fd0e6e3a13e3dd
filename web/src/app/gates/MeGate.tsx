import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { Button } from '#web/components/Button.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { Splash } from '#web/components/Splash.tsx';
import { appMessages as words } from '#web/presentation/messages.app.ts';
import { MeContext, useEntry } from '../providers/services.ts';
import { Starting } from './Starting.tsx';
import { WayIn } from './WayIn.tsx';

/** Asks the backend who the caller is; without that there is nothing to show. */
export function MeGate({ children }: { readonly children: ReactNode }) {
  const { backend, session } = useEntry();
  const me = useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => backend.me({ signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (me.isPending) return <Starting />;
  if (me.isSuccess) return <MeContext value={me.data}>{children}</MeContext>;
  const code = failureCodeOf(me.error);
  if (code === 'session_missing' || code === 'session_expired') return <WayIn failure={code} />;
  return (
    <Splash>
      <h1 className="font-semibold text-page">{words.productName}</h1>
      <div role="alert" className="w-full">
        <FailureNotice code={code} onRetry={() => void me.refetch()} isRetrying={me.isFetching} />
      </div>
      <Button onClick={() => void session.signOut()}>{words.signOut}</Button>
    </Splash>
  );
}
