// Signing in by a provider of OpenID Connect: code flow with PKCE, state and nonce. The provider is asked for at need, never at the start.
import * as client from 'openid-client'
import type { OidcSettings } from './ways-in.ts'

export type Provider = ReturnType<typeof openProvider>
/** What must come back unchanged from the browser that was sent to the provider. */
export interface Sent { state: string; nonce: string; verifier: string }

const mostSeconds = 5

/** Null where no provider is set up. */
export function openProvider(settings: OidcSettings | null) {
  if (!settings) return null
  let found: Promise<client.Configuration> | undefined
  const configuration = () => {
    // One that did not answer is asked again by whoever signs in next.
    found ??= discover(settings).catch((error: unknown) => { found = undefined; throw error })
    return found
  }
  return {
    label: settings.label,
    /** Where the browser is sent. */
    async signInAddress(sent: Sent): Promise<URL> {
      return client.buildAuthorizationUrl(await configuration(), {
        redirect_uri: settings.answerAddress, scope: settings.scope, state: sent.state, nonce: sent.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(sent.verifier), code_challenge_method: 'S256',
      })
    },
    /** The name of who comes back with `answer`, as the claim of the settings says it; null where it says none that can be believed. */
    async nameIn(answer: URL, sent: Sent): Promise<string | null> {
      const settled = await configuration()
      // Behind a proxy the address of the request is not the one that the provider was told.
      const address = new URL(settings.answerAddress)
      address.search = answer.search
      const expected = { expectedState: sent.state, expectedNonce: sent.nonce, pkceCodeVerifier: sent.verifier, idTokenExpected: true }
      const tokens = await client.authorizationCodeGrant(settled, address, expected)
      const said = tokens.claims()!
      const claims = said[settings.claim] !== undefined || !settled.serverMetadata().userinfo_endpoint ? said
        : await client.fetchUserInfo(settled, tokens.access_token, said.sub)
      const name = claims[settings.claim]
      if (settings.claim === 'email' && claims.email_verified === false) return null
      return typeof name === 'string' && name.trim() ? name.trim() : null
    },
    /** Where a person signs out of the provider too; null where it has no such page. */
    async signOutAddress(): Promise<URL | null> {
      const settled = await configuration()
      return settled.serverMetadata().end_session_endpoint ? client.buildEndSessionUrl(settled, { post_logout_redirect_uri: settings.home }) : null
    },
  }
}

async function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<client.Configuration> {
  const issuerUrl = new URL(issuer)
  // Signatures are checked by the provider's own keys, not only by whom the connection leads to.
  const execute = [client.enableNonRepudiationChecks, ...(issuerUrl.protocol === 'http:' ? [client.allowInsecureRequests] : [])]
  return client.discovery(issuerUrl, clientId, clientSecret || undefined, clientSecret ? undefined : client.None(), { execute, timeout: mostSeconds })
}

export const newSent = (): Sent => ({ state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() })

/** Whether the provider said no, or what came back is not what was sent: nothing that another try in the same way would not mend. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof client.AuthorizationResponseError || (error instanceof client.ResponseBodyError && error.error === 'invalid_grant')
  || (error instanceof client.ClientError && error.code === 'OAUTH_INVALID_RESPONSE')
