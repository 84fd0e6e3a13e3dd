import { RouterProvider } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { type Entry, ServicesContext } from './app/providers/services.ts';
import { router } from './app/routes.tsx';
import { SessionEnding } from './app/session/SessionEnding.tsx';
import { StepUpGate } from './app/session/StepUpGate.tsx';
import { createServices } from './composition/createServices.ts';

/** Makes everything behind the sign-in, once: the keys, what is done with them, and the pages. */
export function createWorkplace(entry: Entry): ComponentType {
  const services = createServices(entry);
  // A key that waits for a touch would go on waiting, and be busy for the next page, long after this one is gone.
  window.addEventListener('pagehide', () => services.station.dispose());
  return function Workplace() {
    return (
      <ServicesContext value={services}>
        <SessionEnding />
        <RouterProvider router={router} />
        <StepUpGate />
      </ServicesContext>
    );
  };
}
