/** Everything the environment says, parsed once at start. */
export interface Config {
  readonly tenantId: string;
}
