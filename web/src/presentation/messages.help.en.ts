/** Words of the short guides, one step for each picture of `web/src/app/help`. */
export const helpMessages = {
  enrol: [
    {
      title: 'Plug the key in and let the page see it',
      text: 'Push it into a USB port, press “Look for my key” and choose it in the browser’s window. The page says which key it is before anything is changed on it.',
    },
    {
      title: 'Choose a PIN',
      text: 'Where the key has none, or the old one was erased. The rules beside it turn green as you type. Where a PIN is made up for you, this step is left out.',
    },
    {
      title: 'Touch the key',
      text: 'It blinks. Put a finger on its round or golden spot until it stops, and leave it plugged in.',
    },
    {
      title: 'Done',
      text: 'The key has been tried out. The page says how to sign in with it from now on, and which keys you have.',
    },
  ],
  station: [
    {
      title: 'Choose the person, plug the key in',
      text: 'At the left for whom it is and how it is set up, at the right a tile for each key. The tile says what the key is; press “Enrol” in it.',
    },
    {
      title: 'Touch the key',
      text: 'When the tile says so and the key blinks. Where it asks for a PIN, its holder types it. With several keys at once each tile is on its own.',
    },
    {
      title: 'Unplug it',
      text: 'The key is registered and proven. Where a sealed PIN waits for its holder, the tile says who sees it and where.',
    },
  ],
} as const;
