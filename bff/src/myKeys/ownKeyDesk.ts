import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import type {
  KeyEventList,
  KeyEventReported,
  KeyTakenAway,
  LostKeyList,
  OwnPasskey,
  RenameKey,
  TakeAwayKey,
} from '#shared/api/index.ts';
import { readKeyEvents } from './keyEventList.ts';
import { readLostKeys } from './lostKeys.ts';
import type { OwnKeyParts } from './ownKeyParts.ts';
import { readOwnKeys } from './readOwnKeys.ts';
import { renameOwnKey } from './renameOwnKey.ts';
import { reportEvent } from './reportEvent.ts';
import { takeAway } from './takeAway.ts';

/** What people do about their own keys. Whose they are says the actor: nothing here takes a person's id. */
export interface OwnKeyDesk {
  /** @throws GraphError */
  list(holderId: string, signal: AbortSignal): Promise<OwnPasskey[]>;
  /** @throws AppError of the guard; `keys_changed`, `last_key`; GraphError where Entra keeps it. */
  remove(body: TakeAwayKey, actor: Actor): Promise<KeyTakenAway>;
  /** The same, and whatever Entra answers it is looked after. @throws AppError of the guard; `keys_changed`, `last_key`. */
  lose(body: TakeAwayKey, actor: Actor): Promise<KeyTakenAway>;
  /** @throws AppError `keys_changed`, `rename_unsupported`; GraphError */
  rename(body: RenameKey, actor: Actor): Promise<void>;
  /** What happened to them within the last 30 days. */
  events(holderId: string): Promise<KeyEventList>;
  /** @throws AppError `not_found`, `already_reported`, `reports_limited`. */
  report(eventId: string, actor: Actor): Promise<KeyEventReported>;
  /** For operators: who waits for another key. */
  lost(): Promise<LostKeyList>;
}

/** Builds the {@link OwnKeyDesk}. */
export function createOwnKeyDesk(parts: OwnKeyParts): OwnKeyDesk {
  const { store, now } = parts;
  return {
    list: (holderId, signal) => readOwnKeys(parts, holderId, signal),
    remove: (body, actor) => takeAway(parts, 'removed', body, actor),
    lose: (body, actor) => takeAway(parts, 'lost', body, actor),
    rename: (body, actor) => renameOwnKey(parts, body, actor),
    events: (holderId) => store.read((queries) => readKeyEvents(queries, holderId, now())),
    report: (eventId, actor) => reportEvent(parts, eventId, actor),
    lost: () => store.read((queries) => readLostKeys(queries, now())),
  };
}
