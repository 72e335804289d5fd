// The filter of the queue, as its address says it, and what it finds.
import { withQuery } from '../addresses.ts'
import type { Cluster, Asked } from './queue.ts'
import { whyNames, whys, type Why } from './words.ts'
import { addDays, dayOf, today } from '../clock.ts'
import type { Read } from '../store/store.ts'
import type { User } from '../accounts/accounts.ts'
import { may, reach } from '../policy.ts'
import { catalogue, rowsById, type Row } from '../procedures/catalogue.ts'
import { servingOn } from '../units/units.ts'

export const periods = ['7', '30', '90', '365'] as const
export const states = ['open', 'decided', 'all'] as const
export const orders = ['count', 'new'] as const

export interface QueueFilter { why: Why | ''; field: string; unit: string; days: (typeof periods)[number]; state: (typeof states)[number]; order: (typeof orders)[number] }
export const defaults: QueueFilter = { why: '', field: '', unit: '', days: '90', state: 'open', order: 'count' }

export const queueFilter = (query: Record<string, string | undefined>): QueueFilter => ({
  why: whys.find(one => one === query.why) ?? '', field: (query.field ?? '').slice(0, 200), unit: (query.unit ?? '').slice(0, 100),
  days: periods.find(one => one === query.days) ?? defaults.days, state: states.find(one => one === query.state) ?? defaults.state,
  order: orders.find(one => one === query.order) ?? defaults.order,
})

export function queueAddress(filter: QueueFilter, path = '/assistant/queue', more: Record<string, string> = {}): string {
  return withQuery(path, Object.fromEntries(Object.entries({ ...filter, ...more }).filter(([name, value]) => value !== defaults[name as keyof QueueFilter])))
}

/** A cluster with what the filter and the person's rights leave of it, and what is known of the procedure it is nearest to. */
export interface Found { cluster: Cluster; asked: Asked[]; nearest: Row | null }

/** What is known of people and procedures when clusters are looked at. */
export interface Known { rows: ReadonlyMap<string, Row>; unitOf: Map<string, string> }

export async function knownOf(db: Read): Promise<Known> {
  return { rows: rowsById(await catalogue(db)), unitOf: new Map((await servingOn(db, today())).map(({ personId, unitId }) => [personId, unitId])) }
}

/** Procedures that the cluster's questions were nearest to, those nearest to most of them first. */
export function nearestOf({ asked }: Cluster, { rows }: Known): Row[] {
  const scores = new Map<string, number>()
  for (const { candidates, wished } of asked) {
    for (const [at, { id }] of candidates.slice(0, 5).entries()) if (rows.has(id)) scores.set(id, (scores.get(id) ?? 0) + 1 / (at + 1))
    if (wished && rows.has(wished)) scores.set(wished, (scores.get(wished) ?? 0) + 5)
  }
  return [...scores].sort(([, a], [, b]) => b - a).map(([id]) => rows.get(id)!)
}

/** Those who write knowledge everywhere see all; others what touches their unit: asked there, handed to it, or about its procedures. */
export function maySee(user: User, { asked }: Cluster, nearest: Row | null, { unitOf }: Known): boolean {
  if (reach(user, 'write knowledge') === 'any') return true
  const ofUnit = (unitId: string | null | undefined) => unitId != null && may(user, 'write knowledge', { unitId })
  return ofUnit(nearest?.ownerUnitId) || asked.some(({ personId, handedTo }) => ofUnit(unitOf.get(personId)) || ofUnit(handedTo))
}

export function find(clusters: readonly Cluster[], user: User, filter: QueueFilter, known: Known): Found[] {
  const since = addDays(today(), -Number(filter.days))
  const fits = ({ at, whys: theirs, personId, decision }: Asked) => dayOf(at) >= since && (!filter.why || theirs.includes(filter.why))
    && (!filter.unit || known.unitOf.get(personId) === filter.unit) && (filter.state === 'all' || (decision === null) === (filter.state === 'open'))
  const found = clusters.flatMap((cluster): Found[] => {
    const asked = cluster.asked.filter(fits)
    if (!asked.length) return []
    const nearest = nearestOf(cluster, known)[0] ?? null
    return (filter.field && nearest?.field !== filter.field) || !maySee(user, cluster, nearest, known) ? [] : [{ cluster, asked, nearest }]
  })
  const newest = ({ asked: [first] }: Found) => first!.at.getTime()
  return found.sort((a, b) => (filter.order === 'count' ? b.asked.length - a.asked.length : 0) || newest(b) - newest(a))
}

/** How a cluster is called: by the question asked most; null where all texts were erased. */
export function titleOf(asked: readonly Asked[]): string | null {
  const times = new Map<string, number>()
  for (const { question } of asked) if (question !== null) times.set(question, (times.get(question) ?? 0) + 1)
  return [...times].reduce<[string, number] | null>((best, one) => (best && best[1] >= one[1] ? best : one), null)?.[0] ?? null
}

/** 'Không tìm thấy 5, bị báo sai 2' */
export function whysInWords(asked: readonly Asked[]): string {
  return whys.flatMap(why => {
    const times = asked.filter(one => one.whys.includes(why)).length
    return times ? [`${whyNames[why].toLocaleLowerCase('vi')} ${times}`] : []
  }).join(', ')
}
