/** A breakage of one rule in the product's code: text that is there exactly once, and what stands there instead. */
export interface Mutant {
  readonly name: string;
  /** The rule that it breaks. */
  readonly rule: string;
  /** Where it is looked for first: a part of the names of scenarios, or of faults with their positions. */
  readonly near?: string;
  readonly edits: readonly {
    /** Under the repository's root. */
    readonly file: string;
    readonly find: string;
    readonly replace: string;
  }[];
}
