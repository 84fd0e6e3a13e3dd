import type { ownFailureMessages as english } from './messages.failures.own.en.ts';
import type { Translation } from './translation.ts';

/** Fehler, deren übliche Worte sich an die Administration richten, für eingeladene Personen. */
export const ownFailureMessages: Translation<typeof english> = {
  switchedOff: {
    title: 'Ihr Konto ist gesperrt',
    cause:
      'Solange es gesperrt ist, lässt sich dafür kein Schlüssel einrichten. Nichts ist verloren: Ihre Einladung bleibt offen.',
    next: 'Bitten Sie Ihre IT-Abteilung, es freizugeben, und öffnen Sie diese Seite dann erneut.',
  },
  organisation: {
    title: 'Ihre Organisation muss zuerst etwas ändern',
    cause:
      'Ihre Einstellungen lassen nicht zu, dass von hier aus ein Schlüssel für Sie eingerichtet wird. Das liegt nicht an Ihnen, und nichts ist verloren: Ihre Einladung bleibt offen.',
    next: 'Nennen Sie der einladenden Person den Code unten, und öffnen Sie diese Seite erneut, wenn sie es sagt.',
  },
  noRoom: {
    title: 'Sie haben so viele Schlüssel, wie Platz finden',
    cause: 'Einer muss gehen, bevor ein weiterer dazukommen kann.',
    next: 'Entfernen Sie unter „Meine Schlüssel“ einen, den Sie nicht mehr benutzen, und öffnen Sie diese Seite dann erneut.',
  },
  model: {
    title: 'Schlüssel dieser Art sind hier nicht zugelassen',
    cause:
      'Ihre Organisation legt fest, welche Modelle benutzt werden dürfen. Nichts ist verloren: Ihre Einladung bleibt offen.',
    next: 'Ziehen Sie ihn ab, und stecken Sie den Schlüssel ein, der Ihnen geschickt wurde. Ist es dieser, bitten Sie die einladende Person um einen anderen.',
  },
  somebodys: {
    title: 'Dieser Schlüssel gehört schon jemandem',
    cause: 'Diese Person meldet sich damit an, deshalb wurde auf ihm nichts geändert.',
    next: 'Ziehen Sie ihn ab, und stecken Sie den Schlüssel ein, der Ihnen geschickt wurde. Ist es dieser, sagen Sie es der einladenden Person.',
  },
  yours: {
    title: 'Dieser Schlüssel ist schon für Sie eingerichtet',
    cause: 'Sie können sich damit anmelden. Auf ihm wurde nichts geändert.',
    next: 'Um einen weiteren einzurichten, ziehen Sie diesen ab und stecken den neuen ein.',
  },
  usedBefore: {
    title: 'Dieser Schlüssel hat eine PIN, die hier niemand kennt',
    cause:
      'Jemand hat ihn schon benutzt, und er darf hier nicht gelöscht werden. Auf ihm wurde nichts geändert.',
    next: 'Ziehen Sie ihn ab, und stecken Sie den Schlüssel ein, der Ihnen geschickt wurde. Ist es dieser, bitten Sie die einladende Person um einen anderen.',
  },
  ended: {
    title: 'Ihre Einladung ist beendet',
    cause: 'Sie hat zu einem Schlüssel geführt, wurde zurückgezogen, oder ihre Zeit ist um.',
    next: 'Bitten Sie die einladende Person um eine neue.',
  },
  elsewhere: {
    title: 'Für Sie wird schon ein Schlüssel eingerichtet',
    cause:
      'Das läuft in einem anderen Fenster, auf einem anderen Gerät oder bei Ihrer IT-Abteilung.',
    next: 'Machen Sie dort weiter. Wissen Sie nicht, wo das ist, fragen Sie die einladende Person.',
  },
  otherWay: {
    title: 'So lässt sich Ihr Schlüssel nicht einrichten',
    cause: 'Ihre Organisation verlangt etwas, das dieser Browser mit einem Schlüssel nicht kann.',
    next: 'Öffnen Sie den Link Ihrer Einladung in Chrome oder Edge auf einem Computer.',
  },
};
