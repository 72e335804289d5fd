// The program as it is started: by the launcher, with the demo, and ended by signals without losing what was acknowledged.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { request } from 'node:http'
import { createConnection } from 'node:net'
import { availableParallelism, loadavg, networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { eq, like } from 'drizzle-orm'
import { procedureImportRows, procedureImports, procedureVersions } from '../src/procedures/tables.ts'
import { openStore } from '../src/store/store.ts'
import { events } from '../src/events/tables.ts'
import { readConfig } from '../src/config.ts'
import { loadDemo } from '../src/demo/loading.ts'
import { fixDay } from '../src/clock.ts'
import { copyDemo } from './demo-store.ts'
import { databaseIn, emptyDatabase, newFolder, onPostgres } from './stores.ts'

// The machine's own Node, where it is an old one: what an office server has before `npm ci`.
const oldNode = ['/usr/bin/node', '/usr/local/bin/node'].find(path => existsSync(path) && /^v(1[89]|2[0-3])\./.test(spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout))
const node = oldNode ?? process.execPath

/** What is the same with either database; each start takes seconds, so it is told once. */
const onEither: (name: string, tell: () => Promise<void>, mostMs?: number) => void = onPostgres ? () => {} : test

let children: ChildProcess[] = []
afterEach(() => {
  for (const { pid } of children) {
    // The launcher may have a child of its own: the whole group goes, or it would live on and hold the database.
    try { process.kill(-pid!, 'SIGKILL') } catch { /* all of it has ended */ }
  }
  children = []
})

interface Line { msg: string; address?: string }

/** Starts main.ts by the launcher and waits until it says that it is ready. */
async function start(folder: string, env: Record<string, string> = {}, program = [join('src', 'start.js'), 'main.ts'], runner = node) {
  const child = spawn(runner, program, { env: { ...process.env, DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'info', PORTAL_STARTED: '', ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  children.push(child)
  const lines: Line[] = []
  let text = ''
  const ended = new Promise<number | null>(resolve => { child.on('exit', code => { resolve(code) }) })
  child.stderr!.on('data', chunk => { text += String(chunk) })
  const port = await new Promise<number>((resolve, reject) => {
    let rest = ''
    child.stdout!.on('data', chunk => {
      rest += String(chunk)
      const complete = rest.split('\n')
      rest = complete.pop()!
      for (const one of complete) {
        const line = JSON.parse(one) as Line
        lines.push(line)
        if (line.msg === 'the portal is ready') resolve(Number(new URL(line.address!).port))
      }
    })
    void ended.then(code => { reject(new Error(`ended with ${code} before it was ready: ${text}`)) })
  })
  return { child, port, lines, ended }
}

/** Times are promised for a machine that has nothing else to do; each process that waits for a core beside this one makes them longer. */
const slowness = () => Math.max(1, 2 * loadavg()[0]! / availableParallelism())

async function expectRefusedOutside(port: number): Promise<void> {
  const outside = Object.values(networkInterfaces()).flat().find(one => one && one.family === 'IPv4' && !one.internal)
  if (!outside) return
  const answer = await new Promise<string>(resolve => {
    const socket = createConnection({ host: outside.address, port }, () => { resolve('connected'); socket.destroy() })
    socket.on('error', (error: NodeJS.ErrnoException) => { resolve(error.code ?? 'refused') })
  })
  expect(answer).toBe('ECONNREFUSED')
}

test('on an empty database it is ready with the demo within five seconds, and only this machine reaches it, whatever HOST says', async () => {
  await emptyDatabase()
  const begun = performance.now()
  const { port, child, ended } = await start(newFolder(), { HOST: '0.0.0.0' })
  const seconds = (performance.now() - begun) / 1000
  expect(seconds).toBeLessThan(5 * slowness())
  expect(await (await fetch(`http://127.0.0.1:${port}/readyz`)).json()).toMatchObject({ status: 'ready' })
  expect(await (await fetch(`http://127.0.0.1:${port}/sign-in`)).text()).toContain('Giám đốc')
  await expectRefusedOutside(port)
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
}, 120_000)

onEither('told to stop, it finishes the request that runs and closes the database', async () => {
  const folder = newFolder()
  await copyDemo(folder)
  const { port, child, ended, lines } = await start(folder)
  // The head of the request has been sent, its body comes slowly: the portal is in the middle of it when it is told.
  const slow = new Promise<number>((resolve, reject) => {
    const body = 'name=khong-co&password=sai-mat-khau'
    const post = request({ port, host: '127.0.0.1', method: 'POST', path: '/sign-in', headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length, origin: `http://127.0.0.1:${port}` } },
      answer => { answer.resume(); answer.on('end', () => { resolve(answer.statusCode!) }) })
    post.on('error', reject)
    post.write(body.slice(0, 10))
    setTimeout(() => { child.kill('SIGTERM') }, 200)
    setTimeout(() => { post.end(body.slice(10)) }, 700)
  })
  expect(await slow).toBe(422)
  expect(await ended).toBe(0)
  expect(lines.map(({ msg }) => msg)).toEqual(expect.arrayContaining(['stopping: running requests are finished first', 'stopped']))
  await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow()
}, 120_000)

test('killed in the middle of writing, it has lost nothing that was acknowledged', async () => {
  const folder = newFolder()
  await copyDemo(folder)
  const { port, child, ended } = await start(folder, {}, [join('src', 'main.ts')], process.execPath)
  const page = await (await fetch(`http://127.0.0.1:${port}/sign-in`)).text()
  const person = /name="person" value="([^"]+)"/.exec(page)![1]!
  let acknowledged = 0
  const signIn = async () => {
    for (;;) {
      const answer = await fetch(`http://127.0.0.1:${port}/sign-in/demo`, {
        method: 'POST', redirect: 'manual', body: new URLSearchParams({ person }), headers: { origin: `http://127.0.0.1:${port}` },
      }).catch(() => null)
      if (answer?.status !== 303) return
      acknowledged++
    }
  }
  const writers = [signIn(), signIn(), signIn()]
  await expect.poll(() => acknowledged, { timeout: 30_000 }).toBeGreaterThan(30)
  child.kill('SIGKILL')
  await Promise.all([...writers, ended])
  const store = await openStore(databaseIn(folder))
  const kept = (await store.read.select({ action: events.action }).from(events)).filter(({ action }) => action === 'session started').length
  await store.close()
  expect(kept).toBeGreaterThanOrEqual(acknowledged)
  expect(kept).toBeLessThanOrEqual(acknowledged + 3)
}, 120_000)

test('killed in the middle of an import, it goes on with it after the next start: nothing twice, nothing lost', async () => {
  const folder = newFolder()
  await copyDemo(folder)
  const first = await start(folder, {}, [join('src', 'start.js'), 'main.ts'], process.execPath)
  const origin = `http://127.0.0.1:${first.port}`
  const signIn = await (await fetch(`${origin}/sign-in`)).text()
  const person = /name="person" value="([^"]+)"(?:(?!<button)[\s\S])*?Đầu mối KSTTHC/.exec(signIn)![1]!
  const post = (path: string, body: URLSearchParams | FormData, cookie = '') => fetch(`${origin}${path}`, { method: 'POST', redirect: 'manual', body, headers: { origin, cookie } })
  const cookie = (await post('/sign-in/demo', new URLSearchParams({ person }))).headers.get('set-cookie')!.split(';')[0]!
  const lines = Array.from({ length: 500 }, (_, at) => JSON.stringify({ id: `s:${at}`, code: `9.${100_000 + at}`, name: `Thủ tục số ${at}`, steps: 'Nộp hồ sơ. '.repeat(300) }))
  const form = new FormData()
  form.set('file', new File([lines.join('\n')], 'thu-tuc.jsonl'))
  const path = (await post('/procedures/imports', form, cookie)).headers.get('location')!
  const store = await openStore(databaseIn(folder))
  const imported = () => store.read.$count(procedureVersions, like(procedureVersions.code, '9.%'))
  const stage = async () => (await store.read.select({ stage: procedureImports.stage }).from(procedureImports))[0]!.stage
  await expect.poll(stage, { timeout: 60_000 }).toBe('preview')
  expect((await post(`${path}/start`, new URLSearchParams(), cookie)).status).toBe(303)
  while (await imported() === 0) await new Promise(resolve => { setTimeout(resolve, 5) })
  first.child.kill('SIGKILL')
  await first.ended
  const soFar = await imported()
  expect(soFar).toBeLessThan(500)

  await start(folder, {}, [join('src', 'start.js'), 'main.ts'], process.execPath)
  await expect.poll(stage, { timeout: 60_000 }).toBe('done')
  expect(await imported()).toBe(500)
  expect(await store.read.$count(procedureImportRows, eq(procedureImportRows.outcome, 'created'))).toBe(500)
  await store.close()
}, 180_000)

onEither('a command of another process is noticed: the demo goes, and the date runs', async () => {
  const folder = newFolder()
  await copyDemo(folder)
  const { port } = await start(folder, { HOST: '0.0.0.0' })
  const bannerIs = async () => /dữ liệu mẫu/i.test(await (await fetch(`http://127.0.0.1:${port}/sign-in`)).text())
  expect(await bannerIs()).toBe(true)
  const command = (...args: string[]) => spawnSync(node, [join('src', 'start.js'), 'cli.ts', ...args], { encoding: 'utf8', input: 'một câu dễ nhớ dài\n', env: { ...process.env, DATA_DIR: folder, HOST: '0.0.0.0', PORTAL_STARTED: '' } })
  expect(command('create-admin', '--name', 'Nguyễn Quản Trị', '--email', 'quantri@example.vn')).toMatchObject({ status: 0 })
  expect(command('remove-demo', '--yes')).toMatchObject({ status: 0, stdout: expect.stringMatching(/Đã gỡ 45 người.*cho đến khi khởi động lại; khi ấy cổng nghe ở 0\.0\.0\.0/s) })
  await expect.poll(bannerIs, { timeout: 20_000 }).toBe(false)
  // Nobody outside reaches it before it is started again, and the administrator reads so.
  await expectRefusedOutside(port)
  const origin = `http://127.0.0.1:${port}`
  const signedIn = await fetch(`${origin}/sign-in`, { method: 'POST', redirect: 'manual', headers: { origin }, body: new URLSearchParams({ name: 'quantri@example.vn', password: 'một câu dễ nhớ dài' }) })
  const admin = await (await fetch(`${origin}/admin`, { headers: { cookie: signedIn.headers.get('set-cookie')!.split(';')[0]! } })).text()
  expect(admin).toContain('127.0.0.1 cho đến khi khởi động lại cổng; khi ấy 0.0.0.0')
}, 180_000)

test('the launcher says what to do when no Node is new enough', () => {
  if (!oldNode) return
  const { stderr, status } = spawnSync(oldNode, [join('src', 'start.js'), 'main.ts'], { encoding: 'utf8', env: { ...process.env, PORTAL_STARTED: '1' } })
  expect({ stderr, status }).toMatchObject({ status: 1, stderr: expect.stringContaining('npm ci') })
})

onEither('the demo is loaded once, in bulk', async () => {
  await emptyDatabase()
  const store = await openStore(databaseIn(newFolder()))
  try {
    const begun = performance.now()
    expect(await loadDemo(store, readConfig({ DATA_DIR: newFolder() }))).toBe(true)
    expect(performance.now() - begun).toBeLessThan(5000 * slowness())
    expect(await loadDemo(store, readConfig({ DATA_DIR: newFolder() }))).toBe(false)
  } finally { fixDay(null); await store.close() }
})
