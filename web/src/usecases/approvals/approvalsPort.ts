import type { Approval, ApprovalList, AskApproval, DecideApproval } from '#shared/api/approvals.ts';
import type { CallOptions } from '../ports.ts';

/** The part of the backend where people ask for approvals and others decide. Failures as in {@link BackendPort}. */
export interface ApprovalsPort {
  list(options?: CallOptions): Promise<ApprovalList>;
  show(id: string, options?: CallOptions): Promise<Approval>;
  /** The same asked again gets the request that is open. */
  ask(ask: AskApproval, options?: CallOptions): Promise<Approval>;
  decide(id: string, decision: DecideApproval, options?: CallOptions): Promise<Approval>;
  withdraw(id: string, options?: CallOptions): Promise<Approval>;
}
