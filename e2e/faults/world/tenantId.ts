import { DEMO_IDS } from '#e2e/tenant/options.ts';

/** The tenant of every world. */
export const TENANT_ID = DEMO_IDS.tenant;
