import type { stationCheckMessages as english } from './messages.stationCheck.en.ts';
import { digits, plural } from './numbers.de.ts';
import type { Translation } from './translation.ts';

/** Jede Prüfung: was gefunden wurde, in wenigen Wörtern, und was es bedeutet und was zu tun ist. */
const PROBES: Translation<typeof english.probes> = {
  browser: {
    title: 'Browser',
    findings: {
      asking: { says: 'Wird gefragt…', means: '' },
      unknown: {
        says: 'Er sagt nicht, was er ist',
        means:
          'Laden Sie die Seite neu. Sagt er es weiterhin nicht, nehmen Sie einen anderen Browser.',
      },
      fit: { says: 'Für eine Station geeignet', means: '' },
      otherMake: {
        says: 'Keiner von denen, die wir uns angesehen haben',
        means:
          'Er baut auf Chromium auf und funktioniert vielleicht. Angesehen sind Chrome, Edge und Chromium.',
      },
      insecure: {
        says: 'Die Seite ist nicht sicher',
        means:
          'Browser geben Schlüssel nur an sichere Seiten. Öffnen Sie Keywright über seine https-Adresse.',
      },
      otherEngine: {
        says: 'Er erreicht keine Schlüssel',
        means:
          'Das können nur Chrome und Edge ab 136 auf einem Computer. Öffnen Sie diese Seite dort.',
      },
      tooOld: {
        says: 'Zu alt',
        means: 'Nötig ist Chrome oder Edge ab 136. Aktualisieren Sie ihn, und prüfen Sie erneut.',
      },
      notADesktop: {
        says: 'Kein System für eine Station',
        means:
          'Eine Station läuft unter Windows, macOS oder Linux. ChromeOS und Telefone lassen nicht zu, dass ein Browser als Station gestartet wird.',
      },
    },
  },
  webhid: {
    title: 'WebHID, der Weg zum Schlüssel',
    findings: {
      there: { says: 'Verfügbar', means: '' },
      missing: {
        says: 'Fehlt',
        means:
          'Dieser Browser hat kein WebHID, oder die Seite ist nicht sicher. Siehe die Zeile darüber.',
      },
      forbidden: {
        says: 'Vom Host dieser Seite verboten',
        means:
          'Der Server, der diese Seite ausliefert, verbietet ihr Schlüssel. Wer ihn betreibt, muss stattdessen diesen Header senden.',
      },
    },
  },
  reach: {
    title: 'Schlüssel, die der Browser zeigt',
    findings: {
      impossible: {
        says: 'Noch nicht prüfbar',
        means: 'Beheben Sie zuerst, was darüber steht.',
      },
      seen: {
        says: 'Er zeigt dieser Seite Schlüssel',
        means: 'Er wurde also als Station gestartet: Ohne den Schalter würde er sie verbergen.',
      },
      held: {
        says: 'Er zeigt dieser Seite einen echten Schlüssel',
        means:
          'Er wurde also als Station gestartet. Dies ist eine Demonstration, und der Schlüssel bleibt unberührt, bis Sie es an der Station anders sagen.',
      },
      software: {
        says: 'Nur Schlüssel in Software',
        means:
          'Sie gehören zur Demonstration und sagen nichts über diesen Browser. Ob er echte Schlüssel zeigt, ist nicht bekannt.',
      },
      nothingYet: {
        says: 'Bisher keine',
        means:
          'Entweder ist keiner eingesteckt, oder der Browser muss gefragt werden. Stecken Sie zuerst einen ein.',
      },
      question: {
        says: 'Nichts wurde gewählt',
        means: 'Warum, sagt der Browser nicht. Bitte geben Sie an, was Sie gesehen haben.',
      },
      listed: {
        says: 'Er zeigt Schlüssel in seiner Liste',
        means:
          'Er wurde also als Station gestartet: Ohne den Schalter wäre die Liste leer. Er gibt dieser Seite aber von sich aus keinen Schlüssel.',
      },
      hidden: {
        says: 'Er verbirgt Schlüssel vor dieser Seite',
        means:
          'Er wurde nicht als Station gestartet, oder ein anderes Fenster desselben Profils war zuerst offen. Schließen Sie alle seine Fenster, und starten Sie ihn so oder mit der Startdatei des Stationspakets.',
      },
      noKeyIn: {
        says: 'Kein Schlüssel eingesteckt',
        means: 'Stecken Sie einen Sicherheitsschlüssel ein.',
      },
      refused: {
        says: 'Er hat seine Liste nicht gezeigt',
        means: 'Laden Sie die Seite neu, und drücken Sie die Schaltfläche noch einmal.',
      },
    },
  },
  key: {
    title: 'Ein Schlüssel, der antwortet',
    findings: {
      none: { says: 'Noch kein Schlüssel zum Fragen', means: '' },
      reading: { says: 'Der Schlüssel wird gefragt…', means: 'Lassen Sie ihn eingesteckt.' },
      answers: { says: 'Er antwortet', means: '' },
      blocked: {
        says: 'Er darf nicht geöffnet werden',
        means: '',
      },
      u2fOnly: {
        says: 'Er antwortet, kann aber keine Passkeys speichern',
        means:
          'Die Station ist in Ordnung. Der Schlüssel ist zu alt: Stecken Sie einen ein, der FIDO2 beherrscht.',
      },
      silent: { says: 'Er hat nicht richtig geantwortet', means: '' },
    },
  },
  replug: {
    title: 'Schlüssel kommen von selbst wieder',
    findings: {
      impossible: {
        says: 'Noch nicht prüfbar',
        means: 'Für diese Prüfung muss ein echter Schlüssel da sein.',
      },
      open: {
        says: 'Noch nicht geprüft',
        means: 'Das Löschen eines Schlüssels und das Abarbeiten einer Serie brauchen das.',
      },
      pull: { says: 'Wartet, bis Sie den Schlüssel abziehen', means: '' },
      plug: { says: 'Weg. Wartet, bis er wiederkommt', means: '' },
      returned: {
        says: 'Ja',
        means:
          'Haben Sie genau diesen Schlüssel schon einmal in der Liste des Browsers gewählt, prüfen Sie mit einem zweiten nach: Manche Schlüssel merkt er sich einzeln.',
      },
      lost: {
        says: 'Jeder Schlüssel muss bei jedem Einstecken gewählt werden',
        means:
          'Die Richtlinie, die dieser Seite Schlüssel freigibt, fehlt. Einzelne Schlüssel lassen sich einrichten; Löschen und Serien brauchen sie. Setzen Sie sie, und starten Sie den Browser neu.',
      },
    },
  },
  clock: {
    title: 'Uhr dieses Computers',
    findings: {
      asking: { says: 'Wird gefragt…', means: '' },
      right: { says: 'Richtig', means: '' },
      wrong: {
        says: 'Falsch',
        means:
          'Anmeldungen und Registrierungen gelten Minuten und scheitern an einer falschen Uhr. Stellen Sie sie.',
      },
      backendWrong: {
        says: 'Richtig nach dem Backend, dessen eigene Uhr falsch geht',
        means: 'Wer das Backend betreibt, muss die Uhr seines Hosts stellen.',
      },
      unknown: {
        says: 'Nicht bekannt',
        means: 'Das Backend hat nicht rechtzeitig geantwortet. Prüfen Sie erneut.',
      },
    },
  },
  override: {
    title: 'Für die Anmeldung von Microsoft handeln (Remotedesktop-Freigabe)',
    findings: {
      open: {
        says: 'Noch nicht gefragt',
        means:
          'Ein verwalteter Browser kann diese Seite über seinen eigenen Dialog Passkeys für die Anmeldung von Microsoft erzeugen lassen, ohne Station. Tut er das, blitzt dieser Dialog vielleicht auf.',
      },
      asking: { says: 'Wird gefragt…', means: '' },
      allowed: {
        says: 'Erlaubt',
        means:
          'Der Browser würde auf Wunsch dieser Seite einen Passkey für login.microsoft.com erzeugen. PINs setzen oder Schlüssel löschen kann er auf diesem Weg nicht.',
      },
      unsupported: {
        says: 'Nicht in diesem Browser',
        means: 'Er hat kein WebAuthn für diese Seite.',
      },
      policyAbsent: {
        says: 'Nicht erlaubt: keine Richtlinie',
        means:
          'Die Richtlinie WebAuthenticationRemoteDesktopAllowedOrigins ist nicht gesetzt, oder der Browser wurde seither nicht neu gestartet. Ab Chrome 156 ist außerdem ein Profil nötig, das Ihre Organisation in der Cloud verwaltet.',
      },
      notPermitted: {
        says: 'Nicht erlaubt: Richtlinie hier ohne Wirkung',
        means:
          'Die Richtlinie ist gesetzt. Entweder nennt sie diese Adresse nicht, oder das Profil wird nicht von derselben Organisation in der Cloud verwaltet wie der Browser. Welches von beiden, sagt der Browser nicht.',
      },
      forbiddenByHost: {
        says: 'Vom Host dieser Seite nicht erlaubt',
        means:
          'Der Server verbietet dieser Seite, Passkeys zu erzeugen. Er muss diesen Header senden.',
      },
      notFocused: {
        says: 'Nicht bekannt: Das Fenster war nicht im Vordergrund',
        means: 'Klicken Sie in dieses Fenster, und fragen Sie noch einmal.',
      },
      unclear: {
        says: 'Nicht bekannt',
        means: 'Die Antwort des Browsers gehört nicht zu denen, die wir kennen.',
      },
    },
  },
  companion: {
    title: 'Begleiterweiterung',
    findings: {
      asking: { says: 'Wird gefragt…', means: '' },
      installed: {
        says: 'Installiert und für diese Seite eingerichtet',
        means:
          'Schlüssel lassen sich über den Dialog des Browsers einrichten, ohne Station. PINs setzen oder Schlüssel löschen kann sie nicht.',
      },
      missing: {
        says: 'Nicht installiert',
        means:
          'Oder ausgeschaltet, oder eine mit anderer Kennung. Eine Station braucht keine. Anderswo lässt sie den Dialog des Browsers Passkeys erzeugen: Per Richtlinie wird sie so installiert, sobald ihre gepackte Datei auf dem Host der Seite liegt; von Hand so, wie die Station es unter „Begleiterweiterung installieren“ sagt. Laden Sie danach diese Seite neu.',
      },
      tooOld: {
        says: 'Zu alt für diese Seite',
        means:
          'Öffnen Sie diese Adresse, und drücken Sie „Aktualisieren“. Eine von Hand geladene: Legen Sie die neuen Dateien in ihren Ordner, und laden Sie sie dort neu. Eine per Richtlinie installierte aktualisiert sich selbst, sobald die neue gepackte Datei und ihre update.xml auf dem Host der Seite liegen.',
      },
      hostWithdrawn: {
        says: 'Sie darf login.microsoft.com nicht verwenden',
        means:
          'Der Zugriff wurde ihr entzogen. Öffnen Sie diese Adresse, und erlauben Sie die Website unter „Websitezugriff“. Lässt sich dort nichts ändern, verbietet es eine Richtlinie: Nehmen Sie login.microsoft.com aus runtime_blocked_hosts in ExtensionSettings.',
      },
      otherPages: {
        says: 'Installiert, aber nicht für diese Seite',
        means:
          'Die Adresse dieser Seite gehört nicht zu denen, die sie bedient. Per Richtlinie wird sie so genannt; eine von Hand geladene liest origins.json in ihrem Ordner.',
      },
      unknown: {
        says: 'Nicht bekannt',
        means:
          'Sie hat nicht rechtzeitig geantwortet oder nicht wie die, die wir kennen. Prüfen Sie erneut.',
      },
    },
  },
  capabilities: {
    title: 'Was der Dialog des Browsers kann',
    findings: {
      asking: { says: 'Wird gefragt…', means: '' },
      read: { says: 'Gelesen', means: '' },
      unknown: { says: 'Er sagt es nicht', means: '' },
    },
  },
};

/** Wörter der *Stationsprüfung*. */
export const stationCheckMessages: Translation<typeof english> = {
  title: 'Stationsprüfung',
  back: 'Station',
  intro:
    'Was dieser Browser Keywright mit Sicherheitsschlüsseln tun lässt, und wie Sie beheben, was nicht stimmt.',
  again: 'Erneut prüfen',
  results: 'Was gefunden wurde',
  otherWays: 'Ohne Station',
  kit: 'Stationspaket',
  getKit: 'Stationspaket holen',
  toStation: 'Zur Station',
  fixTitle: (title) => `${title}: die Abhilfe`,
  marks: {
    good: 'In Ordnung',
    warning: 'Beachten',
    bad: 'Nicht in Ordnung',
    open: 'Sie sind dran',
    busy: 'Wird geprüft',
    note: 'Zur Information',
  },
  probes: PROBES,
  verdicts: {
    checking: { word: 'Wird geprüft…', means: 'Das dauert ein, zwei Sekunden.' },
    notReady: {
      word: 'Nicht bereit',
      means: 'So lassen sich hier keine Schlüssel einrichten. Beheben Sie zuerst dies:',
    },
    question: {
      word: 'Was haben Sie gesehen?',
      means: 'Der Browser hat seine Liste gezeigt, und nichts wurde gewählt.',
    },
    needsKey: {
      word: 'Stecken Sie einen Sicherheits\u00adschlüssel ein',
      means:
        'Jeder Schlüssel ist geeignet; auf ihm wird nichts geändert. Geschieht gleich nichts, lassen Sie den Browser seine Liste zeigen.',
    },
    held: {
      word: 'Er zeigt echte Schlüssel',
      means:
        'Für das Weitere müssen Sie zustimmen, dass in dieser Demonstration echte Schlüssel verwendet werden.',
    },
    demo: {
      word: 'Schlüssel in Software funktionieren',
      means: 'Dies ist eine Demonstration. Sie sagt nichts über echte Schlüssel in diesem Browser.',
    },
    needsReplug: {
      word: 'Eine Prüfung bleibt',
      means:
        'Schlüssel sind erreichbar. Nun zeigt sich in Sekunden, ob ein Schlüssel von selbst wiederkommt.',
    },
    oneClickPerKey: {
      word: 'Bereit für einzelne Schlüssel',
      means:
        'Jeder Schlüssel muss in der Liste des Browsers gewählt werden. Löschen und Serien brauchen mehr.',
    },
    ready: {
      word: 'Bereit, auch für Serien',
      means: 'Schlüssel werden gezeigt, antworten und kommen von selbst wieder.',
    },
  },
  choose: 'Browserliste zeigen…',
  answers: {
    keyNotListed: 'Der Schlüssel steckt, stand aber nicht in der Liste',
    keyListed: 'Er stand dort, ich habe keinen gewählt',
    noKeyIn: 'Es war kein Schlüssel eingesteckt',
  },
  startReplug: 'Prüfen',
  pullNow: 'Ziehen Sie jetzt den Schlüssel ab',
  pullText: 'Die Prüfung merkt es von selbst.',
  plugNow: 'Stecken Sie denselben Schlüssel wieder ein',
  plugText: 'Warten Sie drei Sekunden. Geschieht hier nichts, sagen Sie es.',
  nothingHappens: 'Er steckt, nichts geschieht',
  stopReplug: 'Prüfung beenden',
  readAgain: 'Schlüssel erneut fragen',
  blocked: {
    linux:
      'Dieses System gibt dem Browser den Schlüssel nicht. Ab systemd 244 geschieht das von selbst für die Person am Bildschirm: Ist der Browser ein Snap oder Flatpak, oder sind Sie von anderswo verbunden? Ältere Systeme brauchen udev-Regeln.',
    windows:
      'Windows lässt nur mit Administratorrechten an einen Schlüssel, und dieser Browser hat sie nicht oder nicht mehr. Schließen Sie alle seine Fenster, und starten Sie ihn aus einer Eingabeaufforderung, die als Administrator läuft, oder mit dem Stationspaket. Über Remotedesktop müssen Schlüssel in die Station selbst gesteckt werden.',
    macos:
      'Ein anderes Programm hält den Schlüssel. Schließen Sie andere Fenster, die nach einem Sicherheitsschlüssel fragen, und Programme, die Schlüssel verwalten, und stecken Sie ihn neu ein.',
    other: 'Das System gibt dem Browser den Schlüssel nicht.',
  },
  clock: {
    same: 'auf die Sekunde',
    ahead: (text) => `geht ${text} vor`,
    behind: (text) => `geht ${text} nach`,
    seconds: (count) => plural(count, '1 Sekunde', `${digits(count)} Sekunden`),
    minutes: (count) => plural(count, '1 Minute', `${digits(count)} Minuten`),
    byGraph: (time) =>
      `Gemessen an Microsoft Graph, nach dem, was dessen Antwort von ${time} Uhr dem Backend sagte.`,
    byBackend:
      'Gemessen an der Uhr des Backends: Graph hat nicht geantwortet, seit das Backend läuft.',
  },
  keyDetails: 'Was die Schlüssel sagen',
  key: {
    aaguid: 'Modell (AAGUID)',
    versions: 'Beherrscht',
    pin: 'PIN',
    pinSet: 'Gesetzt',
    pinNotSet: 'Noch keine',
    pinUnsupported: 'Er hat keine',
    minPinLength: 'Kürzeste PIN',
    characters: (count) => `${digits(count)} Zeichen`,
    setMinPinLength: 'Mindestlänge und erzwungene Änderung sind möglich',
    yes: 'Ja',
    no: 'Nein',
  },
  capabilityNames: {
    'extension:minPinLength': 'Mindestlänge der PIN (minPinLength)',
    'extension:credentialProtectionPolicy': 'Schutz von Passkeys (credProtect)',
    'extension:remoteClientDataJSON': 'Für eine andere Seite handeln (remoteClientDataJSON)',
  },
  can: 'ja',
  cannot: 'nein',
  askOverride: 'Browser fragen',
  busyAtStation: 'Nicht, solange ein Schlüssel eingerichtet wird.',
  summary: 'Für den Support',
  summaryText: 'Was diese Seite gefunden hat, als Datei: keine PIN, kein Name, kein Konto.',
  withSerials: 'Auch die Seriennummern der Schlüssel',
  withSerialsHelp:
    'Eine Seriennummer bezeichnet einen Schlüssel und damit die Person, die ihn hat.',
  saveSummary: 'Zusammenfassung speichern',
};
