import type {
  KeyEventList,
  KeyEventReported,
  KeyTakenAway,
  LostKeyList,
  MyKeys,
  RenameKey,
  TakeAwayKey,
} from '#shared/api/index.ts';
import type { CallOptions } from '../ports.ts';

/**
 * What people do about their own keys, one method a route. Failures as in `BackendPort`, and `session_not_fresh`: they have to sign in anew.
 */
export interface OwnKeysPort {
  /** @throws AppError `keys_changed`, `last_key`. */
  remove(body: TakeAwayKey, options?: CallOptions): Promise<KeyTakenAway>;
  lose(body: TakeAwayKey, options?: CallOptions): Promise<KeyTakenAway>;
  /** @throws AppError `rename_unsupported`. */
  rename(body: RenameKey, options?: CallOptions): Promise<MyKeys>;
  events(options?: CallOptions): Promise<KeyEventList>;
  /** @throws AppError `already_reported`, `reports_limited`. */
  report(eventId: string, options?: CallOptions): Promise<KeyEventReported>;
  /** For operators: who waits for another key. */
  lost(options?: CallOptions): Promise<LostKeyList>;
}
