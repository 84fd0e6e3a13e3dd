import type { stationMessages as english } from './messages.station.en.ts';
import { digits, plural } from './numbers.de.ts';
import type { Translation } from './translation.ts';

/** Wörter der Station. Die Zustände liest man aus zwei Metern Entfernung. */
export const stationMessages: Translation<typeof english> = {
  title: 'Station',
  forWhom: 'Für wen',
  keys: 'Sicherheitsschlüssel',
  change: 'Andere Person wählen',
  existing: (count) =>
    count === 0
      ? 'Noch keine Passkeys'
      : plural(count, 'Hat 1 Passkey', `Hat ${digits(count)} Passkeys`),
  personPage: 'Alles über die Passkeys der Person',
  how: 'Wie der Schlüssel eingerichtet wird',
  profilesLoading: 'Profile werden gelesen…',
  noProfiles:
    'Kein Profil ist in Gebrauch. Die Administration nimmt unter „Profile“ eines wieder in Gebrauch.',
  meaning: {
    reset: {
      never: 'Auf dem Schlüssel wird nichts gelöscht.',
      ifUsed:
        'Ein Schlüssel, der schon eine PIN hat, wird zuerst gelöscht, nachdem Sie es bestätigt haben.',
      always: 'Der Schlüssel wird zuerst gelöscht, nachdem Sie es bestätigt haben.',
    },
    randomPin: (length, isDigits) =>
      `Seine PIN besteht aus ${digits(length)} zufälligen ${isDigits ? 'Ziffern' : 'Buchstaben und Ziffern'}.`,
    disclosure: {
      holderOnly: 'Nur die Person selbst kann sie sehen, einmal, unter „Meine Schlüssel“.',
      operatorOnce:
        'Sie sehen sie einmal, wenn der Schlüssel fertig ist, und sagen sie der Person persönlich.',
      sealedLetter:
        'Sie drucken sie einmal, wenn der Schlüssel fertig ist, auf einen Brief zum Falten und Verschließen.',
    },
    typedPin: 'Die Person gibt hier eine neue PIN ein. Niemand sonst erfährt sie.',
    existingPin: 'Wer die PIN des Schlüssels kennt, gibt sie hier ein.',
    minPinLength: (length) =>
      `PINs mit weniger als ${digits(length)} Zeichen werden ab dann abgelehnt; nur Löschen des Schlüssels nimmt das zurück.`,
    forcePinChange: 'Bei der ersten Benutzung muss die Person eine eigene PIN wählen.',
    alwaysUv: 'Der Schlüssel verlangt jedes Mal seine PIN oder einen Fingerabdruck.',
    enterpriseAttestation:
      'Sein Hersteller darf Ihrer Organisation anhand der Seriennummer sagen, welcher Schlüssel es ist.',
    trustedOnly: 'Nur ein Schlüssel, für den sein Hersteller bürgt, wird angenommen.',
    models: (names) => `Nur diese Modelle werden angenommen: ${names.join(', ')}.`,
    removeOld: 'Ist der neue Schlüssel geprüft, werden die anderen Passkeys der Person entfernt.',
  },

  emptyTitle: 'Stecken Sie einen Sicherheitsschlüssel ein',
  emptyText:
    'Er erscheint hier von selbst, wenn dieser Browser ihn schon verwenden darf. Wenn nicht, lassen Sie sich vom Browser fragen, welchen Schlüssel er verwenden soll.',
  choose: 'Schlüssel wählen…',
  otherWays: 'Schlüssel auf anderem Weg erreichen…',
  chooseAnother: 'Weiteren Schlüssel wählen…',
  checkStation: 'Diese Station prüfen',
  enrol: 'Einrichten',
  enrolFor: 'für',
  needPerson: 'Wählen Sie zuerst, für wen.',
  needProfile: 'Wählen Sie zuerst, wie der Schlüssel eingerichtet wird.',
  personRefused:
    'Entra würde einen Schlüssel für diese Person ablehnen. Der Grund steht bei ihrem Namen.',
  serial: (serial) => `Seriennummer ${serial}`,
  modelAndPrint: (print) => `Keine Seriennummer · Fingerabdruck ${print}`,
  unknownKey: 'Sicherheitsschlüssel',
  firmware: 'Firmware',
  pin: 'PIN',
  pinSet: 'Gesetzt',
  pinNotSet: 'Noch keine',
  pinForced: 'Gesetzt, muss geändert werden',
  attempts: 'Verbleibende Versuche',
  room: 'Platz für Passkeys',
  supports: 'Was er unterstützt',
  aboutKey: 'Über diesen Schlüssel',
  abilities: {
    fido2: 'Passkeys (FIDO2)',
    discoverableCredentials: 'Passkeys ohne Benutzername',
    es256: 'ES256-Signaturen, wie Entra sie braucht',
    clientPin: 'Eine PIN',
    credentialManagement: 'Seine Passkeys auflisten',
    setMinPinLength: 'Mindestlänge und erzwungene Änderung der PIN',
    alwaysUvConfigurable: 'Jedes Mal nach der PIN fragen',
    enterpriseAttestation: 'Ihrer Organisation seine Seriennummer nennen',
  },
  yes: 'Ja',
  no: 'Nein',
  details: 'Einzelheiten für den Support',
  copyDetails: 'Einzelheiten kopieren',
  cancelEnrolment: 'Abbrechen',
  dismiss: 'Ausblenden',
  startAgain: 'Neu beginnen',
  unfinished: 'Offen',
  unfinishedText: 'Diese Einrichtungen gehen weiter, wenn ihr Schlüssel hier eingesteckt wird.',
  started: 'Begonnen',
  carryOn: 'Fortsetzen',
  wink: 'Blinken',
  winkHint: 'Der Schlüssel blinkt, damit Sie sehen, welcher es ist',
  step: (number, count, name) => `Schritt ${number} von ${count}: ${name}`,
  steps: {
    read: 'Schlüssel prüfen',
    reset: 'Schlüssel löschen',
    pin: 'PIN setzen',
    credential: 'Passkey erzeugen',
    register: 'Bei Entra registrieren',
    prove: 'Funktion prüfen',
    policy: 'Regeln des Schlüssels setzen',
    oldKeys: 'Alte Passkeys entfernen',
  },
  stepStates: {
    pending: 'kommt noch',
    current: 'jetzt',
    done: 'erledigt',
    skipped: 'nicht nötig',
    failed: 'fehlgeschlagen',
  },
  states: {
    checking: 'Wird geprüft',
    ready: 'Bereit',
    unusable: 'Nicht verwendbar',
    ownKey: 'Ihr eigener Schlüssel',
    real: 'Ein echter Schlüssel',
    touch: 'Schlüssel berühren',
    plug: 'Einstecken',
    replug: 'Abziehen, neu einstecken',
    otherKey: 'Anderen Schlüssel nehmen',
    browser: 'Zum Browserfenster',
    pin: 'PIN eingeben',
    confirmReset: 'Schlüssel löschen?',
    signIn: 'Erneut anmelden',
    waiting: 'Wartet',
    resetting: 'Wird gelöscht',
    settingPin: 'PIN wird gesetzt',
    registering: 'Wird registriert',
    proving: 'Funktion wird geprüft',
    finishing: 'Abschluss läuft',
    removing: 'Wird aufgeräumt',
    takingBack: 'Rücknahme läuft',
    done: 'Fertig, abziehen',
    doneUnplugged: 'Fertig',
    stopped: 'Stehen geblieben',
    cancelled: 'Abgebrochen',
  },
  hints: {
    checking: 'Lassen Sie ihn eingesteckt.',
    ownKey:
      'Er enthält einen Passkey von Ihnen und wird hier nicht geändert. Nehmen Sie einen anderen Schlüssel.',
    touch: 'Er blinkt: Berühren Sie einmal seinen Metallkontakt oder Sensor.',
    touchReset:
      'Er blinkt: Berühren Sie ihn, um ihn zu löschen. Manche Schlüssel wollen zehn Sekunden.',
    plug: 'Stecken Sie diesen Schlüssel ein. Die Einrichtung geht von selbst weiter.',
    plugAny: 'Stecken Sie den Schlüssel ein, der eingerichtet werden soll.',
    replug:
      'Ziehen Sie ihn ab, zählen Sie bis drei, und stecken Sie denselben Schlüssel wieder ein.',
    otherKey:
      'Ziehen Sie diesen Schlüssel ab, und stecken Sie den ein, der zu dieser Einrichtung gehört.',
    otherKeyNew:
      'Ziehen Sie diesen Schlüssel ab, und stecken Sie einen anderen ein. Mit diesem wurde nichts registriert.',
    browser:
      'Der Browser fragt in einem eigenen Fenster nach dem Schlüssel. Machen Sie dort weiter.',
    pinNew: 'Die Person wählt jetzt die PIN des Schlüssels.',
    pinCurrent: 'Geben Sie die PIN ein, die dieser Schlüssel hat.',
    confirmReset: 'Er muss gelöscht werden, bevor er eingerichtet werden kann.',
    confirmUndoReset:
      'Vielleicht ist ein Passkey darauf, der nichts öffnet. Löschen Sie den Schlüssel, um ihn loszuwerden.',
    signIn: 'Ihre Anmeldung ist abgelaufen. Melden Sie sich an, dann geht die Einrichtung weiter.',
    waiting: 'Entra braucht einen Moment. Es geht von selbst weiter.',
    waitingUntil: (time) => `Entra braucht einen Moment. Wir fragen um ${time} Uhr erneut.`,
    working: 'Lassen Sie ihn eingesteckt.',
    cancelled:
      'Es wurde nichts registriert, oder es wurde wieder entfernt. Der Schlüssel kann neu eingerichtet werden.',
    keyIsLost:
      'Stecken Sie den Schlüssel ein, damit der Passkey auch von ihm entfernt wird. Er ist nicht bei Entra registriert und öffnet daher nichts.',
    mayBeLeft:
      'Sie können es so beenden. Dann bleibt vielleicht ein Passkey auf dem Schlüssel; er öffnet nichts.',
    left: (reason) =>
      `Vielleicht ist noch ein Passkey auf dem Schlüssel; er öffnet nichts. ${reason} Löschen Sie den Schlüssel, bevor ihn jemand anderes bekommt.`,
    takingBack:
      'Was bisher getan wurde, wird zurückgenommen. Lassen Sie den Schlüssel eingesteckt.',
  },
  typePin: 'PIN eingeben…',
  eraseKey: 'Löschen…',
  signIn: 'Anmelden',
  endWithoutKey: 'Ohne den Schlüssel beenden',
  endAsItIs: 'So beenden',
  whyLeft: {
    command_unsupported: 'Dieser Schlüssel kann einzelne Passkeys nicht entfernen.',
    pin_change_required: 'Der Schlüssel verlangt zuerst eine Änderung seiner PIN.',
    key_pin_unknown: 'Niemand kennt seine PIN.',
    pin_blocked: 'Seine PIN ist gesperrt.',
    cancelled: 'Die Einrichtung wurde beendet, ohne ihn zu entfernen.',
    way_cannot_remove: 'Browser können Passkeys nicht entfernen.',
  },
  done: {
    title: (name) => `Der Schlüssel für ${name} ist fertig`,
    registeredAs: 'In Entra heißt er',
    holderReveals: (name) =>
      `${name} meldet sich hier an, öffnet „Meine Schlüssel“ und drückt „PIN anzeigen“. Niemand sonst kann sie sehen.`,
    operatorTells: (name) =>
      `Sagen Sie ${name} die PIN: Sie lässt sich einmal anzeigen, hier oder auf der Seite der Person unter „Personen“.`,
    letter: (name) =>
      `Drucken Sie den Brief für ${name}: Er lässt sich einmal erstellen, hier oder auf der Seite der Person unter „Personen“.`,
    holderTyped: (name) =>
      `${name} kennt die PIN: Sie wurde hier eingegeben und ist nirgends gespeichert.`,
    holderKnows: 'Der Schlüssel behält die PIN, die er hatte.',
    oldKept: 'Ein alter Schlüssel sollte entfernt werden und ist noch in Entra.',
    lastKept:
      'Ein alter Schlüssel bleibt: Ohne ihn bliebe kein Schlüssel, der sicher funktioniert. Sehen Sie nach, ob die Passkey-Richtlinie den neuen zulässt, und richten Sie einen zugelassenen ein, mit einem Profil, das alte entfernt. Ist lastMethod eingeschaltet, können Sie stattdessen unter „Schlüssel entfernen“ die Ausnahme beantragen.',
    skipped: (items) => `Nicht alles, was das Profil verlangt, ließ sich setzen: ${items}.`,
  },
  skippedItems: {
    minPinLength: 'eine Mindestlänge der PIN',
    forcePinChange: 'eine erzwungene Änderung der PIN, bitten Sie daher die Person, sie zu ändern',
    alwaysUv: 'jedes Mal nach der PIN fragen',
    enterpriseAttestation: 'seine Seriennummer nennen',
  },
};
