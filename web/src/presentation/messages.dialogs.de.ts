import type { dialogMessages as english } from './messages.dialogs.en.ts';
import { plural } from './numbers.de.ts';
import type { Translation } from './translation.ts';

/** Wörter der Dialoge der Station und dessen, was nach ihnen fragt; sie kommen erst, wenn sie gebraucht werden. */
export const dialogMessages: Translation<typeof english> = {
  pin: {
    newTitle: (name) => `Eine PIN für den Schlüssel von ${name}`,
    currentTitle: 'Die PIN dieses Schlüssels',
    newHelp: (name) =>
      `${name} gibt sie ein. Sie geht an den Schlüssel und wird sonst nirgends gespeichert.`,
    newLabel: 'Neue PIN',
    repeatLabel: 'Dieselbe PIN noch einmal',
    currentLabel: 'PIN',
    show: 'Eingabe anzeigen',
    set: 'PIN setzen',
    use: 'Diese PIN verwenden',
    length: (min) => `Mindestens ${min} Zeichen`,
    notTooLong: (max) => `Höchstens ${max} Zeichen`,
    bytes: 'Höchstens 63 Bytes: Die meisten Buchstaben zählen eines, andere zwei bis vier',
    notWeak: 'Nicht ein Zeichen wiederholt, keine Reihe wie 123456',
    same: 'Beide sind gleich',
    met: 'erfüllt',
    open: 'noch nicht',
    attempts: (count) =>
      plural(
        count,
        'Noch 1 Versuch. Eine falsche PIN sperrt jetzt den Schlüssel, und nur Löschen entsperrt ihn.',
        `Noch ${count} Versuche, bevor sich der Schlüssel sperrt.`,
      ),
  },
  reset: {
    title: 'Diesen Schlüssel löschen?',
    hasPin: 'Dieser Schlüssel hat bereits eine PIN, die wir nicht kennen.',
    lost: (key) =>
      `Mit dem Löschen von ${key} gehen seine PIN und alle Passkeys darauf verloren, für alle Websites und endgültig. Das lässt sich nicht rückgängig machen.`,
    forWhom: (name) => `Danach wird er für ${name} eingerichtet.`,
    other: 'Oder ziehen Sie ihn ab, und nehmen Sie einen anderen Schlüssel.',
    leftover:
      'Vielleicht ist noch ein Passkey darauf, der nichts öffnet. Anders lässt er sich nicht entfernen.',
    afterUndo: 'Danach ist er wie neu.',
    undoOther: 'Sie müssen nicht. Auch die nächste Einrichtung dieses Schlüssels löscht ihn.',
    confirm: 'Schlüssel löschen',
    keep: 'Behalten',
  },
  realKey: {
    hint: (badge) =>
      `Dies ist „${badge}“: Ein Schlüssel, der hier eingerichtet wird, öffnet nichts Echtes. Er bleibt unberührt, bis Sie es anders sagen.`,
    action: 'Diesen Schlüssel verwenden…',
    title: 'Hier einen echten Sicherheitsschlüssel verwenden?',
    intro: (key, badge) =>
      `${key} ist ein echter Schlüssel, und dies ist „${badge}“. Wenn Sie ihn einrichten, wird Folgendes auf ihn geschrieben:`,
    list: [
      'Ein Passkey für login.microsoft.com, der nichts öffnet. Er belegt einen Platz im Speicher des Schlüssels.',
      'Eine PIN, wenn er keine hat. Hat er eine, wird der Schlüssel vielleicht zuerst gelöscht, mit allen Passkeys darauf. Davor werden Sie noch einmal gefragt.',
      'Eine Mindestlänge der PIN, wenn das Profil eine setzt. Nur das Löschen des Schlüssels nimmt sie zurück.',
    ],
    advice: 'Nehmen Sie einen überzähligen Schlüssel, nie den, mit dem Sie sich anmelden.',
    confirm: 'Hier echte Schlüssel verwenden',
    keep: 'Nicht anrühren',
  },
  cancel: {
    title: (name) => `Einrichtung für ${name} abbrechen?`,
    text: 'Was bei Entra registriert wurde, wird wieder entfernt, ebenso der Passkey auf dem Schlüssel, wo das möglich ist. Eine gesetzte PIN und was gelöscht wurde, bleiben, wie sie sind.',
    confirm: 'Einrichtung abbrechen',
    keep: 'Weitermachen',
  },
};
