import { z } from '@hono/zod-openapi';
import { APPROVAL_HEADER, guid } from '#shared/api/index.ts';

/** The header of every call that may need another person's approval. */
export const approvalHeader = z.object({
  [APPROVAL_HEADER]: guid.optional().meta({
    description:
      'The approval that this call uses up, where the settings demand one (`KEYWRIGHT_APPROVALS`) and the call was refused with `approval_needed`.',
  }),
});
