/** A failure for the person in front of it: what happened, what it means, what to do now. No codes, no blame. */
export interface FailureWords {
  readonly title: string;
  readonly cause: string;
  readonly next: string;
}
