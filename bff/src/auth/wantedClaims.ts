/**
 * What to ask Entra for where a sign-in is not enough, as the `claims` parameter takes it (OpenID Connect Core §5.5).
 * @param context an authentication context of Conditional Access; null: how recent the sign-in is has to do.
 * @see Claims challenges, claims requests and client capabilities (Microsoft identity platform)
 */
export function wantedClaims(context: string | null): string {
  const accessToken =
    context === null
      ? { auth_time: { essential: true } }
      : { acrs: { essential: true, value: context } };
  return JSON.stringify({ access_token: accessToken });
}
