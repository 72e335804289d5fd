// A portal to measure: in a process of its own, on a new SQLite file with the demo or a made-up office, signed in as one of its people.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, openSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { settings } from '../../src/config.ts'
import type { Answer, Order, Report, Usage } from './server.ts'

export type BenchPortal = Awaited<ReturnType<typeof startPortal>>

/**
 * Starts it and waits until it is ready. The settings are the defaults, whatever this machine's own are.
 * @param tasks how many tasks the made-up office has; left out: the demo department
 */
export async function startPortal(tasks?: number) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const env = { ...process.env }
  for (const { name } of settings) delete env[name]
  if (tasks) await filled(join(folder, 'data'), tasks, env)
  const port = await freePort()
  const log = openSync(join(folder, 'log'), 'w') // written to a file, as a service's is
  const child = fork(join(import.meta.dirname, 'server.ts'), {
    env: { ...env, NODE_ENV: 'production', DATA_DIR: join(folder, 'data'), PORT: String(port) },
    stdio: ['ignore', log, 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit')
  const failed = ended.then(([code]) => { throw new Error(`the portal ended with ${code}`) })
  failed.catch(() => { /* at the end nobody waits for a message */ })
  const heard = async (): Promise<Report> => {
    const [report] = await Promise.race([once(child, 'message'), failed]) as [Report]
    return report
  }
  const told = async (order: Order) => { const report = heard(); child.send(order); return report }
  const barePort = (await heard() as { port: number }).port
  const origin = `http://127.0.0.1:${port}`
  while (!(await fetch(`${origin}/readyz`).catch(() => null))?.ok) await wait(50)
  const cookie = tasks ? '' : await signIn(origin, 'Đầu mối KSTTHC') // who may do most with procedures
  return {
    origin, cookie, dataDir: join(folder, 'data'),
    bareOrigin: `http://127.0.0.1:${barePort}`,
    /** Makes the bare application answer these. */
    async teach(answers: Answer[]) { await told({ answers }) },
    usage: async () => await told('usage') as Usage,
    async stop() {
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

/** Signs in at one click as the demo's person with the role; returns the cookie. */
export async function signIn(origin: string, role: string): Promise<string> {
  const page = await (await fetch(`${origin}/sign-in`)).text()
  const person = new RegExp(`name="person" value="([^"]+)"><b>${role}`).exec(page)![1]!
  const entered = await fetch(`${origin}/sign-in/demo`, {
    method: 'POST', body: new URLSearchParams({ person }), headers: { origin }, redirect: 'manual',
  })
  return entered.headers.getSetCookie().map(cookie => cookie.split(';')[0]!).join('; ')
}

async function filled(folder: string, tasks: number, env: NodeJS.ProcessEnv): Promise<void> {
  const [code] = await once(fork(join(import.meta.dirname, 'filling.ts'), [folder, String(tasks)], { env }), 'exit')
  if (code !== 0) throw new Error(`the office was not made: ${code}`)
}

/** Sends the file as a browser does, starts the import as the preview proposes it, waits for its end. Returns the seconds. */
export async function importRegister({ origin, cookie }: BenchPortal, lines: Blob): Promise<number> {
  const started = performance.now()
  const form = new FormData()
  form.set('file', lines, 'register.jsonl')
  const post = { method: 'POST', headers: { origin, cookie }, redirect: 'manual' } as const
  const sent = await fetch(`${origin}/procedures/imports`, { ...post, body: form })
  const address = sent.headers.get('location')
  if (!address) throw new Error(`the file was not taken: ${sent.status}`)
  const jobDone = async () => {
    for (;;) {
      const progress = await fetch(`${origin}${address}/progress`, { headers: { cookie, 'HX-Request-Type': 'partial' } })
      await progress.text()
      if (progress.headers.has('HX-Redirect')) return
      await wait(250)
    }
  }
  await jobDone()
  await fetch(`${origin}${address}/start`, { ...post, body: new URLSearchParams() })
  await jobDone()
  return (performance.now() - started) / 1000
}
