/** A file of a station. */
export interface StationFile {
  readonly path: string;
  readonly text: string;
  readonly mode: number;
}

/** What makes a browser of this system a station: the policy for one page, and the file that starts it. */
export interface LinuxStation {
  readonly policy: StationFile;
  readonly start: StationFile;
}

/**
 * A station on Linux with Chromium, as docs/station.md describes it. The one place where the machine's tests take these
 * files from.
 */
export function linuxStation(origin: string): LinuxStation {
  const policy = {
    WebHidAllowDevicesWithHidUsagesForUrls: [
      { usages: [{ usage_page: 0xf1d0, usage: 1 }], urls: [origin] },
    ],
  };
  return {
    policy: {
      path: '/etc/chromium/policies/managed/keywright.json',
      text: `${JSON.stringify(policy, null, 2)}\n`,
      mode: 0o644,
    },
    start: {
      path: '/opt/keywright/start-station.sh',
      text: `#!/bin/sh
exec chromium --disable-hid-blocklist --user-data-dir="$HOME/keywright-station" --app=${origin}/
`,
      mode: 0o755,
    },
  };
}
