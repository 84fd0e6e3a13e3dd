import type { keyFailureMessages as english } from './messages.failures.key.en.ts';
import type { Translation } from './translation.ts';

/** Fehler des Browsers, der Verbindung und des Schlüssels selbst. */
export const keyFailureMessages: Translation<typeof english> = {
  hid_unsupported: {
    title: 'Dieser Browser erreicht keine Sicherheitsschlüssel',
    cause: 'Er hat kein WebHID. Das haben nur Chrome und Edge auf einem Computer.',
    next: 'Öffnen Sie diese Seite in Chrome oder Edge an der Station.',
  },
  hid_blocked: {
    title: 'Der Browser hält diese Seite vom Schlüssel fern',
    cause:
      'Chrome verbirgt Sicherheitsschlüssel vor Webseiten, wenn die Station nicht dafür eingerichtet ist, oder das System hat den Zugriff verweigert.',
    next: 'Starten Sie den Browser über die Verknüpfung der Station, und stecken Sie den Schlüssel neu ein.',
  },
  device_not_chosen: {
    title: 'Es wurde kein Schlüssel gewählt',
    cause: 'Die Liste des Browsers wurde geschlossen, oder sie war leer.',
    next: 'Stecken Sie den Schlüssel ein, und wählen Sie ihn. Bleibt die Liste leer, ist die Station nicht für Sicherheitsschlüssel eingerichtet.',
  },
  device_removed: {
    title: 'Der Schlüssel wurde abgezogen',
    cause: 'Die Verbindung endete, bevor der Schritt fertig war. Nichts ist verloren.',
    next: 'Stecken Sie denselben Schlüssel wieder ein. Es geht von selbst weiter.',
  },
  device_timeout: {
    title: 'Der Schlüssel antwortet nicht',
    cause: 'Er schwieg länger, als ein Schlüssel brauchen darf.',
    next: 'Ziehen Sie ihn ab, stecken Sie ihn wieder ein, und versuchen Sie es erneut. Schweigt er weiter, nehmen Sie einen anderen.',
  },
  device_busy: {
    title: 'Ein anderes Programm benutzt den Schlüssel',
    cause: 'Der Schlüssel antwortet immer nur einem Programm.',
    next: 'Schließen Sie andere Fenster, die nach einem Sicherheitsschlüssel fragen, und versuchen Sie es erneut.',
  },
  cancelled: {
    title: 'Abgebrochen',
    cause:
      'Der Schritt wurde abgebrochen, hier oder von einem anderen Programm, das den Schlüssel benutzt.',
    next: 'Versuchen Sie es erneut, wenn Sie so weit sind.',
  },
  ctaphid_error: {
    title: 'Der Schlüssel meldet einen Verbindungsfehler',
    cause:
      'Eine Nachricht zwischen Browser und Schlüssel war beschädigt oder kam in falscher Reihenfolge.',
    next: 'Ziehen Sie den Schlüssel ab, stecken Sie ihn direkt in den Computer, und versuchen Sie es erneut.',
  },
  ctaphid_protocol: {
    title: 'Die Antwort des Schlüssels war nicht regelgerecht',
    cause: 'Was über die Leitung kam, folgt nicht den Regeln für Sicherheitsschlüssel.',
    next: 'Ziehen Sie den Schlüssel ab, stecken Sie ihn wieder ein, und versuchen Sie es erneut. Geschieht es wieder, nehmen Sie einen anderen.',
  },
  cbor_invalid: {
    title: 'Die Antwort des Schlüssels ist nicht lesbar',
    cause: 'Sie hat nicht die Form, die Sicherheitsschlüssel verwenden müssen.',
    next: 'Versuchen Sie es erneut. Geschieht es wieder, legen Sie diesen Schlüssel beiseite, und nehmen Sie einen anderen.',
  },
  response_invalid: {
    title: 'Eine Antwort ergibt keinen Sinn',
    cause: 'Etwas Nötiges fehlt darin oder widerspricht sich.',
    next: 'Versuchen Sie es erneut. Geschieht es wieder, zeigen Sie dem Support die Einzelheiten.',
  },
  crypto_invalid: {
    title: 'Der Schlüssel hat etwas Unsicheres gesendet',
    cause:
      'Sein Teil der verschlüsselten Verbindung hat eine Sicherheitsprüfung nicht bestanden und wurde nicht verwendet.',
    next: 'Legen Sie diesen Schlüssel beiseite, und nehmen Sie einen anderen. Zeigen Sie dem Support die Einzelheiten.',
  },
  pin_invalid: {
    title: 'Das ist nicht die PIN dieses Schlüssels',
    cause: 'Der Schlüssel hat sie abgelehnt und zählt falsche Versuche.',
    next: 'Geben Sie die PIN erneut ein. Nach drei falschen muss der Schlüssel neu eingesteckt werden.',
  },
  pin_auth_blocked: {
    title: 'Der Schlüssel nimmt vorerst keine PIN mehr an',
    cause: 'Dreimal hintereinander kam eine falsche PIN.',
    next: 'Ziehen Sie ihn ab, und stecken Sie ihn wieder ein. Dann gibt es einen weiteren Versuch.',
  },
  pin_blocked: {
    title: 'Die PIN dieses Schlüssels ist gesperrt',
    cause: 'Es ist kein Versuch mehr übrig. Der Schlüssel nimmt diese PIN nie wieder an.',
    next: 'Setzen Sie den Schlüssel zurück, was alle Passkeys darauf löscht, oder nehmen Sie einen anderen.',
  },
  pin_auth_invalid: {
    title: 'Der Schlüssel hat die Berechtigung nicht angenommen',
    cause: 'Die mit der PIN geholte Berechtigung war abgelaufen oder galt für etwas anderes.',
    next: 'Versuchen Sie es erneut. Eine neue Berechtigung wird geholt.',
  },
  pin_not_set: {
    title: 'Dieser Schlüssel hat noch keine PIN',
    cause: 'Diese Art der Einrichtung behält die PIN, die ein Schlüssel schon hat.',
    next: 'Wählen Sie ein Profil, das eine PIN setzt, oder nehmen Sie den Schlüssel, der eine hat.',
  },
  pin_policy_violation: {
    title: 'Der Schlüssel nimmt diese PIN nicht an',
    cause: 'Er hat eigene Regeln, etwa eine Mindestlänge oder keine einfachen Muster.',
    next: 'Wählen Sie eine längere PIN ohne Muster.',
  },
  pin_change_required: {
    title: 'Die PIN dieses Schlüssels muss zuerst geändert werden',
    cause: 'Der Schlüssel wurde so eingerichtet, dass seine PIN vor allem anderen ersetzt wird.',
    next: 'Ändern Sie die PIN in den Einstellungen des Systems für Sicherheitsschlüssel, oder nehmen Sie einen anderen.',
  },
  uv_invalid: {
    title: 'Der Fingerabdruck wurde nicht erkannt',
    cause: 'Der Schlüssel konnte ihn nicht zuordnen.',
    next: 'Legen Sie den Finger flach auf den Sensor, und versuchen Sie es erneut, oder verwenden Sie die PIN.',
  },
  uv_blocked: {
    title: 'Fingerabdrücke sind auf diesem Schlüssel gesperrt',
    cause: 'Zu viele passten nicht.',
    next: 'Verwenden Sie die PIN. Sie gibt den Sensor wieder frei.',
  },
  credential_excluded: {
    title: 'Dieser Schlüssel hat schon einen Passkey der Person',
    cause: 'Ein Schlüssel fasst für jede Person einen Passkey.',
    next: 'Nehmen Sie einen anderen Schlüssel, oder entfernen Sie zuerst den alten Passkey aus der Liste der Person.',
  },
  key_store_full: {
    title: 'Dieser Schlüssel ist voll',
    cause: 'Für einen weiteren Passkey ist kein Platz auf ihm.',
    next: 'Entfernen Sie einen Passkey, der nicht mehr gebraucht wird, oder nehmen Sie einen anderen Schlüssel.',
  },
  no_credentials: {
    title: 'Der Passkey ist nicht auf diesem Schlüssel',
    cause: 'Der Schlüssel enthält nicht, was verlangt wurde.',
    next: 'Prüfen Sie, ob es der richtige Schlüssel ist, und versuchen Sie es erneut.',
  },
  touch_timeout: {
    title: 'Niemand hat den Schlüssel rechtzeitig berührt',
    cause: 'Der Schlüssel blinkt etwa eine halbe Minute und gibt dann auf.',
    next: 'Drücken Sie „Erneut versuchen“, und berühren Sie den Schlüssel, wenn er blinkt.',
  },
  touch_denied: {
    title: 'Der Schlüssel hat abgelehnt',
    cause: 'Der Schritt wurde am Schlüssel selbst abgelehnt.',
    next: 'Drücken Sie „Erneut versuchen“, und bestätigen Sie am Schlüssel, wenn er fragt.',
  },
  reset_window_missed: {
    title: 'Der Zeitpunkt zum Zurücksetzen ist vorbei',
    cause:
      'Ein Schlüssel lässt sich nur in den ersten zehn Sekunden nach dem Einstecken zurücksetzen.',
    next: 'Ziehen Sie ihn ab, stecken Sie ihn wieder ein, und berühren Sie ihn, sobald er blinkt.',
  },
  algorithm_unsupported: {
    title: 'Dieser Schlüssel signiert anders, als Entra es verlangt',
    cause: 'Er bietet keine der verlangten Signaturarten.',
    next: 'Nehmen Sie einen anderen Schlüssel.',
  },
  option_unsupported: {
    title: 'So lässt sich dieser Schlüssel nicht einrichten',
    cause: 'Er kennt eine der Einstellungen nicht, die dieses Profil verlangt.',
    next: 'Wählen Sie ein anderes Profil, oder nehmen Sie einen anderen Schlüssel.',
  },
  command_unsupported: {
    title: 'Das kann dieser Schlüssel nicht',
    cause: 'Er kennt die Funktion nicht, die dieser Schritt braucht.',
    next: 'Nehmen Sie einen neueren Schlüssel, oder wählen Sie ein anderes Profil.',
  },
  ctap_error: {
    title: 'Der Schlüssel hat diesen Schritt abgelehnt',
    cause: 'Er hat einen Grund genannt, der keine einfache Bedeutung hat.',
    next: 'Versuchen Sie es erneut. Geschieht es wieder, zeigen Sie dem Support die Einzelheiten, und nehmen Sie einen anderen Schlüssel.',
  },
  key_without_fido2: {
    title: 'Dieser Schlüssel ist zu alt für Passkeys',
    cause: 'Er beherrscht nur U2F, das Entra nicht annimmt.',
    next: 'Nehmen Sie einen FIDO2-Sicherheitsschlüssel.',
  },
  key_without_discoverable_credentials: {
    title: 'Dieser Schlüssel kann keine Passkeys speichern',
    cause:
      'Entra braucht Passkeys, die auf dem Schlüssel selbst liegen. Dieser hat dafür bauartbedingt keinen Platz.',
    next: 'Nehmen Sie einen anderen Schlüssel.',
  },
  key_without_es256: {
    title: 'Dieser Schlüssel signiert anders, als Entra es verlangt',
    cause: 'Entra braucht die Signatur ES256, und dieser Schlüssel bietet sie nicht.',
    next: 'Nehmen Sie einen anderen Schlüssel.',
  },
  key_without_pin_support: {
    title: 'Dieser Schlüssel kann keine PIN haben',
    cause:
      'Entra verlangt eine PIN oder einen Fingerabdruck, und dieser Schlüssel kennt keine PIN.',
    next: 'Nehmen Sie einen anderen Schlüssel.',
  },
  key_pin_unknown: {
    title: 'Dieser Schlüssel hat eine PIN, die wir nicht kennen',
    cause: 'Jemand hat ihn schon benutzt. Zurücksetzen löscht alle Passkeys darauf.',
    next: 'Setzen Sie ihn zurück, wenn niemand mehr braucht, was darauf ist, oder nehmen Sie einen anderen.',
  },
  key_is_operators_own: {
    title: 'Das ist Ihr eigener Schlüssel',
    cause:
      'Er enthält einen Passkey, mit dem Sie sich anmelden. Ihn für jemand anderen einzurichten, könnte Sie aussperren.',
    next: 'Ziehen Sie ihn ab, und stecken Sie den Schlüssel für die Person ein. Auf Ihrem wurde nichts geändert.',
  },
  key_in_use_elsewhere: {
    title: 'Dieser Schlüssel gehört schon zu einer Einrichtung',
    cause:
      'Jemand meldet sich mit ihm an, oder eine andere, noch offene Einrichtung arbeitet mit ihm. Ihn zu löschen, würde diese Person aussperren.',
    next: 'Nehmen Sie einen anderen Schlüssel. Soll ihn jemand anderes bekommen, entfernen Sie zuerst im Entra Admin Center den Passkey jener Person, oder brechen Sie die andere Einrichtung ab.',
  },
  wrong_key: {
    title: 'Das ist ein anderer Schlüssel',
    cause: 'Die Einrichtung hat mit einem anderen begonnen.',
    next: 'Ziehen Sie diesen ab, und stecken Sie den ein, mit dem sie begann.',
  },
  several_keys: {
    title: 'Es ist mehr als ein Schlüssel eingesteckt',
    cause: 'Es muss sicher sein, welcher gemeint ist.',
    next: 'Wählen Sie einen, oder lassen Sie nur den richtigen stecken.',
  },
  key_not_genuine: {
    title: 'Dieser Schlüssel konnte seine Echtheit nicht belegen',
    cause: 'Sein Zertifikat passt nicht zu dem Hersteller, den er angibt.',
    next: 'Legen Sie diesen Schlüssel beiseite, und nehmen Sie einen anderen. Zeigen Sie dem Support die Einzelheiten.',
  },
  proof_failed: {
    title: 'Der neue Passkey hat seine Prüfung nicht bestanden',
    cause:
      'Der Schlüssel sollte einmal mit ihm signieren, und das Ergebnis stimmte nicht. Die Registrierung wurde zurückgenommen.',
    next: 'Beginnen Sie mit diesem Schlüssel neu. Scheitert es wieder, nehmen Sie einen anderen.',
  },
  pin_too_short: {
    title: 'Die PIN ist zu kurz',
    cause: 'Dieser Schlüssel oder das Profil verlangt mehr Zeichen.',
    next: 'Wählen Sie eine längere PIN.',
  },
  pin_too_long: {
    title: 'Die PIN ist zu lang',
    cause:
      'Ein Schlüssel hat Platz für 63 Bytes, also für weniger Zeichen, wenn es nicht einfache Buchstaben und Ziffern sind.',
    next: 'Wählen Sie eine kürzere PIN.',
  },
  pin_weak: {
    title: 'Die PIN ist leicht zu erraten',
    cause: 'Sie folgt einem einfachen Muster, etwa gleichen oder fortlaufenden Ziffern.',
    next: 'Wählen Sie eine PIN ohne Muster.',
  },
  pin_malformed: {
    title: 'Die PIN hat ein Zeichen, das kein Schlüssel annimmt',
    cause: 'Ein Teil davon lässt sich nicht als Text schreiben.',
    next: 'Wählen Sie eine PIN aus gewöhnlichen Buchstaben und Ziffern.',
  },
};
