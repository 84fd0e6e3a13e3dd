import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { AuditFormat } from '#shared/api/audit.ts';
import { useServices } from '#web/app/providers/services.ts';
import { saveFile } from '#web/app/saveFile.ts';
import { type AuditSearch, filterOf } from './auditSearch.ts';

/** The records that fit a search, page by page. */
export function useAudit(search: AuditSearch) {
  const { backend } = useServices();
  return useInfiniteQuery({
    queryKey: ['audit', search],
    queryFn: ({ pageParam, signal }) => backend.audit(filterOf(search), pageParam, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor ?? undefined,
  });
}

/** Saves everything that fits a search as a file. */
export function useAuditExport(search: AuditSearch) {
  const { backend } = useServices();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (format: AuditFormat) => backend.exportAudit(filterOf(search), format),
    onSuccess: (saved) => {
      saveFile(saved);
      // That it was taken away is a record by now.
      void queries.invalidateQueries({ queryKey: ['audit'] });
    },
  });
}
