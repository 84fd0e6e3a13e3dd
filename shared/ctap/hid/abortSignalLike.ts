/**
 * What this layer needs of an AbortSignal. `shared/` compiles without the DOM; the browser's and Node's AbortSignal
 * both fit.
 */
export interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
