/** Somebody who was invited, signed in. */
export interface SignedIn {
  readonly userId: string;
  readonly token: string;
}

/** What the crowd is told. */
export interface CrowdOrder {
  readonly backendOrigin: string;
  readonly people: readonly SignedIn[];
}

/** What became of it. */
export interface CrowdReport {
  readonly enrolled: number;
}
