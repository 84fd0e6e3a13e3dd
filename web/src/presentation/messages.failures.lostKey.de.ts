import type { lostKeyFailureMessages as english } from './messages.failures.lostKey.en.ts';
import type { Translation } from './translation.ts';

/** Fehler bei dem, was man mit eigenen Schlüsseln tut. */
export const lostKeyFailureMessages: Translation<typeof english> = {
  keys_changed: {
    title: 'Ihre Schlüssel sind nicht, was diese Seite gezeigt hat',
    cause:
      'Inzwischen ist einer dazugekommen oder weggefallen, hier oder anderswo. Nichts ist geschehen.',
    next: 'Schließen Sie dies, sehen Sie sich die Liste an, und entscheiden Sie noch einmal.',
  },
  last_key: {
    title: 'Das ist der letzte Schlüssel, der funktioniert',
    cause:
      'Ohne ihn bleibt kein Schlüssel, mit dem Sie sich anmelden können. Nichts ist geschehen.',
    next: 'Lesen Sie, was Sie verlieren würden, und stimmen Sie zu, oder behalten Sie den Schlüssel.',
  },
  rename_unsupported: {
    title: 'Entra lässt diesen Namen nicht ändern',
    cause: 'Microsoft bietet das Programmen wie diesem in Ihrer Organisation nicht an.',
    next: 'Lassen Sie den Namen, wie er ist. Ein Schlüssel, der neu eingerichtet wird, bekommt einen neuen.',
  },
  already_reported: {
    title: 'Das haben Sie schon gemeldet',
    cause: 'Jedes Ereignis kann einmal gemeldet werden; was daraus folgt, ist im Gange.',
    next: 'Rufen Sie Ihren Servicedesk an, wenn Sie nichts hören.',
  },
  reports_limited: {
    title: 'Heute keine Meldungen mehr',
    cause: 'Drei an einem Tag sind die meisten. Dieses Mal ist nichts geschehen.',
    next: 'Rufen Sie jetzt Ihren Servicedesk an: Er kann alles tun, was eine Meldung bewirkt.',
  },
};
