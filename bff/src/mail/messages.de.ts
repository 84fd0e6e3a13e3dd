import type { MailMessages } from './messages.en.ts';

/** Wörter der Hinweise per Mail. */
export const mailMessagesDe: MailMessages = {
  greeting: (name) => `Guten Tag ${name},`,
  help: (text) => `Fragen? ${text}`,
  why: 'Dieser Hinweis wird jedes Mal verschickt, wenn das geschieht. Er kann nicht beantwortet werden und enthält weder eine PIN noch sonst etwas, womit man sich anmelden könnte.',
  keyBound: {
    subject: 'Für Sie wurde ein Sicherheitsschlüssel registriert',
    paragraphs: (key, at) => [
      `Der Sicherheitsschlüssel ${key} wurde am ${at} für Ihr Konto registriert. Mit ihm kann man sich ab jetzt als Sie anmelden.`,
      'Haben Sie das erwartet, ist nichts zu tun. Wenn nicht, sagen Sie es sofort: Wer diesen Schlüssel hat, kann sich vielleicht als Sie anmelden.',
    ],
    page: (url) =>
      `Waren Sie das nicht? Melden Sie sich an, sehen Sie nach, was mit Ihren Schlüsseln geschah, und drücken Sie „Das war ich nicht“ auf ${url}`,
  },
  keyRemoved: {
    subject: 'Ein Sicherheitsschlüssel wurde von Ihrem Konto entfernt',
    unnamed: 'ohne Namen',
    paragraphs: (key, at) => [
      `Der Sicherheitsschlüssel ${key} wurde am ${at} von Ihrem Konto entfernt. Mit ihm kann sich niemand mehr anmelden.`,
    ],
    how: {
      replacement: 'Ein neuer Schlüssel, der für Sie eingerichtet wurde, hat ihn ersetzt.',
      profile:
        'Keywright hat das von selbst getan: Ihre Organisation erlaubt diese Art von Schlüssel nicht.',
      removed: 'Das war eine Person, die als Sie angemeldet war, unter „Meine Schlüssel“.',
      lost: 'Eine Person, die als Sie angemeldet war, hat ihn als verloren gemeldet.',
      reported: 'Eine Person, die als Sie angemeldet war, hat gesagt, dass er nicht der ihre ist.',
      bulk: 'Ihre Organisation hat ihn zusammen mit Schlüsseln anderer entfernt.',
    },
    by: (name) => `Ein neuer Schlüssel, den ${name} für Sie eingerichtet hat, hat ihn ersetzt.`,
    next: 'Haben Sie das erwartet, ist nichts zu tun. Wenn nicht, sagen Sie es sofort, und verständigen Sie Ihre Administration.',
    page: (url) =>
      `Waren Sie das nicht? Melden Sie sich an, sehen Sie nach, was mit Ihren Schlüsseln geschah, und drücken Sie „Das war ich nicht“ auf ${url}`,
  },
  keyLost: {
    subject: 'Ein Sicherheitsschlüssel, den Sie eingerichtet haben, ging verloren',
    paragraphs: (person, key, at) => [
      `${person} hat am ${at} gemeldet, dass der Sicherheitsschlüssel ${key} verloren ist. Sie hatten ihn eingerichtet.`,
      'Er wurde oder wird aus Entra entfernt, und seine versiegelte PIN ist vernichtet. Die Person braucht einen anderen Schlüssel: Laden Sie sie ein, oder richten Sie ihn an einer Station ein.',
    ],
    page: (url) => `Wer auf einen Ersatz wartet, steht unter „Einladungen“ auf ${url}`,
  },
  keyKept: {
    subject: 'Ein Sicherheitsschlüssel wurde nicht entfernt: Er ist der letzte, der funktioniert',
    unnamed: 'ohne Namen',
    paragraphs: (person, key, at) => [
      `Nach dem Profil wird der Sicherheitsschlüssel ${key} von ${person} entfernt. Am ${at} blieb er, weil sonst kein Schlüssel bliebe, der sicher funktioniert.`,
      'Richten Sie für die Person einen zugelassenen Schlüssel ein, mit einem Profil, das alte entfernt. Ist die Einstellung lastMethod eingeschaltet, können Sie stattdessen die Ausnahme beantragen: auf der Seite „Schlüssel entfernen“, mit der Genehmigung einer anderen Administratorin oder eines anderen Administrators.',
    ],
    page: (url) => `Melden Sie sich an; „Schlüssel entfernen“ finden Sie auf ${url}`,
  },
  pinDisclosed: {
    subject: 'Die PIN Ihres Sicherheitsschlüssels wurde angezeigt',
    paragraphs: {
      holder: (key, at) => [
        `Die PIN des Sicherheitsschlüssels ${key} wurde am ${at} einer Person angezeigt, die als Sie angemeldet war.`,
        'Waren Sie das, ist nichts zu tun. Wenn nicht, verständigen Sie sofort Ihre Administration und benutzen Sie den Schlüssel nicht.',
      ],
      operator: (key, at) => [
        `Die PIN des Sicherheitsschlüssels ${key} wurde am ${at} der Person angezeigt, die ihn eingerichtet hat, damit sie sie Ihnen sagen kann.`,
        'Wählen Sie bei der ersten Benutzung eine eigene PIN. Hat Ihnen niemand diese PIN gesagt, verständigen Sie Ihre Administration.',
      ],
      letter: (key, at) => [
        `Der Brief mit der PIN des Sicherheitsschlüssels ${key} wurde am ${at} gedruckt. Ein zweites Mal geht das nicht.`,
        'Erreicht er Sie nicht oder geöffnet, verständigen Sie Ihre Administration und benutzen Sie den Schlüssel nicht.',
      ],
    },
    page: (url) => `Ihre Schlüssel stehen unter „Meine Schlüssel“ auf ${url}`,
  },
  invitation: {
    subject: 'Richten Sie Ihren Sicherheitsschlüssel ein',
    reminder: 'Ihr Sicherheitsschlüssel ist noch nicht eingerichtet',
    paragraphs: (until) => [
      `Sie sind eingeladen, selbst einen Sicherheitsschlüssel für Ihr Konto einzurichten. Die Einladung endet am ${until}.`,
    ],
    by: (name, message) => `${name} schreibt: ${message}`,
    message: (message) => `Ein Wort von Ihrem Servicedesk: ${message}`,
    pass: {
      operator:
        'Zum Anmelden brauchen Sie einen Zugriffspass, der einmal gilt. Ihr Servicedesk sagt ihn Ihnen am Telefon oder persönlich, nie in einer Mail. Geben Sie ihn niemandem.',
      manager:
        'Zum Anmelden brauchen Sie einen Zugriffspass, der einmal gilt. Ihre Führungskraft sagt ihn Ihnen am Telefon oder persönlich, nie in einer Mail. Geben Sie ihn niemandem.',
    },
    page: (url) =>
      `Halten Sie den Schlüssel und einen Rechner mit Chrome oder Edge bereit, und tippen Sie die Adresse selbst oder öffnen Sie ${url}`,
  },
  passToHandOver: {
    subject: 'Ein Zugriffspass wartet darauf, dass Sie ihn weitergeben',
    paragraphs: (person) => [
      `${person} ist eingeladen, einen Sicherheitsschlüssel einzurichten, und meldet sich dafür mit einem Zugriffspass an, der einmal gilt. Er wird nur Ihnen angezeigt, und nur einmal.`,
      'Sagen Sie ihn am Telefon oder persönlich, und vergewissern Sie sich, mit wem Sie sprechen: Wer den Pass hat, kann sich als diese Person anmelden. Schreiben Sie ihn nie in eine Mail oder einen Chat.',
    ],
    page: (url) => `Sie finden ihn unter „Meine Schlüssel“ auf ${url}`,
  },
  approvalAsked: {
    subject: 'Keywright: Eine Freigabe wird erbeten',
    actions: {
      startEnrolment:
        'Jemand möchte einen Schlüssel für eine Person mit Rechten im Verzeichnis registrieren.',
      showPinToOperator:
        'Jemand möchte die PIN eines Schlüssels sehen, um sie der Person zu sagen, der er gehört.',
      printPin: 'Jemand möchte den Brief mit der PIN eines Schlüssels drucken.',
      printBatchLetters: 'Jemand möchte die Briefe mit den PINs einer Serie drucken.',
      createProfile: 'Jemand möchte ein Profil anlegen.',
      editProfile: 'Jemand möchte ein Profil ändern.',
      retireProfile: 'Jemand möchte ein Profil zurückziehen.',
      changeScope: 'Jemand möchte ändern, für wen Operatoren handeln dürfen.',
      removeKeys:
        'Jemand möchte viele Schlüssel entfernen, oder den letzten funktionierenden einer Person.',
    },
    facts: (at, actor, holder, approval) => [
      `Zu entscheiden bis: ${at}`,
      `Wer bittet (Objekt-ID): ${actor}`,
      `Um wen es geht (Objekt-ID): ${holder}`,
      `Anfrage: ${approval}`,
    ],
    next: 'Eine andere Person aus der Administration gibt sie frei oder lehnt sie ab, nachdem sie gesehen hat, was genau geschehen wird.',
    page: (url) => `Melden Sie sich an und sehen Sie nach unter „Approvals“ auf ${url}`,
  },
  posture: {
    subject: 'Keywright: Der Mandant ist nicht eingerichtet, wie er sein soll',
    isGoodAgain: 'Keywright: Der Mandant ist wieder, wie er sein soll',
    checks: {
      permissions: 'Die Berechtigungen der Anwendung',
      secrets: 'Geheime Clientschlüssel der Anwendung',
      credential: 'Zertifikate und andere Anmeldedaten der Anwendung',
      owners: 'Besitzer der Anwendung',
      conditionalAccess:
        'Die Richtlinie für bedingten Zugriff hinter dem Authentifizierungskontext',
      canary: 'Das Testkonto in der eingeschränkten Verwaltungseinheit',
    },
    states: {
      ok: 'Alles ist wieder, wie es sein soll. Es gibt nichts zu tun.',
      attention:
        'Bitte prüfen: Etwas ist da, das nicht da sein soll, oder läuft bald ab. Finden Sie heraus, wer es geändert hat und ob das erlaubt war.',
      broken:
        'Gestört: Etwas, worauf Keywright sich verlässt, gilt nicht mehr oder funktioniert nicht mehr. Sehen Sie jetzt nach.',
      unknown:
        'Keywright kann es nicht mehr prüfen: Eine Berechtigung wurde entzogen, oder die Registrierung ist nicht zu finden. Finden Sie heraus, wer das war und warum.',
    },
    facts: (check, at) => `${check}: geprüft am ${at}.`,
    next: 'Was gefunden wurde, was erwartet war und was zu tun ist, steht auf der Seite „Bereitschaft“. Jede Änderung wird einmal gemailt.',
    page: (url) => `Melden Sie sich an und sehen Sie nach auf ${url}`,
  },
  removalStarted: {
    subject: 'Keywright: viele Schlüssel werden bald entfernt',
    facts: (count, at, actor, removal) => [
      `Jemand hat begonnen, Sicherheitsschlüssel zu entfernen: ${count}. Der erste geht am ${at}.`,
      `Wer es begonnen hat (Objekt-ID): ${actor}`,
      `Entfernung: ${removal}`,
    ],
    next: 'Soll das nicht sein, halten Sie es an. Alle Operatoren und Administratoren können das, bis dahin und währenddessen; was dann schon weg ist, bleibt weg.',
    page: (url) =>
      `Melden Sie sich an, und drücken Sie unter „Schlüssel entfernen“ auf „Anhalten“: ${url}`,
  },
  alert: {
    subject: 'Keywright: Bitte nachsehen',
    reasons: {
      wrongPerson:
        'Jemand wollte die PIN eines Schlüssels sehen, die nicht für diese Person bestimmt ist. Das wurde abgelehnt.',
      askedAgain:
        'Eine PIN wurde noch einmal verlangt, nachdem sie gesehen war. Das wurde abgelehnt.',
      shownAgain:
        'Eine PIN wurde ein zweites oder drittes Mal angezeigt, weil die erste Seite nie gemeldet hat, dass sie gesehen wurde.',
      passWrongPerson:
        'Jemand wollte einen Zugriffspass sehen, der nicht für diese Person bestimmt ist. Das wurde abgelehnt.',
      passAskedAgain:
        'Ein Zugriffspass wurde noch einmal verlangt, nachdem er gesehen war. Das wurde abgelehnt.',
      passShownAgain:
        'Ein Zugriffspass wurde ein zweites oder drittes Mal angezeigt, weil die erste Seite nie gemeldet hat, dass er gesehen wurde.',
      keyLost:
        'Jemand hat einen Schlüssel als verloren gemeldet. Er wurde oder wird aus Entra entfernt.',
      notMe:
        'Jemand hat zu etwas, das mit den eigenen Schlüsseln geschah, gesagt: Das war ich nicht. Der Schlüssel wurde oder wird aus Entra entfernt. Vielleicht wurde ein Operator gesperrt.',
    },
    facts: (at, actor, holder, enrolment) => [
      `Wann: ${at}`,
      `Wer gefragt hat (Objekt-ID): ${actor}`,
      `Wessen Schlüssel oder Zugriffspass (Objekt-ID): ${holder}`,
      `Registrierung, Einladung oder Nummer: ${enrolment}`,
    ],
    next: 'Das Audit-Protokoll enthält jede Anfrage. Derselbe Alarm zur selben Registrierung wird höchstens einmal pro Stunde gemailt.',
  },
};
