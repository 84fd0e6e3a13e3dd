import type { serviceFailureMessages as english } from './messages.failures.service.en.ts';
import type { Translation } from './translation.ts';

/** Fehler der Registrierung, des Mandanten, von Microsoft Graph und unseres eigenen Backends. */
export const serviceFailureMessages: Translation<typeof english> = {
  ceremony_invalid: {
    title: 'Die Registrierung ist nicht stimmig',
    cause:
      'Was der Schlüssel signiert hat, ist nicht, was verlangt war. Es wurde nicht an Entra gesendet.',
    next: 'Versuchen Sie es erneut. Geschieht es wieder, nehmen Sie einen anderen Schlüssel, und zeigen Sie dem Support die Einzelheiten.',
  },
  challenge_expired: {
    title: 'Die Zeit für die Registrierung ist abgelaufen',
    cause: 'Entra wartet nur wenige Minuten auf eine Antwort.',
    next: 'Entra wurde von selbst neu gefragt: Berühren Sie den Schlüssel, wenn er blinkt. Ist die Einrichtung beendet, beginnen Sie sie neu.',
  },
  attestation_required: {
    title: 'Entra will das Modell dieses Schlüssels wissen',
    cause:
      'Der Mandant nimmt nur Schlüssel an, die Hersteller und Modell nachweisen. Dieser tut es nicht.',
    next: 'Nehmen Sie einen Schlüssel, den Ihre Organisation zulässt.',
  },
  attestation_untrusted: {
    title: 'Dem Hersteller dieses Schlüssels wird nicht vertraut',
    cause: 'Sein Zertifikat führt zu keinem Hersteller, der angenommen wird.',
    next: 'Nehmen Sie einen Schlüssel, den Ihre Organisation zulässt, oder bitten Sie die Administration, diesen Hersteller anzunehmen.',
  },
  model_not_allowed: {
    title: 'Dieses Modell ist nicht zugelassen',
    cause:
      'Die Passkey-Richtlinie des Mandanten oder das Profil führt die Modelle auf, die verwendet werden dürfen.',
    next: 'Nehmen Sie einen Schlüssel eines aufgeführten Modells.',
  },
  way_not_accepted: {
    title: 'Das Profil lässt diesen Weg nicht zu',
    cause: 'Es verlangt etwas, das nur ein anderer Weg kann, oder dieser Weg wurde ausgenommen.',
    next: 'Wählen Sie einen anderen Weg oder ein anderes Profil.',
  },
  way_cannot_remove: {
    title: 'Der Passkey lässt sich hier nicht vom Schlüssel entfernen',
    cause: 'Browser erzeugen Passkeys, entfernen sie aber nicht.',
    next: 'Löschen Sie den Schlüssel, bevor ihn jemand anderes bekommt. Der Passkey öffnet nichts.',
  },
  no_new_key: {
    title: 'Es ist kein neuer Schlüssel erschienen',
    cause: 'Auf der Seite von Microsoft wurde rechtzeitig nichts registriert.',
    next: 'Beginnen Sie neu, wenn der Schlüssel bereitliegt.',
  },
  user_not_found: {
    title: 'Diese Person ist nicht im Verzeichnis',
    cause: 'Das Konto wurde gelöscht, oder die Suche ist veraltet.',
    next: 'Suchen Sie erneut nach der Person.',
  },
  user_disabled: {
    title: 'Dieses Konto ist deaktiviert',
    cause: 'Mit einem Schlüssel dafür könnte sich niemand anmelden.',
    next: 'Lassen Sie zuerst das Konto aktivieren.',
  },
  user_is_guest: {
    title: 'Diese Person ist ein Gast',
    cause:
      'Gäste melden sich bei ihrer eigenen Organisation an, und dort werden ihre Schlüssel eingerichtet.',
    next: 'Wählen Sie ein Mitglied dieser Organisation.',
  },
  user_protected: {
    title: 'Diese Person hat Macht über das Verzeichnis',
    cause:
      'Sie hat eine administrative Rolle in Entra, oder sie gehört zu einer Gruppe, die eine haben kann, oder besitzt eine solche. Wer ihren Schlüssel hat, hat diese Macht.',
    next: 'Lassen Sie die Person aus, oder überlassen Sie es der Rolle Admin, wo die Einstellungen das zulassen.',
  },
  user_protection_unknown: {
    title: 'Ob die Person administriert, ist nicht feststellbar',
    cause: 'Entra lässt diesen Dienst nicht lesen, wer eine Rolle hat.',
    next: 'Lassen Sie dem Dienst das Lesen der Verzeichnisrollen erlauben, und prüfen Sie erneut.',
  },
  user_is_self: {
    title: 'Das sind Sie selbst',
    cause: 'Niemand tut das für sich selbst.',
    next: 'Bitten Sie eine Kollegin oder einen Kollegen.',
  },
  user_out_of_scope: {
    title: 'Diese Person gehört nicht zu Ihrem Bereich',
    cause: 'Sie dürfen nur für bestimmte Gruppen oder Einheiten handeln.',
    next: 'Fragen Sie, wer für den Bereich zuständig ist.',
  },
  user_outside_passkey_policy: {
    title: 'Für diese Person sind Passkeys nicht zugelassen',
    cause:
      'Sie ist in keiner Gruppe, die die Passkey-Richtlinie einschließt, oder in einer, die sie ausschließt.',
    next: 'Lassen Sie die Person in eine Gruppe aufnehmen, die Passkeys verwenden darf.',
  },
  self_service_off: {
    title: 'Im Mandanten ist die Self-Service-Einrichtung aus',
    cause: 'Solange sie aus ist, nimmt Entra für niemanden neue Sicherheitsschlüssel an.',
    next: 'Lassen Sie die Self-Service-Einrichtung in der Passkey-Richtlinie einschalten.',
  },
  passkeys_disabled: {
    title: 'In diesem Mandanten sind Passkeys ausgeschaltet',
    cause: 'Die Methode Passkey ist nicht aktiviert.',
    next: 'Bitten Sie die Administration, Passkeys in den Authentifizierungsmethoden zu aktivieren.',
  },
  too_many_passkeys: {
    title: 'Diese Person hat so viele Passkeys, wie Entra zulässt',
    cause: 'Für einen weiteren ist kein Platz.',
    next: 'Entfernen Sie einen, der nicht mehr benutzt wird, und versuchen Sie es erneut.',
  },
  passkey_exists: {
    title: 'Dieser Passkey ist schon registriert',
    cause: 'Entra hat ihn für diese Person.',
    next: 'Sehen Sie in der Liste der Person nach. Vielleicht ist nichts mehr zu tun.',
  },
  graph_unauthorized: {
    title: 'Entra nimmt die Anmeldung dieses Dienstes nicht an',
    cause: 'Sein Zertifikat oder seine Identität wurde abgelehnt.',
    next: 'Bitten Sie die Administration zu prüfen, wie sich der Dienst bei Entra anmeldet.',
  },
  graph_forbidden: {
    title: 'Dieser Dienst darf das in Entra nicht',
    cause: 'Eine Berechtigung fehlt, oder die Person hat eine Rolle, die ihr Konto schützt.',
    next: 'Bitten Sie die Administration, die Berechtigungen des Dienstes zu prüfen.',
  },
  graph_not_found: {
    title: 'Entra kennt diesen Eintrag nicht mehr',
    cause: 'Er wurde in der Zwischenzeit entfernt.',
    next: 'Sehen Sie in der Liste der Person nach, und beginnen Sie bei Bedarf neu.',
  },
  graph_method_not_allowed: {
    title: 'Entra bietet das hier nicht an',
    cause: 'Dieser Mandant oder diese Cloud hat die aufgerufene Funktion nicht.',
    next: 'Zeigen Sie dem Support die Einzelheiten.',
  },
  graph_conflict: {
    title: 'Entra meldet, dass es das schon gibt',
    cause: 'Etwas anderes hat denselben Eintrag zur gleichen Zeit geändert.',
    next: 'Sehen Sie in der Liste der Person nach, und versuchen Sie es erneut.',
  },
  graph_bad_request: {
    title: 'Entra hat die Registrierung nicht angenommen',
    cause: 'Etwas in der Anforderung wird nicht angenommen.',
    next: 'Versuchen Sie es mit diesem Schlüssel erneut. Geschieht es wieder, zeigen Sie dem Support die Einzelheiten.',
  },
  graph_throttled: {
    title: 'Entra bittet um langsameres Arbeiten',
    cause: 'Microsoft nimmt nur eine begrenzte Zahl von Anforderungen an, und gerade sind es mehr.',
    next: 'Warten Sie einen Moment. Es geht von selbst weiter, wo es kann. Nichts ist verloren.',
  },
  graph_unavailable: {
    title: 'Entra antwortet nicht',
    cause: 'Das Verzeichnis ist gerade nicht verfügbar.',
    next: 'Warten Sie einen Moment, und versuchen Sie es erneut. Was getan wurde, bleibt erhalten.',
  },
  graph_outcome_unknown: {
    title: 'Noch ist nicht sicher, ob Entra den Schlüssel hat',
    cause: 'Die Verbindung endete, bevor die Antwort kam.',
    next: 'Halten Sie den Schlüssel bereit. Es wird nachgesehen, bevor etwas erneut gesendet wird.',
  },
  graph_response_invalid: {
    title: 'Die Antwort von Entra ergibt keinen Sinn',
    cause: 'Etwas Nötiges fehlte darin.',
    next: 'Versuchen Sie es erneut. Geschieht es wieder, zeigen Sie dem Support die Einzelheiten.',
  },
  removals_limited: {
    title: 'Der alte Schlüssel ist noch da',
    cause:
      'Pro Operator werden in einer Minute und an einem Tag nur wenige alte Schlüssel entfernt, damit ein Irrtum nicht viele Personen trifft. Der neue Schlüssel funktioniert.',
    next: 'Nichts, wenn die Einrichtung in einer Minute von selbst weitergeht. Sonst bitten Sie die Administration, den alten Schlüssel in Entra zu entfernen.',
  },
  enrolments_limited: {
    title: 'Sie haben sehr viele Einrichtungen begonnen',
    cause:
      'Pro Operator beginnen in einer Minute und an einem Tag nur begrenzt viele, damit eine gestohlene Anmeldung nicht viele Schlüssel ausgeben kann. Nichts wurde geändert.',
    next: 'Warten Sie eine Minute, und versuchen Sie es erneut. Hält es an, lassen Sie eine andere Person weitermachen, oder bitten Sie die Administration, die Grenze anzuheben.',
  },
  person_enrolments_limited: {
    title: 'Für diese Person wurde sehr oft begonnen',
    cause:
      'Für eine Person beginnen an einem Tag nur begrenzt viele Einrichtungen, wer auch immer sie beginnt. Nichts wurde geändert.',
    next: 'Versuchen Sie es morgen erneut. Wissen Sie nicht, warum es so viele waren, verständigen Sie die Administration.',
  },
  session_missing: {
    title: 'Sie sind nicht angemeldet',
    cause: 'Diese Seite muss wissen, wer Sie sind.',
    next: 'Melden Sie sich an.',
  },
  session_expired: {
    title: 'Ihre Anmeldung ist abgelaufen',
    cause: 'Zur Sicherheit gilt sie nur eine begrenzte Zeit.',
    next: 'Melden Sie sich erneut an. Begonnene Einrichtungen gehen dort weiter, wo sie stehen blieben.',
  },
  session_step_up: {
    title: 'Melden Sie sich zuerst erneut an',
    cause: 'Dafür ist eine neuere oder stärkere Anmeldung nötig.',
    next: 'Wiederholen Sie es, und melden Sie sich erneut an, wenn Sie danach gefragt werden.',
  },
  session_forbidden: {
    title: 'Das dürfen Sie nicht verwenden',
    cause: 'Ihr Konto hat nicht die Rolle, die diese Seite braucht.',
    next: 'Bitten Sie die Administration um die Rolle, und melden Sie sich dann erneut an.',
  },
  operator_suspended: {
    title: 'Sie sind gesperrt',
    cause:
      'Die Administration hat Ihnen das Beginnen von Einrichtungen untersagt. Was läuft, geht weiter.',
    next: 'Ziehen Sie diesen Schlüssel ab, auf ihm wurde nichts geändert, und sprechen Sie mit der Administration.',
  },
  request_invalid: {
    title: 'Die Anforderung wurde nicht verstanden',
    cause: 'Diese Seite und der Dienst sind sich in einer Einzelheit nicht einig.',
    next: 'Laden Sie die Seite neu. Geschieht es wieder, zeigen Sie dem Support die Einzelheiten.',
  },
  not_found: {
    title: 'Das gibt es hier nicht',
    cause: 'Es wurde entfernt, oder die Adresse ist falsch.',
    next: 'Gehen Sie zurück, und sehen Sie noch einmal nach.',
  },
  conflict: {
    title: 'Daran wird schon gearbeitet',
    cause:
      'Für diese Person richtet schon jemand oder ein anderer Weg einen Schlüssel ein, oder ein anderes Fenster hat denselben Eintrag geändert.',
    next: 'Schließen Sie die offene Einrichtung ab, oder brechen Sie sie ab, und versuchen Sie es dann erneut.',
  },
  key_looks_used: {
    title: 'Dieser Schlüssel wurde hier vielleicht schon benutzt',
    cause:
      'Er hat eine PIN und keine Seriennummer, und jemand aus dieser Serie hat genau so einen. Auf ihm wurde nichts geändert.',
    next: 'Ziehen Sie ihn ab, wenn er jener Person gehört. Sind Sie sicher, dass es ein anderer ist, sagen Sie es: Sie werden noch einmal gefragt, bevor er gelöscht wird.',
  },
  profile_retired: {
    title: 'Dieses Profil wird nicht mehr verwendet',
    cause:
      'Die Administration hat es stillgelegt. Einrichtungen, die damit begannen, laufen unverändert weiter.',
    next: 'Laden Sie die Seite neu, und wählen Sie eine andere Art, den Schlüssel einzurichten.',
  },
  profile_changed: {
    title: 'Dieses Profil wurde inzwischen geändert',
    cause:
      'Die Administration hat eine neue Version angelegt, nachdem Sie diese Seite geöffnet haben. Nichts wurde begonnen.',
    next: 'Jetzt wird die neue Version angezeigt: Sehen Sie sie an, und machen Sie dann weiter.',
  },
  stale_step: {
    title: 'Dieser Schritt ist schon getan',
    cause: 'Ein anderes Fenster oder ein früherer Versuch war schneller.',
    next: 'Warten Sie einen Moment. Die Seite holt von selbst auf.',
  },
  pin_session_lost: {
    title: 'Der Schlüssel muss neu gelesen werden',
    cause: 'Der Dienst hat keine verschlüsselte Verbindung mehr mit ihm.',
    next: 'Versuchen Sie es erneut. Geschieht es wieder, ziehen Sie den Schlüssel ab, und stecken Sie ihn wieder ein.',
  },
  idempotency_mismatch: {
    title: 'Die Anforderung kam zweimal mit verschiedenem Inhalt',
    cause: 'Der Dienst kennt diese Anforderung schon, mit anderem Inhalt, und hat nichts getan.',
    next: 'Laden Sie die Seite neu, und sehen Sie nach, wie es jetzt steht.',
  },
  rate_limited: {
    title: 'Zu viele Anforderungen',
    cause: 'In kurzer Zeit kamen mehr, als der Dienst von einer Person annimmt.',
    next: 'Warten Sie eine Minute. Es geht von selbst weiter, wo es kann.',
  },
  backend_unreachable: {
    title: 'Der Dienst antwortet nicht',
    cause: 'Die Verbindung zu ihm ist unterbrochen, oder er wird gerade neu gestartet.',
    next: 'Lassen Sie den Schlüssel eingesteckt. Die Seite versucht es weiter und macht von selbst weiter.',
  },
  database_unavailable: {
    title: 'Der Dienst erreicht seine Aufzeichnungen nicht',
    cause: 'Nichts geschieht, ohne vorher aufgeschrieben zu sein.',
    next: 'Lassen Sie den Schlüssel eingesteckt. Die Seite versucht es weiter und macht von selbst weiter.',
  },
  audit_unavailable: {
    title: 'Das Protokoll kann nicht geschrieben werden',
    cause: 'Nichts geschieht, was sich nicht belegen ließe.',
    next: 'Warten Sie einen Moment. Bleibt es so, verständigen Sie die Administration.',
  },
  database_restored: {
    title: 'Die Aufzeichnungen des Dienstes sind älter als zuvor',
    cause:
      'Seine Datenbank wurde auf einen früheren Stand gebracht, der nicht sagt, was inzwischen auf Schlüsseln und in Entra ist.',
    next: 'Verständigen Sie die Administration. Sobald sie den Verlust angenommen hat, sind offene Einrichtungen beendet und können neu begonnen werden.',
  },
  escrow_unreadable: {
    title: 'Die versiegelte PIN lässt sich nicht öffnen',
    cause: 'Das Geheimnis, mit dem sie versiegelt wurde, ist nicht das, das der Dienst jetzt hat.',
    next: 'Bitten Sie die Administration, die Einstellungen des Dienstes zu prüfen. Der Schlüssel kann zurückgesetzt und neu eingerichtet werden.',
  },
  internal: {
    title: 'Hier ist etwas schiefgegangen',
    cause: 'Das ist ein Fehler der Seite oder des Dienstes, nicht des Schlüssels.',
    next: 'Versuchen Sie es erneut. Geschieht es wieder, zeigen Sie dem Support die Einzelheiten.',
  },
};
