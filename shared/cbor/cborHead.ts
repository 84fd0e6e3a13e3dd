/** The upper three bits of an item's first byte. @see RFC 8949 §3.1 */
export const MAJOR = { unsigned: 0, negative: 1, bytes: 2, text: 3, array: 4, map: 5 } as const;

/** The first bytes of the simple values that CTAP2 has. */
export const SIMPLE = { false: 0xf4, true: 0xf5, null: 0xf6 } as const;

/** By the low five bits of the first byte: how many bytes hold the argument, and the least value that needs as many. */
export const WIDE_ARGUMENTS = [
  { information: 24, width: 1, least: 24 },
  { information: 25, width: 2, least: 0x100 },
  { information: 26, width: 4, least: 0x1_0000 },
  { information: 27, width: 8, least: 0x1_0000_0000 },
] as const;
