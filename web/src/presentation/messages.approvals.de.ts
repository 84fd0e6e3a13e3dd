import type { approvalMessages as english } from './messages.approvals.en.ts';
import type { Translation } from './translation.ts';

/** Wörter von *Genehmigungen*: darum bitten, entscheiden, und was genau geschehen wird. */
export const approvalMessages: Translation<typeof english> = {
  title: 'Genehmigungen',
  intro:
    'Manches braucht hier zwei Personen. Wer darum bittet, macht weiter, sobald eine andere Administratorin oder ein anderer Administrator genehmigt hat.',
  loading: 'Die Anfragen werden gelesen…',
  forYou: 'Zu entscheiden',
  own: 'Worum Sie gebeten haben',
  nothingTitle: 'Niemand wartet auf Sie',
  nothingText:
    'Worum andere Administratoren oder Operatoren bitten, steht hier eine halbe Stunde lang.',
  noneOwnTitle: 'Sie haben heute um nichts gebeten',
  noneOwnText: 'Wo etwas eine Genehmigung braucht, wird Ihnen angeboten, darum zu bitten.',
  unusedTitle: 'Hier braucht nichts eine Genehmigung',
  unusedText: 'Was zwei Personen braucht, ist eine der Einstellungen des Dienstes.',
  actions: {
    startEnrolment: 'Einen Schlüssel für eine Person mit Macht über das Verzeichnis einrichten',
    showPinToOperator: 'Die PIN eines Schlüssels an der Station zeigen',
    printPin: 'Den Brief mit der PIN eines Schlüssels drucken',
    createProfile: 'Ein Profil anlegen',
    editProfile: 'Ein Profil ändern',
    retireProfile: 'Ein Profil außer Gebrauch nehmen',
    changeScope: 'Ändern, für wen Operatoren handeln dürfen',
  },
  states: {
    waiting: 'Wartet',
    approved: 'Genehmigt',
    refused: 'Abgelehnt',
    used: 'Verwendet',
    expired: 'Zu spät',
    withdrawn: 'Zurückgezogen',
  },
  facts: {
    person: 'Für wen',
    profile: 'Nach welchem Profil',
    which: 'Welches Profil',
    key: 'Schlüssel',
    way: 'Wie der Schlüssel erreicht wird',
    does: 'Was mit dem Schlüssel geschieht',
    to: 'Für wen es gilt',
    over: 'Für wen sie handeln dürfen',
    askedBy: 'Wer darum bittet',
    request: 'Anfrage',
  },
  version: (name, version) => `${name}, Version ${version}`,
  anyKey: 'Welcher auch immer eingesteckt ist',
  serial: (model, serial) => `${model}, Seriennummer ${serial}`,
  pinShown:
    'Die PIN wird einmal gezeigt; wem sie gehört, erfährt es per E-Mail, wo E-Mail eingerichtet ist.',
  changes: 'Was sich ändert',
  everything: 'Was das neue Profil tut',
  unreadable:
    'Das Profil, wie es jetzt ist, war nicht zu lesen; was sich ändert, ist hier also nicht bekannt.',
  scopeSubjects: { operator: 'Operator', group: 'Alle in der Gruppe' },
  scopeTargets: {
    everyone: 'Alle',
    group: 'Die Personen der Gruppe',
    unit: 'Die Personen der Verwaltungseinheit',
  },
  granted: { yes: 'Sie dürfen es von jetzt an', no: 'Sie dürfen es nicht mehr' },
  approve: 'Genehmigen',
  refuse: 'Ablehnen',
  reason: 'Ihre Begründung',
  reasonHelp: 'Wer gebeten hat, liest sie. Nötig, um abzulehnen.',
  reasonMissing: 'Sagen Sie, warum, damit klar ist, was zu tun ist.',
  decidedBy: (state, name) => `${state} von ${name}`,
  someone: 'jemandem ohne Namen',
  said: (reason) => `„${reason}“`,
  until: (time) => `bis ${time}`,
  decided: {
    approve: 'Sie haben genehmigt. Wer gebeten hat, kann weitermachen.',
    refuse: 'Sie haben abgelehnt.',
  },
  withdraw: 'Zurückziehen',
  step: {
    neededTitle: 'Das muss jemand anders aus der Administration genehmigen',
    neededText:
      'Nichts ist geschehen. Bitten Sie darum, lassen Sie dies offen, und machen Sie hier weiter, sobald jemand anders genehmigt hat.',
    ask: 'Um Genehmigung bitten',
    askAgain: 'Noch einmal bitten',
    waitingTitle: 'Wartet auf eine zweite Person aus der Administration',
    waitingText: (time) =>
      `Unter Genehmigungen ist genau zu sehen, was Sie vorhaben; entschieden werden kann bis ${time}. Diese Seite sieht von selbst nach.`,
    approvedTitle: (name) => `Genehmigt von ${name}`,
    approvedText: (time) => `Sie gilt für ein Mal, bis ${time}.`,
    goOn: 'Weitermachen',
    refusedTitle: (name) => `Abgelehnt von ${name}`,
    endedTitle: 'Die Anfrage ist zu Ende',
    endedText: 'Niemand hat rechtzeitig entschieden, oder sie wurde zurückgezogen oder verwendet.',
  },
};
