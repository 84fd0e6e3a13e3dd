import { BROADCAST_CHANNEL, CTAPHID_SIZE } from './ctapHidConstants.ts';

/** The key's answer to CTAPHID_INIT. */
export interface InitResponse {
  readonly channelId: number;
  /** 2 for every CTAPHID key. */
  readonly protocolVersion: number;
  readonly deviceVersion: {
    readonly major: number;
    readonly minor: number;
    readonly build: number;
  };
  /** CTAPHID_CAPABILITY bits. */
  readonly capabilities: number;
}

/**
 * Reads an answer to CTAPHID_INIT: nonce (8), channel (4), protocol, major, minor, build, capabilities.
 * Any channel id but 0 and the broadcast one will do: some firmware counts from 1, some gives everyone the same.
 * Later bytes are allowed for future versions.
 * @returns undefined when it answers another program's nonce or cannot be used
 * @see CTAP 2.3 §11.2.9.1.3
 */
export function parseInitResponse(
  payload: Uint8Array,
  nonce: Uint8Array,
): InitResponse | undefined {
  if (payload.length < CTAPHID_SIZE.INIT_RESPONSE) return undefined;
  if (nonce.some((byte, index) => byte !== payload[index])) return undefined;
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  const channelId = view.getUint32(CTAPHID_SIZE.NONCE);
  if (channelId === 0 || channelId === BROADCAST_CHANNEL) return undefined;
  return {
    channelId,
    protocolVersion: view.getUint8(12),
    deviceVersion: { major: view.getUint8(13), minor: view.getUint8(14), build: view.getUint8(15) },
    capabilities: view.getUint8(16),
  };
}
