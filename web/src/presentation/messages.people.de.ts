import type { peopleMessages as english } from './messages.people.en.ts';
import { digits, plural } from './numbers.de.ts';
import type { Translation } from './translation.ts';

/** Wörter der *Personen* und der Seite einer Person. */
export const peopleMessages: Translation<typeof english> = {
  title: 'Personen',
  intro: 'Suchen Sie eine Person, um ihre Passkeys zu sehen.',
  searchLabel: 'Person',
  searchHelp: 'Name oder Benutzerprinzipalname, mindestens zwei Buchstaben.',
  searchPlaceholder: 'Adele oder adele.vance@…',
  searching: 'Suche läuft…',
  results: (count) => plural(count, '1 Person gefunden', `${digits(count)} Personen gefunden`),
  truncated: 'Es gibt noch mehr. Geben Sie mehr vom Namen ein.',
  nobody: (query) =>
    `Niemand heißt „${query}“. Prüfen Sie die Schreibweise, oder versuchen Sie es mit dem Benutzerprinzipalnamen.`,
  clear: 'Suche leeren',
  chooseFile: 'Datei wählen',
  disabled: 'Anmeldung gesperrt',
  guest: 'Gast',
  passkeys: 'Passkeys',
  passkeysLoading: 'Passkeys werden gelesen…',
  noPasskeys: 'Noch keine Passkeys',
  noPasskeysText:
    'Ein Sicherheitsschlüssel, der für diese Person eingerichtet wird, steht dann hier.',
  model: 'Modell',
  added: 'Hinzugefügt',
  lastUsed: 'Zuletzt benutzt',
  attestation: 'Nachgewiesen',
  serial: 'Seriennummer',
  never: 'Noch nie',
  unknown: 'Nicht bekannt',
  attestationLevels: { attested: 'Ja', notAttested: 'Nein', unknown: 'Nicht bekannt' },
  synced: 'Synchronisierter Passkey, kein Sicherheitsschlüssel',
  handOverTitle: 'PINs zu übergeben',
  handOver: {
    operator: 'Diese PIN sagen Sie der Person. Sie lässt sich einmal anzeigen.',
    letter: 'Diese PIN geht per Brief. Er lässt sich einmal drucken.',
  },
  problemsTitle: 'Für diese Person kann jetzt kein Schlüssel eingerichtet werden',
  enrol: 'Schlüssel für diese Person einrichten',
};
