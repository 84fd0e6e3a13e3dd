#!/usr/bin/env bash
# Sets an Entra tenant up for Keywright with the Azure CLI: page registration, API registration, the application that
# holds the Graph permissions, consent and role assignments. Run it again at any time: what is there is brought up to
# date, nothing is made twice. docs/entra-setup.md explains every step and does the same by hand.
set -euo pipefail

usage() {
  cat <<'HELP'
Usage: docs/entra-setup.sh --page-origin https://keys.example.com CREDENTIAL [options]

CREDENTIAL, exactly one:
  --certificate FILE              public certificate (PEM) whose private key the backend holds
  --managed-identity OBJECT_ID    object id of the managed identity's service principal
  --federated-issuer URL --federated-subject TEXT
                                  an issuer that the backend's platform gets assertions from

Options:
  --api-origin ORIGIN             where the backend is reached, if not at the page's origin
  --assign ROLE=OBJECT_ID         gives Admin, Operator, Helpdesk, Auditor or Holder to a user or group; may be repeated
  --delegated                     invited people register their keys in their own names: grants the API registration the
                                  delegated permission for KEYWRIGHT_SELF_SERVICE=delegated. Needs --api-certificate, or
                                  --federated-issuer, which the API registration then trusts as well
  --api-certificate FILE          public certificate (PEM) of the API registration, another one than --certificate
  --no-consent                    leaves the consent to somebody else (a Privileged Role Administrator)
HELP
}

fail() {
  printf 'entra-setup: %s\n' "$1" >&2
  exit 1
}

# Entra writes ids in lower case, and they are compared below.
lower() { printf '%s' "$1" | tr '[:upper:]' '[:lower:]'; }

readonly GRAPH=https://graph.microsoft.com/v1.0
readonly GRAPH_APP_ID=00000003-0000-0000-c000-000000000000

# Fixed for every installation: tokens, documentation and a second run all mean the same scope and roles.
readonly SCOPE_ID=b2d9ac6f-b269-4211-b499-26eb1d8954ba
readonly ROLE_ADMIN=d8efd8ff-ff4b-4431-98fc-966c52f0c511
readonly ROLE_OPERATOR=200f67c8-d7bc-44e0-ba35-2e9b06b21fe0
readonly ROLE_HELPDESK=6f1b7c5e-93a4-4d0f-8e62-b1c47a2d90f8
readonly ROLE_AUDITOR=3c197c4b-5ef7-4bc5-b80b-0c60c3aac25d
readonly ROLE_HOLDER=c70c39c8-6dc7-4079-a836-f6f665ea78f5

# Application permissions of Microsoft Graph, one "name id" a line.
readonly GRAPH_PERMISSIONS='UserAuthMethod-Passkey.ReadWrite.All 0400e371-7db1-4338-a269-96069eb65227
User.Read.All df021288-bdef-4463-88db-98f22de89214
GroupMember.Read.All 98830695-27a2-44f7-8c18-0c3ebc9698f6
Policy.Read.AuthenticationMethod 8e3bc81b-d2f3-4b7b-838c-32c88218d2f0
Organization.Read.All 498476ce-e0fe-48b0-b801-37ba7e2685c6
RoleManagement.Read.Directory 483bed4a-2ad3-4361-a73b-c83ccdbdc53c
AdministrativeUnit.Read.All 134fd756-38ce-4afd-ba33-e9623dbe66c2
PrivilegedEligibilitySchedule.Read.AzureADGroup edb419d6-7edc-42a3-9345-509bfdf5d87c
Application.Read.All 9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30
Policy.Read.ConditionalAccess 37730810-e9ba-4e46-b07e-8ca78d182097'

# The delegated one by which people register their own keys, only where --delegated is given.
readonly OWN_PASSKEYS=UserAuthMethod-Passkey.ReadWrite
readonly OWN_PASSKEYS_ID=b2de7db9-10f7-4800-b04c-b5b91e4891d6

page_origin='' api_origin='' certificate='' managed_identity='' federated_issuer='' federated_subject=''
assignments='' consent=yes delegated=no api_certificate=''
while [ $# -gt 0 ]; do
  case "$1" in
    --no-consent) consent=no; shift; continue ;;
    --delegated) delegated=yes; shift; continue ;;
    --help | -h) usage; exit 0 ;;
  esac
  [ $# -ge 2 ] || { usage >&2; fail "$1 needs a value"; }
  case "$1" in
    --page-origin) page_origin=$2 ;;
    --api-origin) api_origin=$2 ;;
    --certificate) certificate=$2 ;;
    --api-certificate) api_certificate=$2 ;;
    --managed-identity) managed_identity=$(lower "$2") ;;
    --federated-issuer) federated_issuer=$2 ;;
    --federated-subject) federated_subject=$2 ;;
    --assign) assignments="$assignments ${2%%=*}=$(lower "${2#*=}")" ;;
    *) usage >&2; fail "unknown option $1" ;;
  esac
  shift 2
done

# What goes into JSON below is checked here; nothing else does.
readonly GUID='^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'
readonly ORIGIN='^https://[a-z0-9.-]+(:[0-9]+)?$|^http://localhost(:[0-9]+)?$'
[[ $page_origin =~ $ORIGIN ]] || fail '--page-origin must be like https://keys.example.com, without a path'
[[ -z $api_origin || $api_origin =~ $ORIGIN ]] || fail '--api-origin must be like https://api.example.com, without a path'
credentials=0
for given in "$certificate" "$managed_identity" "$federated_issuer"; do
  if [ -n "$given" ]; then credentials=$((credentials + 1)); fi
done
[ "$credentials" -eq 1 ] || fail 'give exactly one of --certificate, --managed-identity, --federated-issuer'
[[ -z $managed_identity || $managed_identity =~ $GUID ]] || fail '--managed-identity must be an object id'
for file in "$certificate" "$api_certificate"; do
  [ -n "$file" ] || continue
  grep -q 'BEGIN CERTIFICATE' "$file" || fail "$file is not a PEM certificate"
  if grep -q 'PRIVATE KEY' "$file"; then fail "$file holds a private key: give the certificate alone"; fi
done
if [ "$delegated" = yes ]; then
  [ -n "$api_certificate$federated_issuer" ] || fail '--delegated needs --api-certificate, or --federated-issuer'
elif [ -n "$api_certificate" ]; then
  fail '--api-certificate goes with --delegated'
fi
if [ -n "$api_certificate" ] && [ -n "$certificate" ] && cmp -s "$api_certificate" "$certificate"; then
  fail '--api-certificate must not be the one of --certificate: one that is lost would take both applications along'
fi
if [ -n "$federated_issuer" ]; then
  [[ $federated_issuer =~ ^https://[A-Za-z0-9./_-]+$ ]] || fail '--federated-issuer must be an https URL'
  [[ $federated_subject =~ ^[A-Za-z0-9:/@._-]+$ ]] || fail '--federated-subject is missing or has odd characters'
fi
role_id() {
  case "$1" in
    Admin) echo "$ROLE_ADMIN" ;;
    Operator) echo "$ROLE_OPERATOR" ;;
    Helpdesk) echo "$ROLE_HELPDESK" ;;
    Auditor) echo "$ROLE_AUDITOR" ;;
    Holder) echo "$ROLE_HOLDER" ;;
    *) return 1 ;;
  esac
}
for pair in $assignments; do
  role_id "${pair%%=*}" >/dev/null || fail "--assign $pair: the role is Admin, Operator, Helpdesk, Auditor or Holder"
  [[ ${pair#*=} =~ $GUID ]] || fail "--assign $pair: what follows = must be an object id"
done

command -v az >/dev/null || fail 'the Azure CLI (az) is not installed'
tenant_id=$(az account show --query tenantId --output tsv) || fail 'sign in first: az login --allow-no-subscriptions'

note() { printf '%s\n' "$1" >&2; }

# get PATH QUERY [URL PARAMETER]
get() {
  if [ $# -gt 2 ]; then
    az rest --method get --url "$GRAPH$1" --url-parameters "$3" --query "$2" --output tsv
  else
    az rest --method get --url "$GRAPH$1" --query "$2" --output tsv
  fi
}

# Entra needs some seconds until one object can refer to another one that was just made.
# send METHOD PATH BODY QUERY
send() {
  local try
  for try in 1 2 3 4 5; do
    if az rest --method "$1" --url "$GRAPH$2" --headers Content-Type=application/json \
      --body "$3" --query "${4:-@}" --output tsv; then
      return 0
    fi
    note "  not yet ($try of 5), again in 6 seconds"
    sleep "${KEYWRIGHT_SETUP_PAUSE:-6}"
  done
  fail "$1 $2 was refused; the reason is above"
}

# Prints "objectId appId" of the registration with that name, making it where there is none.
registration() {
  local name=$1 found
  found=$(get /applications 'value[].[id, appId]' "\$filter=displayName eq '$name'" | tr '\t' ' ') ||
    fail 'the registrations of this tenant cannot be read'
  if [ "$(printf '%s' "$found" | grep -c .)" -gt 1 ]; then
    fail "there are several registrations called $name: rename or delete all but one"
  fi
  if [ -z "$found" ]; then
    note "Making the registration $name"
    found=$(send post /applications \
      "{\"displayName\":\"$name\",\"signInAudience\":\"AzureADMyOrg\"}" '[id, appId]' | tr '\t\n' '  ')
  fi
  printf '%s\n' "$found"
}

# Prints the object id of an application's service principal, making it where there is none.
service_principal() {
  local found
  found=$(get /servicePrincipals 'value[0].id' "\$filter=appId eq '$1'") ||
    fail 'the service principals of this tenant cannot be read'
  if [ -z "$found" ]; then found=$(send post /servicePrincipals "{\"appId\":\"$1\"}" id); fi
  printf '%s\n' "$found"
}

# assign RESOURCE_SP PRINCIPAL ROLE_ID LABEL
assign() {
  local held
  held=$(get "/servicePrincipals/$1/appRoleAssignedTo" \
    "value[?principalId=='$2' && appRoleId=='$3'].id | [0]" '$top=999')
  if [ -n "$held" ]; then return 0; fi
  note "Granting $4"
  send post "/servicePrincipals/$1/appRoleAssignedTo" \
    "{\"principalId\":\"$2\",\"resourceId\":\"$1\",\"appRoleId\":\"$3\"}" id >/dev/null
}

# add_certificate OBJECT_ID CLIENT_ID FILE
add_certificate() {
  local thumbprint thumbprint_base64 known
  thumbprint=$(openssl x509 -in "$3" -noout -fingerprint -sha1 | sed 's/.*=//; s/://g')
  thumbprint_base64=$(openssl x509 -in "$3" -outform der | openssl dgst -sha1 -binary | openssl base64)
  known=$(get "/applications/$1" 'keyCredentials[].customKeyIdentifier')
  # Entra writes the thumbprint as hex or as base64, depending on who added the certificate.
  if printf '%s\n' "$known" | grep -qiFx -e "$thumbprint" -e "$thumbprint_base64"; then return 0; fi
  note "Adding the certificate $3"
  az ad app credential reset --id "$2" --cert "@$3" --append --output none
}

# add_federated OBJECT_ID
add_federated() {
  local held
  held=$(get "/applications/$1/federatedIdentityCredentials" \
    "value[?issuer=='$federated_issuer' && subject=='$federated_subject'].id | [0]")
  if [ -n "$held" ]; then return 0; fi
  note 'Adding the federated credential'
  send post "/applications/$1/federatedIdentityCredentials" "{
    \"name\": \"keywright-backend\", \"issuer\": \"$federated_issuer\", \"subject\": \"$federated_subject\",
    \"audiences\": [\"api://AzureADTokenExchange\"]
  }" id >/dev/null
}

# The credential of a registration, and its settings: a certificate where one is given, else the federated issuer.
# $1 GRAPH or API, $2 object id, $3 client id, $4 certificate or nothing
add_credential() {
  if [ -n "$4" ]; then
    add_certificate "$2" "$3" "$4"
    graph_settings="$graph_settings
KEYWRIGHT_$1_CERTIFICATE_FILE=$4
KEYWRIGHT_$1_PRIVATE_KEY_FILE=(path of its private key on the backend's host)"
  else
    add_federated "$2"
    graph_settings="$graph_settings
KEYWRIGHT_$1_FEDERATED_TOKEN_FILE=(path of the assertion on the backend's host)"
  fi
}

# Consents for everybody to delegated permissions of Graph; what was consented to before stays.
# consent_to CLIENT_SP SCOPES LABEL
consent_to() {
  local filter granted held wanted scope
  filter="\$filter=clientId eq '$1' and resourceId eq '$graph_sp' and consentType eq 'AllPrincipals'"
  granted=$(get /oauth2PermissionGrants 'value[0].id' "$filter")
  if [ -z "$granted" ]; then
    note "Consenting to $3"
    send post /oauth2PermissionGrants "{\"clientId\":\"$1\",\"consentType\":\"AllPrincipals\",\"resourceId\":\"$graph_sp\",\"scope\":\"$2\"}" id >/dev/null
    return 0
  fi
  held=$(get /oauth2PermissionGrants 'value[0].scope' "$filter")
  wanted=$held
  for scope in $2; do
    case " $wanted " in *" $scope "*) ;; *) wanted="$wanted $scope" ;; esac
  done
  [ "$wanted" != "$held" ] || return 0
  note "Consenting to $3"
  send patch "/oauth2PermissionGrants/$granted" "{\"scope\":\"$wanted\"}" >/dev/null
}

# --- 1. The page ------------------------------------------------------------------------------------------------------
read -r page_object page_client <<<"$(registration 'Keywright page')"
[ -n "${page_client:-}" ] || fail 'the page registration could not be made'
# --- 2. The API -------------------------------------------------------------------------------------------------------
read -r api_object api_client <<<"$(registration 'Keywright API')"
[ -n "${api_client:-}" ] || fail 'the API registration could not be made'

note 'Describing the API: scope, roles, token version, claims'
role() { # ID VALUE DESCRIPTION
  printf '{"id":"%s","value":"Keywright.%s","displayName":"%s","description":"%s","allowedMemberTypes":["User"],"isEnabled":true}' \
    "$1" "$2" "$2" "$3"
}
claim() { printf '{"name":"%s","essential":false,"additionalProperties":[]}' "$1"; }
scope_text='Lets the Keywright page act for the signed-in person.'
api_body=$(
  cat <<JSON
{
  "identifierUris": ["api://$api_client"],
  "api": {
    "requestedAccessTokenVersion": 2,
    "oauth2PermissionScopes": [{
      "id": "$SCOPE_ID", "value": "access_as_user", "type": "Admin", "isEnabled": true,
      "adminConsentDisplayName": "Use Keywright", "adminConsentDescription": "$scope_text"
    }]
  },
  "appRoles": [
    $(role "$ROLE_ADMIN" Admin 'Enrols security keys and runs Keywright.'),
    $(role "$ROLE_OPERATOR" Operator 'Enrols security keys for other people.'),
    $(role "$ROLE_HELPDESK" Helpdesk 'Looks people, enrolments and batches up, changes nothing.'),
    $(role "$ROLE_AUDITOR" Auditor 'Sees people, keys and enrolments, changes nothing.'),
    $(role "$ROLE_HOLDER" Holder 'Sees own keys and own PIN only.')
  ],
  "optionalClaims": {
    "accessToken": [$(claim acct), $(claim acrs), $(claim auth_time), $(claim xms_cc)]
  }
}
JSON
)
send patch "/applications/$api_object" "$api_body" >/dev/null
# Only now: a pre-authorisation may name a scope that exists already, not one of the same request.
send patch "/applications/$api_object" \
  "{\"api\":{\"preAuthorizedApplications\":[{\"appId\":\"$page_client\",\"delegatedPermissionIds\":[\"$SCOPE_ID\"]}]}}" >/dev/null
api_sp=$(service_principal "$api_client")
send patch "/servicePrincipals/$api_sp" '{"appRoleAssignmentRequired":true}' >/dev/null

note 'Describing the page: redirect address and the scope it asks for'
send patch "/applications/$page_object" "{
  \"spa\": {\"redirectUris\": [\"$page_origin/redirect.html\", \"$page_origin/\"]},
  \"requiredResourceAccess\": [
    {\"resourceAppId\": \"$api_client\", \"resourceAccess\": [{\"id\": \"$SCOPE_ID\", \"type\": \"Scope\"}]}
  ]
}" >/dev/null
page_sp=$(service_principal "$page_client")

# --- 3. The application with the Graph permissions ----------------------------------------------------------------------
graph_sp=$(service_principal "$GRAPH_APP_ID")
graph_settings=''
if [ -n "$managed_identity" ]; then
  principal=$managed_identity
  identity_client=$(get "/servicePrincipals/$managed_identity" appId)
  is_user_assigned=$(get "/servicePrincipals/$managed_identity" "contains(alternativeNames, 'isExplicit=True')")
  case "$is_user_assigned" in
    true | True) graph_settings="KEYWRIGHT_GRAPH_MANAGED_IDENTITY=$identity_client" ;;
    *) graph_settings='KEYWRIGHT_GRAPH_MANAGED_IDENTITY=system' ;;
  esac
else
  read -r graph_object graph_client <<<"$(registration 'Keywright Graph access')"
  [ -n "${graph_client:-}" ] || fail 'the Graph registration could not be made'
  access=$(printf '%s\n' "$GRAPH_PERMISSIONS" | awk '{ printf "%s{\"id\":\"%s\",\"type\":\"Role\"}", (NR > 1 ? "," : ""), $2 }')
  send patch "/applications/$graph_object" \
    "{\"requiredResourceAccess\":[{\"resourceAppId\":\"$GRAPH_APP_ID\",\"resourceAccess\":[$access]}]}" >/dev/null
  principal=$(service_principal "$graph_client")
  graph_settings="KEYWRIGHT_GRAPH_CLIENT_ID=$graph_client"
  add_credential GRAPH "$graph_object" "$graph_client" "$certificate"
fi
if [ "$delegated" = yes ]; then
  note 'Letting the API exchange tokens of people who register their own keys'
  send patch "/applications/$api_object" \
    "{\"requiredResourceAccess\":[{\"resourceAppId\":\"$GRAPH_APP_ID\",\"resourceAccess\":[{\"id\":\"$OWN_PASSKEYS_ID\",\"type\":\"Scope\"}]}]}" >/dev/null
  graph_settings="$graph_settings
KEYWRIGHT_SELF_SERVICE=delegated"
  add_credential API "$api_object" "$api_client" "$api_certificate"
fi

# --- 4. Consent and assignments -----------------------------------------------------------------------------------------
if [ "$consent" = yes ]; then
  while read -r name id; do
    assign "$graph_sp" "$principal" "$id" "Graph permission $name"
  done <<<"$GRAPH_PERMISSIONS"
  # What MSAL asks for beside our scope; without it a tenant that forbids user consent stops the first sign-in.
  consent_to "$page_sp" 'openid profile offline_access' 'openid, profile and offline_access for the page'
  if [ "$delegated" = yes ]; then consent_to "$api_sp" "$OWN_PASSKEYS" "$OWN_PASSKEYS for the API"; fi
else
  note 'Consent was left out: nothing works until a Privileged Role Administrator runs this again without --no-consent.'
fi
for pair in $assignments; do
  assign "$api_sp" "${pair#*=}" "$(role_id "${pair%%=*}")" "Keywright.${pair%%=*} to ${pair#*=}"
done

# --- 5. What to set -----------------------------------------------------------------------------------------------------
cat <<SETTINGS
# Environment of the backend
KEYWRIGHT_TENANT_ID=$tenant_id
KEYWRIGHT_API_CLIENT_ID=$api_client
KEYWRIGHT_PAGE_CLIENT_ID=$page_client
$graph_settings
KEYWRIGHT_ESCROW_KEY_FILE=(path of a file made with: openssl rand -base64 32)
$(if [ -n "$api_origin" ] && [ "$api_origin" != "$page_origin" ]; then
  echo "KEYWRIGHT_PAGE_ORIGINS=$page_origin"
else
  echo 'KEYWRIGHT_SERVE_PAGE=dist/web'
fi)

# /config.json of the page; not needed where the backend serves the page (KEYWRIGHT_SERVE_PAGE)
{
  "apiOrigin": "$(if [ "$api_origin" != "$page_origin" ]; then echo "$api_origin"; fi)",
  "environmentBadge": null,
  "auth": {
    "clientId": "$page_client",
    "authority": "https://login.microsoftonline.com/$tenant_id",
    "scope": "api://$api_client/access_as_user"
  }
}
SETTINGS
