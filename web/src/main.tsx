import { createRoot } from 'react-dom/client';
import type { PageConfig } from '#shared/api/session.ts';
import { createApp } from './app/App.tsx';
import { ConfigProblem } from './app/gates/ConfigProblem.tsx';
import { isInvitedHere, loadInvitedWayIn } from './app/gates/invitedWay.ts';
import { loadWorkplace } from './app/loadWorkplace.ts';
import { loadPageConfig } from './app/pageConfig.ts';
import { watchConnection } from './app/providers/connection.ts';
import type { Entry } from './app/providers/services.ts';
import { createAdapters } from './composition/createAdapters.ts';
import { language } from './presentation/language.ts';
import { createSignInAttempts } from './usecases/invitations/signInAttempts.ts';
import { createSessionClock } from './usecases/session/sessionClock.ts';
import './styles/app.css';

/** Builds once what there is before the sign-in; see workplace.tsx for what comes behind it. */
function createEntry(config: PageConfig): Entry {
  const sessionClock = createSessionClock(sessionStorage, Date.now);
  const adapters = createAdapters(config, { clock: sessionClock, forget: forgetTab });
  const { session, stepUp, platform, loadWays, mayHaveExtension } = adapters;
  return {
    ...{ config, session, sessionClock, stepUp, platform, loadWays, mayHaveExtension },
    ...watchConnection(adapters),
    signInAttempts: createSignInAttempts(sessionStorage),
  };
}

/** What this page keeps in its tab for itself; MSAL's own is MSAL's to clear. Language and looks are no one's secret. */
function forgetTab(): void {
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith('keywright.')) sessionStorage.removeItem(name);
  }
}

/**
 * A page that the browser brings back from its memory starts anew, and until then shows nothing: whoever was signed in may be
 * gone.
 */
function showNothingFromMemory(): void {
  window.addEventListener('pagehide', () => {
    document.body.hidden = true;
  });
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
  });
}

async function start(element: HTMLElement): Promise<void> {
  const settings = await loadPageConfig();
  const root = createRoot(element);
  if (settings.kind === 'ready') {
    const App = createApp(createEntry(settings.config));
    root.render(<App />);
  } else {
    root.render(<ConfigProblem member={settings.kind === 'broken' ? settings.member : null} />);
  }
}

document.documentElement.lang = language;
showNothingFromMemory();
// Comes along with the settings: to somebody who follows an invitation the way in, to all others their pages.
(isInvitedHere() ? loadInvitedWayIn() : loadWorkplace()).catch(() => undefined);
const element = document.getElementById('root');
if (element !== null) void start(element);
