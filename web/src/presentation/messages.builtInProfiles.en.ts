/** The profiles that every installation begins with, by id, in the words that are stored with them. */
export const builtInProfileMessages = {
  'new-colleague': {
    name: 'New colleague',
    description:
      'A sealed random PIN that only the holder can see; they choose their own at first use.',
  },
  'holder-present': {
    name: 'Holder at the station',
    description: 'The holder types their own PIN here; nobody else learns it.',
  },
  'keep-pin': {
    name: 'Key that is already in use',
    description:
      'The key keeps its PIN and its other passkeys; whoever knows the PIN types it here.',
  },
  replacement: {
    name: 'Replacement',
    description: 'Like New colleague; the old keys are removed once the new one is proven.',
  },
  'shipped-by-post': {
    name: 'Shipped by post',
    description:
      'For a key that travels: genuine models only; its holder sees the PIN after it arrived and chooses their own.',
  },
  'sealed-letter': {
    name: 'PIN by letter',
    description:
      'For people who cannot sign in before they have their key: the PIN is printed once, on a letter to fold.',
  },
  'operator-tells': {
    name: 'PIN told by the operator',
    description:
      'The PIN is shown here once, to tell the holder in person; they choose their own at first use.',
  },
  'like-the-yubico-scripts': {
    name: 'Like the Yubico scripts',
    description:
      'What bulk registration with Yubico’s scripts ends in: six random digits told by the operator, changed at first use; the old keys go, but only once the new one is proven.',
  },
} as const;
