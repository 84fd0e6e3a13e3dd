import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { loadWorkplace } from '../loadWorkplace.ts';
import { useEntry } from '../providers/services.ts';
import { MeGate } from './MeGate.tsx';
import { Starting } from './Starting.tsx';
import { WayIn } from './WayIn.tsx';

/** Lets through who is signed in at the identity provider; shows the way in to everyone else. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const { session } = useEntry();
  const started = useQuery({
    queryKey: ['session'],
    queryFn: async () => {
      const account = await session.start();
      // Comes along with the answer to who they are here.
      if (account !== null) loadWorkplace().catch(() => undefined);
      return account;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (started.isPending) return <Starting />;
  if (started.isError) return <WayIn failure={failureCodeOf(started.error)} />;
  if (started.data === null) return <WayIn failure={null} />;
  return <MeGate>{children}</MeGate>;
}
