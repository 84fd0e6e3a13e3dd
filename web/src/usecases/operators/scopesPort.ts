import type { ChangeScope, OperatorScopes, UnitList } from '#shared/api/operatorScopes.ts';
import type { CallOptions } from '../ports.ts';

/** For whom operators may act. Failures as in {@link BackendPort}, and `user_is_self`. */
export interface ScopesPort {
  list(options?: CallOptions): Promise<OperatorScopes>;
  /** Administrative units by words of the name, or by object id. */
  searchUnits(query: string, options?: CallOptions): Promise<UnitList>;
  /** Gives a scope or takes it back. Counts from the next key on. @throws AppError `conflict` where it was changed meanwhile. */
  change(change: ChangeScope, options?: CallOptions): Promise<OperatorScopes>;
}
