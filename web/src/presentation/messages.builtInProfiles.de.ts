import type { builtInProfileMessages as english } from './messages.builtInProfiles.en.ts';
import type { Translation } from './translation.ts';

/** Die Profile, mit denen jede Installation beginnt. Gespeichert sind sie auf Englisch. */
export const builtInProfileMessages: Translation<typeof english> = {
  'new-colleague': {
    name: 'Neu im Team',
    description:
      'Eine versiegelte Zufalls-PIN, die nur die Person selbst sehen kann; bei der ersten Benutzung wählt sie eine eigene.',
  },
  'holder-present': {
    name: 'Person ist an der Station',
    description: 'Die Person gibt ihre eigene PIN hier ein; niemand sonst erfährt sie.',
  },
  'keep-pin': {
    name: 'Schlüssel, der schon benutzt wird',
    description:
      'Der Schlüssel behält seine PIN und seine anderen Passkeys; wer die PIN kennt, gibt sie hier ein.',
  },
  replacement: {
    name: 'Ersatz',
    description:
      'Wie „Neu im Team“; die alten Schlüssel werden entfernt, sobald der neue geprüft ist.',
  },
  'shipped-by-post': {
    name: 'Mit der Post verschickt',
    description:
      'Für einen Schlüssel auf Reisen: nur echte Modelle; die Person sieht die PIN, wenn er angekommen ist, und wählt eine eigene.',
  },
  'sealed-letter': {
    name: 'PIN per Brief',
    description:
      'Für Menschen, die sich ohne ihren Schlüssel nicht anmelden können: Die PIN wird einmal gedruckt, auf einen Brief zum Falten.',
  },
  'operator-tells': {
    name: 'PIN wird persönlich gesagt',
    description:
      'Die PIN wird hier einmal angezeigt, um sie der Person persönlich zu sagen; bei der ersten Benutzung wählt diese eine eigene.',
  },
  'like-the-yubico-scripts': {
    name: 'Wie die Yubico-Skripte',
    description:
      'Worin die Massenregistrierung mit den Skripten von Yubico endet: sechs zufällige Ziffern, die der Person gesagt und bei der ersten Benutzung geändert werden; die alten Schlüssel gehen, aber erst, wenn der neue geprüft ist.',
  },
};
