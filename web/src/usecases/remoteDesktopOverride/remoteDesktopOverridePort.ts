/** How a try to make a credential ended. */
export interface CreateAttempt {
  /** The name of the DOMException, `AbortError` where our own end came first; `created` where there is a credential. */
  readonly outcome: string;
  /** The browser's own words; never shown as ours, kept for support. */
  readonly message: string;
  readonly tookMs: number;
}

/** What a browser does when a page asks for a credential of `login.microsoft.com`. */
export interface RemoteDesktopOverridePort {
  /** False where there is no WebAuthn: an old browser, or a page that is not secure. */
  readonly isSupported: boolean;
  /** Whether the window has the focus; without it a browser refuses for that reason alone. */
  hasFocus(): boolean;
  /**
   * Asks for a credential that leaves nothing on a key, and takes the question back after `abortAfterMs`.
   * Without `override` it is the same question without the extension `remoteDesktopClientOverride`.
   */
  tryToCreate(request: {
    readonly override: boolean;
    readonly abortAfterMs: number;
  }): Promise<CreateAttempt>;
}
