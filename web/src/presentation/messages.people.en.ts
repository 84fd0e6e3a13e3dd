import { digits, plural } from './numbers.en.ts';

/** Words of *People* and of one person's page. */
export const peopleMessages = {
  title: 'People',
  intro: 'Find a person to see the passkeys they have.',
  searchLabel: 'Person',
  searchHelp: 'Name or user principal name, at least two letters.',
  searchPlaceholder: 'Adele, or adele.vance@…',
  searching: 'Searching…',
  results: (count: number) => `${digits(count)} ${plural(count, 'person', 'people')} found`,
  truncated: 'There are more. Type more of the name.',
  nobody: (query: string) =>
    `Nobody is called “${query}”. Check the spelling, or try the user principal name.`,
  clear: 'Clear the search',
  chooseFile: 'Choose a file',
  disabled: 'Sign-in blocked',
  guest: 'Guest',
  passkeys: 'Passkeys',
  passkeysLoading: 'Reading their passkeys…',
  noPasskeys: 'No passkeys yet',
  noPasskeysText: 'A security key that is enrolled for this person shows here.',
  model: 'Model',
  added: 'Added',
  lastUsed: 'Last used',
  attestation: 'Attested',
  serial: 'Serial number',
  never: 'Not yet',
  unknown: 'Not known',
  attestationLevels: { attested: 'Yes', notAttested: 'No', unknown: 'Not known' },
  synced: 'Synced passkey, not a security key',
  handOverTitle: 'PINs to hand over',
  handOver: {
    operator: 'You tell them this PIN. It can be shown once.',
    letter: 'This PIN goes by letter. It can be printed once.',
  },
  problemsTitle: 'A key cannot be enrolled for this person now',
  enrol: 'Enrol a key for this person',
} as const;
