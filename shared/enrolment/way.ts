/**
 * How a key gets its passkey: over WebHID, through the companion extension, by the remote desktop override, or on Microsoft's own
 * page while the backend watches.
 */
export type Way = 'webhid' | 'extension' | 'override' | 'guided';
