/** Where run.ts tells the tests the port of the machine's agent. */
export const AGENT_PORT_VARIABLE = 'KEYWRIGHT_MACHINE_AGENT_PORT';
