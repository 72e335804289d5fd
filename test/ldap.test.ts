// Signing in by the office's directory, against a real slapd of Debian on a port of its own; skipped, plainly, where there is none.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, connect, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askDirectory, escapedInDn, escapedInFilter } from '../src/accounts/ldap.ts'
import { hashed } from '../src/accounts/passwords.ts'
import { people, sessions } from '../src/accounts/tables.ts'
import { readConfig } from '../src/config.ts'
import { openPortal, type TestPortal } from './portal.ts'

const slapd = '/usr/sbin/slapd'
const there = existsSync(slapd)
if (!there) console.log('SKIPPED LDAP: slapd is not installed (apt-get install slapd)')

const folder = there ? mkdtempSync(join(tmpdir(), 'slapd-')) : ''
const certificate = join(folder, 'cert.pem')
let server: ChildProcess | undefined
let port = 0

const run = (command: string, args: string[]) => {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command}: ${stderr}`)
}
async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>(resolve => { probe.listen(0, '127.0.0.1', resolve) })
  const free = (probe.address() as AddressInfo).port
  await new Promise(resolve => { probe.close(resolve) })
  return free
}
async function answers(at: number): Promise<void> {
  for (;;) {
    if (server?.exitCode != null) throw new Error(`slapd ended with ${server.exitCode}`)
    const open = await new Promise<boolean>(resolve => { const socket = connect(at, '127.0.0.1', () => { socket.end(); resolve(true) }).on('error', () => { resolve(false) }) })
    if (open) return
    await new Promise(resolve => { setImmediate(resolve) })
  }
}

const entry = (uid: string, mail: string, cn = uid) =>
  `dn: uid=${uid},ou=people,dc=example,dc=vn\nobjectClass: inetOrgPerson\nuid: ${uid}\ncn: ${cn}\nsn: ${cn}\nmail: ${mail}\nuserPassword: ldap-${uid}\n`

beforeAll(async () => {
  if (!there) return
  mkdirSync(join(folder, 'db'))
  run('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', join(folder, 'key.pem'), '-out', certificate])
  writeFileSync(join(folder, 'slapd.conf'), `include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile ${folder}/slapd.pid
TLSCertificateFile ${certificate}
TLSCertificateKeyFile ${folder}/key.pem
database mdb
maxsize 10485760
suffix "dc=example,dc=vn"
rootdn "cn=admin,dc=example,dc=vn"
rootpw reader-password
directory ${folder}/db
access to attrs=userPassword by anonymous auth by * none
access to * by users read
`)
  writeFileSync(join(folder, 'people.ldif'), [
    'dn: dc=example,dc=vn\nobjectClass: dcObject\nobjectClass: organization\ndc: example\no: Co quan\n', 'dn: ou=people,dc=example,dc=vn\nobjectClass: organizationalUnit\nou: people\n',
    entry('hoa.bt', 'HOA@example.vn'), entry('minh', 'minh@example.vn'), entry('quan', 'quan@example.vn'), entry('la', 'la@noikhac.vn'), entry('twin1', 'x@example.vn', 'twin'), entry('twin2', 'y@example.vn', 'twin'),
  ].join('\n'))
  run('/usr/sbin/slapadd', ['-f', join(folder, 'slapd.conf'), '-l', join(folder, 'people.ldif')])
  port = await freePort()
  server = spawn(slapd, ['-f', join(folder, 'slapd.conf'), '-h', `ldap://127.0.0.1:${port}`, '-d', '0'], { stdio: 'ignore' })
  await answers(port)
})
afterAll(() => { server?.kill('SIGKILL'); if (folder) rmSync(folder, { recursive: true, force: true }) })

const searching = (): Record<string, string> => ({
  LDAP_URL: `ldap://127.0.0.1:${port}`, LDAP_CA: certificate, LDAP_BASE: 'ou=people,dc=example,dc=vn', LDAP_FILTER: '(|(uid={name})(mail={name})(cn={name}))',
  LDAP_BIND_DN: 'cn=admin,dc=example,dc=vn', LDAP_BIND_PASSWORD: 'reader-password',
})
const signIn = (portal: TestPortal, name: string, password: string) => portal.as(null).post('/sign-in', { name, password })
const said = async (portal: TestPortal, name: string, password: string) => (await signIn(portal, name, password)).text()
const giveLocal = async (portal: TestPortal, id: string, password: string) => {
  const passwordHash = await hashed(password)
  await portal.store.write(async db => { await db.update(people).set({ passwordHash }).where(eq(people.id, id)) })
}

test('what is typed cannot become part of a filter or a name', () => {
  expect(escapedInFilter('*)(uid=\\\0')).toBe('\\2a\\29\\28uid=\\5c\\00')
  expect(escapedInDn('a,ou=x+"<>;\\ ')).toBe('a\\2cou\\3dx\\2b\\22\\3c\\3e\\3b\\5c\\20')
  expect([escapedInDn('#a'), escapedInDn('bế.thị')]).toEqual(['\\23a', 'bế.thị'])
})

test.skipIf(!there)('Hoa signs in with the password of the directory, found by a reader over StartTLS; wrong, unknown and strange names do not', async () => {
  const portal = await openPortal(searching())
  expect((await signIn(portal, 'hoa.bt', 'ldap-hoa.bt')).status).toBe(303)
  expect((await signIn(portal, 'Hoa@example.vn', 'ldap-hoa.bt')).status).toBe(303)
  expect(await portal.store.read.select({ who: sessions.personId, way: sessions.way }).from(sessions)).toEqual([{ who: 'hoa', way: 'ldap' }, { who: 'hoa', way: 'ldap' }])
  expect(await said(portal, 'minh', 'sai')).toContain('Tên đăng nhập hoặc mật khẩu chưa đúng')
  expect(await said(portal, 'minh', '')).toContain('Hãy nhập mật khẩu')
  expect(await said(portal, 'khongco', 'ldap-minh')).toContain('chưa đúng')
  for (const strange of ['*', 'min*', 'minh)(uid=*', 'twin']) expect(await said(portal, strange, 'ldap-minh')).toContain('chưa đúng')
  expect(await said(portal, 'la', 'ldap-la')).toMatch(/chưa gắn với ai trong danh bạ của cổng.*la@noikhac.vn/)
  await portal.store.write(async db => { await db.update(people).set({ leftOn: '2026-10-01' }).where(eq(people.id, 'minh')) })
  expect(await said(portal, 'minh', 'ldap-minh')).toContain('đã thôi công tác từ 01/10/2026')
})

test.skipIf(!there)('a name that binds by itself; wrong passwords lock; the local password counts as the order says', async () => {
  const { LDAP_BIND_DN: _, LDAP_BIND_PASSWORD: __, ...rest } = searching()
  const portal = await openPortal({ ...rest, LDAP_USER_DN: 'uid={name},ou=people,dc=example,dc=vn', LDAP_ORDER: 'only' })
  await giveLocal(portal, 'minh', 'chiều nay mưa rào')
  await giveLocal(portal, 'quan', 'chiều nay mưa rào')
  expect((await signIn(portal, 'minh', 'ldap-minh')).status).toBe(303)
  expect(await said(portal, 'minh', 'chiều nay mưa rào')).toContain('chưa đúng')
  expect((await signIn(portal, 'quan', 'chiều nay mưa rào')).status).toBe(303)
  for (let time = 0; time < 5; time++) await signIn(portal, 'minh', 'sai')
  expect(await said(portal, 'minh', 'ldap-minh')).toContain('tạm khóa')
  const after = await openPortal({ ...rest, LDAP_USER_DN: 'uid={name},ou=people,dc=example,dc=vn' })
  await giveLocal(after, 'minh', 'chiều nay mưa rào')
  expect([(await signIn(after, 'minh', 'chiều nay mưa rào')).status, (await signIn(after, 'minh', 'ldap-minh')).status]).toEqual([303, 303])
})

test.skipIf(!there)('an authority that nobody knows is not believed', async () => {
  const portal = await openPortal({ ...searching(), LDAP_CA: '' })
  expect(await said(portal, 'minh', 'ldap-minh')).toContain('(LDAP) chưa trả lời')
})

test('a directory that says nothing is not waited for; while none answers administrators get in, and nobody is locked', async () => {
  const mute: Server = createServer(socket => { socket.resume() }) // hears all and never answers
  await new Promise<void>(resolve => { mute.listen(0, '127.0.0.1', resolve) })
  const env = { LDAP_URL: `ldap://127.0.0.1:${(mute.address() as AddressInfo).port}`, LDAP_BASE: 'dc=example,dc=vn', LDAP_USER_DN: '{name}@example.vn', LDAP_TLS: 'none', LDAP_ORDER: 'before' }
  await expect(askDirectory(readConfig(env).ldap!, 'minh', 'ldap-minh', 200)).rejects.toThrow(/200 ms|timed? ?out/i)
  expect(await askDirectory(readConfig(env).ldap!, 'minh', '')).toBeNull()
  const portal = await openPortal(env)
  await giveLocal(portal, 'quan', 'chiều nay mưa rào')
  expect((await signIn(portal, 'quan', 'chiều nay mưa rào')).status).toBe(303)
  // Whoever asked has hung up: closing waits for nobody.
  await new Promise(resolve => { mute.close(resolve) })
  for (let time = 0; time < 6; time++) expect(await said(portal, 'minh', 'ldap-minh')).toContain('(LDAP) chưa trả lời')
})
