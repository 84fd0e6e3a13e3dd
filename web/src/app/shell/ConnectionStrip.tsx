import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CloudOff } from 'lucide-react';
import { useEffect, useSyncExternalStore } from 'react';
import { locale } from '#web/presentation/language.ts';
import { appMessages as words } from '#web/presentation/messages.app.ts';
import { useServices } from '../providers/services.ts';

const RETRY_MS = 4_000;
const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });

/** Shown only while the backend does not answer; asks it again every few seconds until it does, and then for all that failed. */
export function ConnectionStrip() {
  const { backend, connection } = useServices();
  const since = useSyncExternalStore(connection.subscribe, connection.since);
  const queryClient = useQueryClient();
  useQuery({
    queryKey: ['connection'],
    queryFn: ({ signal }) => backend.me({ signal }),
    enabled: since !== null,
    refetchInterval: RETRY_MS,
    retry: false,
    gcTime: 0,
  });
  useEffect(() => {
    if (since !== null) return;
    void queryClient.refetchQueries({
      type: 'active',
      predicate: ({ state }) => state.status === 'error',
    });
  }, [since, queryClient]);
  return (
    <div role="status">
      {since !== null && (
        <div className="flex items-start gap-3 bg-warn-soft px-4 py-3 wide:px-6">
          <CloudOff aria-hidden size={20} className="shrink-0 text-warn" />
          <p>
            <strong className="font-semibold">{words.offlineTitle}.</strong>{' '}
            {words.offlineText(time.format(since))}
          </p>
        </div>
      )}
    </div>
  );
}
