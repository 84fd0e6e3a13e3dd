import type { LetterMessages } from './letterMessages.en.ts';

/** Wörter des Briefs mit der PIN. */
export const letterMessagesDe: LetterMessages = {
  title: 'Die PIN Ihres Sicherheitsschlüssels',
  for: 'Für',
  nameNotDrawn:
    'Ihr Name enthält Zeichen, die dieser Brief nicht drucken kann. Deshalb steht hier Ihr Anmeldename.',
  key: 'Sicherheitsschlüssel',
  serial: 'Seriennummer',
  noSerial: 'keine',
  printed: 'Gedruckt',
  todoTitle: 'Was zu tun ist',
  todo: [
    'Prüfen Sie, ob die Seriennummer oben auf Ihrem Schlüssel steht. Wenn nicht, benutzen Sie ihn nicht und melden Sie sich bei der Stelle unten.',
    'War der Falz schon geöffnet, als Sie den Brief bekamen, benutzen Sie den Schlüssel nicht und melden Sie sich bei der Stelle unten.',
    'Melden Sie sich an, wählen Sie die Anmeldung mit einem Sicherheitsschlüssel und geben Sie die PIN unter dem Falz ein, wenn danach gefragt wird.',
    'Wählen Sie eine eigene PIN, wenn Sie dazu aufgefordert werden. Sagen Sie sie niemandem.',
    'Vernichten Sie danach diesen Brief. Er kann kein zweites Mal gedruckt werden.',
  ],
  page: (url) => `Ihre Schlüssel finden Sie unter ${url}`,
  helpTitle: 'Wer hilft',
  noHelp: 'Die Person, von der Sie den Schlüssel bekommen haben.',
  fold: 'Diesen Teil mit dem Text nach innen hochfalten und verschließen, bevor der Brief übergeben wird',
  pin: 'PIN',
};
