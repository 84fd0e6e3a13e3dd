import { z } from '@hono/zod-openapi';
import { recordLine } from '#bff/audit/auditChain.ts';
import { csvHead, csvRecord } from '#bff/audit/auditCsv.ts';
import type { AuditRecord } from '#bff/audit/auditRecord.ts';
import type { AppDeps } from '#bff/deps.ts';
import { actorOf } from '#bff/http/actorOf.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { defineRoute } from '#bff/http/defineRoute.ts';
import { streamText } from '#bff/http/streamText.ts';
import { type AuditFormat, auditExportQuery, auditPage, auditQuery } from '#shared/api/index.ts';

const search = defineRoute({
  method: 'get',
  path: '/audit',
  operationId: 'searchAudit',
  summary: 'The audit log, newest first, at most 100 records',
  request: { query: auditQuery },
  responses: {
    200: {
      description: 'Records, and the cursor of those before them',
      content: { 'application/json': { schema: auditPage } },
    },
  },
});

const takeAway = defineRoute({
  method: 'get',
  path: '/audit/export',
  operationId: 'exportAudit',
  summary: 'The audit log as a file, oldest first; that it was taken is a record itself',
  request: { query: auditExportQuery },
  responses: {
    200: {
      description: 'JSON lines as they are in the second place of the audit, or CSV (RFC 4180)',
      content: {
        'application/x-ndjson': { schema: z.string() },
        'text/csv': { schema: z.string() },
      },
    },
  },
});

interface Writer {
  readonly contentType: string;
  readonly head: string;
  readonly line: (record: AuditRecord) => string;
}

const WRITERS: Readonly<Record<AuditFormat, Writer>> = {
  jsonl: {
    contentType: 'application/x-ndjson; charset=utf-8',
    head: '',
    line: (record) => `${recordLine(record)}\n`,
  },
  csv: {
    contentType: 'text/csv; charset=utf-8; header=present',
    head: csvHead(),
    line: csvRecord,
  },
};

/**
 * The audit log, for auditors and admins: `GET /api/audit` and `GET /api/audit/export`.
 * @throws AppError `request_invalid`, `audit_unavailable`: without a record of it nothing is taken away.
 */
export function createAuditRoutes(deps: Pick<AppDeps, 'auditReader' | 'clock'>) {
  const { auditReader, clock } = deps;
  return createRoutes()
    .openapi(search, async (c) => {
      const { cursor, ...filter } = c.req.valid('query');
      return c.json(await auditReader.search(filter, cursor), 200);
    })
    .openapi(takeAway, async (c) => {
      const { format, ...filter } = c.req.valid('query');
      const batches = await auditReader.takeAway(filter, format, actorOf(c));
      const { contentType } = WRITERS[format];
      const made = new Date(clock.now()).toISOString().slice(0, 19).replaceAll(':', '-');
      return c.body(streamText(linesOf(batches, WRITERS[format])), 200, {
        'content-type': contentType,
        'content-disposition': `attachment; filename="keywright-audit-${made}Z.${format}"`,
      });
    });
}

async function* linesOf(
  batches: AsyncIterable<readonly AuditRecord[]>,
  { head, line }: Writer,
): AsyncGenerator<string> {
  if (head !== '') yield head;
  for await (const records of batches) yield records.map(line).join('');
}
