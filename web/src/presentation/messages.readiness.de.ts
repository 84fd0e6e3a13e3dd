import type { readinessMessages as english } from './messages.readiness.en.ts';
import type { Translation } from './translation.ts';

/** Wörter der *Bereitschaft*: Ob der Mandant eingerichtet ist, wie er sein soll. */
export const readinessMessages: Translation<typeof english> = {
  title: 'Bereitschaft',
  intro:
    'Ob der Mandant noch so eingerichtet ist, wie Keywright sich darauf verlässt. Geprüft wird beim Start eines Backends und einmal am Tag. Wird etwas schlechter, geht eine Mail an die Administration, und ebenso, wenn es behoben ist.',
  lookAgain: 'Erneut prüfen',
  looking: 'Wird geprüft…',
  lookedAt: 'Geprüft',
  never: 'Noch nie geprüft.',
  loading: 'Ergebnisse werden gelesen…',
  expected: 'Erwartet',
  found: 'Gefunden',
  next: 'Nächster Schritt:',
  since: 'Letzte Änderung:',
  until: 'Endet am',
  states: {
    ok: 'In Ordnung',
    attention: 'Bitte prüfen',
    broken: 'Gestört',
    unknown: 'Nicht prüfbar',
  },
  checks: {
    permissions: {
      title: 'Berechtigungen der Anwendung',
      expected:
        'Genau die Berechtigungen, die die Anleitung für das nennt, was hier eingeschaltet ist, und keine Verzeichnisrolle.',
    },
    secrets: {
      title: 'Geheime Clientschlüssel',
      expected: 'Keine, weder an der Registrierung noch an der Unternehmensanwendung.',
    },
    credential: {
      title: 'Zertifikat und andere Anmeldedaten',
      expected:
        'Nur das, womit sich dieses Backend anmeldet, noch mindestens 30 Tage gültig, und nichts sonst.',
    },
    owners: {
      title: 'Besitzer der Anwendung',
      expected: 'Niemand außer denen, die die Einstellung KEYWRIGHT_EXPECTED_OWNERS nennt.',
    },
    conditionalAccess: {
      title: 'Richtlinie hinter dem Authentifizierungskontext',
      expected:
        'Eine aktivierte Richtlinie für bedingten Zugriff für jeden Kontext, den die Einstellungen nennen.',
    },
    canary: {
      title: 'Testkonto',
      expected:
        'Graph lehnt ab (403), dass diese Anwendung ein Konto in einer eingeschränkten Verwaltungseinheit ändert.',
    },
  },
  findings: {
    permissionsExact: { found: 'Die dokumentierten Berechtigungen und keine weitere.', next: '' },
    permissionMissing: {
      found: 'Eine Berechtigung fehlt:',
      next: 'Erteilen Sie sie mit Administratorzustimmung (docs/entra-setup.md, Schritt 3). Binnen einer Stunde gibt Entra Token damit aus.',
    },
    permissionIdle: {
      found: 'Eine dokumentierte Berechtigung, die hier nichts verwendet:',
      next: 'Entfernen Sie sie unter „API-Berechtigungen“ der Registrierung, oder schalten Sie ein, wofür sie da ist (docs/entra-setup.md, Schritt 3).',
    },
    permissionExtra: {
      found: 'Eine Berechtigung zu viel, sie liest nur:',
      next: 'Entfernen Sie sie unter „API-Berechtigungen“ der Registrierung, und finden Sie heraus, wer sie erteilt hat.',
    },
    permissionDangerous: {
      found: 'GEFAHR: eine Berechtigung zu viel, mit der die Anwendung etwas ändern kann:',
      next: 'Entfernen Sie sie jetzt, und suchen Sie im Überwachungsprotokoll von Entra, wer sie erteilt hat. Wer dieses Backend hat, hat auch sie.',
    },
    permissionNeeded: {
      found: 'Das darf nicht geprüft werden. Die fehlende Berechtigung:',
      next: 'Erteilen Sie sie mit Administratorzustimmung. Hat sie niemand entzogen, gilt noch ein älteres Token: Prüfen Sie in einer Stunde erneut, mit einer verwalteten Identität nach einem Tag.',
    },
    directoryRole: {
      found: 'GEFAHR: Die Anwendung hat selbst eine Verzeichnisrolle, mit der Definition:',
      next: 'Entfernen Sie die Zuweisung unter „Rollen und Administratoren“, und finden Sie heraus, von wem sie ist.',
    },
    noSecret: { found: 'Kein geheimer Clientschlüssel.', next: '' },
    secretThere: {
      found: 'Es gibt einen geheimen Clientschlüssel. Wer ihn kennt, kann als Keywright handeln:',
      next: 'Löschen Sie ihn unter „Zertifikate & Geheimnisse“ (an einer Unternehmensanwendung mit Graph oder PowerShell), und suchen Sie im Überwachungsprotokoll von Entra, wer ihn angelegt hat.',
    },
    certificateGood: { found: 'Unser Zertifikat ist eingetragen.', next: '' },
    certificateNotNeeded: {
      found:
        'Eine verwaltete Identität oder Verbundanmeldedaten werden verwendet: Ein Zertifikat ist nicht nötig.',
      next: '',
    },
    certificateEnds: {
      found: 'Unser Zertifikat läuft bald ab.',
      next: 'Erstellen Sie ein neues, laden Sie es neben dem alten hoch, tauschen Sie hier die Dateien und starten Sie neu (docs/operations.md).',
    },
    certificateEnded: {
      found: 'Unser Zertifikat ist abgelaufen. Das Backend bekommt kein neues Token.',
      next: 'Erstellen Sie jetzt ein neues und laden Sie es hoch, tauschen Sie hier die Dateien und starten Sie neu.',
    },
    certificateUnknown: {
      found: 'Das Zertifikat dieses Backends ist in Entra nicht eingetragen.',
      next: 'Laden Sie es unter „Zertifikate & Geheimnisse“ hoch, oder finden Sie heraus, wer es entfernt hat. Ohne Zertifikat bekommt das Backend kein neues Token.',
    },
    certificateOther: {
      found:
        'Ein anderes Zertifikat ist eingetragen. Damit könnte sich jemand als Keywright anmelden:',
      next: 'Ist es Ihr altes oder Ihr nächstes, entfernen Sie es nach dem Wechsel. Sonst entfernen Sie es jetzt, und finden Sie heraus, von wem es ist.',
    },
    federationOther: {
      found: 'Auch die Bestätigungen eines anderen Ausstellers gelten als Keywright:',
      next: 'Entfernen Sie den Eintrag unter „Zertifikate & Geheimnisse“, „Verbundanmeldeinformationen“, wenn dieses Backend ihn nicht verwendet.',
    },
    ownersExpected: { found: 'Niemand sonst.', next: '' },
    ownerUnexpected: {
      found: 'Ein Besitzer, der nicht erwartet ist. Besitzer können Anmeldedaten hinzufügen:',
      next: 'Entfernen Sie die Person als Besitzer der Registrierung und der Unternehmensanwendung, oder nennen Sie ihre ID in KEYWRIGHT_EXPECTED_OWNERS.',
    },
    contextNotSet: {
      found:
        'Die Einstellungen nennen keinen Authentifizierungskontext, also muss keiner an eine Richtlinie gebunden sein.',
      next: '',
    },
    contextBound: { found: 'Eine Richtlinie, die aktiviert ist:', next: '' },
    contextReportOnly: {
      found:
        'Die Richtlinie für diesen Kontext berichtet nur. Entra schreibt den Kontext in jedes Token:',
      next: 'Stellen Sie die Richtlinie von „Nur Bericht“ auf „Ein“.',
    },
    contextOff: {
      found:
        'Die Richtlinie für diesen Kontext ist aus. Entra schreibt den Kontext in jedes Token:',
      next: 'Aktivieren Sie die Richtlinie.',
    },
    contextUnbound: {
      found: 'An diesen Kontext ist keine Richtlinie gebunden. Entra schreibt ihn in jedes Token:',
      next: 'Legen Sie eine Richtlinie für bedingten Zugriff mit diesem Authentifizierungskontext als Ziel an (docs/entra-setup.md), und aktivieren Sie sie.',
    },
    canaryNotSet: {
      found:
        'Kein Testkonto ist eingerichtet. Niemand würde merken, wenn eingeschränkte Einheiten nicht mehr schützen.',
      next: 'Legen Sie ein Konto ohne Schlüssel an, nehmen Sie es in eine eingeschränkte Verwaltungseinheit auf, und setzen Sie KEYWRIGHT_CANARY_ID auf seine Objekt-ID.',
    },
    canaryRefused: { found: 'Graph hat abgelehnt.', next: '' },
    canaryNotRefused: {
      found:
        'Graph hat NICHT abgelehnt. Geändert wurde nichts, aber eingeschränkte Einheiten halten diese Anwendung nicht ab.',
      next: 'Sehen Sie sich die Einheit an und was der Anwendung erteilt wurde. Bis dahin schützt nur die Prüfung von Keywright selbst die Personen mit Rechten im Verzeichnis.',
    },
    canaryNotRestricted: {
      found:
        'Das Konto ist in keiner eingeschränkten Einheit. Eine Ablehnung würde nichts beweisen.',
      next: 'Nehmen Sie es in eine eingeschränkte Verwaltungseinheit auf.',
    },
    canaryNotFound: {
      found: 'Dieses Konto gibt es nicht.',
      next: 'Setzen Sie KEYWRIGHT_CANARY_ID auf die Objekt-ID des Testkontos.',
    },
    applicationNotSet: {
      found:
        'Mit einer systemseitig zugewiesenen Identität weiß Keywright nicht, welche Anwendung es ist.',
      next: 'Setzen Sie KEYWRIGHT_GRAPH_CLIENT_ID auf die Anwendungs-ID der Identität.',
    },
    applicationElsewhere: {
      found: 'Die Anwendung ist in diesem Mandanten nicht registriert.',
      next: 'Prüfen Sie, ob KEYWRIGHT_GRAPH_CLIENT_ID stimmt. Eine Anwendung eines anderen Mandanten lässt sich nicht prüfen und wird nicht unterstützt.',
    },
    lookFailed: {
      found: 'Etwas kam dazwischen. Binnen einer Stunde wird es erneut versucht. Der Fehler:',
      next: 'Prüfen Sie erneut. Bleibt es so, sehen Sie in das Protokoll des Backends.',
    },
  },
  permissions: {
    'UserAuthMethod-Passkey.ReadWrite.All':
      'Ohne sie lässt sich kein Schlüssel registrieren oder entfernen.',
    'User.Read.All': 'Ohne sie wird niemand gefunden, also bekommt niemand einen Schlüssel.',
    'GroupMember.Read.All':
      'Ohne sie lässt sich nicht lesen, wer in einer Gruppe ist und für wen die Richtlinie für Passkeys gilt.',
    'RoleManagement.Read.Directory': 'Ohne sie wird alles für alle abgelehnt.',
    'AdministrativeUnit.Read.All':
      'Ohne sie geschieht nichts für Personen, die in irgendeiner Einheit sind.',
    'PrivilegedEligibilitySchedule.Read.AzureADGroup':
      'Ohne sie geschieht nichts für irgendjemanden, außer KEYWRIGHT_ELIGIBLE_ROLES ist none.',
    'Policy.Read.AuthenticationMethod':
      'Ohne sie beginnt keine Einrichtung: Die Richtlinie für Passkeys lässt sich nicht lesen.',
    'Organization.Read.All': 'Ohne sie nennt die obere Leiste den Mandanten nicht.',
    'Application.Read.All': 'Ohne sie lässt sich das meiste auf dieser Seite nicht prüfen.',
    'Policy.Read.ConditionalAccess':
      'Ohne sie merkt niemand, wenn die Richtlinie hinter dem Kontext ausgeschaltet wird.',
    'User.RevokeSessions.All':
      'Ohne sie laufen Sitzungen weiter, wenn ein Schlüssel verloren geht.',
    'Mail.Send': 'Ohne sie wird keine Nachricht verschickt.',
  },
};
