/** Why somebody has to look into something. */
export type AlertReason =
  /** Somebody asked for a PIN that is not theirs to see. */
  | 'wrongPerson'
  /** A PIN was asked for after it had been seen. */
  | 'askedAgain'
  /** A PIN was shown a second or third time, because nobody had said that it was seen. */
  | 'shownAgain'
  /** The same three about an access pass of an invitation. */
  | 'passWrongPerson'
  | 'passAskedAgain'
  | 'passShownAgain'
  /** Somebody lost a key. */
  | 'keyLost'
  /** Somebody says that what was done to their keys was not them. */
  | 'notMe';
