import { open } from 'node:fs/promises';
import type { AuditSink } from './auditLog.ts';
import { canonicalJson } from './canonicalJson.ts';

/**
 * A sink that appends each record as one line of JSON to a file and waits until it is on the disk. The file is another
 * witness of the chain's head: send it off the machine.
 */
export function createAuditFile(path: string): AuditSink {
  return async (record) => {
    const file = await open(path, 'a', 0o600);
    try {
      await file.appendFile(`${canonicalJson({ ...record, detail: { ...record.detail } })}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  };
}
