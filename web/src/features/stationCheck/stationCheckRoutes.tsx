import { StationKitPage } from './kit/StationKitPage.tsx';
import { StationCheckPage } from './StationCheckPage.tsx';

// One file for both: who opens the check is likely to want the kit.

export function StationCheckRoute() {
  return <StationCheckPage />;
}

export function StationKitRoute() {
  return <StationKitPage />;
}
