import { MyKeysPage } from './MyKeysPage.tsx';
import { ReportPage } from './ReportPage.tsx';

// Both in one file of the build: who follows the link in a mail goes on to the other.

export function MyKeysRoute() {
  return <MyKeysPage />;
}

/** What the notices about keys link to. */
export function ReportKeyRoute() {
  return <ReportPage />;
}
