import type { guidedMessages as english } from './messages.guided.en.ts';
import { digits } from './numbers.de.ts';
import type { Translation } from './translation.ts';

const clock = new Intl.DateTimeFormat('de-DE', { timeStyle: 'short' });
const time = (instant: string) => clock.format(new Date(instant));

/** Wörter der Anleitung zur Seite von Microsoft, für Personen, die noch nie einen Sicherheitsschlüssel hatten. */
export const guidedMessages: Translation<typeof english> = {
  title: 'Einen Sicherheitsschlüssel registrieren',
  tab: 'Schlüssel registrieren',
  loading: 'Der Stand wird gelesen…',
  intro: {
    holder:
      'Ein Sicherheitsschlüssel ist ein kleines Gerät, mit dem Sie sich anmelden. Sie registrieren ihn auf einer Seite von Microsoft. Diese Seite sagt Ihnen, wie, und prüft, was ankommt. Jeder Browser ist geeignet, und es dauert etwa fünf Minuten.',
    operator:
      'Die Person registriert den Schlüssel selbst, auf einer Seite von Microsoft. Diese Seite sagt ihr, wie, und prüft, was ankommt. Jeder Browser ist geeignet.',
  },
  needs:
    'Sie brauchen den Sicherheitsschlüssel und das, womit Microsoft Sie jetzt zur Anmeldung auffordert.',
  forWhom: 'Für wen',
  noPerson: 'Wählen Sie zuerst an der Station, für wen der Schlüssel ist.',
  toStation: 'Zur Station',
  how: 'Welcher Schlüssel',
  noProfiles: 'Hier lässt sich kein Schlüssel auf diesem Weg registrieren',
  noProfilesText:
    'Fragen Sie Ihre Administration: Ein Profil muss die Seite von Microsoft als Weg zulassen.',
  models: (names) => `Nur diese Modelle werden angenommen: ${names.join(', ')}.`,
  begin: 'Beginnen',
  beginAgain: 'Einen weiteren Schlüssel registrieren',

  stepsTitle: 'Was zu tun ist',
  microsoftPage: 'Seite von Microsoft öffnen',
  newTab: 'öffnet sich in einem neuen Tab',
  account: {
    holder: (upn) => `Wenn sie eine Anmeldung verlangt, melden Sie sich als ${upn} an.`,
    operator: (upn) =>
      `Nicht in diesem Fenster: Hier sind Sie selbst angemeldet. Lassen Sie die Person die Seite auf ihrem eigenen Gerät oder in einem privaten Fenster dieses Computers öffnen und sich als ${upn} anmelden.`,
  },
  address: 'Adresse kopieren',
  copied: 'Kopiert',
  steps: {
    ready: {
      title: 'Halten Sie den neuen Schlüssel bereit',
      text: 'Stecken Sie ihn erst ein, wenn der Browser danach fragt. Registrieren Sie inzwischen nichts anderes, sonst werden Sie gefragt, welcher es ist.',
    },
    open: { title: 'Öffnen Sie die Seite von Microsoft' },
    add: {
      title: 'Wählen Sie „Anmeldemethode hinzufügen“, dann „Sicherheitsschlüssel“',
      text: 'Geben Sie an, dass es ein USB-Gerät ist, oder NFC, wenn Sie den Schlüssel an ein Telefon halten.',
    },
    follow: {
      title: 'Tun Sie, was der Browser sagt',
      text: 'Stecken Sie den Schlüssel ein. Hat er keine PIN, wählen Sie eine aus mindestens sechs Ziffern, und merken Sie sie sich: Sonst kennt sie niemand. Berühren Sie den Schlüssel, wenn er blinkt. Bietet der Browser an, einen Passkey auf diesem Computer oder einem Telefon zu speichern, wählen Sie stattdessen den Sicherheitsschlüssel.',
    },
    back: {
      title: 'Geben Sie ihm einen Namen, und kommen Sie hierher zurück',
      text: 'Der Schlüssel erscheint hier innerhalb einer Minute von selbst.',
    },
  },

  state: 'Jetzt',
  watching: 'Der neue Schlüssel wird erwartet',
  watchingText: (until) => `Wir sehen alle paar Sekunden in Entra nach, bis ${time(until)} Uhr.`,
  over: 'Zehn Minuten sind vorbei',
  overText: (until) =>
    `Kein neuer Schlüssel ist erschienen. Ist er inzwischen registriert oder brauchen Sie mehr Zeit, lassen Sie uns erneut nachsehen. Nach ${time(until)} Uhr müssen Sie neu beginnen.`,
  lookAgain: 'Erneut nachsehen',
  stop: 'Nicht mehr nachsehen',
  choose: 'Zwei neue Schlüssel sind erschienen: Welcher ist es?',
  chooseMany: (count) => `${digits(count)} neue Schlüssel sind erschienen: Welcher ist es?`,
  chooseText:
    'Wählen Sie den, der gerade registriert wurde. Die anderen bleiben, wie sie sind. Ist es keiner davon, beenden Sie das Nachsehen.',
  chooseLabel: 'Neue Schlüssel',
  thisOne: 'Dieser ist es',
  unnamed: 'Ohne Namen',
  unknownModel: 'Unbekanntes Modell',
  added: (at) => `hinzugefügt um ${time(at)} Uhr`,
  found: (model) => `Gefunden: ${model}`,
  foundText: 'Er wird geprüft.',
  removing: 'Er ist nicht zugelassen und wird wieder aus Entra entfernt.',
  done: {
    holder: 'Sie können sich ab jetzt damit anmelden. Behalten Sie seine PIN für sich.',
    operator: 'Die Person kann sich ab jetzt damit anmelden.',
  },
  registeredAs: 'In Entra heißt er',
  leftOut: (items) => `Auf der Seite von Microsoft kann das niemand setzen: ${items}.`,
  leftOutItems: {
    alwaysUv: 'jedes Mal nach der PIN fragen',
    enterpriseAttestation: 'die Seriennummer nennen',
    minPinLength: 'eine Mindestlänge der PIN',
    forcePinChange: 'eine erzwungene Änderung der PIN',
  },
  flagged: (model) => `${model} ist registriert, aber nicht zugelassen`,
  flaggedText:
    'Der Schlüssel bleibt in Entra, und Ihre Administration kann das sehen. Besorgen Sie sich einen zugelassenen, und lassen Sie diesen entfernen.',
  lastKept: {
    holder:
      'Er bleibt in Entra: Ohne ihn haben Sie vielleicht keinen Schlüssel, mit dem Sie sich anmelden können. Richten Sie einen zugelassenen ein. Ihre Administration kann sehen, dass dieser da ist, und lässt ihn danach entfernen.',
    operator:
      'Er sollte aus Entra entfernt werden und bleibt: Ohne ihn bliebe kein Schlüssel, der sicher funktioniert. Richten Sie einen zugelassenen ein, mit einem Profil, das alte entfernt. Ist lastMethod eingeschaltet, können Sie stattdessen unter „Schlüssel entfernen“ die Ausnahme beantragen.',
  },
  keptText:
    'Er sollte aus Entra entfernt werden, aber das ging nicht. Ihre Administration kann das sehen.',
  removed: (model) => `${model} wurde wieder entfernt`,
  removedText:
    'Er ist nicht mehr registriert und meldet niemanden an. Was davon auf dem Schlüssel übrig ist, schadet nicht.',
  why: {
    model_not_allowed:
      'Schlüssel dieses Modells werden hier nicht angenommen, oder es ist kein Sicherheitsschlüssel.',
    attestation_untrusted: 'Niemand bürgt für Hersteller und Modell dieses Schlüssels.',
    key_not_expected: 'Ihre Einladung gilt für einen Schlüssel eines anderen Modells.',
  },
  invited: {
    ends: 'Sie wurden eingeladen, diesen Schlüssel einzurichten: Ist er registriert und zugelassen, ist Ihre Einladung erledigt.',
    model: (model) => `Es muss ein ${model} sein. Kein anderes Modell zählt.`,
    serial: (serial) =>
      `Ihr Schlüssel ist der mit der aufgedruckten Nummer ${serial}. Auf der Seite von Microsoft kann niemand diese Nummer prüfen: Sehen Sie selbst auf dem Schlüssel nach, bevor Sie beginnen.`,
    staysOpen: 'Ihre Einladung bleibt offen: Sie können neu beginnen.',
    goOn: 'So melden Sie sich ab jetzt an',
  },
  ended: {
    cancelled: 'Niemand sieht jetzt nach einem neuen Schlüssel',
    no_new_key: 'Es ist kein neuer Schlüssel erschienen',
  },
  endedText: 'Was inzwischen auf der Seite von Microsoft registriert wurde, bleibt dort.',
  myKeys: 'Zu „Meine Schlüssel“',
};
