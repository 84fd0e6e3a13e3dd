import type { sessionMessages as english } from './messages.session.en.ts';
import type { Translation } from './translation.ts';

/** Wörter der erneuten Anmeldung und der Sitzungen, die von selbst enden. */
export const sessionMessages: Translation<typeof english> = {
  stepUp: {
    title: 'Melden Sie sich zuerst erneut an',
    text: 'Was Sie vorhaben, braucht eine Anmeldung aus den letzten Minuten. Sie öffnet sich in einem eigenen Fenster. Diese Seite bleibt, wie sie ist, und macht von selbst weiter, sobald Sie angemeldet sind.',
    signIn: 'Erneut anmelden',
    opened:
      'Ein Fenster für die Anmeldung ist offen. Melden Sie sich dort an; danach geht es hier von selbst weiter.',
    openAgain: 'Fenster erneut öffnen',
    here: 'Stattdessen auf dieser Seite anmelden',
    hereText:
      'Dann wird diese Seite verlassen und neu geladen: Dialoge werden geschlossen, und was Sie eingegeben oder ausgewählt haben, auch eine PIN, wird noch einmal abgefragt.',
    cancel: 'Nicht ausführen',
    close: 'Schließen',
  },
  ending: {
    title: 'Sie werden gleich abgemeldet',
    text: 'Tun Sie innerhalb einer Minute irgendetwas, um angemeldet zu bleiben, außer Sie sind seit acht Stunden angemeldet. Begonnenes bleibt erhalten.',
    stay: 'Ich bin noch da',
  },
  ended: {
    idle: 'Sie wurden abgemeldet, weil hier 15 Minuten lang nichts geschehen ist.',
    hours: 'Sie wurden abgemeldet, weil Sie acht Stunden lang angemeldet waren.',
    next: 'Begonnene Einrichtungen gehen nach der Anmeldung dort weiter, wo sie stehen geblieben sind.',
  },
};
