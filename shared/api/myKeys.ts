import { z } from 'zod';
import { guid, instant } from './common.ts';
import { passkey } from './people.ts';

/** As Graph writes ids of methods; opaque. */
const methodId = z.string().regex(/^[A-Za-z0-9_-]{1,1365}$/);
/** More than Entra lets anybody have. */
const MOST_KEYS = 100;
const LONGEST_NAME = 30;

/**
 * One of the caller's own passkeys. `usable`: whether the tenant's passkey policy lets them sign in with it, by the model;
 * `unknown` where that could not be read, and then it counts as no key to fall back on.
 */
export const ownPasskey = passkey.extend({
  isEnrolledHere: z.boolean(),
  usable: z.enum(['yes', 'no', 'unknown']),
  /** It was asked of Entra, whose answer did not come; it does not count any more. */
  isBeingRemoved: z.boolean(),
});
export type OwnPasskey = z.infer<typeof ownPasskey>;

const BOUND_HOWS = ['operator', 'self'] as const;
/** What a person themself says of a key that is to be taken away; `bulk`: it is one of many that an operator removes. */
const WHYS = ['removed', 'lost', 'reported', 'bulk'] as const;
const REMOVED_HOWS = ['replacement', 'profile', ...WHYS] as const;
/** How somebody came to have a key: an operator set it up, or they did. */
export type BoundHow = (typeof BOUND_HOWS)[number];
export type KeyRemovalWhy = (typeof WHYS)[number];
/** How somebody came to lose one: a new key took its place, the profile forbids it, by their own word, or with many others. */
export type RemovedHow = (typeof REMOVED_HOWS)[number];

/**
 * `POST /api/me/keys/remove` and `/api/me/keys/lost`. 409 `keys_changed` when `seen` is not what there is now; 409 `last_key` without
 * `isLast` when no usable passkey would be left.
 */
export const takeAwayKey = z.strictObject({
  methodId,
  /** The ids of all passkeys that were on the screen, but for those that are being removed. */
  seen: z.array(methodId).min(1).max(MOST_KEYS),
  /** The person was told what they lose with it, and said yes. */
  isLast: z.literal(true).optional(),
});
export type TakeAwayKey = z.infer<typeof takeAwayKey>;

const sessions = z.enum(['off', 'pending', 'ended', 'refused']);

/**
 * What came of it. `pending`: Entra did not answer; it is looked after, and a lost key is tried again by itself. `kept`: Entra refuses,
 * which only a lost key is answered with. `off`: the settings
 * do not have sessions ended. `told`: who gets a mail; the name of an operator where it is known.
 */
export const keyTakenAway = z.object({
  key: z.enum(['removed', 'pending', 'kept']),
  pin: z.enum(['destroyed', 'none']),
  sessions,
  told: z.object({
    operator: z.boolean(),
    operatorName: z.string().nullable(),
    alerts: z.boolean(),
  }),
});
export type KeyTakenAway = z.infer<typeof keyTakenAway>;

/** `POST /api/me/keys/rename`. 409 `rename_unsupported` where Entra does not let a name be changed. */
export const renameKey = z.strictObject({
  methodId,
  displayName: z
    .string()
    .trim()
    .min(1)
    .max(LONGEST_NAME)
    .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u),
});
export type RenameKey = z.infer<typeof renameKey>;

/** Something that happened to the caller's keys within the last 30 days. */
export const keyEvent = z.object({
  id: guid,
  kind: z.enum(['bound', 'removed']),
  key: z.object({ productName: z.string(), serial: z.string().nullable() }),
  how: z.enum([...BOUND_HOWS, ...REMOVED_HOWS]),
  /** Who did it, where the books have a name for them. */
  byName: z.string().nullable(),
  at: instant,
  reportedAt: instant.nullable(),
});
export type KeyEvent = z.infer<typeof keyEvent>;

/** `GET /api/me/key-events`: newest first. `reportsLeft`: how many may still be reported within 24 hours. */
export const keyEventList = z.object({
  events: z.array(keyEvent),
  reportsLeft: z.int().nonnegative(),
});
export type KeyEventList = z.infer<typeof keyEventList>;

/** `POST /api/me/key-events/report`: "This was not me". 409 `already_reported`, 429 `reports_limited`. */
export const reportKeyEvent = z.strictObject({ eventId: guid });

/** What came of a report. `gone`: the key was not in Entra any more. */
export const keyEventReported = z.object({
  key: z.enum(['removed', 'pending', 'kept', 'gone']),
  pin: z.enum(['destroyed', 'none']),
  sessions,
  /** Whether the operator behind it is stopped here now. */
  isOperatorSuspended: z.boolean(),
  alerts: z.boolean(),
});
export type KeyEventReported = z.infer<typeof keyEventReported>;

/** `GET /api/lost-keys`: whose key was lost within the last 30 days and who has neither a new one nor an invitation, newest first. */
export const lostKeyList = z.object({
  lost: z.array(
    z.object({
      id: guid,
      person: z.object({ id: guid, displayName: z.string(), userPrincipalName: z.string() }),
      key: z.object({ productName: z.string(), serial: z.string().nullable() }),
      at: instant,
      /** False: Entra still has it. */
      isRemoved: z.boolean(),
    }),
  ),
});
export type LostKeyList = z.infer<typeof lostKeyList>;
