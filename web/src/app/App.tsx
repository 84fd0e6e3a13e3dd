import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { SessionGate } from './gates/SessionGate.tsx';
import { type Services, ServicesContext } from './providers/services.ts';
import { router } from './routes.tsx';
import { SessionEnding } from './session/SessionEnding.tsx';
import { StepUpGate } from './session/StepUpGate.tsx';

const queryClient = new QueryClient({
  defaultOptions: {
    // The HTTP adapter knows what may be repeated; a person sees the rest at once and has a button.
    queries: { retry: false, staleTime: 10_000, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});

/** Everything once the settings are read. */
export function App({ services }: { readonly services: Services }) {
  return (
    <QueryClientProvider client={queryClient}>
      <ServicesContext value={services}>
        <SessionGate>
          <SessionEnding />
          <RouterProvider router={router} />
        </SessionGate>
        <StepUpGate />
      </ServicesContext>
    </QueryClientProvider>
  );
}
