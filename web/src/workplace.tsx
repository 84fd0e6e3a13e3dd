import { RouterProvider } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { type Entry, ServicesContext } from './app/providers/services.ts';
import { router } from './app/routes.tsx';
import { createServices } from './composition/createServices.ts';
import type { Station } from './usecases/stationState.ts';

/**
 * A key that waits for a touch would go on waiting, and be busy for the next page, long after this one is gone: what is
 * under way on keys is called off as the page goes. A page that the browser brings back from its memory starts anew.
 */
function letKeysGoWithThePage(station: Station): void {
  window.addEventListener('pagehide', () => station.dispose());
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
  });
}

/** Makes everything behind the sign-in, once: the keys, what is done with them, and the pages. */
export function createWorkplace(entry: Entry): ComponentType {
  const services = createServices(entry);
  letKeysGoWithThePage(services.station);
  return function Workplace() {
    return (
      <ServicesContext value={services}>
        <RouterProvider router={router} />
      </ServicesContext>
    );
  };
}
