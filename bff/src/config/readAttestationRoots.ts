import { X509Certificate } from 'node:crypto';
import type { SettingReader } from './settingReader.ts';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}

/** Reads the root certificates that attestation may end in, one PEM text each; none when the setting is left out. */
export function readAttestationRoots(settings: SettingReader): readonly string[] {
  const bundle = settings.getFile('ATTESTATION_ROOTS_FILE');
  if (bundle === undefined) return [];
  const roots = bundle.match(CERTIFICATE) ?? [];
  if (roots.length === 0 || !roots.every(isCertificate)) settings.refuse('ATTESTATION_ROOTS_FILE');
  return roots;
}
