import type { unfinishedMessages as english } from './messages.unfinished.en.ts';
import { digits } from './numbers.de.ts';
import type { Translation } from './translation.ts';

/** Wörter von *Offen*: was mit jeder Einrichtung geschah, und das eine, was zu tun ist. */
export const unfinishedMessages: Translation<typeof english> = {
  title: 'Offene Einrichtungen',
  intro:
    'Einrichtungen, die begonnen wurden und nicht zu Ende sind, von wem auch immer. Nichts ist verloren: Jede geht dort weiter, wo sie stehen blieb.',
  loading: 'Offene Einrichtungen werden gelesen…',
  emptyTitle: 'Alles ist abgeschlossen',
  emptyText:
    'Eine unterbrochene Einrichtung steht hier, bis sie fortgesetzt oder abgebrochen wird.',
  truncated: (count) => `Nur die ${digits(count)}, die am längsten ruhen, werden angezeigt.`,
  serial: (name, serial) => `${name}, Seriennummer ${serial}`,
  print: (name, print) => `${name}, keine Seriennummer, Fingerabdruck ${print}`,
  noKey: 'Noch kein Schlüssel',
  unknownKey: 'Sicherheitsschlüssel',
  whatHappened: 'Was geschah',
  whatToDo: 'Was zu tun ist',
  operator: 'Operator',
  unknownOperator: 'Nicht bekannt',
  since: 'Seit',
  carryOn: 'An der Station fortsetzen',
  showGuide: 'Anleitung anzeigen',

  stoppedAt: {
    read: 'Es wurde noch kein Schlüssel eingesteckt.',
    reset: 'Der Schlüssel wurde gewählt. Ob er gelöscht wurde, ist nicht sicher.',
    pin: 'Es blieb stehen, während die PIN des Schlüssels gesetzt wurde.',
    credential: 'Der Schlüssel hat seine PIN. Sein Passkey ist noch zu erzeugen.',
    register: 'Der Passkey ist auf dem Schlüssel. Entra hat ihn noch nicht bestätigt.',
    prove: 'Der Schlüssel ist bei Entra registriert. Seine Funktion ist noch zu prüfen.',
    policy: 'Der Schlüssel ist registriert und geprüft. Seine Regeln sind noch zu setzen.',
    oldKeys: 'Der neue Schlüssel funktioniert. Alte Passkeys sind noch zu entfernen.',
  },
  watched:
    'Ein Schlüssel wird auf der Seite von Microsoft registriert. In Entra wird danach gesehen.',
  allDone: 'Der Schlüssel ist fertig. Nur der Abschluss ist noch einzutragen.',
  takingBack: 'Die Einrichtung wird zurückgenommen.',
  takenBackBecause: (reason) => `Die Einrichtung wird zurückgenommen: ${reason}`,

  key: {
    serial: (serial) => `den Schlüssel ${serial}`,
    print: (print) => `den Schlüssel mit dem Fingerabdruck ${print}`,
  },
  next: {
    plugAnyKey: (name) =>
      `Stecken Sie einen Schlüssel für ${name} ein. Er wird geprüft, bevor etwas auf ihm geändert wird.`,
    goOnInBrowser: 'Setzen Sie an einer Station fort, deren Browser die Begleiterweiterung hat.',
    plugKey: (key) => `Stecken Sie ${key} ein; nichts wird gelöscht.`,
    confirmReset: (key) =>
      `Stecken Sie ${key} ein, und sagen Sie, ob er gelöscht werden darf. Bis dahin wird nichts gelöscht.`,
    finishReset: (key) =>
      `Stecken Sie ${key} ein, und berühren Sie ihn, wenn er blinkt. Er wird wie vereinbart gelöscht und dann eingerichtet.`,
    confirmUndoReset: (key) =>
      `Stecken Sie ${key} ein, und sagen Sie, ob er gelöscht werden darf: Vielleicht ist ein Passkey darauf, der nichts öffnet und anders nicht weggeht. Ist der Schlüssel nicht mehr da, setzen Sie fort, und brechen Sie noch einmal ab.`,
    finishUndoReset: (key) =>
      `Stecken Sie ${key} ein, und berühren Sie ihn, wenn er blinkt. Er wird wie vereinbart gelöscht.`,
    takeBack: (key) =>
      `Stecken Sie ${key} ein, damit sein Passkey von ihm entfernt wird. Ist der Schlüssel nicht mehr da, setzen Sie fort, und brechen Sie noch einmal ab.`,
    guide: {
      register: (name) => `${name} registriert den Schlüssel auf der Seite von Microsoft.`,
      choose: (name) => `Sagen Sie, welcher von mehreren neuen Schlüsseln der von ${name} ist.`,
      lookAgain: (name) =>
        `Kein neuer Schlüssel von ${name} ist erschienen. Sehen Sie erneut nach, wenn er inzwischen registriert ist.`,
    },
    wait: 'Nichts. Keywright macht binnen Minuten von selbst weiter.',
    waitUntil: (time) =>
      `Nichts. Keywright macht um ${time} Uhr oder kurz danach von selbst weiter.`,
    nothing: 'Nichts. Die Einrichtung ist gerade zu Ende gegangen.',
  },
};
