import { createRoot } from 'react-dom/client';
import type { PageConfig } from '#shared/api/session.ts';
import { App } from './app/App.tsx';
import { ConfigProblem } from './app/gates/ConfigProblem.tsx';
import { loadPageConfig } from './app/pageConfig.ts';
import { watchConnection } from './app/providers/connection.ts';
import { guardRealKeys } from './app/providers/realKeyGuard.ts';
import type { Services } from './app/providers/services.ts';
import { createAdapters } from './composition/createAdapters.ts';
import { language } from './presentation/language.ts';
import { createSignInAttempts } from './usecases/invitations/signInAttempts.ts';
import { createStation } from './usecases/station.ts';
import './styles/app.css';

/** Builds everything once, from the outside in: adapters, guards around them, use cases. */
function createServices(config: PageConfig): Services {
  const adapters = createAdapters(config);
  const { connection, ...ports } = watchConnection(adapters);
  const { backend } = ports;
  const { devices, guard } = guardRealKeys({
    devices: adapters.devices,
    isDemonstration: config.environmentBadge !== null,
    memory: sessionStorage,
  });
  const { platform, crypto, session, loadWays, mayHaveExtension } = adapters;
  const { timers } = platform;
  const station = createStation({
    ...{ backend, devices, platform, crypto, loadWays },
    memory: sessionStorage,
  });
  return {
    config,
    session,
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

/**
 * A key that waits for a touch would go on waiting, and be busy for the next page, long after this one is gone: what is
 * under way on keys is called off as the page goes. A page that the browser brings back from its memory starts anew.
 */
function letKeysGoWithThePage(station: Services['station']): void {
  window.addEventListener('pagehide', () => station.dispose());
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
