import type { stationKitMessages as english } from './messages.stationKit.en.ts';
import { digits } from './numbers.de.ts';
import type { Translation } from './translation.ts';

const ANY_PAGE =
  'Browser verbergen Sicherheitsschlüssel vor Webseiten, damit sich keine Seite einem Schlüssel gegenüber als eine andere ausgeben kann. Eine Station hebt das auf: Jede Seite, die in ihr geöffnet wird und einen Schlüssel verwenden darf, kann selbst mit dem Schlüssel sprechen.';
const WHAT_POLICIES_DO =
  'Sie lassen Keywright jeden Schlüssel sofort sehen, lassen einen Schlüssel ohne Rückfrage sein Modell nennen und beschränken den Browser auf Keywright und die Anmeldung.';

/** Wörter des *Stationspakets*, auf der Seite und in der Datei, die man liest, bevor man eine Station aufstellt. */
export const stationKitMessages: Translation<typeof english> = {
  title: 'Stationspaket',
  back: 'Stationsprüfung',
  intro:
    'Dateien, die einen Browser auf einem Computer zur Station machen: einem Browser, der Sicherheitsschlüssel erreicht und nichts als Keywright und die Anmeldung öffnet.',
  forOrigin: 'Für diese Adresse',
  refusedTitle: 'Für diese Adresse lässt sich kein Paket erstellen',
  refusedText:
    'Eine Station braucht eine https-Adresse mit einem gewöhnlichen Hostnamen. Öffnen Sie Keywright unter seiner eigenen Adresse, und kommen Sie wieder.',
  which: 'Welche Station',
  os: 'Betriebssystem',
  systems: { windows: 'Windows', macos: 'macOS', linux: 'Linux' },
  browser: 'Browser',
  browsers: { chrome: 'Google Chrome', edge: 'Microsoft Edge', chromium: 'Chromium' },
  thisComputer: (name) => `${name}, wie hier`,
  alsoOpens: 'Weitere Anmeldeadressen',
  alsoOpensHelp:
    'Nur wenn Ihre Anmeldung über eigene Server führt, etwa AD FS: eine Adresse pro Zeile, wie https://adfs.contoso.com.',
  alsoOpensError: (line) => `„${line}“ ist keine Adresse wie https://adfs.contoso.com, ohne Pfad.`,
  state: {
    linux:
      'Schalter und Richtlinien wurden unter Linux mit Chromium 156 ausprobiert; der Schalter mit einem HID-Gerät des Kernels und der Firmware eines echten Authentifikators, nicht mit einem physischen Schlüssel.',
    macos:
      'Nach Quelltext und Dokumentation des Browsers erstellt. Noch nicht unter macOS ausgeführt.',
    windows:
      'Nach Quelltext und Dokumentation des Browsers erstellt. Noch nicht unter Windows ausgeführt.',
  },
  readRisk: 'Zuerst lesen',
  steps: 'Aufstellen',
  step: (number) => `Schritt ${digits(number)}`,
  save: 'Speichern',
  saveFile: (name) => `${name} speichern`,
  show: (name) => `${name} anzeigen`,
  contentOf: (name) => `Inhalt von ${name}`,
  commandFor: (title) => `${title}: was einzugeben ist`,
  saveReadMe: 'Als Textdatei speichern',

  readMe: {
    title: (origin) => `Keywright-Station für ${origin}`,
    subtitle: (browser, os) =>
      `${browser} unter ${{ windows: 'Windows', macos: 'macOS', linux: 'Linux' }[os]}`,
    riskTitle: 'Was Sie aufgeben',
    risks: {
      linux: [ANY_PAGE],
      macos: [ANY_PAGE],
      windows: [
        ANY_PAGE,
        'Windows lässt nur mit Administratorrechten an einen Schlüssel, daher läuft der ganze Browser als Administrator. Wer aus einer Seite ausbricht, hat den Computer.',
      ],
    },
    containTitle: 'Wie Sie es eingrenzen',
    contain: [
      'Nehmen Sie einen Computer, der nur dafür da ist, oder wenigstens einen Browser, den niemand für anderes benutzt: Die Richtlinien gelten für jedes Profil dieses Browsers auf diesem Computer, und er öffnet nichts als Keywright und die Anmeldung.',
      'Halten Sie Dateien, Mails und Kennwörter anderer von ihm fern. Halten Sie ihn aktuell, den Datenträger verschlüsselt, und sperren Sie ihn, wenn Sie gehen.',
      'Starten Sie die Station nur mit ihrer Startdatei, und schließen Sie sie, wenn Sie fertig sind. Melden Sie sich mit einem Konto an, das Schlüssel einrichten darf und sonst nichts.',
      'Stecken Sie nie den Schlüssel ein, mit dem Sie sich selbst anmelden, außer die Anmeldung verlangt es.',
      'Bewahren Sie diese Dateien dort auf, wo nur Administratoren sie ändern können.',
    ],
    policyTitle: 'Richtlinien setzen',
    policy: {
      linux: `${WHAT_POLICIES_DO} Wo zwei Zeilen stehen, ist eine für Chromium, wie Debian es packt, und eine für das von Ubuntu.`,
      macos: `${WHAT_POLICIES_DO} macOS bittet Sie, das Profil in den Systemeinstellungen zu bestätigen. Die Leiste über einen nicht unterstützten Schalter verschwindet nur, wenn das Profil von einem Verwaltungssystem kommt.`,
      windows: `${WHAT_POLICIES_DO} Geben Sie es dort ein, wo die Datei liegt, in einer Eingabeaufforderung, die als Administrator läuft. Die Leiste über einen nicht unterstützten Schalter verschwindet nur auf einem Computer, der einer Domäne oder Entra beigetreten ist.`,
    },
    startTitle: 'Station starten',
    start: {
      linux:
        'Sie hat ein eigenes Profil in Ihrem Benutzerordner, KeywrightStation. Aus einem Snap oder Flatpak erreicht der Browser vielleicht keine Schlüssel; für den Snap von Chromium: sudo snap connect chromium:u2f-devices.',
      macos: 'Sie hat ein eigenes Profil in Ihrem Benutzerordner, KeywrightStation.',
      windows:
        'Geben Sie die ersten beiden Zeilen einmal als Administrator ein: Sie legen die Startdatei dorthin, wo nur Administratoren sie ändern können. Starten Sie sie ab dann dort; Windows fragt jedes Mal. Ihr Profil liegt daneben und öffnet sich nur für Administratoren.',
    },
    checkTitle: 'Prüfen',
    check: (address) =>
      `Melden Sie sich in dem Fenster, das sich öffnet, an, gehen Sie zu ${address}, und stecken Sie einen Schlüssel ein.`,
    undoTitle: 'Zurücknehmen',
    undo: {
      linux: 'Schließen Sie zuerst die Station. Dies entfernt ihr Profil und ihre Richtlinien.',
      macos: 'Schließen Sie zuerst die Station. Dies entfernt ihr Profil und ihre Richtlinien.',
      windows:
        'Schließen Sie zuerst die Station. Dies entfernt ihr Profil und ihre Richtlinien und lässt Listeneinträge stehen, die jemand anderes gemacht hat.',
    },
  },
};
