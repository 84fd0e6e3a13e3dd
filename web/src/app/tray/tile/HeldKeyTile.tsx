import { useState } from 'react';
import { Button } from '#web/components/Button.tsx';
import { dialogMessages } from '#web/presentation/messages.dialogs.ts';
import { stationMessages as words } from '#web/presentation/messages.station.ts';
import { RealKeyDialog } from '../dialogs/RealKeyDialog.tsx';
import { keyTitle } from '../keyNames.ts';
import { StateWord } from './StateWord.tsx';
import { TileFrame } from './TileFrame.tsx';

interface HeldKeyTileProps {
  readonly productName: string;
  readonly badge: string;
}

/** A real key in a demonstration, not touched before its person has read what will be written to it. */
export function HeldKeyTile({ productName, badge }: HeldKeyTileProps) {
  const [isAsking, setAsking] = useState(false);
  const name = keyTitle(null, productName);
  return (
    <TileFrame name={name} productName={productName} identity={null}>
      <StateWord
        word={words.states.real}
        hint={dialogMessages.realKey.hint(badge)}
        icon="ready"
        tone="call"
      />
      <Button onClick={() => setAsking(true)}>{dialogMessages.realKey.action}</Button>
      {isAsking && <RealKeyDialog keyName={name} badge={badge} onClose={() => setAsking(false)} />}
    </TileFrame>
  );
}
