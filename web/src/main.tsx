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
import './styles/app.css';

/** Builds once what there is before the sign-in; see workplace.tsx for what comes behind it. */
function createEntry(config: PageConfig): Entry {
  const adapters = createAdapters(config);
  const { session, platform, loadWays, mayHaveExtension } = adapters;
  return {
    ...{ config, session, platform, loadWays, mayHaveExtension },
    ...watchConnection(adapters),
    signInAttempts: createSignInAttempts(sessionStorage),
  };
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
// Comes along with the settings: to somebody who follows an invitation the way in, to all others their pages.
(isInvitedHere() ? loadInvitedWayIn() : loadWorkplace()).catch(() => undefined);
const element = document.getElementById('root');
if (element !== null) void start(element);
