import type { EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import type { EnrolmentService } from '#bff/enrolment/enrolmentService.ts';

/** What batches are made with. */
export interface BatchParts extends EnrolmentParts {
  readonly enrolments: EnrolmentService;
}
