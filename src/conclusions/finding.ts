// The register of conclusions across meetings: what its address narrows it to, and how many there are of each, counted in one pass.
import { and, eq } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { namesOfPeople } from '../accounts/people.ts'
import { withQuery } from '../addresses.ts'
import { visibleMeetings } from '../meetings/meetings.ts'
import { meetings, meetingSeries } from '../meetings/tables.ts'
import { may } from '../policy.ts'
import { nothing, type Read } from '../store/store.ts'
import { tasks } from '../tasks/tables.ts'
import { line, searchable } from '../text.ts'
import { allUnits } from '../units/units.ts'
import { kindNames } from './conclusions.ts'
import { conclusionStateNames, conclusionStates, standingsOf, type ConclusionStanding } from './standing.ts'
import { conclusionKinds, conclusions, conclusionTasks, conclusionWorks, type ConclusionKind } from './tables.ts'

/** Conditions that have their counts beside them. `reminded` and `carried`: so many times, or more. */
export const facetKeys = ['state', 'kind', 'unit', 'chair', 'series', 'year', 'reminded', 'carried'] as const
export type FacetKey = (typeof facetKeys)[number]
export interface ConclusionFilter extends Record<FacetKey, string> { q: string; page: number }

export const facetNames: Record<FacetKey, string> = {
  state: 'Tình trạng', kind: 'Loại', unit: 'Đơn vị', chair: 'Chủ trì họp', series: 'Lịch giao ban', year: 'Năm', reminded: 'Số lần nhắc', carried: 'Mang sang',
}
/** Stands for a single meeting, which belongs to no series. */
export const single = '-'

/** The filter that an address holds; what it does not understand is no condition. */
export function conclusionFilter(query: Record<string, string | undefined>): ConclusionFilter {
  const of = (key: FacetKey) => line(query[key] ?? '').slice(0, 100)
  const oneOf = (values: readonly string[], value: string) => (values.includes(value) ? value : '')
  const times = (key: FacetKey) => (/^[1-9]$/.test(of(key)) ? of(key) : '')
  return {
    q: line(query.q ?? '').slice(0, 200), state: oneOf(conclusionStates, of('state')), kind: oneOf(conclusionKinds, of('kind')), unit: of('unit'), chair: of('chair'), series: of('series'),
    year: /^\d{4}$/.test(of('year')) ? of('year') : '', reminded: times('reminded'), carried: times('carried'), page: Math.max(1, Math.floor(Number(query.page)) || 1),
  }
}

/** The address of the register for a filter, such as `conclusionsHref({ state: 'overdue', unit: id })`. */
export function conclusionsHref(filter: Partial<ConclusionFilter>, path = '/conclusions'): string {
  const chosen = Object.fromEntries((['q', ...facetKeys] as const).map(key => [key, filter[key] ?? '']))
  return withQuery(path, { ...chosen, page: filter.page && filter.page > 1 ? String(filter.page) : '' })
}

export interface FoundConclusion {
  id: string
  meetingId: string
  meeting: string
  on: string
  chairId: string
  seriesId: string | null
  number: string
  text: string
  kind: ConclusionKind
  search: string
  position: number
  units: string[]
  everybody: boolean
  taskIds: string[]
  standing: ConclusionStanding
}

export interface FoundConclusions {
  rows: FoundConclusion[]
  /** Of each condition its values with how many there are under all the other conditions. */
  counts: Record<FacetKey, Map<string, number>>
  names: Map<string, string>
}

async function load(db: Read, user: User): Promise<FoundConclusion[]> {
  const seen = may(user, 'see meetings') ? visibleMeetings(user) : nothing
  const c = conclusions
  const rows = await db.select({
    id: c.id, meetingId: c.meetingId, meeting: meetings.title, on: meetings.on, chairId: meetings.chairId, seriesId: meetings.seriesId, number: c.number, text: c.text, kind: c.kind, search: c.search, position: c.position,
  }).from(c).innerJoin(meetings, eq(meetings.id, c.meetingId)).where(seen)
  const works = await db.select({ conclusionId: conclusionWorks.conclusionId, unitIds: conclusionWorks.unitIds, allUnits: conclusionWorks.allUnits }).from(conclusionWorks)
    .innerJoin(c, eq(c.id, conclusionWorks.conclusionId)).innerJoin(meetings, eq(meetings.id, c.meetingId)).where(seen)
  const links = await db.select({ conclusionId: conclusionTasks.conclusionId, taskId: tasks.id, unitId: tasks.unitId }).from(conclusionTasks).innerJoin(tasks, eq(tasks.id, conclusionTasks.taskId))
    .innerJoin(c, eq(c.id, conclusionTasks.conclusionId)).innerJoin(meetings, eq(meetings.id, c.meetingId)).where(and(seen))
  const standings = await standingsOf(db, rows.map(({ id }) => id))
  const [worksOf, linksOf] = [Map.groupBy(works, ({ conclusionId }) => conclusionId), Map.groupBy(links, ({ conclusionId }) => conclusionId)]
  return rows.map(row => {
    const [own, given] = [worksOf.get(row.id) ?? [], linksOf.get(row.id) ?? []]
    return {
      ...row, everybody: own.some(({ allUnits: all }) => all), taskIds: given.map(({ taskId }) => taskId), standing: standings.get(row.id)!,
      units: [...new Set([...own.flatMap(({ unitIds }) => unitIds), ...given.flatMap(({ unitId }) => unitId ?? [])])],
    }
  }).sort((a, b) => (a.on === b.on ? (a.meetingId === b.meetingId ? a.position - b.position : a.meetingId < b.meetingId ? -1 : 1) : a.on < b.on ? 1 : -1))
}

/** Values of a condition that a conclusion has. */
function valuesOf(key: FacetKey, { standing, kind, units, chairId, seriesId, on }: FoundConclusion): string[] {
  const upTo = (most: number) => Array.from({ length: Math.min(most, 9) }, (_, at) => String(at + 1))
  switch (key) {
    case 'state': return [standing.state]
    case 'kind': return [kind]
    case 'unit': return units
    case 'chair': return [chairId]
    case 'series': return [seriesId ?? single]
    case 'year': return [on.slice(0, 4)]
    case 'reminded': return upTo(standing.reminded)
    case 'carried': return upTo(standing.carried)
  }
}

/** Conclusions of the meetings that the person sees, the latest first. */
export async function findConclusions(db: Read, user: User, filter: ConclusionFilter): Promise<FoundConclusions> {
  const words = searchable(filter.q).split(' ').filter(Boolean)
  const all = (await load(db, user)).filter(({ search }) => words.every(word => search.includes(word)))
  const counts = Object.fromEntries(facetKeys.map(key => [key, new Map<string, number>()])) as FoundConclusions['counts']
  const rows: FoundConclusion[] = []
  for (const row of all) {
    const values = Object.fromEntries(facetKeys.map(key => [key, valuesOf(key, row)])) as Record<FacetKey, string[]>
    const failed = facetKeys.filter(key => filter[key] && !values[key].includes(filter[key]))
    if (!failed.length) rows.push(row)
    for (const key of failed.length === 1 ? failed : failed.length ? [] : facetKeys) for (const value of values[key]) counts[key].set(value, (counts[key].get(value) ?? 0) + 1)
  }
  return { rows, counts, names: await namesFor(db, all, filter) }
}

async function namesFor(db: Read, all: readonly FoundConclusion[], { chair }: ConclusionFilter): Promise<Map<string, string>> {
  const people = await namesOfPeople(db, [...new Set([...all.map(({ chairId }) => chairId), ...(chair ? [chair] : [])])])
  const series = await db.select({ id: meetingSeries.id, name: meetingSeries.name }).from(meetingSeries)
  return new Map([...people, ...series.map(({ id, name }) => [id, name] as const), ...(await allUnits(db)).map(({ id, name }) => [id, name] as const)])
}

/** A value in words, for choices and chips. */
export function valueInWords(key: FacetKey, value: string, names: ReadonlyMap<string, string>): string {
  if (key === 'state') return conclusionStateNames[value as ConclusionStanding['state']]
  if (key === 'kind') return kindNames[value as ConclusionKind]
  if (key === 'reminded') return `nhắc từ ${value} lần`
  if (key === 'carried') return `mang sang từ ${value} kỳ`
  if (key === 'series' && value === single) return 'Họp đột xuất'
  return key === 'year' ? value : names.get(value) ?? 'không còn trong danh bạ'
}
