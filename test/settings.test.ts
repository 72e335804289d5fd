// Every setting is in the README with its default and sentence, and a wrong value is refused in words.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readConfig, settings } from '../src/config.ts'

test('the README lists every setting as config.ts has it, and no others', () => {
  const rows = readFileSync('README.md', 'utf8').split('\n').filter(row => /^\| `[A-Z_]+` \|/.test(row))
  expect(rows).toEqual(settings.map(setting => `| \`${setting.name}\` | ${setting.default && `\`${setting.default}\``} | ${setting.about} |`))
})

test('each has a name of its own, in capitals, and a sentence', () => {
  expect(new Set(settings.map(({ name }) => name)).size).toBe(settings.length)
  for (const { name, about } of settings) { expect(name).toMatch(/^[A-Z][A-Z_]+$/); expect(about).toMatch(/\.$/) }
})

test('without any variable the defaults hold', () => {
  expect(readConfig({})).toMatchObject({ host: '127.0.0.1', port: 3000, database: 'data/portal.db', tls: false, trustedProxies: [], backupTime: '01:30', backupKeep: 14 })
})

test('what is set is read: blanks around it do not matter, empty is the default', () => {
  const config = readConfig({ PORT: ' 8080 ', HOST: '', PUBLIC_ORIGIN: 'https://cchc.example.vn/', TRUSTED_PROXIES: '10.0.0.1, 10.0.0.2', BACKUP_TIME: 'off', DATABASE_URL: 'postgres://u@h/d' })
  expect(config).toMatchObject({ port: 8080, host: '127.0.0.1', publicOrigin: 'https://cchc.example.vn', tls: true, trustedProxies: ['10.0.0.1', '10.0.0.2'], backupTime: null, database: 'postgres://u@h/d' })
})

test.each([
  ['PORT', '70000', /PORT=70000: must be a whole number from 0 to 65535/], ['PORT', '80a', /PORT=80a/], ['SIGN_IN_TRIES', '1', /SIGN_IN_TRIES=1/],
  ['LOG_LEVEL', 'loud', /must be one of debug, info/], ['PUBLIC_ORIGIN', 'cchc.example.vn', /PUBLIC_ORIGIN=.*https:\/\/name/], ['PUBLIC_ORIGIN', 'https://a.vn/b', /without a path/],
  ['DATABASE_URL', 'mysql://x', /must begin with postgres/], ['FONT', 'comic', /FONT=comic/], ['BACKUP_TIME', '25:00', /BACKUP_TIME=25:00/],
  ['PROVING_TIME', 'night', /PROVING_TIME=night: must be a time such as 01:30, or off/], ['PROVING_FLOORS', 'right1 80', /PROVING_FLOORS=right1 80/],
])('%s=%s is refused by name', (name, value, message) => { expect(() => readConfig({ [name]: value })).toThrow(message) })

const directory = { LDAP_URL: 'ldap://dc1.example.vn', LDAP_BASE: 'dc=example,dc=vn', LDAP_USER_DN: '{name}@example.vn' }
const provider = { OIDC_ISSUER: 'https://sso.example.vn', OIDC_CLIENT_ID: 'cong', PUBLIC_ORIGIN: 'https://cchc.example.vn' }

test('signing in elsewhere is set up whole, or not at all', () => {
  expect(readConfig({})).toMatchObject({ oidc: null, ldap: null, secondFactor: { approvers: false, roles: [] } })
  expect(readConfig(provider).oidc).toMatchObject({ claim: 'email', answerAddress: 'https://cchc.example.vn/sign-in/oidc/answer' })
  expect(readConfig(directory).ldap).toMatchObject({ tls: 'starttls', order: 'after', filter: '(uid={name})', search: null })
  expect(readConfig({ REQUIRE_SECOND_FACTOR: 'admin, approvers' }).secondFactor).toEqual({ approvers: true, roles: ['admin'] })
})

test.each<[Record<string, string>, RegExp]>([
  [{ ...provider, OIDC_ISSUER: 'http://sso.example.vn' }, /OIDC_ISSUER.*https/], [{ ...provider, OIDC_CLIENT_ID: '' }, /OIDC_CLIENT_ID/], [{ ...provider, PUBLIC_ORIGIN: '' }, /PUBLIC_ORIGIN/],
  [{ ...provider, OIDC_SCOPE: 'email' }, /OIDC_SCOPE=email: must hold openid/], [{ ...directory, LDAP_URL: 'dc1' }, /LDAP_URL=dc1/], [{ ...directory, LDAP_TLS: 'none' }, /LDAP_TLS=none/],
  [{ ...directory, LDAP_BASE: '' }, /LDAP_BASE/], [{ ...directory, LDAP_FILTER: '(uid=x)' }, /LDAP_FILTER.*\{name\}/], [{ ...directory, LDAP_BIND_DN: 'cn=x' }, /not both/],
  [{ ...directory, LDAP_USER_DN: '', LDAP_BIND_DN: 'cn=x' }, /LDAP_BIND_PASSWORD/], [{ ...directory, LDAP_ORDER: 'first' }, /LDAP_ORDER=first/],
  [{ REQUIRE_SECOND_FACTOR: 'boss' }, /REQUIRE_SECOND_FACTOR=boss: must be approvers or roles/], [{ SECRET_KEY: 'short' }, /at least 32/],
])('%j is refused by name', (env, message) => { expect(() => readConfig(env)).toThrow(message) })
