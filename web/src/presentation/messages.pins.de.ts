import type { pinMessages as english } from './messages.pins.en.ts';
import type { Translation } from './translation.ts';

/** Wörter um PINs, die einmal angezeigt oder gedruckt werden. `own`: der Person selbst. `told`: einem Operator, für die Person. */
export const pinMessages: Translation<typeof english> = {
  own: {
    confirmTitle: 'PIN jetzt anzeigen?',
    confirmText:
      'Sie wird einmal angezeigt, 30 Sekunden lang, und nie wieder. Achten Sie darauf, dass Ihnen niemand über die Schulter sieht.',
    title: 'Die PIN Ihres Sicherheitsschlüssels',
    next: (key) =>
      `Geben Sie sie ein, wenn Sie sich zum ersten Mal mit Ihrem Schlüssel (${key}) anmelden. Vielleicht werden Sie dann aufgefordert, eine eigene PIN zu wählen. Schreiben Sie diese nicht auf den Schlüssel.`,
    hiddenText:
      'Sie wurde einmal angezeigt und wird nicht noch einmal angezeigt. Haben Sie sie nicht erfasst, bitten Sie Ihren Servicedesk, den Schlüssel neu einzurichten.',
  },
  told: (holder) => ({
    confirmTitle: `PIN des Schlüssels von ${holder} anzeigen?`,
    confirmText: `Sie wird einmal angezeigt, 30 Sekunden lang, und nie wieder. Tun Sie es, wenn ${holder} da ist, und achten Sie darauf, dass sonst niemand hinsieht. Es wird protokolliert, dass Sie sie gesehen haben, und die Person bekommt eine Mail darüber.`,
    title: `Die PIN des Schlüssels von ${holder}`,
    next: (key) =>
      `Sagen Sie ${holder} diese PIN für den Schlüssel (${key}). Bei der ersten Anmeldung damit wird eine eigene gewählt. Schreiben Sie diese nicht auf den Schlüssel oder in eine Mail.`,
    hiddenText:
      'Sie wurde einmal angezeigt und wird nicht noch einmal angezeigt. Ist sie nicht angekommen, richten Sie den Schlüssel neu ein.',
  }),
  confirm: 'Jetzt anzeigen',
  hidden: 'Die PIN ist wieder verborgen',
  unseen: 'Die PIN wurde nicht angezeigt',
  unseenText:
    'Dieses Fenster war im Hintergrund, als sie kam. Sie lässt sich hier innerhalb einer Minute anzeigen.',
  secondsLeft: (seconds) =>
    `Wird in ${seconds} s verborgen, oder wenn Sie dieses Fenster verlassen`,
  hideNow: 'Jetzt verbergen',
  spelled: (pin) => `PIN: ${[...pin].join(' ')}`,

  show: 'PIN anzeigen…',
  print: 'Brief drucken…',
  letter: {
    confirmTitle: (holder) => `Brief mit der PIN von ${holder} drucken?`,
    confirmText:
      'Der Brief wird einmal erstellt und nie wieder. Er wird als PDF auf diesem Computer gespeichert, und es wird protokolliert, dass Sie ihn erstellt haben.',
    confirm: 'Brief erstellen',
    savedTitle: 'Der Brief ist gespeichert',
    savedText: (fileName) =>
      `Sie finden ${fileName} unter den Downloads. Drucken Sie die Datei, falten und verschließen Sie den Brief, löschen Sie dann die Datei, und leeren Sie den Papierkorb.`,
    saveAgain: 'Erneut speichern',
    done: 'Gedruckt und gelöscht',
  },
};
