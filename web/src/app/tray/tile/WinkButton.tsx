import { useServices } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { stationMessages as words } from '#web/presentation/messages.station.ts';

/** Has a key blink: with several in a hub nobody sees otherwise which one a tile is about. */
export function WinkButton({ keyId }: { readonly keyId: string }) {
  const { station } = useServices();
  return (
    <Button
      look="quiet"
      // Its word stands in line with what else is said on the tile.
      className="-ml-4"
      title={words.winkHint}
      // A key that was pulled out meanwhile shows that by itself.
      onClick={() => void station.wink(keyId).catch(() => undefined)}
    >
      {words.wink}
    </Button>
  );
}
