// The settings of signing in elsewhere: a provider of OpenID Connect, and a directory asked by LDAP. config.ts reads them here.
import type { SettingName } from '../config.ts'
import { roles, type Role } from '../policy.ts'

export interface OidcSettings { issuer: string; clientId: string; clientSecret: string; label: string; claim: string; scope: string; answerAddress: string; home: string }

export interface LdapSettings {
  url: string
  tls: 'ldaps' | 'starttls' | 'none'
  /** Path of a PEM file; null: the authorities that Node knows. */
  authority: string | null
  base: string
  filter: string
  attribute: string
  /** Account that looks for entries; null where the person's own name becomes a DN. */
  search: { dn: string; password: string } | null
  userDn: string
  order: LdapOrder
}
export const ldapOrders = ['after', 'before', 'only'] as const
export type LdapOrder = (typeof ldapOrders)[number]

type Text = (name: SettingName) => string

const onThisMachine = (url: string): boolean => /^\w+:\/\/(localhost|127\.0\.0\.1|\[::1\])([:/]|$)/.test(url)

/** Null where OIDC_ISSUER is empty. */
export function oidcSettings(text: Text, origin: string): OidcSettings | null {
  const issuer = text('OIDC_ISSUER')
  if (!issuer) return null
  if (!/^https?:\/\/\S+$/.test(issuer) || !issuer.startsWith('https://') && !onThisMachine(issuer)) throw new Error(`OIDC_ISSUER=${issuer}: must begin with https://`)
  if (!text('OIDC_CLIENT_ID')) throw new Error('OIDC_CLIENT_ID: must be set when OIDC_ISSUER is')
  if (!origin) throw new Error('PUBLIC_ORIGIN: must be set when OIDC_ISSUER is, for the address to come back to')
  if (!text('OIDC_SCOPE').split(/\s+/).includes('openid')) throw new Error(`OIDC_SCOPE=${text('OIDC_SCOPE')}: must hold openid`)
  return {
    issuer, clientId: text('OIDC_CLIENT_ID'), clientSecret: text('OIDC_CLIENT_SECRET'), label: text('OIDC_LABEL'), claim: text('OIDC_CLAIM'),
    scope: text('OIDC_SCOPE'), answerAddress: `${origin}/sign-in/oidc/answer`, home: `${origin}/sign-in`,
  }
}

/** Null where LDAP_URL is empty. No message repeats a password. */
export function ldapSettings(text: Text, order: LdapOrder, tls: 'starttls' | 'none'): LdapSettings | null {
  const url = text('LDAP_URL')
  if (!url) return null
  if (!/^ldaps?:\/\/[^\s/@]+\/?$/.test(url)) throw new Error(`LDAP_URL=${url}: must look like ldaps://name or ldap://name:389`)
  const secure = url.startsWith('ldaps:')
  const open = !secure && tls === 'none' && !onThisMachine(url)
  if (open) throw new Error('LDAP_TLS=none: only for a server on this machine, because passwords would cross the network in the open')
  for (const name of ['LDAP_BASE', 'LDAP_FILTER', 'LDAP_ATTRIBUTE'] as const) if (!text(name)) throw new Error(`${name}: must be set when LDAP_URL is`)
  for (const name of ['LDAP_FILTER', 'LDAP_USER_DN'] as const) {
    if (text(name) && !text(name).includes('{name}')) throw new Error(`${name}=${text(name)}: must hold {name} where the typed name belongs`)
  }
  if (!text('LDAP_USER_DN') === !text('LDAP_BIND_DN')) throw new Error('LDAP_BIND_DN, LDAP_USER_DN: one of them must be set when LDAP_URL is, and not both')
  if (text('LDAP_BIND_DN') && !text('LDAP_BIND_PASSWORD')) throw new Error('LDAP_BIND_PASSWORD: must be set when LDAP_BIND_DN is')
  return {
    url, tls: secure ? 'ldaps' : tls, authority: text('LDAP_CA') || null, base: text('LDAP_BASE'), filter: text('LDAP_FILTER'), attribute: text('LDAP_ATTRIBUTE'), order,
    search: text('LDAP_BIND_DN') ? { dn: text('LDAP_BIND_DN'), password: text('LDAP_BIND_PASSWORD') } : null, userDn: text('LDAP_USER_DN'),
  }
}

/** Who must have a second factor: those who may approve, and roles by name. */
export interface SecondFactorNeed { approvers: boolean; roles: Role[] }

export function secondFactorNeed(value: string): SecondFactorNeed {
  const words = value.split(',').map(word => word.trim()).filter(Boolean)
  const named = roles.filter(role => words.includes(role))
  const wrong = words.find(word => word !== 'approvers' && !roles.some(role => role === word))
  if (wrong) throw new Error(`REQUIRE_SECOND_FACTOR=${wrong}: must be approvers or roles (${roles.join(', ')}) separated by commas`)
  return { approvers: words.includes('approvers'), roles: named }
}
