import type { helpMessages as english } from './messages.help.en.ts';
import type { Translation } from './translation.ts';

/** Wörter der kurzen Anleitungen, ein Schritt für jedes Bild. */
export const helpMessages: Translation<typeof english> = {
  enrol: [
    {
      title: 'Schlüssel einstecken und der Seite zeigen',
      text: 'Stecken Sie ihn in einen USB-Anschluss, drücken Sie „Meinen Schlüssel suchen“, und wählen Sie ihn im Fenster des Browsers. Die Seite sagt, welcher es ist, bevor auf ihm etwas geändert wird.',
    },
    {
      title: 'Eine PIN wählen',
      text: 'Wenn der Schlüssel keine hat oder die alte gelöscht wurde. Die Regeln daneben werden beim Eingeben grün. Wird eine PIN für Sie erzeugt, entfällt dieser Schritt.',
    },
    {
      title: 'Schlüssel berühren',
      text: 'Er blinkt. Legen Sie einen Finger auf die runde oder goldene Fläche, bis er aufhört, und lassen Sie ihn eingesteckt.',
    },
    {
      title: 'Fertig',
      text: 'Der Schlüssel wurde ausprobiert. Die Seite sagt, wie Sie sich ab jetzt damit anmelden und welche Schlüssel Sie haben.',
    },
  ],
  station: [
    {
      title: 'Person wählen, Schlüssel einstecken',
      text: 'Links steht, für wen er ist und wie er eingerichtet wird, rechts eine Kachel für jeden Schlüssel. Sie sagt, welcher es ist. Drücken Sie darin auf „Einrichten“.',
    },
    {
      title: 'Schlüssel berühren',
      text: 'Wenn die Kachel es sagt und der Schlüssel blinkt. Verlangt er eine PIN, gibt die Person sie ein. Bei mehreren Schlüsseln geht jede Kachel ihren eigenen Weg.',
    },
    {
      title: 'Abziehen',
      text: 'Der Schlüssel ist registriert und nachgewiesen. Wartet eine versiegelte PIN auf die Person, sagt die Kachel, wer sie wo sieht.',
    },
  ],
};
