import type { appMessages as english } from './messages.app.en.ts';
import type { Translation } from './translation.ts';

/** Wörter des Rahmens, der Anmeldung und dessen, was die Seite vor allem anderen aufhält. */
export const appMessages: Translation<typeof english> = {
  productName: 'Keywright',
  promise:
    'Sicherheitsschlüssel für Microsoft Entra ID: registriert, geprüft und bereit zur Übergabe.',
  skipLink: 'Zum Inhalt springen',
  navigation: 'Seiten',
  more: 'Mehr',
  morePages: 'Weitere Seiten',
  station: 'Station',
  batch: 'Serie',
  invitations: 'Einladungen',
  people: 'Personen',
  unfinished: 'Offen',
  unfinishedCount: (count) => `${count} fortzusetzen`,
  profiles: 'Profile',
  removals: 'Schlüssel entfernen',
  approvals: 'Genehmigungen',
  readiness: 'Bereitschaft',
  audit: 'Protokoll',
  operators: 'Operatoren',
  myKeys: 'Meine Schlüssel',
  theme: 'Farbschema',
  themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
  language: 'Sprache',
  languageLocked:
    'Nicht, solange ein Schlüssel eingerichtet wird: Die Seite wird dafür neu geladen.',
  account: 'Konto',
  signedInAs: 'Angemeldet als',
  signIn: 'Anmelden',
  signingIn: 'Anmeldung läuft…',
  signOut: 'Abmelden',
  starting: 'Keywright wird gestartet…',
  close: 'Schließen',
  cancel: 'Abbrechen',
  tryAgain: 'Erneut versuchen',
  help: 'So geht es, mit Bildern',
  reload: 'Seite neu laden',
  copy: 'Kopieren',
  copied: 'Kopiert',
  code: (code) => `Code ${code}`,
  configTitle: 'Diese Seite ist noch nicht eingerichtet',
  configMissing:
    'Die Datei /config.json konnte nicht gelesen werden, daher weiß die Seite nicht, wo sie Sie anmelden soll. Wer diese Website betreibt, muss die Datei dort ablegen.',
  configBroken: (member) =>
    `Die Datei /config.json ist vorhanden, aber „${member}“ fehlt oder ist falsch. Wer diese Website betreibt, muss das korrigieren.`,
  offlineTitle: 'Keine Verbindung zum Backend von Keywright',
  offlineText: (since) =>
    `Seit ${since} Uhr. Nichts geht verloren: Jede Einrichtung bleibt gespeichert und läuft weiter, sobald die Verbindung wieder da ist. Lassen Sie die Schlüssel eingesteckt. Was Sie hier sehen, kann veraltet sein.`,
  notFoundTitle: 'Diese Seite gibt es nicht',
  notFoundText:
    'Vielleicht ist die Adresse falsch geschrieben, oder die Seite ist für eine andere Rolle bestimmt.',
  brokenTitle: 'Diese Seite konnte nicht angezeigt werden',
  brokenText:
    'In der Seite selbst ist ein Fehler aufgetreten. Auf einem Schlüssel wurde dadurch nichts geändert.',
  goToStart: 'Zur Startseite',
};
