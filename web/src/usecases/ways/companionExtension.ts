/** The id that follows from `key` in the extension's manifest; with another key in there it is another one. */
export const PINNED_EXTENSION_ID = 'ofkapkiapionccfofjhnpdejpaincgnb';
/** As in the manifest: what the update manifest announces. */
export const EXTENSION_VERSION = '1.0.0';

/** The oldest one that understands what this page asks. */
const OLDEST_VERSION = [1, 0, 0] as const;

/** @param version as the extension says it: numbers and dots; anything else is too old */
export function isExtensionTooOld(version: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [index, oldest] of OLDEST_VERSION.entries()) {
    const part = parts[index] ?? 0;
    if (part !== oldest) return !(part > oldest);
  }
  return false;
}

/** Where a host has the packed extension and its update manifest. */
const FOLDER = 'ext';

/** What an administrator needs to have the extension installed: texts to copy, one file to save. */
export interface ExtensionDeployment {
  /** A value of the policy `ExtensionInstallForcelist`. */
  readonly forcelistLine: string;
  /** For the policy of the extension itself: which pages it serves. JSON. */
  readonly managedSettings: string;
  /** For {@link updateUrl}. */
  readonly updateManifest: string;
  readonly updateUrl: string;
}

/** @param origin the page's own. @param id of the extension as it was packed. */
export function extensionDeployment(origin: string, id: string): ExtensionDeployment {
  const updateUrl = `${origin}/${FOLDER}/update.xml`;
  return {
    updateUrl,
    forcelistLine: `${id};${updateUrl}`,
    managedSettings: JSON.stringify({ origins: [origin] }),
    updateManifest: [
      `<?xml version="1.0" encoding="UTF-8"?>`,
      `<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">`,
      `  <app appid="${escapeXml(id)}">`,
      `    <updatecheck codebase="${escapeXml(`${origin}/${FOLDER}/keywright.crx`)}" version="${EXTENSION_VERSION}" />`,
      `  </app>`,
      `</gupdate>`,
      '',
    ].join('\n'),
  };
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
