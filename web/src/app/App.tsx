import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { SessionGate } from './gates/SessionGate.tsx';
import { Starting } from './gates/Starting.tsx';
import { loadWorkplace } from './loadWorkplace.ts';
import { PageBroken } from './PageBroken.tsx';
import { type Entry, EntryContext } from './providers/services.ts';

const queryClient = new QueryClient({
  defaultOptions: {
    // The HTTP adapter knows what may be repeated; a person sees the rest at once and has a button.
    queries: { retry: false, staleTime: 10_000, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});

/** Makes everything that there is once the settings are read; what is behind the sign-in is loaded by then, or later. */
export function createApp(entry: Entry) {
  const Workplace = lazy(async () => {
    const loaded = await loadWorkplace().catch(() => null);
    return { default: loaded === null ? PageBroken : loaded.createWorkplace(entry) };
  });
  return function App() {
    return (
      <QueryClientProvider client={queryClient}>
        <EntryContext value={entry}>
          <SessionGate>
            <Suspense fallback={<Starting />}>
              <Workplace />
            </Suspense>
          </SessionGate>
        </EntryContext>
      </QueryClientProvider>
    );
  };
}
