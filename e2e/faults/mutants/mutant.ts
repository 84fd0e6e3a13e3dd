/** A breakage of one rule in the product's code: text that is there exactly once, and what stands there instead. */
export interface Mutant {
  readonly name: string;
  /** The rule that it breaks. */
  readonly rule: string;
  /** Where it is looked for first: a part of the name of a scenario, and of a fault with its position in it. */
  readonly near?: { readonly scenario: string; readonly fault?: string };
  /** The layer whose trials are to catch it; L1 where absent. */
  readonly layer?: 'L9';
  readonly edits: readonly {
    /** Under the repository's root. */
    readonly file: string;
    readonly find: string;
    readonly replace: string;
  }[];
}
