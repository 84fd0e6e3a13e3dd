import type { pluggedKeyMessages as english } from './messages.pluggedKey.en.ts';
import { digits, plural } from './numbers.de.ts';
import type { Translation } from './translation.ts';

/** Wörter von *Der Schlüssel in meiner Hand*. */
export const pluggedKeyMessages: Translation<typeof english> = {
  tab: 'Der Schlüssel in meiner Hand',
  title: 'Der Schlüssel in meiner Hand',
  intro:
    'Sehen Sie nach, was auf einem Sicherheitsschlüssel ist, ändern Sie seine PIN, und entfernen Sie, was Sie nicht mehr brauchen. Alles bleibt zwischen dieser Seite und dem Schlüssel: Nichts wird irgendwohin geschickt.',
  back: 'Zurück zu „Meine Schlüssel“',

  plug: {
    title: 'Stecken Sie Ihren Schlüssel ein',
    text: 'Schieben Sie ihn in einen USB-Anschluss dieses Computers. Er erscheint hier von selbst, wenn dieser Browser ihn schon verwenden darf.',
    choose: 'Meinen Schlüssel suchen',
    help: 'Ihr Browser fragt, welches Gerät diese Seite verwenden darf. Wählen Sie dort Ihren Schlüssel.',
    unavailable:
      'Sie können den Schlüssel stattdessen in den Einstellungen Ihres Systems oder Browsers verwalten. In Windows: Einstellungen, Konten, Anmeldeoptionen, Sicherheitsschlüssel. In Chrome: Einstellungen, Datenschutz und Sicherheit, Sicherheit, Sicherheitsschlüssel verwalten.',
    reading: 'Der Schlüssel wird gelesen…',
  },

  several: {
    title: 'Es ist mehr als ein Schlüssel eingesteckt',
    text: 'Wählen Sie den, den Sie meinen. Auf den anderen wird nichts geändert.',
    others: 'Auch eingesteckt',
    show: 'Diesen verwenden',
    showNamed: (name) => `Diesen verwenden: ${name}`,
    wink: 'Blinken lassen',
    winkNamed: (name) => `Blinken lassen: ${name}`,
    inUse: 'Eine Einrichtung an diesem Computer arbeitet mit ihm.',
    reading: 'Wird gelesen…',
  },
  inUse: {
    title: 'Dieser Schlüssel wird gerade eingerichtet',
    text: 'Eine Einrichtung an diesem Computer arbeitet mit ihm. Ist sie beendet, lässt sich der Schlüssel hier verwalten.',
  },

  facts: {
    title: 'Dieser Schlüssel',
    firmware: 'Firmware',
    serial: 'Seriennummer',
    noSerial: 'Er hat keine, die sich lesen lässt',
    model: 'Modellkennung (AAGUID)',
    pin: 'PIN',
    pinSet: 'Gesetzt',
    pinNone: 'Keine',
    pinImpossible: 'Dieser Schlüssel kann keine haben',
    pinMustChange: 'Gesetzt, muss geändert werden',
    attempts: 'Falsche PINs, die er noch zulässt',
    minLength: 'Kürzeste PIN',
    characters: (count) => `${digits(count)} Zeichen`,
    room: 'Platz für Passkeys',
    roomCount: (count) => plural(count, 'Noch 1', `Noch ${digits(count)}`),
  },

  pin: {
    title: 'PIN',
    set: 'PIN setzen…',
    change: 'PIN ändern…',
    has: 'Der Schlüssel fragt nach dieser PIN, wenn Sie sich anmelden. Niemand außer Ihnen muss sie kennen.',
    none: 'Dieser Schlüssel hat noch keine PIN. Websites, die eine verlangen, wie bei dienstlichen Konten, können ihn vorher nicht verwenden.',
    impossible:
      'Dieser Schlüssel hat keine PIN oder eine von einer Art, mit der diese Seite nicht umgehen kann. Auch Passkeys und Fingerabdrücke darauf lassen sich hier nicht verwalten.',
    mustChange: 'Diese PIN muss geändert werden',
    mustChangeText:
      'Der Schlüssel wurde so eingerichtet, dass er nichts anderes tut, bevor Sie eine eigene PIN wählen.',
    lastTry: 'Noch eine falsche PIN sperrt diesen Schlüssel',
    lastTryText:
      'Dann entsperrt ihn nur noch Löschen. Sind Sie sich bei der PIN nicht sicher, fragen Sie zuerst Ihre IT-Abteilung.',
    replug: 'Ziehen Sie den Schlüssel ab, und stecken Sie ihn wieder ein',
    replugText: (left) =>
      left === null
        ? 'Dreimal hintereinander kam eine falsche PIN. Bis dahin nimmt er keine mehr an.'
        : `Dreimal hintereinander kam eine falsche PIN. Bis dahin nimmt er keine mehr an. Danach ${plural(left, 'bleibt noch 1 Versuch', `bleiben noch ${digits(left)} Versuche`)}.`,
    blocked: 'Die PIN dieses Schlüssels ist endgültig gesperrt',
    blockedText:
      'Zu oft wurde eine falsche PIN eingegeben. Niemand kann sie entsperren; nur Löschen des Schlüssels, weiter unten, macht ihn wieder brauchbar.',
    setTitle: 'Eine PIN auf diesem Schlüssel setzen',
    changeTitle: 'Die PIN dieses Schlüssels ändern',
    currentLabel: 'Bisherige PIN',
    policy:
      'Dieser Schlüssel hat mehr Regeln als diese und sagt selbst, ob er die PIN annimmt, zum Beispiel keine, die leicht zu erraten ist.',
    policyAt: (address) => `Sein Hersteller erklärt sie unter ${address}`,
    setNow: 'PIN setzen',
    changeNow: 'PIN ändern',
    setDone: 'Die PIN ist gesetzt.',
    changeDone: 'Die PIN ist geändert. Die alte gilt nicht mehr.',
    left: (count) =>
      plural(
        count,
        'Noch 1 Versuch. Eine falsche PIN sperrt jetzt den Schlüssel, und nur Löschen entsperrt ihn.',
        `Noch ${digits(count)} Versuche, bevor sich der Schlüssel sperrt.`,
      ),
  },

  unlock: {
    title: 'Auf diesem Schlüssel',
    text: 'Nur wer die PIN des Schlüssels kennt, kann sehen, was auf ihm ist.',
    textSensor:
      'Nur wer die PIN des Schlüssels kennt, kann seine Passkeys und Fingerabdrücke sehen.',
    show: 'Anzeigen, was darauf ist',
    hide: 'Wieder verbergen',
    hidden: 'Wieder verborgen. Diese Seite hat die PIN vergessen.',
    needsPin: 'Setzen Sie zuerst eine PIN. Ohne PIN zeigt der Schlüssel nicht, was auf ihm ist.',
    needsChange: 'Ändern Sie zuerst die PIN. Bis dahin zeigt der Schlüssel nichts.',
    needsReplug: 'Ziehen Sie den Schlüssel zuerst ab, und stecken Sie ihn wieder ein.',
    blocked: 'Die PIN ist gesperrt, deshalb zeigt der Schlüssel nicht mehr, was auf ihm ist.',
  },

  passkeys: {
    title: 'Passkeys',
    unsupported:
      'Dieser Schlüssel kann einzelne Passkeys nicht anzeigen oder löschen: Er ist von älterer Art. Was auf ihm ist, bleibt, bis Sie den ganzen Schlüssel löschen.',
    none: 'Auf diesem Schlüssel sind keine Passkeys',
    noneText:
      'Ein Schlüssel, der nur als zweiter Faktor neben einem Kennwort dient, enthält davon nichts, was sich auflisten ließe.',
    room: (count) =>
      plural(count, 'Noch einer passt darauf.', `Noch ${digits(count)} passen darauf.`),
    roomNone:
      'Der Schlüssel ist voll. Löschen Sie einen, den Sie nicht mehr brauchen, bevor Sie einen neuen hinzufügen.',
    count: (count) => plural(count, '1 Passkey', `${digits(count)} Passkeys`),
    unknownSite: 'Eine Website, die der Schlüssel nicht nennt',
    noName: 'Kein Name gespeichert',
    remove: 'Löschen…',
    removeNamed: (name, site) => `Löschen: Passkey für ${site} (${name})`,
    work: 'Ihre dienstliche Anmeldung',
    dialogTitle: 'Diesen Passkey löschen?',
    dialogText: (name, site) =>
      `Der Passkey für ${site} (${name}) wird endgültig von diesem Schlüssel entfernt. Sie können sich dort mit diesem Schlüssel nicht mehr anmelden.`,
    dialogOther: 'Die Website hat ihn noch in ihrer Liste. Entfernen Sie ihn auch dort.',
    dialogWork:
      'Mit diesem Passkey melden Sie sich dienstlich an. Stellen Sie sicher, dass Sie sich noch anders anmelden können. Er muss auch in Entra entfernt werden: auf Ihrer Seite „Sicherheitsinformationen“ (mysignins.microsoft.com) oder durch Ihre IT-Abteilung.',
    dialogOwn: (account) =>
      `Mit diesem Passkey melden Sie sich als ${account} an. Stellen Sie sicher, dass Sie sich noch anders anmelden können. Er muss auch in Entra entfernt werden: auf Ihrer Seite „Sicherheitsinformationen“ (mysignins.microsoft.com) oder durch Ihre IT-Abteilung.`,
    keep: 'Behalten',
    confirm: 'Passkey löschen',
    done: (name, site) => `Der Passkey für ${site} (${name}) wurde gelöscht.`,
  },

  fingerprints: {
    title: 'Fingerabdrücke',
    none: 'Auf diesem Schlüssel ist kein Fingerabdruck',
    noneText: 'Mit einem müssen Sie nicht jedes Mal die PIN eingeben.',
    unnamed: (number) => `Finger ${digits(number)}`,
    add: 'Fingerabdruck hinzufügen…',
    rename: 'Umbenennen…',
    renameNamed: (name) => `Umbenennen: ${name}`,
    remove: 'Entfernen…',
    removeNamed: (name) => `Entfernen: ${name}`,
    addTitle: 'Fingerabdruck hinzufügen',
    addText:
      'Der Schlüssel fragt mehrmals nach demselben Finger. Heben Sie ihn dazwischen ab, und versetzen Sie ihn ein wenig.',
    begin: 'Beginnen',
    stop: 'Abbrechen',
    touchNow: 'Berühren Sie jetzt den Sensor des Schlüssels',
    touchAgain: 'Heben Sie den Finger ab, und berühren Sie den Sensor erneut',
    progress: (done, total) =>
      `${digits(done)} von ${plural(total, '1 Berührung', `${digits(total)} Berührungen`)}`,
    feedback: {
      good: 'Gut.',
      too_high: 'Ihr Finger lag zu weit oben.',
      too_low: 'Ihr Finger lag zu weit unten.',
      too_left: 'Ihr Finger lag zu weit links.',
      too_right: 'Ihr Finger lag zu weit rechts.',
      too_fast: 'Das war zu kurz. Lassen Sie den Finger etwas länger liegen.',
      too_slow: 'Das hat zu lange gedauert. Heben Sie den Finger etwas früher ab.',
      poor_quality:
        'Der Schlüssel konnte ihn nicht gut erkennen. Trocknen Sie den Finger, oder drücken Sie etwas fester.',
      too_skewed: 'Ihr Finger war zu stark gedreht. Legen Sie ihn gerade auf.',
      too_short: 'Zu wenig vom Finger lag auf dem Sensor. Legen Sie ihn flach auf.',
      merge_failure: 'Das passte nicht zu den Berührungen davor. Nehmen Sie denselben Finger.',
      exists:
        'Dieser Finger ist schon auf dem Schlüssel. Brechen Sie ab, und nehmen Sie einen anderen.',
      database_full: 'Für einen weiteren Finger ist kein Platz.',
      no_user_activity: 'Eine halbe Minute lang war kein Finger zu erkennen.',
      no_user_presence_transition:
        'Heben Sie den Finger zuerst ab, und berühren Sie den Sensor dann erneut.',
      other: 'Der Schlüssel möchte diese Berührung noch einmal.',
    },
    addedTitle: 'Der Finger ist auf dem Schlüssel',
    nameLabel: 'Wie er heißt',
    nameHelp: 'Nur für Sie, etwa „Zeigefinger rechts“. So finden Sie ihn leichter wieder.',
    nameTooLong: 'Dieser Name ist zu lang für den Schlüssel.',
    nameSave: 'Namen speichern',
    nameSkip: 'Ohne Namen',
    renameTitle: (name) => `„${name}“ umbenennen`,
    removeTitle: (name) => `„${name}“ entfernen?`,
    removeText:
      'Der Schlüssel kennt diesen Finger dann nicht mehr. Ihre PIN und Ihre Passkeys bleiben.',
    removeLast: 'Es ist der einzige. Danach fragt der Schlüssel wieder nach seiner PIN.',
    keep: 'Behalten',
    removeConfirm: 'Entfernen',
    added: (name) => `„${name}“ wurde hinzugefügt.`,
    removed: (name) => `„${name}“ wurde entfernt.`,
  },

  reset: {
    title: 'Schlüssel löschen',
    text: 'Macht den Schlüssel wie neu, zum Beispiel bevor Sie ihn weitergeben oder wenn seine PIN gesperrt ist.',
    open: 'Diesen Schlüssel löschen…',
    impossible:
      'Dieser Schlüssel lässt sich über USB nicht löschen. Sein Hersteller erlaubt es nur auf anderem Weg, etwa über NFC; dessen eigenes Programm kann es.',
    dialogTitle: 'Diesen Schlüssel löschen?',
    lost: (key) =>
      `Auf ${key} geht Folgendes endgültig verloren und lässt sich nicht wiederherstellen:`,
    lostPasskeys: (count, sites) =>
      `${plural(count, 'sein Passkey', `seine ${digits(count)} Passkeys`)} für ${plural(sites, 'diese Website', `diese ${digits(sites)} Websites`)}:`,
    lostNoPasskeys: 'keine Passkeys: Auf ihm sind keine',
    lostUnknown:
      'jeder Passkey darauf, für jede Website. Geben Sie zuerst oben die PIN ein, um zu sehen, welche es sind.',
    lostUnlisted: 'jeder Passkey darauf, für jede Website. Sie lassen sich nicht auflisten.',
    lostSecondFactor: 'jede Anmeldung, bei der er der zweite Faktor ist',
    lostPin: 'seine PIN',
    lostFingerprints: (count) =>
      plural(count, 'sein Fingerabdruck', `seine ${digits(count)} Fingerabdrücke`),
    lostFingerprintsUnknown: 'seine Fingerabdrücke',
    entra:
      'Melden Sie sich mit diesem Schlüssel dienstlich an, stellen Sie zuerst sicher, dass Sie sich noch anders anmelden können. Der Schlüssel muss auch in Entra entfernt werden: auf Ihrer Seite „Sicherheitsinformationen“ (mysignins.microsoft.com) oder durch Ihre IT-Abteilung.',
    entraOwn: (account) =>
      `Mit diesem Schlüssel melden Sie sich als ${account} an. Stellen Sie zuerst sicher, dass Sie sich noch anders anmelden können. Der Schlüssel muss auch in Entra entfernt werden: auf Ihrer Seite „Sicherheitsinformationen“ (mysignins.microsoft.com) oder durch Ihre IT-Abteilung.`,
    typeLabel: (word) => `Geben Sie zur Bestätigung „${word}“ ein`,
    word: 'löschen',
    keep: 'Behalten',
    confirm: 'Diesen Schlüssel löschen',
    replugTitle: 'Ziehen Sie diesen Schlüssel ab, und stecken Sie ihn wieder ein',
    replugText:
      'Berühren Sie ihn dann, sobald er blinkt, innerhalb von zehn Sekunden. Kein anderer Schlüssel wird gelöscht.',
    touchTitle: 'Berühren Sie jetzt den Schlüssel',
    touchText: 'Er blinkt. Mit Ihrer Berührung wird er gelöscht.',
    touchLong:
      'Er blinkt. Lassen Sie den Finger darauf, bis er aufhört, etwa zehn Sekunden lang. Dann wird er gelöscht.',
    stop: 'Abbrechen, nichts löschen',
    doneTitle: 'Der Schlüssel ist gelöscht',
    doneText: 'Er ist wie neu: keine PIN, keine Passkeys, keine Fingerabdrücke.',
    doneEntra:
      'War es Ihr dienstlicher Schlüssel, entfernen Sie ihn auch in Entra, oder lassen Sie ihn dort entfernen.',
    done: 'Fertig',
  },

  /** Wo die Wörter anderer Seiten hier in die Irre führen würden. */
  failures: {
    device_removed: {
      title: 'Der Schlüssel wurde abgezogen',
      cause: 'Es wurde nicht zu Ende gebracht.',
      next: 'Stecken Sie ihn wieder ein, und sehen Sie nach, ob die Änderung gemacht wurde. Wenn nicht, beginnen Sie neu.',
    },
    command_unsupported: {
      title: 'Das kann dieser Schlüssel nicht',
      cause: 'Er kennt diese Funktion nicht, oder sein Hersteller hat sie abgeschaltet.',
      next: 'Es wurde nichts geändert. Vielleicht kennt das Programm des Herstellers einen Weg.',
    },
    pin_change_required: {
      title: 'Die PIN muss zuerst geändert werden',
      cause: 'Der Schlüssel wurde so eingerichtet, dass seine PIN vor allem anderen ersetzt wird.',
      next: 'Ändern Sie oben die PIN, und versuchen Sie es dann erneut.',
    },
    pin_blocked: {
      title: 'Die PIN dieses Schlüssels ist endgültig gesperrt',
      cause: 'Es ist kein Versuch mehr übrig.',
      next: 'Nur Löschen macht den Schlüssel wieder brauchbar.',
    },
    pin_auth_invalid: {
      title: 'Der Schlüssel hat das nicht angenommen',
      cause: 'Er hat schon eine PIN, oder die Berechtigung war abgelaufen.',
      next: 'Ziehen Sie den Schlüssel ab, stecken Sie ihn wieder ein, und versuchen Sie es noch einmal.',
    },
    pin_policy_violation: {
      title: 'Der Schlüssel nimmt diese PIN nicht an',
      cause: 'Er hat eigene Regeln, oder es ist die PIN, die er jetzt hat.',
      next: 'Wählen Sie eine andere PIN: länger und ohne Muster.',
    },
    wrong_key: {
      title: 'Das ist nicht der Schlüssel, den Sie bestätigt haben',
      cause: 'Es ist ein anderer, oder er wurde seither geändert. Er bleibt, wie er ist.',
      next: 'Ziehen Sie ihn ab, und stecken Sie den Schlüssel ein, der gelöscht werden soll. Oder brechen Sie ab.',
    },
    several_keys: {
      title: 'Zwei Schlüssel sehen gleich aus',
      cause:
        'Es muss sicher sein, welcher gelöscht wird, und keine Seriennummer unterscheidet die beiden.',
      next: 'Lassen Sie nur den richtigen stecken.',
    },
    key_store_full: {
      title: 'Der Schlüssel ist voll',
      cause: 'Dafür ist kein Platz auf ihm.',
      next: 'Entfernen Sie zuerst etwas, das Sie nicht mehr brauchen.',
    },
    no_credentials: {
      title: 'Dieser Passkey ist nicht mehr auf dem Schlüssel',
      cause: 'Er wurde inzwischen entfernt.',
      next: 'Sie müssen nichts mehr tun.',
    },
    touch_timeout: {
      title: 'Niemand hat den Schlüssel rechtzeitig berührt',
      cause: 'Der Schlüssel wartet etwa eine halbe Minute und gibt dann auf.',
      next: 'Beginnen Sie neu, und berühren Sie den Schlüssel, wenn er blinkt.',
    },
    key_without_fido2: {
      title: 'Dieser Schlüssel ist zu alt, um ihn zu verwalten',
      cause: 'Er beherrscht nur U2F: Er hat keine PIN und speichert keine Passkeys.',
      next: 'Als zweiter Faktor funktioniert er weiter, wo Sie ihn registriert haben.',
    },
  },
};
