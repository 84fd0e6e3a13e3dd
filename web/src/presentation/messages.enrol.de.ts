import type { enrolMessages as english } from './messages.enrol.en.ts';
import type { Translation } from './translation.ts';

/** Wörter der Seite für Personen, die eingeladen wurden und vielleicht noch nie einen Sicherheitsschlüssel hatten. */
export const enrolMessages: Translation<typeof english> = {
  tab: 'Schlüssel einrichten',
  title: 'Richten Sie Ihren Sicherheits\u00adschlüssel ein',
  loading: 'Ihre Einladung wird gesucht',
  whatItIs:
    'Ein Sicherheitsschlüssel ist ein kleines Gerät, das Sie zum Anmelden einstecken und berühren. Niemand kann ihn erraten, und ohne seine PIN kann ihn niemand benutzen.',
  before: {
    title: 'Was Sie brauchen',
    list: [
      'den Sicherheitsschlüssel, der Ihnen geschickt wurde',
      'einen Computer mit einem freien USB-Anschluss, in den er passt',
      'den befristeten Zugriffspass: einen Code, den Ihnen die einladende Person oder Ihre Führungskraft persönlich oder am Telefon sagt',
    ],
    minutes: 'Es dauert etwa fünf Minuten.',
  },
  signIn: 'Mit dem Zugriffspass anmelden',
  signInHelp:
    'Geben Sie auf der nächsten Seite Ihre dienstliche Adresse ein. Wenn danach gefragt wird, geben Sie den Zugriffspass anstelle eines Kennworts ein.',
  passHelp: {
    title: 'Der Zugriffspass wird nicht angenommen?',
    list: [
      'Geben Sie ihn genau so ein, wie er Ihnen gesagt wurde: Groß- und Kleinbuchstaben zählen.',
      'Er gilt für eine bestimmte Zeit. Ist es zu früh, warten Sie; ist es zu spät, brauchen Sie einen neuen.',
      'Die meisten gelten einmal: Wurde er schon verwendet, brauchen Sie ebenfalls einen neuen.',
      'Wurde Ihnen seither ein anderer gesagt, gilt nur der neueste.',
    ],
    next: 'Die einladende Person kann jederzeit einen neuen ausstellen. Ihre Einladung bleibt offen, und nichts ist verloren.',
  },
  signingIn: 'Die Anmeldeseite wird geöffnet',
  signInAgain: 'Erneut anmelden',
  loop: {
    title: 'Die Anmeldung bringt Sie nicht weiter',
    text: 'Sie wurden mehr als einmal zur Anmeldeseite geschickt, und es fehlt noch immer, was hier gebraucht wird. Das liegt nicht an Ihnen, und ein weiterer Versuch hilft wahrscheinlich nicht. Nichts ist verloren: Ihre Einladung bleibt offen.',
    next: 'Schicken Sie die folgenden Zeilen an Ihre IT-Abteilung, oder lesen Sie sie vor.',
    passUsed:
      'Die meisten Zugriffspässe gelten einmal. Ist Ihrer schon verwendet, bitten Sie zuerst die einladende Person um einen neuen.',
    forIt: 'Für die IT',
    copy: 'Für die IT kopieren',
    copied: 'Kopiert',
    lines: (code, origin, at) =>
      [
        `Keywright auf ${origin}, ${at}: Die Anmeldung zu einer Einladung kommt ohne das Verlangte zurück (${code}).`,
        'Sehen Sie in den Anmeldeprotokollen von Entra für diese Person nach: Welche Richtlinie für bedingten Zugriff gilt, und welche Gewährung scheitert?',
        'Eine Richtlinie, die ein konformes Gerät oder eine Methode verlangt, die diese Person noch nicht hat, muss einen befristeten Zugriffspass zulassen: mit einer Authentifizierungsstärke, die ihn enthält.',
        'Verlangt Keywright einen Authentifizierungskontext, muss damit eine Richtlinie verbunden sein, die Personen mit einem Zugriffspass erfüllen können.',
        'Die Richtlinie für befristete Zugriffspässe muss für diese Person eingeschaltet sein.',
      ].join('\n'),
  },
  none: {
    title: 'Für Sie liegt keine Einladung vor',
    text: 'Diese Seite ist für Personen, die zum Einrichten eines Schlüssels eingeladen wurden. Haben Sie eine Mail mit einer Einladung, prüfen Sie, ob Sie mit der Adresse angemeldet sind, an die sie ging.',
  },
  over: {
    expired: {
      title: 'Ihre Einladung ist abgelaufen',
      text: 'Bitten Sie die einladende Person um eine neue.',
    },
    cancelled: {
      title: 'Ihre Einladung wurde zurückgezogen',
      text: 'Haben Sie das nicht erwartet, fragen Sie die einladende Person.',
    },
  },
  otherAccount: 'Abmelden und ein anderes Konto verwenden',
  invitedBy: (name) => `${name} hat Sie eingeladen.`,
  until: 'Ihre Einladung endet',
  yourKey: 'Ihr Schlüssel',
  expectedSerial: (serial) => `der mit der aufgedruckten Nummer ${serial}`,
  expectedModel: (model) => `ein ${model}`,
  plug: {
    title: 'Stecken Sie Ihren Schlüssel ein',
    text: 'Schieben Sie ihn in einen USB-Anschluss dieses Computers. Die Seite mit der runden oder goldenen Fläche berühren Sie später.',
    choose: 'Meinen Schlüssel suchen',
    chooseHelp:
      'Ihr Browser fragt, welches Gerät diese Seite verwenden darf. Wählen Sie dort Ihren Schlüssel.',
    reading: 'Der Schlüssel wird gelesen',
    readyText: 'Auf ihm wurde noch nichts geändert.',
    begin: 'Diesen Schlüssel einrichten',
    several: 'Es ist mehr als ein Schlüssel eingesteckt. Lassen Sie nur den neuen stecken.',
    wrong: 'Das ist nicht der Schlüssel Ihrer Einladung',
    wrongText: (what) =>
      `Ihrer ist ${what}. Auf dem eingesteckten wurde nichts geändert. Ziehen Sie ihn ab, und stecken Sie den richtigen ein. Haben Sie keinen anderen, fragen Sie die einladende Person.`,
    own: 'Mit diesem Schlüssel melden Sie sich schon an',
    ownText: 'Er bleibt, wie er ist. Ziehen Sie ihn ab, und stecken Sie den neuen ein.',
  },
  other: {
    title: 'Ihr Schlüssel erscheint nicht?',
    text: 'Viele Browser geben Sicherheitsschlüssel nicht an Seiten weiter. Dann registrieren Sie ihn auf der Seite von Microsoft. Diese Seite schaut zu und sagt Ihnen, ob es geklappt hat.',
    none: 'Dieser Browser lässt Seiten nicht an Sicherheitsschlüssel',
    noneText:
      'Das ist auf Telefonen, in Firefox und in Safari so üblich. Sie können den Schlüssel stattdessen auf der Seite von Microsoft registrieren. Diese Seite sagt Ihnen, wie, und ob es geklappt hat.',
    link: 'Auf der Seite von Microsoft registrieren',
    notTaken:
      'Dieser Schlüssel muss von dieser Seite aus eingerichtet werden: Öffnen Sie den Link Ihrer Einladung in Chrome oder Edge auf einem Computer.',
    underWay: 'Sie registrieren den Schlüssel auf der Seite von Microsoft',
    underWayText: 'Wir sehen in Entra nach ihm.',
    goOn: 'Dort weitermachen',
    byBrowser: 'Den Browser nach dem Schlüssel fragen lassen',
    byBrowserText:
      'Zweimal öffnet sich ein Fenster der Anmeldeseite von Microsoft und fragt nach Ihrem Schlüssel: einmal, um ihn zu registrieren, einmal, um ihn auszuprobieren.',
    begin: 'Meinen Schlüssel einrichten',
  },
  progress: 'Wie weit es ist',
  pin: {
    newTitle: 'Wählen Sie eine PIN für Ihren Schlüssel',
    newText:
      'Sie geben sie jedes Mal ein, wenn Sie den Schlüssel verwenden. Sie bleibt auf dem Schlüssel: Sie wird nirgendwohin geschickt, und niemand kann sie für Sie nachsehen.',
    currentTitle: 'Geben Sie die PIN Ihres Schlüssels ein',
    currentText: 'Der Schlüssel hat schon eine PIN. Nur wer sie kennt, kann mit ihm weitermachen.',
  },
  states: {
    working: { word: 'In Arbeit', hint: 'Lassen Sie den Schlüssel eingesteckt.' },
    touch: {
      word: 'Schlüssel berühren',
      hint: 'Er blinkt. Legen Sie einen Finger auf die runde oder goldene Fläche, bis er aufhört.',
    },
    plug: {
      word: 'Schlüssel einstecken',
      hint: 'Es geht von selbst weiter, dort, wo es stehen blieb.',
    },
    replug: {
      word: 'Abziehen und wieder einstecken',
      hint: 'Zählen Sie dazwischen bis drei. Es geht von selbst weiter.',
    },
    otherKey: {
      word: 'Nehmen Sie den anderen Schlüssel',
      hint: 'Ziehen Sie diesen ab, und stecken Sie den richtigen ein. Auf diesem wurde nichts geändert.',
    },
    browser: {
      word: 'Sehen Sie ins andere Fenster',
      hint: 'Ihr Browser fragt dort nach dem Schlüssel.',
    },
    pin: { word: 'Ihre PIN', hint: null },
    confirmReset: {
      word: 'Dieser Schlüssel wurde schon benutzt',
      hint: 'Er muss zuerst gelöscht werden. Tun Sie das nur, wenn ihn niemand mehr benutzt.',
    },
    signIn: {
      word: 'Erneut anmelden',
      hint: 'Ihre Anmeldung ist abgelaufen. Nichts ist verloren.',
    },
    wait: { word: 'Einen Moment', hint: 'Es geht von selbst weiter.' },
    tryAgain: { word: 'Stehen geblieben', hint: null },
    cancelling: { word: 'Wird zurückgenommen', hint: 'Lassen Sie den Schlüssel eingesteckt.' },
    rolledBack: {
      word: 'Nicht eingerichtet',
      hint: 'Ihre Einladung bleibt offen: Sie können neu beginnen.',
    },
  },
  stop: 'Abbrechen',
  beginAgain: 'Neu beginnen',
  done: {
    title: 'Ihr Schlüssel ist fertig',
    text: 'Er wurde ausprobiert und funktioniert.',
    seenText:
      'Er ist registriert und von einer Art, die zugelassen ist. Probieren Sie jetzt aus, ob er funktioniert.',
    passGone: 'Ihr Zugriffspass wird nicht mehr gebraucht und wurde gelöscht.',
    ownPin:
      'Er verlangt die PIN, die Sie ihm gegeben haben oder die er schon hatte. Sonst kennt sie niemand.',
    unchecked: (serial) =>
      `Die Nummer auf Ihrem Schlüssel konnte niemand prüfen. Ihre Einladung galt der Nummer ${serial}: Hat Ihrer eine andere, sagen Sie es der einladenden Person.`,
    drawn:
      'Seine PIN wurde für Sie erzeugt. Sie können sie einmal sehen: Halten Sie Papier bereit, oder ändern Sie sie gleich danach.',
    seePin: 'PIN ansehen',
    typed: 'Er verlangt die PIN, die Sie gerade gewählt haben. Sonst kennt sie niemand.',
    existing: 'Er verlangt die PIN, die er hatte.',
    next: 'So melden Sie sich ab jetzt an',
    steps: [
      'Wählen Sie bei der Anmeldung „Anmeldeoptionen“, dann „Gesicht, Fingerabdruck, PIN oder Sicherheitsschlüssel“.',
      'Stecken Sie den Schlüssel ein, und geben Sie seine PIN ein.',
      'Berühren Sie ihn, wenn er blinkt.',
    ],
    lost: 'Verlieren Sie den Schlüssel, melden Sie das sofort: hier unter Meine Schlüssel, oder bei Ihrer IT-Abteilung.',
    tryIt: 'Ausprobieren: damit anmelden',
    keys: 'Ihre Schlüssel',
    all: 'Alles über meine Schlüssel',
  },
};
