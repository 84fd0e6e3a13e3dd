import type { lostKeyMessages as english } from './messages.lostKey.en.ts';
import type { Translation } from './translation.ts';

/** Wörter dafür, was man mit eigenen Schlüsseln tut: entfernen, verlieren, umbenennen, und sagen, dass man es nicht war. */
export const lostKeyMessages: Translation<typeof english> = {
  enrolledHere: 'Mit Keywright eingerichtet',
  notUsable: 'Ihre Organisation lässt mit dieser Art von Schlüssel niemanden mehr anmelden.',
  beingRemoved:
    'Dieser Schlüssel wird gerade entfernt. Entra hat noch nicht gesagt, dass er weg ist; diese Seite sieht von selbst wieder nach.',
  unnamed: 'Ein Sicherheitsschlüssel',
  history: 'Was mit meinen Schlüsseln geschah',
  rename: 'Umbenennen…',
  remove: 'Entfernen…',
  lost: 'Ich habe ihn verloren…',
  actionsFor: (key) => `Was mit ${key} geschehen soll`,
  cancel: 'Behalten',
  close: 'Schließen',

  removing: {
    title: (key) => `${key} entfernen?`,
    text: 'Von da an kann sich damit niemand mehr als Sie anmelden. Was auf dem Schlüssel selbst ist, bleibt dort; um ihn wieder zu verwenden, wird er neu eingerichtet.',
    confirm: 'Entfernen',
  },
  losing: {
    title: (key) => `Haben Sie ${key} verloren?`,
    text: 'Sagen Sie es sofort, auch wenn er wieder auftauchen könnte: Ein Schlüssel lässt sich neu einrichten.',
    listTitle: 'Das geschieht, wenn Sie zustimmen:',
    list: [
      'Der Schlüssel wird sofort aus Entra entfernt. Niemand kann sich mehr damit anmelden.',
      'Wurde seine PIN hier noch für Sie aufbewahrt, wird sie vernichtet.',
      'Wer ihn eingerichtet hat und Ihre Administration erfahren es per E-Mail, damit Sie einen anderen bekommen.',
    ],
    confirm: 'Ja, er ist verloren',
  },
  last: {
    title: 'Das ist der letzte Schlüssel, der bei Ihnen funktioniert',
    text: 'Danach bleibt kein Passkey, mit dem Sie sich hier anmelden können. Haben Sie keinen anderen Weg, etwa Ihr Telefon, können Sie sich an Ihrem Arbeitskonto nicht anmelden, bis Ihr Servicedesk hilft. Solche anderen Wege kann Keywright nicht sehen.',
    understood: 'Ich weiß, dass ich ausgesperrt sein kann, und will es so',
  },
  signIn: {
    title: 'Melden Sie sich zuerst noch einmal an',
    text: 'Das lässt sich nicht zurücknehmen, deshalb braucht es eine Anmeldung aus den letzten Minuten. Sie kommen genau zu dieser Frage zurück.',
    confirm: 'Noch einmal anmelden',
    leaving: 'Zur Anmeldeseite',
  },
  done: {
    removed: (key) => `${key} ist entfernt`,
    pending: (key) => `${key} wird entfernt`,
    kept: (key) => `${key} konnte nicht entfernt werden`,
    keyRemoved: 'Entra hat ihn losgelassen. Niemand kann sich mehr damit anmelden.',
    keyPending:
      'Entra hat noch nicht geantwortet. Keywright kümmert sich darum und versucht es von selbst wieder. Sie müssen hier nicht warten.',
    keyPendingRemoved:
      'Entra hat noch nicht geantwortet. Keywright kümmert sich darum. Steht der Schlüssel in ein paar Minuten noch in der Liste, entfernen Sie ihn noch einmal.',
    keyKept:
      'Entra hat abgelehnt. Rufen Sie jetzt Ihren Servicedesk an: Die Administration muss ihn entfernen.',
    keyGone: 'Der Schlüssel war nicht mehr in Entra.',
    pinDestroyed: 'Seine PIN, die hier noch aufbewahrt wurde, ist vernichtet.',
    sessions: {
      ended:
        'Wer als Sie angemeldet ist, wird in den nächsten Minuten abgemeldet, auch Sie selbst: Melden Sie sich dann wieder an.',
      pending:
        'Wer als Sie angemeldet ist, soll abgemeldet werden. Entra hat noch nicht geantwortet.',
      off: 'Wer als Sie angemeldet ist, bleibt es: Das Abmelden ist hier ausgeschaltet. Könnte jemand anders Ihren Schlüssel benutzt haben, rufen Sie Ihren Servicedesk an.',
      refused:
        'Wer als Sie angemeldet ist, bleibt es: Entra hat das Abmelden nicht zugelassen. Könnte jemand anders Ihren Schlüssel benutzt haben, rufen Sie Ihren Servicedesk an.',
    },
    operator: (name) =>
      name === null
        ? 'Wer ihn für Sie eingerichtet hat, erfährt es per E-Mail.'
        : `${name}, von wem er für Sie eingerichtet wurde, erfährt es per E-Mail.`,
    alerts: 'Ihre Administration erfährt es per E-Mail.',
    nobodyTold:
      'Von hier geht keine E-Mail aus. Rufen Sie Ihren Servicedesk an und sagen Sie, dass Sie einen Schlüssel verloren haben.',
    nextTitle: 'Wie es weitergeht',
    next: 'Sie stehen auf der Liste derer, die auf einen anderen Schlüssel warten. Sie bekommen eine Einladung, einen einzurichten, oder werden gebeten, vorbeizukommen. Bis dahin melden Sie sich mit einem anderen Schlüssel oder auf einem anderen Weg an.',
    suspended:
      'Wer es getan hat, kann keine Schlüssel mehr einrichten, bis die Administration nachgesehen hat.',
  },
  renaming: {
    title: (key) => `Ein anderer Name für ${key}`,
    label: 'Name',
    help: 'Bis zu 30 Zeichen, etwa „Schlüsselbund“ oder „Schublade zu Hause“.',
    confirm: 'Namen speichern',
    keep: 'So lassen',
  },

  report: {
    title: 'Was mit Ihren Schlüsseln geschah',
    intro:
      'Jeder Schlüssel, den Sie in den letzten 30 Tagen bekommen oder verloren haben, und wer es getan hat. Waren Sie das nicht, oder war es nicht für Sie, sagen Sie es.',
    loading: 'Es wird gelesen, was geschah…',
    none: 'In den letzten 30 Tagen ist mit Ihren Schlüsseln nichts geschehen',
    noneText:
      'Sehen Sie trotzdem unter Meine Schlüssel nach: Jeder Schlüssel dort kann als Sie anmelden.',
    bound: (key) => `${key} wurde für Sie registriert`,
    removed: (key) => `${key} wurde entfernt`,
    how: {
      operator: (name) =>
        name === null
          ? 'Jemand aus dem Kollegium hat ihn für Sie eingerichtet.'
          : `${name} hat ihn für Sie eingerichtet.`,
      self: () => 'Eingerichtet von jemandem, der als Sie angemeldet war.',
      replacement: (name) =>
        name === null
          ? 'Ein neuer Schlüssel trat an seine Stelle.'
          : `Ein neuer Schlüssel, den ${name} für Sie eingerichtet hat, trat an seine Stelle.`,
      profile: () =>
        'Keywright hat das von selbst getan: Ihre Organisation erlaubt diese Art von Schlüssel nicht.',
      removed: () => 'Entfernt von jemandem, der als Sie angemeldet war.',
      lost: () => 'Als verloren gemeldet von jemandem, der als Sie angemeldet war.',
      reported: () => 'Entfernt, weil Sie gesagt haben, dass Sie das nicht waren.',
      bulk: (name) =>
        name === null
          ? 'Von Ihrer Organisation zusammen mit Schlüsseln anderer entfernt.'
          : `Von ${name} zusammen mit Schlüsseln anderer entfernt.`,
    },
    notMe: 'Das war ich nicht…',
    notMeAbout: (event) => `Das war ich nicht: ${event}`,
    isReported: 'Das haben Sie gemeldet.',
    noneLeft:
      'Sie haben an einem Tag drei Meldungen gemacht. Für alles Weitere rufen Sie Ihren Servicedesk an.',
    ask: 'Das waren nicht Sie?',
    askText: 'Stimmen Sie nur zu, wenn Sie sicher sind: Es lässt sich nicht zurücknehmen.',
    listTitle: 'Das geschieht, wenn Sie zustimmen:',
    list: {
      bound: [
        'Der Schlüssel wird sofort aus Entra entfernt, und seine PIN wird vernichtet.',
        'Hat ihn jemand aus dem Kollegium eingerichtet, wird die Person vielleicht gesperrt, bis jemand nachgesehen hat.',
        'Ihre Administration wird gewarnt.',
      ],
      removed: [
        'War es jemand aus dem Kollegium, wird die Person vielleicht gesperrt, bis jemand nachgesehen hat.',
        'Ihre Administration wird gewarnt. Der entfernte Schlüssel kommt nicht von selbst zurück.',
      ],
    },
    confirm: 'Ja, das war ich nicht',
    keep: 'Nein, so lassen',
    doneTitle: 'Ihre Meldung ist da',
    toKeys: 'Zu Meine Schlüssel',
  },

  waiting: {
    title: 'Verlorene Schlüssel: wer auf einen anderen wartet',
    text: 'Laden Sie sie ein, oder richten Sie an einer Station einen Schlüssel für sie ein. Wer einen oder eine Einladung hat, steht nicht mehr in dieser Liste.',
    lost: (key) => `Verloren: ${key}`,
    stillThere: 'Entra hat den Schlüssel noch',
    invite: 'Einladen…',
    inviteWhom: (name) => `${name} einladen`,
  },
};
