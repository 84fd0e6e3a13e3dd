/** A breakage of one rule in the product's code: text that is there exactly once, and what stands there instead. */
export interface Mutant {
  readonly name: string;
  /** The rule that it breaks. */
  readonly rule: string;
  readonly edits: readonly {
    /** Under the repository's root. */
    readonly file: string;
    readonly find: string;
    readonly replace: string;
  }[];
}
