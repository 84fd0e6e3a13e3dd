import type { X509Certificate } from 'node:crypto';
import { equal } from '#shared/bytes/equal.ts';
import { badRequest } from '../graph/graphError.ts';
import { derChildren, derElement, oidContent, TAG } from './der.ts';

/** id-fido-gen-ce-aaguid (WebAuthn L3 §8.2.1). */
const AAGUID_EXTENSION = oidContent('1.3.6.1.4.1.45724.1.1.4');
const X509_V3 = 2;

interface Extension {
  readonly isCritical: boolean;
  readonly value: Uint8Array;
}

interface CertificateFacts {
  readonly version: number;
  readonly aaguid: Extension | undefined;
}

/** Version and AAGUID extension, which node:crypto does not show. */
function readCertificate(certificate: X509Certificate): CertificateFacts {
  const [body] = derChildren(derElement(new Uint8Array(certificate.raw)).content);
  const members = body ? derChildren(body.content) : [];
  const version = members.find((member) => member.tag === TAG.version);
  const wrapper = members.find((member) => member.tag === TAG.extensions);
  const list = wrapper ? derChildren(derElement(wrapper.content).content) : [];
  const extension = list
    .map((entry) => derChildren(entry.content))
    .find(([oid]) => oid?.tag === TAG.oid && equal(oid.content, AAGUID_EXTENSION));
  return {
    version: version ? (derElement(version.content).content[0] ?? 0) : 0,
    aaguid: extension && {
      isCritical: extension.some((part) => part.tag === TAG.boolean && part.content[0] !== 0),
      value: extension.at(-1)?.content ?? new Uint8Array(),
    },
  };
}

/**
 * Checks the leaf certificate of a packed attestation (WebAuthn L3 §8.2.1): version 3, no CA, the
 * subject a maker writes, and an AAGUID extension that says what the authenticator data says.
 * @throws GraphRefusal 400
 */
export function checkAttestationCertificate(
  certificate: X509Certificate,
  aaguid: Uint8Array,
): void {
  let facts: CertificateFacts;
  try {
    facts = readCertificate(certificate);
  } catch {
    throw badRequest('The attestation certificate cannot be read.');
  }
  if (facts.version !== X509_V3) throw badRequest('The attestation certificate is not version 3.');
  if (certificate.ca) throw badRequest('The attestation certificate is a CA certificate.');
  const subject = certificate.subject.split('\n');
  const hasMakersName = ['C=', 'O=', 'CN='].every((start) =>
    subject.some((part) => part.startsWith(start)),
  );
  if (!hasMakersName || !subject.includes('OU=Authenticator Attestation')) {
    throw badRequest('The subject of the attestation certificate is not as required.');
  }
  if (!facts.aaguid) return;
  if (facts.aaguid.isCritical) throw badRequest('The AAGUID extension is marked critical.');
  let stated: Uint8Array;
  try {
    stated = derElement(facts.aaguid.value).content;
  } catch {
    throw badRequest('The AAGUID extension cannot be read.');
  }
  if (!equal(stated, aaguid)) {
    throw badRequest(
      'The AAGUID of the attestation certificate is not the one of the authenticator.',
    );
  }
}
