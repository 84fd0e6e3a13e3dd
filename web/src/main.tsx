import { createRoot } from 'react-dom/client';
import type { PageConfig } from '#shared/api/session.ts';
import { App } from './app/App.tsx';
import { ConfigProblem } from './app/gates/ConfigProblem.tsx';
import { loadPageConfig } from './app/pageConfig.ts';
import { watchConnection } from './app/providers/connection.ts';
import { guardRealKeys } from './app/providers/realKeyGuard.ts';
import type { Services } from './app/providers/services.ts';
import { onKeyWork } from './app/session/onKeyWork.ts';
import { watchSession } from './app/session/watchSession.ts';
import { createAdapters } from './composition/createAdapters.ts';
import { language } from './presentation/language.ts';
import { createSignInAttempts } from './usecases/invitations/signInAttempts.ts';
import { createSessionClock } from './usecases/session/sessionClock.ts';
import { createStation } from './usecases/station.ts';
import './styles/app.css';

/** Builds everything once, from the outside in: adapters, guards around them, use cases. */
function createServices(config: PageConfig): Services {
  const clock = createSessionClock(sessionStorage, Date.now);
  const adapters = createAdapters(config, { clock, forget: forgetTab });
  const { connection, ...ports } = watchConnection(adapters);
  const { backend } = ports;
  const { devices, guard } = guardRealKeys({
    devices: adapters.devices,
    isDemonstration: config.environmentBadge !== null,
    memory: sessionStorage,
  });
  const { platform, crypto, session, stepUp, loadWays, mayHaveExtension } = adapters;
  const { timers } = platform;
  const station = createStation({
    ...{ backend, devices, platform, crypto, loadWays },
    memory: sessionStorage,
  });
  return {
    config,
    session,
    stepUp,
    sessionWatch: watchSession({
      ...{ clock, timers, target: window },
      onKeys: (listener) => onKeyWork(station, listener),
      // Loaded again, so that nothing of what was shown stays anywhere.
      end: (why) => void session.endBy(why).finally(() => location.reload()),
    }),
    sessionEndedBy: clock.endedBy,
    ...ports,
    signInAttempts: createSignInAttempts(sessionStorage),
    timers,
    crypto,
    connection,
    realKeys: guard,
    station,
    async loadStationCheck() {
      const { createStationCheckHere } = await import('./composition/createStationCheckHere.ts');
      return () => createStationCheckHere(config, { backend, station, timers, held: guard });
    },
    loadWays,
    mayHaveExtension,
  };
}

/** What this page keeps in its tab for itself; MSAL's own is MSAL's to clear. Language and looks are no one's secret. */
function forgetTab(): void {
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith('keywright.')) sessionStorage.removeItem(name);
  }
}

/**
 * A key that waits for a touch would go on waiting, and be busy for the next page, long after this one is gone: what is
 * under way on keys is called off as the page goes. A page that the browser brings back from its memory starts anew, and until
 * then shows nothing: whoever was signed in may be gone.
 */
function letKeysGoWithThePage(station: Services['station']): void {
  window.addEventListener('pagehide', () => {
    station.dispose();
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
    const services = createServices(settings.config);
    letKeysGoWithThePage(services.station);
    root.render(<App services={services} />);
  } else {
    root.render(<ConfigProblem member={settings.kind === 'broken' ? settings.member : null} />);
  }
}

document.documentElement.lang = language;
const element = document.getElementById('root');
if (element !== null) void start(element);
