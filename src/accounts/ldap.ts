// The office's directory (LDAP, Active Directory) as a judge of passwords: who types the right one is known by an attribute of the entry.
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { Client, InvalidCredentialsError, SizeLimitExceededError, type Entry } from 'ldapts'
import type { LdapSettings } from './ways-in.ts'

const longest = 5_000

/**
 * What the directory calls the person whose name and password these are; null when there is no such entry or the password is wrong.
 * Throws what went wrong when the directory does not answer within five seconds or is set up wrongly.
 */
export async function askDirectory(settings: LdapSettings, name: string, password: string, mostMs = longest): Promise<string[] | null> {
  // To bind with an empty password means to be nobody (RFC 4513, 5.1.2): servers say yes to it.
  if (!password) return null
  const secure = settings.tls === 'ldaps' ? { tlsOptions: tlsOf(settings) } : {}
  const client = new Client({ url: settings.url, timeout: mostMs, connectTimeout: mostMs, strictDN: false, ...secure })
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => { timer = setTimeout(() => { reject(new Error(`no answer within ${mostMs} ms`)) }, mostMs) })
  const asked = ask(client, settings, name, password)
  try { return await Promise.race([asked, late]) } finally {
    clearTimeout(timer)
    asked.catch(() => { /* said by the race, or too late */ })
    void client.unbind().catch(() => { /* gone already */ })
  }
}

const tlsOf = ({ authority }: LdapSettings) => (authority ? { ca: readFileSync(authority) } : {})

/** Whom the certificate must be for; a name is told to the server too, an address must not be. */
function hostOf({ url }: LdapSettings): { host: string } | { servername: string } {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '')
  return isIP(host) ? { host } : { servername: host }
}

async function ask(client: Client, settings: LdapSettings, name: string, password: string): Promise<string[] | null> {
  if (settings.tls === 'starttls') await client.startTLS({ ...tlsOf(settings), ...hostOf(settings) })
  if (!settings.search) {
    if (!await binds(client, settings.userDn.replaceAll('{name}', escapedInDn(name)), password)) return null
    const entry = await entryOf(client, settings, name)
    return entry && namesOf(entry, settings)
  }
  await client.bind(settings.search.dn, settings.search.password)
  const entry = await entryOf(client, settings, name)
  return entry && await binds(client, entry.dn, password) ? namesOf(entry, settings) : null
}

async function binds(client: Client, dn: string, password: string): Promise<boolean> {
  try { await client.bind(dn, password); return true } catch (error) {
    if (error instanceof InvalidCredentialsError) return false
    throw error
  }
}

/** The one entry that the name means; null when there is none, or more than one. */
async function entryOf(client: Client, { base, filter, attribute }: LdapSettings, name: string): Promise<Entry | null> {
  try {
    const asked = filter.replaceAll('{name}', escapedInFilter(name))
    const { searchEntries } = await client.search(base, { scope: 'sub', filter: asked, attributes: [attribute], sizeLimit: 2 })
    return searchEntries.length === 1 ? searchEntries[0]! : null
  } catch (error) {
    if (error instanceof SizeLimitExceededError) return null
    throw error
  }
}

/** Every value of the attribute, whatever the case of its name. */
function namesOf(entry: Entry, { attribute }: LdapSettings): string[] {
  const found = Object.entries(entry).find(([key]) => key.toLowerCase() === attribute.toLowerCase())?.[1] ?? []
  return [found].flat().map(String)
}

const inHex = (letter: string): string => `\\${letter.charCodeAt(0).toString(16).padStart(2, '0')}`

/** RFC 4515: what a filter would take for itself. */
export const escapedInFilter = (text: string): string => text.replace(/[\\*()\0]/g, inHex)

/** RFC 4514: what a distinguished name would take for itself. */
export const escapedInDn = (text: string): string => text.replace(/[\\,+"<>;=\0]/g, inHex).replace(/^[ #]|\s$/g, inHex)
