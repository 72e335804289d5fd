// What is measured of tasks, with 10,000 and with 100,000 of them: how long the server takes for the pages that people open most.
import Database from 'better-sqlite3'
import { join } from 'node:path'
import { signIn, startPortal, type BenchPortal } from './portal.ts'

/**
 * `disturbing`: what is posted before each request, and not timed; `posted`: bodies that take turns in the request itself, which is
 * a fragment then; `samples` where a request takes long.
 */
export interface Kind {
  name: string
  person: 'Giám đốc' | 'Thủ trưởng đơn vị'
  paths: string[]
  mostP50: number
  disturbing?: { path: string; body: Record<string, string> }[]
  posted?: Record<string, string>[]
  samples?: number
}
/** Milliseconds; `bare` is the median of the bare application for the same bytes, `growth` the median over that with fewer tasks. */
export interface Timed { name: string; tasks: number; p50: number; p99: number; bare: number; growth: number | null; missed: string | null }

export const mostP99 = 120
const mostGrowth = 3
const usualSamples = 300
const sizes = [10_000, 100_000]
// Growth of what takes next to no time says nothing: below this many milliseconds nobody is kept waiting.
const noticeable = 5

/** Fills a portal of each size and measures it. `skipped` hears of pages that this portal does not have. */
export async function measureTasks(tell: (timed: Timed) => void, skipped: (name: string) => void): Promise<void> {
  const smaller = new Map<string, number>()
  for (const size of sizes) {
    const portal = await startPortal(size)
    try {
      const cookies = { 'Giám đốc': await signIn(portal.origin, 'Giám đốc'), 'Thủ trưởng đơn vị': await signIn(portal.origin, 'Thủ trưởng đơn vị') }
      for (const kind of kindsIn(portal)) {
        const timed = await timedKind(portal, kind, cookies[kind.person])
        if (!timed) { skipped(kind.name); continue }
        const before = smaller.get(kind.name)
        const growth = before === undefined ? null : timed.p50 / before
        smaller.set(kind.name, timed.p50)
        const missed = timed.p50 > kind.mostP50 ? `${kind.name}: median above ${kind.mostP50} ms` : timed.p99 > mostP99 && kind.mostP50 < mostP99 ? `${kind.name}: p99 above ${mostP99} ms`
          : growth !== null && growth > mostGrowth && timed.p50 > noticeable ? `${kind.name}: grows more than ${mostGrowth} times` : null
        tell({ name: kind.name, tasks: size, ...timed, growth, missed })
      }
    } finally { await portal.stop() }
  }
}

/** The kinds of page, each with addresses enough that nothing remembered helps all of them. */
function kindsIn({ dataDir }: BenchPortal): Kind[] {
  const database = new Database(join(dataDir, 'portal.db'), { readonly: true })
  const column = (query: string) => database.prepare(query).pluck().all() as string[]
  const units = column('select id from units where kind <> \'leadership\' order by position limit 60')
  const tasks = column('select id from tasks where rowid % 97 = 5 and state = \'doing\' limit 80')
  const plans = column('select id from plans order by since desc, number limit 20')
  database.close()
  const words = ['ra soat', 'cong bo', 'viec lam', 'nguoi co cong', 'dich vu cong', 'so hoa', 'quy trinh', 'tu chu', 'doi thoai', 'bao tro']
  const states = ['assigned', 'doing', 'claimed', 'done', 'paused']
  const director = { person: 'Giám đốc', mostP50: 25 } as const
  return [
    { ...director, name: 'task list', paths: ['/tasks'] },
    { ...director, name: 'task list, filtered', paths: [...words.map(q => `/tasks?${new URLSearchParams({ q })}`), ...units.map(unit => `/tasks?unit=${unit}`), ...states.map(state => `/tasks?state=${state}`), ...plans.map(plan => `/tasks?plan=${plan}`)] },
    { ...director, name: 'task board', paths: ['/tasks?view=board', ...units.map(unit => `/tasks?view=board&unit=${unit}`)] },
    { ...director, name: 'task calendar', paths: ['/tasks?view=calendar', ...units.map(unit => `/tasks?view=calendar&unit=${unit}`)] },
    { ...director, name: 'task page', paths: tasks.map(id => `/tasks/${id}`) },
    { ...director, person: 'Thủ trưởng đơn vị', name: 'my work', paths: ['/work'] },
    { ...director, name: 'leader’s page', paths: ['/desk'] },
    { ...director, name: 'search', paths: [...words, 'rà soát', 'báo cáo', 'người có công', '27/KH'].map(q => `/search?${new URLSearchParams({ q })}`) },
    { ...director, name: 'search while typing', paths: words.map(q => `/search/suggestions?${new URLSearchParams({ q: q.slice(0, -1) })}`) },
    { ...director, mostP50: 150, name: 'dashboard', paths: ['/figures'] },
    // Nothing that the portal remembers helps these.
    { ...director, mostP50: 150, name: 'dashboard, another filter each', paths: units.flatMap(unit => [`/figures?unit=${unit}`, `/figures?unit=${unit}&year=`, `/figures?unit=${unit}&year=2024`]) },
    { ...director, mostP50: 150, name: 'silent tasks', paths: ['/figures/silence'] },
    { ...director, mostP50: 150, name: 'what moved', paths: ['/figures/moves'] },
    { ...director, mostP50: 150, name: 'units compared', paths: ['/figures/units'] },
  ]
}

/** One request after another, the bare application and the portal in turns; null where the page does not exist. */
export async function timedKind(portal: BenchPortal, { name, paths, disturbing = [], posted = [], samples = usualSamples }: Kind, cookie: string): Promise<Omit<Timed, 'name' | 'tasks' | 'growth' | 'missed'> | null> {
  const headers = { cookie, accept: 'text/html', 'accept-encoding': 'gzip' }
  const timed = async (url: string, body?: Record<string, string>) => {
    const started = performance.now()
    const sent = body ? { method: 'POST', body: new URLSearchParams(body), headers: { ...headers, origin: portal.origin, 'HX-Request': 'true' } } : { headers }
    const ask = () => fetch(url, { ...sent, redirect: 'manual' })
    // A connection that was idle for some seconds may just be closing.
    const answer = await ask().catch(ask)
    const text = await answer.text()
    return { took: performance.now() - started, status: answer.status, body: text, type: answer.headers.get('content-type') ?? 'text/html' }
  }
  const bodyAt = (at: number) => posted[at % posted.length]
  const first = await timed(portal.origin + paths[0]!, bodyAt(0))
  if (first.status === 404) return null
  if (first.status !== 200) throw new Error(`${name}: ${paths[0]} answered ${first.status}`)
  await portal.teach([{ path: '/bare', headers: [['content-type', first.type]], body: first.body }])
  const warming = Math.min(30, samples)
  const own: number[] = []
  const bare: number[] = []
  for (let at = 0; at < warming + samples; at++) {
    const path = paths[at % paths.length]!
    const disturbance = disturbing[at % disturbing.length]
    if (disturbance) {
      const post = () => fetch(portal.origin + disturbance.path, { method: 'POST', body: new URLSearchParams(disturbance.body), headers: { cookie, origin: portal.origin }, redirect: 'manual' })
      const { status } = await post().catch(post)
      if (status !== 303) throw new Error(`${name}: ${disturbance.path} answered ${status}`)
    }
    const one = await timed(portal.origin + path, bodyAt(at))
    if (one.status !== 200) throw new Error(`${name}: ${path} answered ${one.status}`)
    const other = await timed(`${portal.bareOrigin}/bare`)
    if (at >= warming) { own.push(one.took); bare.push(other.took) }
  }
  const at = (values: number[], share: number) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!
  return { p50: at(own, 0.5), p99: at(own, 0.99), bare: at(bare, 0.5) }
}
