import type { wayMessages as english } from './messages.ways.en.ts';
import type { Translation } from './translation.ts';

/** Wörter der Wahl des Weges an der Station und der Installation der Begleiterweiterung. */
export const wayMessages: Translation<typeof english> = {
  title: 'Wie der Schlüssel erreicht wird',
  loading: 'Die Wege, die hier gehen, werden gesucht…',
  choose: 'Weg zum Schlüssel',
  names: {
    webhid: 'WebHID',
    extension: 'Begleiterweiterung',
    override: 'Remotedesktop-Freigabe',
    guided: 'Seite von Microsoft',
  },
  standings: {
    works: 'Geht hier',
    unknown: 'Geht, wenn ein Schlüssel nach dem Einstecken hier erscheint',
  },
  fails: (title) => `Hier nicht: ${title}`,
  best: 'Die beste Wahl.',
  onlyWebHid:
    'Dieses Profil löscht Schlüssel, erzeugt ihre PIN oder erzwingt deren Änderung. Das braucht WebHID; wählen Sie für einen anderen Weg ein anderes Profil.',
  none: 'Kein Weg, den dieses Profil zulässt, geht in diesem Browser.',
  byKey: 'Stecken Sie den Schlüssel ein: Er erscheint unten und wird von dort eingerichtet.',
  byBrowser: [
    'Der Browser fragt in einem Fenster von login.microsoft.com zweimal nach dem Schlüssel: um den Passkey zu erzeugen und um ihn zu prüfen.',
    'Auf dem Schlüssel wird nichts gelesen, gelöscht oder gesetzt: weder seine PIN noch seine Regeln. Er behält die PIN, die er hat, oder der Browser lässt die Person eine wählen.',
  ],
  skipped: (items) => `Auf diesem Weg entfällt: ${items}.`,
  guided: 'Die Person registriert den Schlüssel auf der Seite von Microsoft',
  guidedHint:
    'Geht in jedem Browser. Der Schlüssel wird nicht geprüft, und auf ihm wird nichts gesetzt.',
  again: 'Erneut suchen',
  setUp: 'Begleiterweiterung installieren',
  setUpIntro:
    'Sie hat Zugriff auf login.microsoft.com und sonst nichts, und bedient nur die Seiten, die Sie nennen.',
  byPolicy: 'Für alle Stationen, per Richtlinie',
  forcelist: 'Fügen Sie dies der Richtlinie ExtensionInstallForcelist hinzu:',
  settings: (id) =>
    `Geben Sie der Erweiterung ihre Einstellungen (3rdparty → extensions → ${id} → policy):`,
  update: (url) =>
    `Legen Sie die gepackte Erweiterung neben diese Datei, die unter ${url} liegen muss:`,
  saveUpdate: 'update.xml speichern',
  byHand: 'Für einen Browser, von Hand',
  handSteps: [
    'Schreiben Sie die Adresse dieser Seite in origins.json im Ordner der Erweiterung.',
    'Öffnen Sie chrome://extensions, schalten Sie den Entwicklermodus ein, wählen Sie „Entpackte Erweiterung laden“ und diesen Ordner.',
    'Laden Sie diese Seite neu.',
  ],
  copy: 'Kopieren',
  copied: 'Kopiert',
};
