import type { ChangeScope, OperatorScopes } from '#shared/api/operatorScopes.ts';
import type { CallOptions } from '../ports.ts';

/** For whom operators may act. Failures as in {@link BackendPort}, and `user_is_self`. */
export interface ScopesPort {
  list(options?: CallOptions): Promise<OperatorScopes>;
  /** Gives a scope or takes it back; safe to repeat. Counts from the next key on. */
  change(change: ChangeScope, options?: CallOptions): Promise<OperatorScopes>;
}
