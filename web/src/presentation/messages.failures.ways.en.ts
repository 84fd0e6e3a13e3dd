import type { FailureWords } from './failureWords.ts';

/** Failures of the ways beside WebHID. A station as a rule never shows one: they come with the parts that can. */
export const wayFailureMessages = {
  browser_declined: {
    title: 'The browser made no passkey',
    cause:
      'Its dialog was closed, or the key refused. Browsers do not say which: a wrong PIN, no room on the key or a key without a PIN look the same.',
    next: 'Try again and follow the dialog to its end. If it comes back, use another key.',
  },
  browser_timed_out: {
    title: 'No key answered in time',
    cause: 'The browser waited for a key to be plugged in and touched.',
    next: 'Have the key at hand, then try again.',
  },
  extension_missing: {
    title: 'The companion extension does not answer',
    cause:
      'It is not installed in this browser, is switched off, or has another id than this page expects.',
    next: 'Install it as described below, or choose another way.',
  },
  extension_too_old: {
    title: 'The companion extension is too old',
    cause: 'This page asks for more than that version can do.',
    next: 'Update it: the station check says where. Or choose another way.',
  },
  extension_origin_refused: {
    title: 'The companion extension does not know this page',
    cause: 'The address of this page is not among those that it was set up for.',
    next: 'An administrator adds this page’s address to the extension’s policy.',
  },
  extension_request_invalid: {
    title: 'The companion extension did not understand the request',
    cause: 'Page and extension are of versions that do not fit together.',
    next: 'Update the extension, load this page again and try once more.',
  },
  extension_rp_refused: {
    title: 'The companion extension works for Entra only',
    cause: 'A passkey for another site than login.microsoft.com was asked for.',
    next: 'Use WebHID for a tenant in a national cloud. Else show the details to support.',
  },
  override_refused: {
    title: 'This browser does not let the page act for Microsoft',
    cause:
      'The remote desktop override takes a policy that lists this page, in a browser that the organisation manages in the cloud.',
    next: 'Choose another way. The station check says what exactly the browser answers.',
  },
  extension_busy: {
    title: 'The companion extension is busy',
    cause: 'A window of it is open already, for this page or another one.',
    next: 'Finish or close that window, then try again.',
  },
  extension_window_closed: {
    title: 'The window was closed',
    cause: 'The browser’s dialog ended with it.',
    next: 'Try again, and leave the window open until it closes by itself.',
  },
  extension_window_hidden: {
    title: 'The window was not in front',
    cause: 'Browsers ask for a key only in a window that can be seen.',
    next: 'Try again and leave the new window in front.',
  },
  extension_page_unreachable: {
    title: 'Microsoft’s sign-in site did not open',
    cause: 'The network, or a policy of this browser, kept the window from showing it.',
    next: 'Open https://login.microsoft.com in this browser. If that fails, the network has to allow it.',
  },
  extension_host_withdrawn: {
    title: 'The companion extension may not use login.microsoft.com',
    cause: 'Its access to that site was taken away, by hand or by a policy.',
    next: 'Allow it again under Details at chrome://extensions, or ask whoever sets the policy.',
  },
  extension_interrupted: {
    title: 'The companion extension broke off',
    cause: 'It was updated, reloaded or switched off in the middle.',
    next: 'Close its window if it is still open, then try again.',
  },
} as const satisfies Readonly<Record<string, FailureWords>>;
