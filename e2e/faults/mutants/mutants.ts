import { AFTERWARDS_MUTANTS } from './afterwardsMutants.ts';
import { FORWARD_MUTANTS } from './forwardMutants.ts';
import type { Mutant } from './mutant.ts';
import { RETURN_MUTANTS } from './returnMutants.ts';

/** The breakages that the harness has to catch: one for each rule of order, and some of ownership. */
export const MUTANTS: readonly Mutant[] = [
  ...FORWARD_MUTANTS,
  ...RETURN_MUTANTS,
  ...AFTERWARDS_MUTANTS,
];
