import type { wayFailureMessages as english } from './messages.failures.ways.en.ts';
import type { Translation } from './translation.ts';

/** Fehler der Wege neben WebHID. Eine Station zeigt in der Regel keinen: Sie kommen mit den Teilen, die es können. */
export const wayFailureMessages: Translation<typeof english> = {
  browser_declined: {
    title: 'Der Browser hat keinen Passkey erzeugt',
    cause:
      'Sein Dialog wurde geschlossen, oder der Schlüssel hat abgelehnt. Was davon, sagen Browser nicht: Eine falsche PIN, kein Platz auf dem Schlüssel oder ein Schlüssel ohne PIN sehen gleich aus.',
    next: 'Versuchen Sie es erneut, und folgen Sie dem Dialog bis zum Ende. Kommt es wieder, nehmen Sie einen anderen Schlüssel.',
  },
  browser_timed_out: {
    title: 'Kein Schlüssel hat rechtzeitig geantwortet',
    cause: 'Der Browser hat darauf gewartet, dass ein Schlüssel eingesteckt und berührt wird.',
    next: 'Halten Sie den Schlüssel bereit, und versuchen Sie es erneut.',
  },
  extension_missing: {
    title: 'Die Begleiterweiterung antwortet nicht',
    cause:
      'Sie ist in diesem Browser nicht installiert, ist ausgeschaltet oder hat eine andere Kennung, als diese Seite erwartet.',
    next: 'Installieren Sie sie wie unten beschrieben, oder wählen Sie einen anderen Weg.',
  },
  extension_too_old: {
    title: 'Die Begleiterweiterung ist zu alt',
    cause: 'Diese Seite verlangt mehr, als jene Version kann.',
    next: 'Aktualisieren Sie sie: Die Stationsprüfung sagt, wo. Oder wählen Sie einen anderen Weg.',
  },
  extension_origin_refused: {
    title: 'Die Begleiterweiterung kennt diese Seite nicht',
    cause: 'Die Adresse dieser Seite gehört nicht zu denen, für die sie eingerichtet ist.',
    next: 'Die Administration ergänzt die Adresse dieser Seite in der Richtlinie der Erweiterung.',
  },
  extension_request_invalid: {
    title: 'Die Begleiterweiterung hat die Anfrage nicht verstanden',
    cause: 'Die Versionen von Seite und Erweiterung passen nicht zusammen.',
    next: 'Aktualisieren Sie die Erweiterung, laden Sie diese Seite neu, und versuchen Sie es erneut.',
  },
  extension_rp_refused: {
    title: 'Die Begleiterweiterung arbeitet nur für Entra',
    cause: 'Es wurde ein Passkey für eine andere Website als login.microsoft.com verlangt.',
    next: 'Verwenden Sie WebHID für einen Mandanten in einer nationalen Cloud. Sonst zeigen Sie dem Support die Einzelheiten.',
  },
  override_refused: {
    title: 'Der Browser lässt die Seite nicht für Microsoft handeln',
    cause:
      'Die Remotedesktop-Freigabe braucht eine Richtlinie, die diese Seite nennt, in einem Browser, den die Organisation in der Cloud verwaltet.',
    next: 'Wählen Sie einen anderen Weg. Die Stationsprüfung sagt, was genau der Browser antwortet.',
  },
  extension_busy: {
    title: 'Die Begleiterweiterung ist beschäftigt',
    cause: 'Ein Fenster von ihr ist schon offen, für diese Seite oder eine andere.',
    next: 'Beenden oder schließen Sie jenes Fenster, und versuchen Sie es erneut.',
  },
  extension_window_closed: {
    title: 'Das Fenster wurde geschlossen',
    cause: 'Damit endete auch der Dialog des Browsers.',
    next: 'Versuchen Sie es erneut, und lassen Sie das Fenster offen, bis es sich selbst schließt.',
  },
  extension_window_hidden: {
    title: 'Das Fenster war nicht im Vordergrund',
    cause: 'Browser fragen nur in einem sichtbaren Fenster nach einem Schlüssel.',
    next: 'Versuchen Sie es erneut, und lassen Sie das neue Fenster im Vordergrund.',
  },
  extension_page_unreachable: {
    title: 'Die Anmeldeseite von Microsoft wurde nicht geöffnet',
    cause: 'Das Netz oder eine Richtlinie dieses Browsers hat das Fenster daran gehindert.',
    next: 'Öffnen Sie https://login.microsoft.com in diesem Browser. Geht das nicht, muss das Netz es zulassen.',
  },
  extension_host_withdrawn: {
    title: 'Die Erweiterung darf nicht an login.microsoft.com',
    cause: 'Der Zugriff auf diese Website wurde ihr entzogen, von Hand oder durch eine Richtlinie.',
    next: 'Erlauben Sie ihn wieder unter „Details“ auf chrome://extensions, oder wenden Sie sich an die Stelle, die die Richtlinie setzt.',
  },
  extension_interrupted: {
    title: 'Die Begleiterweiterung ist abgebrochen',
    cause: 'Sie wurde mittendrin aktualisiert, neu geladen oder ausgeschaltet.',
    next: 'Schließen Sie ihr Fenster, falls es noch offen ist, und versuchen Sie es erneut.',
  },
};
