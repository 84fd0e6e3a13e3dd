import type { laterFailureMessages as english } from './messages.failures.later.en.ts';
import type { Translation } from './translation.ts';

/** Fehler, die nur auf Seiten vorkommen, die erst beim Öffnen geladen werden; und einer, den kein laufendes Backend meldet. */
export const laterFailureMessages: Translation<typeof english> = {
  setting_invalid: {
    title: 'Der Dienst ist nicht richtig eingerichtet',
    cause: 'Eine seiner Einstellungen fehlt oder ist falsch.',
    next: 'Bitten Sie die Administration, die Startmeldungen des Dienstes anzusehen.',
  },
  request_too_large: {
    title: 'Die Anforderung war zu groß',
    cause: 'Es wurde mehr gesendet, als der Dienst annimmt.',
    next: 'Zeigen Sie dem Support die Einzelheiten.',
  },
  pin_already_revealed: {
    title: 'Diese PIN wurde schon angezeigt',
    cause: 'Eine PIN wird einmal angezeigt, und nur der Person, der der Schlüssel gehört.',
    next: 'Waren Sie das nicht, verständigen Sie Ihre Administration. Für eine neue PIN muss der Schlüssel zurückgesetzt werden.',
  },
  pin_shown_elsewhere: {
    title: 'Ein anderes Fenster zeigt diese PIN gerade an',
    cause:
      'Vor weniger als einer Minute hat ein anderer Browser oder ein anderes Fenster sie verlangt und nicht gemeldet, dass sie gesehen wurde.',
    next: 'Sehen Sie dort nach. Waren Sie das nicht, verständigen Sie sofort Ihre Administration. Sonst warten Sie eine Minute, und versuchen Sie es erneut.',
  },
  pin_destroyed: {
    title: 'Diese PIN gibt es nicht mehr',
    cause: 'Niemand hat sie rechtzeitig angesehen, deshalb wurde sie vernichtet.',
    next: 'Bitten Sie Ihren Servicedesk, den Schlüssel neu einzurichten. Dann bekommt er eine neue PIN.',
  },
  batch_not_running: {
    title: 'Die Serie läuft nicht',
    cause:
      'Sie wurde hier oder an einer anderen Station angehalten oder beendet. Auf diesem Schlüssel wurde nichts geändert.',
    next: 'Setzen Sie die Serie fort, oder ziehen Sie den Schlüssel ab.',
  },
  batch_empty: {
    title: 'Niemand wartet auf einen Schlüssel',
    cause:
      'Alle Personen dieser Serie sind fertig, in Arbeit, übersprungen oder fehlgeschlagen. Auf diesem Schlüssel wurde nichts geändert.',
    next: 'Ziehen Sie den Schlüssel ab. Versuchen Sie die fehlgeschlagenen erneut, oder beenden Sie die Serie.',
  },
  person_not_waiting: {
    title: 'Diese Person wartet nicht auf einen Schlüssel',
    cause:
      'Eine andere Station bearbeitet sie, oder sie ist fertig. Auf diesem Schlüssel wurde nichts geändert.',
    next: 'Wählen Sie eine andere Person.',
  },
  profile_name_taken: {
    title: 'Ein anderes Profil hat diesen Namen',
    cause: 'Profile werden nach ihrem Namen gewählt. Keine zwei verwendeten dürfen gleich heißen.',
    next: 'Geben Sie ihm einen anderen Namen.',
  },
  group_not_found: {
    title: 'Diese Gruppe ist nicht im Verzeichnis',
    cause: 'Sie wurde gelöscht, oder die Suche ist veraltet.',
    next: 'Suchen Sie erneut nach der Gruppe.',
  },
  user_ambiguous: {
    title: 'Zwei Personen haben diese Mailadresse',
    cause: 'Niemand kann sagen, welche von ihnen gemeint ist.',
    next: 'Verwenden Sie stattdessen den Benutzerprinzipalnamen oder die Objekt-ID.',
  },
  invitation_open: {
    title: 'Diese Person ist schon eingeladen',
    cause: 'Sie hat eine Einladung, die noch nicht beendet ist.',
    next: 'Suchen Sie sie in der Liste: Erinnern Sie die Person, oder stellen Sie dort einen weiteren Zugriffspass aus.',
  },
  invitation_over: {
    title: 'Diese Einladung ist beendet',
    cause: 'Sie führte zu einem Schlüssel, wurde zurückgezogen oder ist abgelaufen.',
    next: 'Senden Sie eine neue Einladung, wenn noch eine gebraucht wird.',
  },
  profile_not_remote: {
    title: 'Dieses Profil braucht einen Operator am Schlüssel',
    cause: 'Seine PIN wird von einem Operator gesagt oder kommt per Brief.',
    next: 'Wählen Sie ein Profil, dessen PIN nur die Person selbst sieht oder eingibt.',
  },
  manager_missing: {
    title: 'Niemand kann den Zugriffspass übergeben',
    cause:
      'Er ist für die Führungskraft der Person bestimmt, und das Verzeichnis nennt keine, die infrage kommt.',
    next: 'Lassen Sie die Führungskraft im Verzeichnis eintragen, und versuchen Sie es erneut.',
  },
  pass_policy_off: {
    title: 'Der Mandant stellt keine Zugriffspässe aus',
    cause: 'Die Richtlinie für befristete Zugriffspässe ist aus.',
    next: 'Bitten Sie die Administration, sie für die Eingeladenen einzuschalten.',
  },
  pass_outside_policy: {
    title: 'Die Richtlinie gibt dieser Person keinen Zugriffspass',
    cause:
      'Die Richtlinie für befristete Zugriffspässe erfasst sie nicht: Sie könnte sich nicht anmelden.',
    next: 'Bitten Sie die Administration, sie in eine der Gruppen der Richtlinie aufzunehmen.',
  },
  pass_lifetime_refused: {
    title: 'Der Zugriffspass gälte zu kurz oder zu lange',
    cause: 'Die Richtlinie des Mandanten legt die kürzeste und die längste Dauer fest.',
    next: 'Wählen Sie eine Dauer dazwischen.',
  },
  pass_exists: {
    title: 'Diese Person hat einen gültigen Zugriffspass',
    cause: 'Eine Person hat immer nur einen. Ein neuer ersetzt den anderen.',
    next: 'Erlauben Sie das Ersetzen, wenn niemand den anderen braucht.',
  },
  pass_already_shown: {
    title: 'Dieser Zugriffspass wurde schon angezeigt',
    cause: 'Er wird einmal angezeigt und dann hier nicht mehr gespeichert.',
    next: 'Stellen Sie einen weiteren aus, wenn er nicht angekommen ist. Waren Sie das nicht, verständigen Sie Ihre Administration.',
  },
  pass_shown_elsewhere: {
    title: 'Ein anderes Fenster zeigt diesen Zugriffspass gerade an',
    cause:
      'Er wurde vor weniger als einer Minute verlangt, und jenes Fenster hat nicht gemeldet, dass er gesehen wurde.',
    next: 'Sehen Sie dort nach. Waren Sie das nicht, verständigen Sie sofort Ihre Administration. Sonst warten Sie eine Minute, und versuchen Sie es erneut.',
  },
  pass_gone: {
    title: 'Diesen Zugriffspass gibt es nicht mehr',
    cause: 'Seine Zeit ist abgelaufen oder die Einladung beendet.',
    next: 'Stellen Sie einen weiteren aus, wenn die Einladung noch offen ist.',
  },
  starts_limited: {
    title: 'Zu viele Anläufe in einer Stunde',
    cause: 'Fünf sind das Höchste, was immer daraus wurde.',
    next: 'Warten Sie, und beginnen Sie dann mit dem richtigen Schlüssel neu. Wissen Sie nicht, welcher das ist, fragen Sie die einladende Person.',
  },
  session_window_blocked: {
    title: 'Der Browser hat das Fenster nicht geöffnet',
    cause: 'Er lässt diese Seite keine Fenster öffnen.',
    next: 'Erlauben Sie dieser Seite Fenster, und versuchen Sie es erneut, oder melden Sie sich stattdessen auf dieser Seite an.',
  },
  session_other_person: {
    title: 'Jemand anderes hat sich angemeldet',
    cause: 'Diese Seite gehört der Person, die sie geöffnet hat. Es wurde nichts getan.',
    next: 'Melden Sie sich als die Person an, deren Name oben steht, oder melden Sie sich zuerst ab.',
  },
  session_not_fresh: {
    title: 'Sie müssen sich erneut anmelden',
    cause:
      'Der nächste Schritt braucht eine Anmeldung aus den letzten Minuten, mit Ihrem Zugriffspass oder einem Schlüssel.',
    next: 'Melden Sie sich hier erneut an. Ist Ihr Zugriffspass schon verwendet, bitten Sie um einen neuen.',
  },
  key_used_in_batch: {
    title: 'Dieser Schlüssel gehört schon jemandem',
    cause:
      'Er wurde für eine andere Person dieser Serie eingerichtet. Auf ihm wurde nichts geändert.',
    next: 'Ziehen Sie ihn ab, geben Sie ihn der Person, für die er ist, und stecken Sie einen anderen ein.',
  },
  key_not_assigned: {
    title: 'Dieser Schlüssel ist nicht auf der Liste',
    cause:
      'Jede Person dieser Serie hat einen eigenen Schlüssel, und die Seriennummer von diesem gehört niemandem. Auf ihm wurde nichts geändert.',
    next: 'Ziehen Sie ihn ab. Stecken Sie einen Schlüssel der Liste ein, oder berichtigen Sie die Liste.',
  },
  self_service_unsupported: {
    title: 'Entra lässt Sie den Schlüssel hier nicht registrieren',
    cause:
      'Ihre Organisation lässt ihn in Ihrem eigenen Namen registrieren, und das bietet Entra in Ihrem Mandanten noch nicht an. Nichts ist verloren: Ihre Einladung bleibt offen.',
    next: 'Brechen Sie ab, und registrieren Sie den Schlüssel auf der Seite von Microsoft, wo das angeboten wird, oder fragen Sie Ihre IT-Abteilung.',
  },
  key_not_expected: {
    title: 'Das ist nicht der Schlüssel der Einladung',
    cause: 'Sie nennt eine andere Seriennummer oder ein anderes Modell.',
    next: 'Stecken Sie den Schlüssel ein, der dafür geschickt wurde.',
  },
};
