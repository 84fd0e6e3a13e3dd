import type { Alerts } from '#bff/audit/alerts.ts';
import type { EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import type { EnrolmentService } from '#bff/enrolment/enrolmentService.ts';
import type { AccessPasses } from '#bff/graph/accessPasses.ts';
import type { BulkDirectory } from '#bff/graph/bulkDirectory.ts';
import type { Language } from '#bff/mail/language.ts';
import type { invitations } from '#bff/store/invitationTable.ts';
import type { Invitation } from '#shared/api/index.ts';

/** What invitations are made with. */
export interface InvitationParts extends EnrolmentParts {
  readonly enrolments: Pick<EnrolmentService, 'plugIn' | 'show' | 'cancel'>;
  readonly passes: AccessPasses;
  readonly bulk: BulkDirectory;
  /** Accounts that nobody touches from here; object ids in lower case. */
  readonly breakGlassIds: readonly string[];
  readonly alerts: Alerts;
  /** Who gets to see access passes. */
  readonly passTo: PassTo;
  /** Whether people get mail at all. */
  readonly sendsMail: boolean;
  /** For people whose own language is not one of ours. */
  readonly language: Language;
}

/** Who gets to see an access pass: the operator who issues it, or the manager of the person it is for. */
export type PassTo = NonNullable<Invitation['pass']>['to'];

export type InvitationRow = typeof invitations.$inferSelect;
