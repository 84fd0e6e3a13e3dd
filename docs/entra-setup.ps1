<#
.SYNOPSIS
Sets an Entra tenant up for Keywright with Microsoft Graph PowerShell.
.DESCRIPTION
Makes the page registration, the API registration, the application that holds the Graph permissions, the consent and the
role assignments. Run it again at any time: what is there is brought up to date, nothing is made twice.
docs/entra-setup.md explains every step and does the same by hand; docs/entra-setup.sh does it with the Azure CLI.
Needs the module Microsoft.Graph.Authentication.
.EXAMPLE
./docs/entra-setup.ps1 -PageOrigin https://keys.example.com -Certificate graph.pem -Assign @{ Admin = '<group id>' }
#>
[CmdletBinding(DefaultParameterSetName = 'Certificate')]
param(
    # Where the page is served: scheme and host, no path.
    [Parameter(Mandatory)] [ValidatePattern('^https://[a-z0-9.-]+(:[0-9]+)?$|^http://localhost(:[0-9]+)?$')]
    [string] $PageOrigin,
    # Where the backend is reached, if not at the page's origin.
    [ValidatePattern('^https://[a-z0-9.-]+(:[0-9]+)?$|^http://localhost(:[0-9]+)?$')]
    [string] $ApiOrigin,
    # Public certificate (PEM) whose private key the backend holds.
    [Parameter(Mandatory, ParameterSetName = 'Certificate')] [ValidateScript({ Test-Path $_ -PathType Leaf })]
    [string] $Certificate,
    # Object id of the managed identity's service principal.
    [Parameter(Mandatory, ParameterSetName = 'ManagedIdentity')]
    [guid] $ManagedIdentity,
    # An issuer that the backend's platform gets assertions from, and the subject in them.
    [Parameter(Mandatory, ParameterSetName = 'Federated')] [ValidatePattern('^https://')]
    [string] $FederatedIssuer,
    [Parameter(Mandatory, ParameterSetName = 'Federated')]
    [string] $FederatedSubject,
    # Role name (Admin, Operator, Helpdesk, Auditor, Holder) to object id, or several, of users or groups.
    [hashtable] $Assign = @{},
    # Invited people register their keys in their own names: grants the API registration the delegated permission for
    # KEYWRIGHT_SELF_SERVICE=delegated. Needs -ApiCertificate, or -FederatedIssuer, which the API registration then trusts as well.
    [switch] $Delegated,
    # Public certificate (PEM) of the API registration, another one than -Certificate.
    [ValidateScript({ Test-Path $_ -PathType Leaf })]
    [string] $ApiCertificate,
    # Leaves the consent to somebody else (a Privileged Role Administrator).
    [switch] $NoConsent
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$Graph = 'https://graph.microsoft.com/v1.0'
$GraphAppId = '00000003-0000-0000-c000-000000000000'
# Fixed for every installation: tokens, documentation and a second run all mean the same scope and roles.
$ScopeId = 'b2d9ac6f-b269-4211-b499-26eb1d8954ba'
$Roles = [ordered] @{
    Admin    = @{ Id = 'd8efd8ff-ff4b-4431-98fc-966c52f0c511'; Text = 'Enrols security keys and runs Keywright.' }
    Operator = @{ Id = '200f67c8-d7bc-44e0-ba35-2e9b06b21fe0'; Text = 'Enrols security keys for other people.' }
    Helpdesk = @{ Id = '6f1b7c5e-93a4-4d0f-8e62-b1c47a2d90f8'; Text = 'Looks people, enrolments and batches up, changes nothing.' }
    Auditor  = @{ Id = '3c197c4b-5ef7-4bc5-b80b-0c60c3aac25d'; Text = 'Sees people, keys and enrolments, changes nothing.' }
    Holder   = @{ Id = 'c70c39c8-6dc7-4079-a836-f6f665ea78f5'; Text = 'Sees own keys and own PIN only.' }
}
# Application permissions of Microsoft Graph.
$GraphPermissions = [ordered] @{
    'UserAuthMethod-Passkey.ReadWrite.All' = '0400e371-7db1-4338-a269-96069eb65227'
    'User.Read.All'                        = 'df021288-bdef-4463-88db-98f22de89214'
    'GroupMember.Read.All'                 = '98830695-27a2-44f7-8c18-0c3ebc9698f6'
    'Policy.Read.AuthenticationMethod'     = '8e3bc81b-d2f3-4b7b-838c-32c88218d2f0'
    'Organization.Read.All'                = '498476ce-e0fe-48b0-b801-37ba7e2685c6'
    'RoleManagement.Read.Directory'        = '483bed4a-2ad3-4361-a73b-c83ccdbdc53c'
    'AdministrativeUnit.Read.All'          = '134fd756-38ce-4afd-ba33-e9623dbe66c2'
    'PrivilegedEligibilitySchedule.Read.AzureADGroup' = 'edb419d6-7edc-42a3-9345-509bfdf5d87c'
    'Application.Read.All' = '9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30'
    'Policy.Read.ConditionalAccess' = '37730810-e9ba-4e46-b07e-8ca78d182097'
}
# The delegated one by which people register their own keys, only where -Delegated is given.
$OwnPasskeys = 'UserAuthMethod-Passkey.ReadWrite'
$OwnPasskeysId = 'b2de7db9-10f7-4800-b04c-b5b91e4891d6'

foreach ($name in $Assign.Keys) {
    if (-not $Roles.Contains($name)) { throw "-Assign: $name is not Admin, Operator, Helpdesk, Auditor or Holder" }
    foreach ($id in @($Assign[$name])) { [void] [guid]::Parse($id) }
}
foreach ($file in @($Certificate, $ApiCertificate)) {
    if ($file -and (Get-Content -Raw $file) -match 'PRIVATE KEY') {
        throw "$file holds a private key: give the certificate alone"
    }
}
if ($Delegated -and -not $ApiCertificate -and -not $FederatedIssuer) {
    throw '-Delegated needs -ApiCertificate, or -FederatedIssuer'
}
if ($ApiCertificate -and -not $Delegated) { throw '-ApiCertificate goes with -Delegated' }
if ($ApiCertificate -and $Certificate -and (Get-FileHash $ApiCertificate).Hash -eq (Get-FileHash $Certificate).Hash) {
    throw '-ApiCertificate must not be the one of -Certificate: one that is lost would take both applications along'
}

Connect-MgGraph -NoWelcome -Scopes @(
    'Application.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All', 'DelegatedPermissionGrant.ReadWrite.All',
    'Policy.Read.AuthenticationMethod'
)
$TenantId = (Get-MgContext).TenantId

function Get-Graph([string] $Path) {
    Invoke-MgGraphRequest -Method GET -Uri "$Graph$Path" -OutputType PSObject
}

# Entra needs some seconds until one object can refer to another one that was just made.
function Send-Graph([string] $Method, [string] $Path, $Body) {
    $json = ConvertTo-Json -InputObject $Body -Depth 10 -Compress
    foreach ($try in 1..5) {
        try {
            return Invoke-MgGraphRequest -Method $Method -Uri "$Graph$Path" -Body $json -ContentType 'application/json' -OutputType PSObject
        }
        catch {
            if ($try -eq 5) { throw }
            Write-Host "  not yet ($try of 5): $($_.Exception.Message)"
            Start-Sleep -Seconds 6
        }
    }
}

function Get-Registration([string] $Name) {
    $filter = [uri]::EscapeDataString("displayName eq '$Name'")
    $found = @((Get-Graph "/applications?`$filter=$filter").value)
    if ($found.Count -gt 1) { throw "there are several registrations called ${Name}: rename or delete all but one" }
    if ($found.Count -eq 1) { return $found[0] }
    Write-Host "Making the registration $Name"
    Send-Graph POST '/applications' @{ displayName = $Name; signInAudience = 'AzureADMyOrg' }
}

function Get-ServicePrincipalId([string] $AppId) {
    $filter = [uri]::EscapeDataString("appId eq '$AppId'")
    $found = @((Get-Graph "/servicePrincipals?`$filter=$filter").value)
    if ($found.Count -gt 0) { return $found[0].id }
    (Send-Graph POST '/servicePrincipals' @{ appId = $AppId }).id
}

function Grant-Role([string] $ResourceId, [string] $PrincipalId, [string] $RoleId, [string] $Label) {
    $held = @((Get-Graph "/servicePrincipals/$ResourceId/appRoleAssignedTo?`$top=999").value) |
        Where-Object { $_.principalId -eq $PrincipalId -and $_.appRoleId -eq $RoleId }
    if ($held) { return }
    Write-Host "Granting $Label"
    [void] (Send-Graph POST "/servicePrincipals/$ResourceId/appRoleAssignedTo" @{
            principalId = $PrincipalId; resourceId = $ResourceId; appRoleId = $RoleId
        })
}

function Add-Certificate([string] $ObjectId, [string] $Path) {
    $loaded = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new((Resolve-Path $Path).Path)
    $key = [Convert]::ToBase64String($loaded.RawData)
    $current = @((Get-Graph "/applications/${ObjectId}?`$select=keyCredentials").keyCredentials)
    if (@($current | ForEach-Object { $_.key }) -contains $key) { return }
    Write-Host "Adding the certificate $Path"
    # The list is written as a whole, so what is there goes back with it.
    $kept = @($current | ForEach-Object { $_ })
    $new = @{ type = 'AsymmetricX509Cert'; usage = 'Verify'; key = $key; displayName = $loaded.Subject }
    [void] (Send-Graph PATCH "/applications/$ObjectId" @{ keyCredentials = @($kept) + @($new) })
}

function Add-Federated([string] $ObjectId) {
    $held = @((Get-Graph "/applications/$ObjectId/federatedIdentityCredentials").value) |
        Where-Object { $_.issuer -eq $FederatedIssuer -and $_.subject -eq $FederatedSubject }
    if ($held) { return }
    Write-Host 'Adding the federated credential'
    [void] (Send-Graph POST "/applications/$ObjectId/federatedIdentityCredentials" @{
            name = 'keywright-backend'; issuer = $FederatedIssuer; subject = $FederatedSubject
            audiences = @('api://AzureADTokenExchange')
        })
}

# Consents for everybody to delegated permissions of Graph; what was consented to before stays.
function Grant-Consent([string] $ClientId, [string[]] $Scopes, [string] $Label) {
    $filter = [uri]::EscapeDataString("clientId eq '$ClientId' and resourceId eq '$graphPrincipal' and consentType eq 'AllPrincipals'")
    $granted = @((Get-Graph "/oauth2PermissionGrants?`$filter=$filter").value)
    if ($granted.Count -eq 0) {
        Write-Host "Consenting to $Label"
        [void] (Send-Graph POST '/oauth2PermissionGrants' @{
                clientId = $ClientId; consentType = 'AllPrincipals'; resourceId = $graphPrincipal; scope = $Scopes -join ' '
            })
        return
    }
    $held = @($granted[0].scope -split ' ' | Where-Object { $_ })
    $missing = @($Scopes | Where-Object { $held -notcontains $_ })
    if ($missing.Count -eq 0) { return }
    Write-Host "Consenting to $Label"
    [void] (Send-Graph PATCH "/oauth2PermissionGrants/$($granted[0].id)" @{ scope = ($held + $missing) -join ' ' })
}

# --- 1. The page, 2. the API ------------------------------------------------------------------------------------------
$page = Get-Registration 'Keywright page'
$api = Get-Registration 'Keywright API'

Write-Host 'Describing the API: scope, roles, token version, claims'
$scopeText = 'Lets the Keywright page act for the signed-in person.'
[void] (Send-Graph PATCH "/applications/$($api.id)" @{
        identifierUris = @("api://$($api.appId)")
        api            = @{
            requestedAccessTokenVersion = 2
            oauth2PermissionScopes      = @(@{
                    id = $ScopeId; value = 'access_as_user'; type = 'Admin'; isEnabled = $true
                    adminConsentDisplayName = 'Use Keywright'; adminConsentDescription = $scopeText
                })
        }
        appRoles       = @($Roles.Keys | ForEach-Object {
                @{
                    id = $Roles[$_].Id; value = "Keywright.$_"; displayName = $_; description = $Roles[$_].Text
                    allowedMemberTypes = @('User'); isEnabled = $true
                }
            })
        optionalClaims = @{
            accessToken = @('acct', 'acrs', 'auth_time', 'xms_cc' | ForEach-Object {
                    @{ name = $_; essential = $false; additionalProperties = @() }
                })
        }
    })
# Only now: a pre-authorisation may name a scope that exists already, not one of the same request.
[void] (Send-Graph PATCH "/applications/$($api.id)" @{
        api = @{ preAuthorizedApplications = @(@{ appId = $page.appId; delegatedPermissionIds = @($ScopeId) }) }
    })
$apiPrincipal = Get-ServicePrincipalId $api.appId
[void] (Send-Graph PATCH "/servicePrincipals/$apiPrincipal" @{ appRoleAssignmentRequired = $true })

Write-Host 'Describing the page: redirect address and the scope it asks for'
[void] (Send-Graph PATCH "/applications/$($page.id)" @{
        spa                    = @{ redirectUris = @("$PageOrigin/redirect.html", "$PageOrigin/") }
        requiredResourceAccess = @(@{
                resourceAppId = $api.appId; resourceAccess = @(@{ id = $ScopeId; type = 'Scope' })
            })
    })
$pagePrincipal = Get-ServicePrincipalId $page.appId

# --- 3. The application with the Graph permissions ----------------------------------------------------------------------
$graphPrincipal = Get-ServicePrincipalId $GraphAppId
if ($PSCmdlet.ParameterSetName -eq 'ManagedIdentity') {
    $identity = Get-Graph "/servicePrincipals/$ManagedIdentity"
    $principal = $identity.id
    $isUserAssigned = @($identity.alternativeNames) -contains 'isExplicit=True'
    $graphSettings = @("KEYWRIGHT_GRAPH_MANAGED_IDENTITY=$(if ($isUserAssigned) { $identity.appId } else { 'system' })")
}
else {
    $access = Get-Registration 'Keywright Graph access'
    [void] (Send-Graph PATCH "/applications/$($access.id)" @{
            requiredResourceAccess = @(@{
                    resourceAppId  = $GraphAppId
                    resourceAccess = @($GraphPermissions.Values | ForEach-Object { @{ id = $_; type = 'Role' } })
                })
        })
    $principal = Get-ServicePrincipalId $access.appId
    $graphSettings = @("KEYWRIGHT_GRAPH_CLIENT_ID=$($access.appId)")
    if ($PSCmdlet.ParameterSetName -eq 'Certificate') {
        Add-Certificate $access.id $Certificate
        $graphSettings += "KEYWRIGHT_GRAPH_CERTIFICATE_FILE=$Certificate"
        $graphSettings += "KEYWRIGHT_GRAPH_PRIVATE_KEY_FILE=(path of its private key on the backend's host)"
    }
    else {
        Add-Federated $access.id
        $graphSettings += "KEYWRIGHT_GRAPH_FEDERATED_TOKEN_FILE=(path of the assertion on the backend's host)"
    }
}

if ($Delegated) {
    Write-Host 'Letting the API exchange tokens of people who register their own keys'
    [void] (Send-Graph PATCH "/applications/$($api.id)" @{
            requiredResourceAccess = @(@{
                    resourceAppId = $GraphAppId; resourceAccess = @(@{ id = $OwnPasskeysId; type = 'Scope' })
                })
        })
    $graphSettings += 'KEYWRIGHT_SELF_SERVICE=delegated'
    if ($ApiCertificate) {
        Add-Certificate $api.id $ApiCertificate
        $graphSettings += "KEYWRIGHT_API_CERTIFICATE_FILE=$ApiCertificate"
        $graphSettings += "KEYWRIGHT_API_PRIVATE_KEY_FILE=(path of its private key on the backend's host)"
    }
    else {
        Add-Federated $api.id
        $graphSettings += "KEYWRIGHT_API_FEDERATED_TOKEN_FILE=(path of the assertion on the backend's host)"
    }
}

# --- 4. Consent and assignments -----------------------------------------------------------------------------------------
if ($NoConsent) {
    Write-Host 'Consent was left out: nothing works until a Privileged Role Administrator runs this again without -NoConsent.'
}
else {
    foreach ($name in $GraphPermissions.Keys) {
        Grant-Role $graphPrincipal $principal $GraphPermissions[$name] "Graph permission $name"
    }
    # What MSAL asks for beside our scope; without it a tenant that forbids user consent stops the first sign-in.
    Grant-Consent $pagePrincipal @('openid', 'profile', 'offline_access') 'openid, profile and offline_access for the page'
    if ($Delegated) { Grant-Consent $apiPrincipal @($OwnPasskeys) "$OwnPasskeys for the API" }
}
foreach ($name in $Assign.Keys) {
    foreach ($id in @($Assign[$name])) { Grant-Role $apiPrincipal $id $Roles[$name].Id "Keywright.$name to $id" }
}

# --- 5. The passkey policy, read only -----------------------------------------------------------------------------------
$policy = Get-Graph '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/fido2?$expand=passkeyProfiles'
if ($policy.state -ne 'enabled') { Write-Warning 'Passkeys (FIDO2) are not enabled in this tenant.' }
if (-not $policy.isSelfServiceRegistrationAllowed) {
    Write-Warning '"Allow self-service set up" is off: Graph refuses every registration, also by this application.'
}

# --- 6. What to set -----------------------------------------------------------------------------------------------------
$isSplit = $ApiOrigin -and $ApiOrigin -ne $PageOrigin
$lines = @(
    '# Environment of the backend'
    "KEYWRIGHT_TENANT_ID=$TenantId"
    "KEYWRIGHT_API_CLIENT_ID=$($api.appId)"
    "KEYWRIGHT_PAGE_CLIENT_ID=$($page.appId)"
    $graphSettings
    'KEYWRIGHT_ESCROW_KEY_FILE=(path of a file made with: openssl rand -base64 32)'
    $(if ($isSplit) { "KEYWRIGHT_PAGE_ORIGINS=$PageOrigin" } else { 'KEYWRIGHT_SERVE_PAGE=dist/web' })
    ''
    '# /config.json of the page; not needed where the backend serves the page (KEYWRIGHT_SERVE_PAGE)'
    (ConvertTo-Json -Depth 3 ([ordered] @{
            apiOrigin        = $(if ($isSplit) { $ApiOrigin } else { '' })
            environmentBadge = $null
            auth             = [ordered] @{
                clientId  = $page.appId
                authority = "https://login.microsoftonline.com/$TenantId"
                scope     = "api://$($api.appId)/access_as_user"
            }
        }))
)
$lines -join "`n"
