import type { batchRunMessages as english } from './messages.batchRun.en.ts';
import { digits, plural } from './numbers.de.ts';
import type { Translation } from './translation.ts';

/** Wörter der Serien: Listen von Personen, die nacheinander oder zu mehreren zugleich Schlüssel bekommen. */
export const batchRunMessages: Translation<typeof english> = {
  title: 'Serie',
  intro:
    'Eine Liste von Personen, die Schlüssel bekommen. Starten Sie sie an einer Station: Dann heißt es nur noch einstecken, berühren, abziehen. Jede Station kann sie fortsetzen.',
  newBatch: 'Neue Serie',
  loading: 'Serien werden gelesen…',
  loadingOne: 'Serie wird gelesen…',
  loadingPeople: 'Personen werden gelesen…',
  emptyTitle: 'Noch keine Serie',
  emptyText:
    'Wählen Sie die Personen, sehen Sie, wer bereit ist, wählen Sie ein Profil, und starten Sie.',
  caption: 'Serien, neueste zuerst',
  name: 'Name',
  progress: 'Erledigt',
  profile: 'Profil',
  back: 'Alle Serien',

  settings: 'Wie sie ihre Schlüssel bekommen',
  nameHelp: 'Damit Sie die Serie wiederfinden.',
  nameOfToday: (day) => `Schlüssel vom ${day}`,
  whichKey: 'Welcher Schlüssel für wen ist',
  resetsConfirmed: 'Gebrauchte Schlüssel löschen, ohne jedes Mal zu fragen',
  resetsConfirmedHelp:
    'Nur Schlüssel, die nach dem Start eingesteckt werden, deren PIN niemand kennt und die hier niemandem gehören. Alle Passkeys darauf gehen verloren.',
  challenge: 'Wie lange ein Schlüssel auf seine Berührung warten darf',
  challengeHelp:
    'Danach fragt er Entra erneut und will ein zweites Mal berührt werden. Mehr als fünf Minuten gehen über eine Vorschau von Microsoft Graph, für Stationen, deren Verbindung kommt und geht.',
  duration: (minutes) =>
    minutes < 60
      ? `${digits(minutes)} Minuten`
      : minutes < 1440
        ? plural(minutes / 60, '1 Stunde', `${digits(minutes / 60)} Stunden`)
        : plural(minutes / 1440, '1 Tag', `${digits(minutes / 1440)} Tage`),
  mayWait: (duration) => `ein Schlüssel darf auf seine Berührung warten: ${duration}`,
  touchUntil: (time) =>
    `Berühren Sie ihn bis ${time}. Danach will er ein zweites Mal berührt werden.`,
  make: (count) =>
    plural(count, 'Serie mit 1 Person anlegen', `Serie mit ${digits(count)} Personen anlegen`),
  making: (told, all) => `${digits(told)} von ${digits(all)} Personen übernommen`,

  leftOutTitle: (count) =>
    plural(
      count,
      '1 Person ist nicht in der Serie',
      `${digits(count)} Personen sind nicht in der Serie`,
    ),
  leftOutUnknown: 'nicht mehr im Verzeichnis',
  leftOutSerial: 'ihr Schlüssel gehört in dieser Serie schon jemandem',
  leftOutMore: (count) => `und ${digits(count)} weitere`,
  goToBatch: 'Zur Serie',

  states: {
    ready: 'Nicht gestartet',
    running: 'Läuft',
    paused: 'Angehalten',
    stopping: 'Wird beendet',
    ended: 'Beendet',
  },
  assignment: {
    next: 'Der nächste Schlüssel ist für die nächste Person',
    serials: 'Jede Person hat einen eigenen Schlüssel',
    pick: 'Sie sagen, für wen jeder Schlüssel ist',
  },

  noSerial: (count) =>
    `${plural(count, '1 Person hat', `${digits(count)} Personen haben`)} keinen Schlüssel auf der Liste. Tragen Sie dort die Seriennummer ein, oder wählen Sie anders.`,

  start: 'Hier starten',
  startHint: {
    next: 'Ab dann ist jeder Schlüssel, den Sie einstecken, ohne weitere Frage für die nächste Person.',
    serials:
      'Ab dann wird jeder Schlüssel, den Sie einstecken, ohne weitere Frage für die Person eingerichtet, deren Schlüssel er ist.',
    pick: 'Ab dann sagen Sie von jedem Schlüssel, den Sie einstecken, für wen er ist.',
  },
  startHeld: 'Schlüssel, die schon eingesteckt sind, bleiben unberührt, bis Sie es anders sagen.',
  startErases:
    'Schlüssel, die eine PIN haben, werden zuerst gelöscht: Alle Passkeys darauf gehen verloren.',
  startTitle: 'Serie an dieser Station starten?',
  startYes: 'Starten',
  close: 'Schließen',
  cancel: 'Abbrechen',
  stopHere: 'Hier aufhören',
  pause: 'Anhalten',
  resume: 'Fortsetzen',
  end: 'Danach beenden',
  endTitle: 'Diese Serie beenden?',
  endText: (waiting) =>
    `Was läuft, wird fertig. ${plural(waiting, '1 Person, die noch wartet, bekommt', `${digits(waiting)} Personen, die noch warten, bekommen`)} keinen Schlüssel aus dieser Serie. Eine beendete Serie kann nicht wieder gestartet werden.`,
  endYes: 'Serie beenden',
  retryFailed: (count) => `${digits(count)} erneut versuchen`,
  results: 'Ergebnisse',
  resultsFull: 'Alles, als CSV',
  resultsScripts: 'In den Spalten der Yubico-Skripte, als CSV',
  printSummary: 'Zusammenfassung drucken',
  letters: 'Briefe mit PINs…',
  lettersTitle: 'Die Briefe mit den PINs dieser Serie drucken?',
  lettersText:
    'Jeder Brief wird einmal erstellt und nie wieder, höchstens 50 in einer Datei. Die Datei wird als PDF auf diesem Computer gespeichert, und es wird protokolliert, dass Sie sie erstellt haben.',
  lettersMake: 'Briefe erstellen',
  lettersSavedTitle: (count) =>
    plural(count, '1 Brief ist gespeichert', `${digits(count)} Briefe sind gespeichert`),
  lettersSavedText: (fileName) =>
    `Sie finden ${fileName} unter den Downloads. Drucken Sie die Datei, falten und verschließen Sie jeden Brief, löschen Sie dann die Datei, und leeren Sie den Papierkorb.`,
  lettersLeft: (count) =>
    plural(
      count,
      '1 weiterer Brief ist zu erstellen.',
      `${digits(count)} weitere Briefe sind zu erstellen.`,
    ),
  lettersNext: 'Nächste Briefe erstellen',
  lettersSaveAgain: 'Erneut speichern',
  lettersDone: 'Gedruckt und gelöscht',
  lettersNoneTitle: 'Kein Brief zu drucken',
  lettersNone:
    'Die Briefe aller fertigen Personen sind schon gedruckt. Der nächste ist da, sobald die nächste Person fertig ist.',

  glance: 'Groß',
  glanceHint: 'Zustände so groß, dass man sie aus zwei Metern liest',
  sound: 'Ton',
  soundHint:
    'Ein Ton, wenn ein Schlüssel berührt werden will, fertig ist, stehen bleibt oder nicht verwendet werden kann',

  atWork: 'Schlüssel einstecken',
  atWorkHint: 'Mehrere zugleich, wenn Sie einen Hub haben. Jeder ist für die nächste Person.',
  atWorkSerials:
    'Mehrere zugleich, wenn Sie einen Hub haben. Jeder geht an die Person, deren Schlüssel er ist.',
  atWorkPick: 'Sagen Sie dann, für wen jeder ist.',
  notAtWork: 'Diese Station arbeitet nicht an der Serie',
  notAtWorkHint: 'Drücken Sie „Hier starten“, und stecken Sie dann Schlüssel ein.',
  waitingElsewhere: 'Die Serie wurde angehalten. Setzen Sie sie hier fort, oder warten Sie.',
  isEnding: 'Diese Serie wird beendet',
  isEndingHint: 'Was läuft, wird fertig. Kein weiterer Schlüssel bekommt eine Person.',
  hasEnded: 'Diese Serie ist beendet',
  allDone: 'Niemand wartet mehr auf einen Schlüssel',
  allDoneHint: 'Versuchen Sie die fehlgeschlagenen erneut, oder beenden Sie die Serie.',

  counts: {
    waiting: 'wartend',
    claimed: 'beginnend',
    underWay: 'in Arbeit',
    done: 'fertig',
    failed: 'fehlgeschlagen',
    skipped: 'übersprungen',
  },
  ofAll: (done, all) => `${digits(done)} von ${digits(all)} fertig`,
  keysPerHour: (count) => `${digits(count)} Schlüssel pro Stunde`,
  endsAt: (time) => `bei diesem Tempo bis ${time}`,
  madeBy: 'Angelegt von',
  startedAt: (time) => `gestartet ${time}`,
  endedAt: (time) => `beendet ${time}`,
  handsPerKey: (count) => `${count} Handgriffe pro Schlüssel`,

  offer: {
    held: 'Unberührt',
    heldHint:
      'Er war schon eingesteckt oder ist gebraucht. Nichts geschieht mit ihm, bis Sie es sagen.',
    useAnyway: 'Diesen Schlüssel verwenden',
    askAgain: 'Erneut fragen',
    anotherKey: 'Es ist ein anderer Schlüssel',
    unassigned: 'Für wen?',
    unassignedHint: 'Wählen Sie die Person, die diesen Schlüssel bekommt.',
    offering: 'Person wird gesucht',
    later: 'Wartet',
    laterHint: 'Es wird von selbst erneut versucht.',
    refused: 'Nicht verwendet',
    idle: 'Bereit',
  },
  pickPerson: 'Person',
  pickPlaceholder: 'Name oder Benutzername',
  pickHelp: 'Wer auf einen Schlüssel wartet.',
  pickNone: 'Niemand mit diesem Namen wartet auf einen Schlüssel.',
  pickClear: 'Leeren',

  people: 'Personen',
  peopleCaption: 'Personen der Serie, der Reihe nach',
  position: 'Nr.',
  person: 'Person',
  key: 'Schlüssel',
  status: 'Status',
  withoutSerial: 'keine Seriennummer',
  assigned: (serial) => `für ${serial}`,
  all: 'Alle',
  find: 'Jemanden finden',
  findPlaceholder: 'Name oder Benutzerprinzipalname',
  onlyFound: (text) => `Nur wer „${text}“ im Namen hat`,
  onlyThese: (state, count) => `Nur: ${state}, ${digits(count)}`,
  nobody: 'Niemand hier.',
  more: 'Mehr anzeigen',
  skip: 'Überspringen',
  skipTitle: (name) => `${name} auslassen?`,
  skipReason: 'Grund',
  skipHelp: 'Steht in den Ergebnissen. Die Person kann später wieder warten.',
  skipYes: 'Überspringen',
  retry: 'Erneut versuchen',
  oldKeysKept: (count) =>
    plural(
      count,
      '1 alter Passkey wurde behalten',
      `${digits(count)} alte Passkeys wurden behalten`,
    ),
  personStates: {
    waiting: 'Wartet',
    claimed: 'Beginnt',
    underWay: 'In Arbeit',
    done: 'Fertig',
    failed: 'Fehlgeschlagen',
    skipped: 'Übersprungen',
  },
};
