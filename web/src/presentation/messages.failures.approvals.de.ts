import type { approvalFailureMessages as english } from './messages.failures.approvals.en.ts';
import type { Translation } from './translation.ts';

/** Fehler bei allem, was die Genehmigung einer zweiten Person braucht. */
export const approvalFailureMessages: Translation<typeof english> = {
  approval_needed: {
    title: 'Das muss jemand anders aus der Administration genehmigen',
    cause: 'Ihre Organisation will dafür zwei Personen. Nichts ist geschehen.',
    next: 'Bitten Sie an der Stelle, an der Sie es getan haben, um Genehmigung, eine nach der anderen. Sobald jemand anders genehmigt hat, machen Sie dort weiter.',
  },
  approval_not_yours: {
    title: 'Diese Genehmigung ist nicht Ihre',
    cause:
      'Wer darum bittet, kann nicht entscheiden, und nur wer gebeten hat, kann verwenden, was genehmigt wurde.',
    next: 'Lassen Sie eine andere Person aus der Administration entscheiden, oder bitten Sie selbst um eine Genehmigung.',
  },
  approval_changed: {
    title: 'Genehmigt wurde etwas anderes',
    cause:
      'Die Person, das Profil, der Schlüssel oder die Änderung ist nicht, was es war. Nichts ist geschehen.',
    next: 'Sehen Sie sich an, wie es jetzt ist, und bitten Sie noch einmal.',
  },
  approval_expired: {
    title: 'Die Genehmigung kam zu spät',
    cause:
      'Entschieden werden kann eine halbe Stunde lang, verwendet eine halbe Stunde lang danach.',
    next: 'Bitten Sie noch einmal, am besten wenn jemand da ist, um zu entscheiden.',
  },
  approval_used: {
    title: 'Diese Genehmigung wurde schon verwendet',
    cause:
      'Jede gilt für ein Mal. Wofür sie war, ist vielleicht geschehen: Sehen Sie nach, bevor Sie noch einmal bitten.',
    next: 'Bitten Sie um eine weitere Genehmigung, wenn es noch einmal geschehen muss.',
  },
};
