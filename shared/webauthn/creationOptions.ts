/** Names a credential in an exclude list. */
export interface PublicKeyCredentialDescriptorJson {
  readonly type: string;
  /** In one of three encodings: read it with `decodeCredentialIds`. */
  readonly id: string;
  readonly transports?: readonly string[];
}

/** One kind of key that the relying party takes, best first. */
export interface PublicKeyCredentialParametersJson {
  readonly type: string;
  /** COSE algorithm. */
  readonly alg: number;
}

/** What Entra asks of the key. Its type has no `residentKey`. */
export interface AuthenticatorSelectionJson {
  readonly authenticatorAttachment?: string;
  readonly requireResidentKey?: boolean;
  readonly userVerification?: string;
}

/** WebAuthn creation options as Graph sends them: binary members are base64url text. */
export interface PublicKeyCredentialCreationOptionsJson {
  /** `id` is `login.microsoft.com` in the global cloud; never assume it. */
  readonly rp: { readonly id: string; readonly name: string };
  readonly user: {
    /** base64url of 51 bytes; stored on the key unchanged. */
    readonly id: string;
    readonly name: string;
    readonly displayName: string;
  };
  /** About 6,900 letters; client data must repeat it letter for letter. */
  readonly challenge: string;
  readonly pubKeyCredParams: readonly PublicKeyCredentialParametersJson[];
  /** Milliseconds; Entra has been seen to send 0. */
  readonly timeout?: number;
  readonly excludeCredentials?: readonly PublicKeyCredentialDescriptorJson[];
  readonly authenticatorSelection?: AuthenticatorSelectionJson;
  readonly attestation?: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}
