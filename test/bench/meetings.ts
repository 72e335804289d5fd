// Made-up meetings for the benchmark, and what is measured of them: five years of monthly meetings with nine conclusions each, the last one called for today.
import Database from 'better-sqlite3'
import { join } from 'node:path'
import { conclusions, conclusionTasks } from '../../src/conclusions/tables.ts'
import { agendaItems, meetings, meetingSeries } from '../../src/meetings/tables.ts'
import { searchable, sortKey } from '../../src/text.ts'
import { benchDay, madeId, type Office, type Row } from './office.ts'
import { signIn, startPortal } from './portal.ts'
import { timedKind, type Kind, type Timed } from './tasks.ts'
import type { Work } from './work.ts'

const [count, ofEach, minutes] = [60, 9, 90]
export const meetingTables = { meetingSeries, meetings, agendaItems, conclusions, conclusionTasks }
export type Met = { [Name in keyof typeof meetingTables]: Row<(typeof meetingTables)[Name]>[] }

/** Month by month up to today; the conclusions of each gave tasks that were given in its month, every fifth two of them, every fourth reminds of one of the meeting before. */
export function madeMeetings(office: Office, given: readonly Pick<Work['tasks'][number], 'id' | 'title' | 'assignedOn'>[]): Met {
  const made: Met = { meetingSeries: [], meetings: [], agendaItems: [], conclusions: [], conclusionTasks: [] }
  const byMonth = Map.groupBy(given, ({ assignedOn }) => assignedOn!.slice(0, 7))
  const [seriesId, madeAt, madeById] = [madeId(), new Date(`${benchDay}T08:00:00+07:00`), office.director]
  const whose = { startsAt: '08:00', minutes, place: 'Phòng họp tầng 2', chairId: office.director, secretaryId: office.deputies[0]!, madeById, madeAt }
  made.meetingSeries.push({ id: seriesId, name: 'Giao ban tháng', rhythm: { every: 'monthly', monthOfPeriod: 1, week: 2, weekday: 1 }, shift: 'after', agenda: [], unitIds: [], personIds: [], search: 'giao ban thang', sort: sortKey('Giao ban tháng'), ...whose })
  let before: { id: string; taskId: string }[] = []
  for (let at = count - 1; at >= 0; at--) {
    const day = new Date(Date.UTC(Number(benchDay.slice(0, 4)), Number(benchDay.slice(5, 7)) - 1 - at, Number(benchDay.slice(8)))).toISOString().slice(0, 10)
    const id = madeId()
    const title = `Giao ban cải cách hành chính tháng ${day.slice(5, 7)}/${day.slice(0, 4)}`
    made.meetings.push({ id, seriesId, period: day.slice(0, 7), title, state: at ? 'held' : 'called', on: day, search: searchable(title), ...whose })
    for (let position = 0; position < 4; position++) made.agendaItems.push({ id: madeId(), meetingId: id, seriesId, position, title: `Nội dung ${position + 1}`, minutes: 20, state: 'planned', madeById, madeAt })
    if (!at) continue
    const tasks = byMonth.get(day.slice(0, 7)) ?? []
    const now: typeof before = []
    for (let position = 0; position < ofEach && position * 2 + 1 < tasks.length; position++) {
      const conclusionId = madeId()
      const reminded = position % 4 === 3 ? before[position] : undefined
      const [first, second] = [tasks[position * 2]!, tasks[position * 2 + 1]!]
      const text = `Giao các đơn vị thực hiện ${first.title}; báo cáo kết quả tại kỳ giao ban tới.`
      made.conclusions.push({ id: conclusionId, meetingId: id, position, number: String(position + 1), text, kind: reminded ? 'remind' : 'assign', remindsId: reminded?.id ?? null, reminderNumber: reminded ? 1 : null, search: searchable(text), madeById, madeAt })
      const links = reminded ? [reminded.taskId] : position % 5 === 0 ? [first.id, second.id] : [first.id]
      for (const taskId of links) made.conclusionTasks.push({ id: madeId(), conclusionId, taskId, how: reminded ? 'reminded' : 'given', at: madeAt })
      now.push({ id: conclusionId, taskId: links[0]! })
    }
    before = now
  }
  return made
}

const size = 20_000

/** Measures the pages of meetings with 20,000 tasks, remembered and after something has just happened. */
export async function measureMeetings(tell: (timed: Timed) => void): Promise<void> {
  const portal = await startPortal(size)
  try {
    const database = new Database(join(portal.dataDir, 'portal.db'), { readonly: true })
    const column = (query: string) => database.prepare(query).pluck().all() as string[]
    const [open] = column('select id from meetings where state = \'called\'')
    const tasks = column('select id from tasks where rowid % 97 = 5 and state = \'doing\' limit 80')
    const held = column('select id from meetings where state = \'held\' order by "on" desc limit 20')
    database.close()
    const path = `/meetings/${open}`
    const kinds: Kind[] = [
      { name: 'meeting package', person: 'Giám đốc', paths: [path], mostP50: 40 },
      // A note on a task is written before each: nothing that the portal remembers helps, and the notices of the note are written meanwhile.
      { name: 'meeting package, made anew each time', person: 'Giám đốc', paths: [path], mostP50: 150, disturbing: tasks.map(id => ({ path: `/tasks/${id}/notes`, body: { kind: 'comment', text: 'Đã trao đổi với đơn vị.' } })) },
      { name: 'meeting package, a unit head', person: 'Thủ trưởng đơn vị', paths: [path], mostP50: 40 },
      { name: 'meeting package, of former meetings', person: 'Giám đốc', paths: held.map(id => `/meetings/${id}`), mostP50: 40 },
      { name: 'meeting slides', person: 'Giám đốc', paths: [`${path}/projection`], mostP50: 40 },
      { name: 'meetings', person: 'Giám đốc', paths: ['/meetings'], mostP50: 40 },
    ]
    for (const kind of kinds) {
      const timed = await timedKind(portal, kind, await signIn(portal.origin, kind.person))
      if (!timed) throw new Error(`${kind.name} is not there`)
      tell({ name: kind.name, tasks: size, ...timed, growth: null, missed: timed.p50 > kind.mostP50 ? `${kind.name}: median above ${kind.mostP50} ms` : null })
    }
  } finally { await portal.stop() }
}
