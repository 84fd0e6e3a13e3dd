import { performCeremony } from '#web/adapters/webauthn/performCeremony.ts';
import { CEREMONY_NAME, type CeremonyScope } from './ceremonyWindow.ts';
import { tellPerson } from './tellPerson.ts';

// Injected into the window of login.microsoft.com, into a world of its own that no script of the page sees.
(globalThis as CeremonyScope)[CEREMONY_NAME] = (call) => {
  tellPerson(document, call.type);
  return performCeremony(call, { now: () => performance.now(), document, crypto });
};
