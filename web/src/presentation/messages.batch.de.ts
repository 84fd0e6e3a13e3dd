import type { FailureCode } from '#shared/failure/codes.ts';
import type { RowProblem } from '#shared/people/readPeopleRows.ts';
import type { batchMessages as english } from './messages.batch.en.ts';
import { digits, plural } from './numbers.de.ts';
import type { Translation } from './translation.ts';

const people = (value: number) => `${digits(value)} ${plural(value, 'Person', 'Personen')}`;
const wasLeftOut = (value: number) =>
  plural(value, '1 Zeile wurde ausgelassen', `${digits(value)} Zeilen wurden ausgelassen`);
const willBeLeftOut = (value: number) =>
  plural(value, '1 Zeile wird ausgelassen', `${digits(value)} Zeilen werden ausgelassen`);

/** Warum jemand nicht bereit ist, in den wenigen Wörtern, die in eine Zeile passen. */
const shortReasons: Partial<Record<FailureCode, string>> = {
  user_not_found: 'Nicht im Verzeichnis',
  user_ambiguous: 'Zwei Personen haben diese Mailadresse',
  user_disabled: 'Konto deaktiviert',
  user_is_guest: 'Gast',
  user_outside_passkey_policy: 'Von der Passkey-Richtlinie nicht erfasst',
  self_service_off: 'Self-Service-Einrichtung ist aus',
  passkeys_disabled: 'Passkeys sind im Mandanten aus',
  too_many_passkeys: 'Kein Platz für einen weiteren Passkey',
  user_protected: 'Administrativ, geschützt',
  user_protection_unknown: 'Schutz nicht bekannt',
  user_is_self: 'Sie selbst',
};

const rowProblems: Readonly<Record<RowProblem, string>> = {
  nobody_named:
    'nennt niemanden. Schreiben Sie einen Benutzerprinzipalnamen, eine Mailadresse oder eine Objekt-ID.',
  several_named:
    'nennt mehrere Personen. Geben Sie jeder eine Zeile, oder ergänzen Sie eine Überschrift wie „upn“.',
  serial_malformed: 'hat eine Seriennummer, die keine sein kann.',
  serial_repeated: 'gibt einen Schlüssel an, den schon eine andere Person dieser Liste hat.',
  second_serial: 'gibt einer Person dieser Liste einen zweiten Schlüssel.',
};

/** Wörter der *Serie* und der Auswahl ihrer Personen. */
export const batchMessages: Translation<typeof english> = {
  title: 'Serie',
  newTitle: 'Neue Serie: Personen',
  newIntro:
    'Fügen Sie Personen auf einem dieser Wege hinzu. Alle werden geprüft, sobald sie auf der Liste stehen.',
  ways: 'Personen hinzufügen',
  fromGroup: 'Aus einer Gruppe',
  fromList: 'Aus einer Liste',
  oneByOne: 'Einzeln',
  groupLabel: 'Gruppe',
  groupHelp:
    'Wörter aus ihrem Namen oder ihre Objekt-ID. Enthaltene Gruppen werden aufgelöst, Geräte ausgelassen.',
  groupPlaceholder: 'Außendienst',
  groupsFound: (value) => plural(value, '1 Gruppe gefunden', `${digits(value)} Gruppen gefunden`),
  noGroup: (query) =>
    `Keine Gruppe heißt „${query}“. Prüfen Sie die Schreibweise, oder fügen Sie die Objekt-ID ein.`,
  clearSearch: 'Suche leeren',
  readingGroup: (name, read, total) =>
    total === null
      ? `${name} wird gelesen: bisher ${people(read)}`
      : `${name} wird gelesen: ${digits(read)} von ${people(total)}`,
  groupStopped: (name, read) => `Lesen von ${name} nach ${people(read)} angehalten`,
  groupFailed: (name, read) => `Lesen von ${name} nach ${people(read)} abgebrochen`,
  groupDone: (name, read, known) =>
    known === 0
      ? `${name}: ${people(read)} hinzugefügt`
      : `${name}: ${people(read - known)} hinzugefügt, ${digits(known)} schon auf der Liste`,
  groupEmpty: (name) => `${name} hat keine Mitglieder`,
  groupEmptyText:
    'Niemand wurde hinzugefügt. Wenn Sie in Entra Mitglieder sehen, ist die Mitgliedschaft für diesen Dienst vielleicht verborgen.',
  groupOnlyOthers: (name) => `In ${name} sind keine Personen`,
  groupOnlyOthersText: 'Die Mitglieder sind Geräte oder Anwendungen. Niemand wurde hinzugefügt.',
  listLabel: 'Liste von Personen',
  listHelp:
    'Benutzerprinzipalnamen, Mailadressen oder Objekt-IDs: je eine pro Zeile oder als Tabelle mit einer Überschrift wie upn oder email und serial für den Schlüssel der Person. Zeilen, die mit # beginnen, zählen nicht.',
  listPlaceholder: 'adele.vance@contoso.example\nlee.gu@contoso.example',
  dropHere: 'oder eine CSV- oder Textdatei hier ablegen',
  dropNow: 'Datei ablegen, um ihre Personen hinzuzufügen',
  addCount: (value) => `${people(value)} hinzufügen`,
  addNone: 'Personen hinzufügen',
  fileTooLarge: (name) =>
    `${name} ist größer als 64 MB. Teilen Sie die Datei, oder lassen Sie Spalten weg.`,
  fileUnreadable: (name) => `${name} konnte nicht gelesen werden.`,
  pasted: 'Ihre Liste',
  listAdded: (source, added, repeated) =>
    repeated === 0
      ? `${source}: ${people(added)} hinzugefügt`
      : `${source}: ${people(added)} hinzugefügt, ${digits(repeated)} doppelt oder schon auf der Liste`,
  leftOut: wasLeftOut,
  wouldBeLeftOut: willBeLeftOut,
  leftOutMore: (value) => `und ${digits(value)} weitere`,
  rowProblem: (line, problem) => `Zeile ${digits(line)} ${rowProblems[problem]}`,
  encodings: {
    'utf-8': 'UTF-8',
    'utf-16le': 'UTF-16',
    'utf-16be': 'UTF-16',
    'windows-1252': 'Windows-1252',
  },
  oneHelp:
    'Name oder Benutzerprinzipalname. Jede gewählte Person kommt auf die Liste. Tippen Sie dann die nächste.',
  added: 'Auf der Liste',
  checking: (done, total) => `${digits(done)} von ${people(total)} geprüft`,
  checked: (total) => `${people(total)}, alle geprüft`,
  checkStopped: (open) => `Angehalten: ${people(open)} noch nicht geprüft`,
  stop: 'Anhalten',
  goOn: 'Weiter',
  checkAgain: 'Diese erneut prüfen',
  unreadNotice: (value) =>
    plural(
      value,
      '1 Person konnte nicht geprüft werden',
      `${people(value)} konnten nicht geprüft werden`,
    ),
  unreadText: 'Das sagt nichts über sie aus. Sie bleiben außen vor, bis die Prüfung gelingt.',
  emptyTitle: 'Noch niemand auf der Liste',
  emptyText:
    'Fügen Sie oben Personen hinzu. Hier sehen Sie dann, wer bereit ist, und bei den anderen, warum nicht.',
  noMatchTitle: 'Niemand passt',
  noMatchText: 'Wählen Sie einen anderen Filter, oder ändern Sie den Text.',
  showAll: 'Alle anzeigen',
  filterLabel: 'Auf der Liste suchen',
  filterPlaceholder: 'Name oder Benutzerprinzipalname',
  show: 'Anzeigen',
  filters: {
    all: 'Alle',
    chosen: 'Bekommt einen Schlüssel',
    ready: 'Bereit',
    hasKeys: 'Hat schon Passkeys',
    stopped: 'Nicht bereit',
    unread: 'Nicht prüfbar',
    waiting: 'Noch zu prüfen',
    open: 'Noch nachzuschlagen',
  },
  table: 'Personen dieser Serie',
  tableKeys:
    'Pfeiltasten bewegen, die Leertaste wählt aus, Umschalt mit Pfeiltasten wählt mehrere, Strg und A wählt alle, Entf entfernt.',
  selectPerson: (name) => `${name} auswählen`,
  selectAll: 'Alle auswählen, die der Filter zeigt',
  selectNone: 'Niemanden auswählen',
  name: 'Person',
  status: 'Prüfung',
  passkeys: 'Passkeys',
  serial: 'Schlüssel',
  remove: 'Entfernen',
  removePerson: (name) => `${name} entfernen`,
  removeSelected: (value) => `${people(value)} entfernen`,
  removed: (value) => `${people(value)} entfernt`,
  states: {
    open: 'Noch nachzuschlagen',
    waiting: 'Noch zu prüfen',
    ready: 'Bereit',
    unread: 'Nicht prüfbar',
    included: 'Bewusst aufgenommen',
  },
  hasKeys: (value) =>
    plural(value, 'Bereit, hat 1 Passkey', `Bereit, hat ${digits(value)} Passkeys`),
  shortReason: (code) => shortReasons[code] ?? null,
  andMore: (value) => `und ${digits(value)} weitere`,
  details: 'Zu dieser Person',
  detailsEmpty:
    'Wählen Sie eine Person in der Liste, um zu sehen, warum sie bereit ist oder nicht.',
  readyText: 'Ein Schlüssel kann für sie eingerichtet werden.',
  hasKeysText:
    'Ein Schlüssel kann für sie eingerichtet werden. Er kommt zu dem hinzu, was sie hat:',
  waitingText: 'Sie wird noch geprüft.',
  times: (what, value) => plural(value, what, `${what}, ${digits(value)}-mal`),
  unknownModel: 'ein Passkey unbekannten Modells',
  serialLabel: 'Seriennummer des Schlüssels',
  serialHelp:
    'Nur wenn jede Person einen eigenen Schlüssel hat. Tippen Sie sie, oder scannen Sie sie von der Packung.',
  serialNext: 'Merken, nächste Person',
  serialProblems: {
    malformed: 'Eine Seriennummer hat 4 bis 32 Buchstaben, Ziffern und Bindestriche.',
    taken: 'Diesen Schlüssel hat schon jemand auf dieser Liste.',
  },
  include: 'Trotzdem aufnehmen',
  leaveOut: 'Wieder auslassen',
  includedText:
    'Auf Ihre Entscheidung aufgenommen. Wer diesen Schlüssel hat, kann administrativ handeln: Übergeben Sie ihn persönlich.',
  onlyAdmin: 'Nur wer Keywright administriert, kann diese Person aufnehmen.',
  open: 'Seite der Person öffnen',
  chosen: (value) =>
    value === 0
      ? 'Noch bekommt niemand einen Schlüssel'
      : `${people(value)} bekommen einen Schlüssel`,
  chosenOne: '1 Person bekommt einen Schlüssel',
};
