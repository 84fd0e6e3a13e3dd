import { z } from 'zod';
import { guid, instant } from './common.ts';

// Not in index.ts: no page asks for scopes, and the Station would carry them.

/** Whom a scope is given to: an operator, or everybody who is in a group, nested ones too. */
export const scopeSubject = z.strictObject({ kind: z.enum(['operator', 'group']), id: guid });
export type ScopeSubject = z.infer<typeof scopeSubject>;

/** Whom it covers: the people of a group, nested ones too, those of an administrative unit, or everybody. */
export const scopeTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['group', 'unit']), id: guid }),
  z.strictObject({ kind: z.literal('everyone') }),
]);
export type ScopeTarget = z.infer<typeof scopeTarget>;

/** `GET /api/units?query=`: at most 25 administrative units, by words of the name or by object id. */
export const unitList = z.object({
  units: z.array(z.object({ id: guid, displayName: z.string() })),
  truncated: z.boolean(),
});
export type UnitList = z.infer<typeof unitList>;

/**
 * `GET /api/operators/scopes`, for admins and auditors. `inForce` is false where the settings do not limit operators: the list
 * can be made before it counts.
 */
export const operatorScopes = z.object({
  inForce: z.boolean(),
  scopes: z.array(
    z.object({ subject: scopeSubject, scope: scopeTarget, grantedById: guid, at: instant }),
  ),
  /** The newest version of everybody whose scopes were ever changed; of all others it is 0. */
  versions: z.array(z.object({ subject: scopeSubject, version: z.number().int().positive() })),
  /** What was changed, the newest first; at most 50. */
  changes: z.array(
    z.object({
      subject: scopeSubject,
      version: z.number().int().positive(),
      scope: scopeTarget,
      granted: z.boolean(),
      changedBy: z.object({ id: guid, displayName: z.string().nullable() }),
      at: instant,
    }),
  ),
});
export type OperatorScopes = z.infer<typeof operatorScopes>;

/**
 * `POST /api/operators/scopes`, for admins: gives a scope or takes it back. Counts from the next key on. `basedOn`: the subject's version that
 * it was decided over; 409 `conflict` where there is a newer one.
 */
export const changeScope = z.strictObject({
  basedOn: z.number().int().nonnegative(),
  subject: scopeSubject,
  scope: scopeTarget,
  granted: z.boolean(),
});
export type ChangeScope = z.infer<typeof changeScope>;
