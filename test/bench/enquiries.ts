// What is measured of citizens' questions: 200,000 of them and 20,000 turns of the assistant, made up over three years.
import Database from 'better-sqlite3'
import { join } from 'node:path'
import { conversations, turns } from '../../src/assistant/tables.ts'
import { enquiries, channels } from '../../src/enquiries/tables.ts'
import { insert } from './filling.ts'
import { benchDay, madeId, type Row } from './office.ts'
import { signIn, startPortal, type BenchPortal } from './portal.ts'
import { numbersFrom } from './random.ts'
import { timedKind, type Kind, type Timed } from './tasks.ts'

const [questions, asked, years, procedures] = [200_000, 20_000, 3, 400]
const fields = ['Bảo trợ xã hội', 'Việc làm', 'Người có công', 'An toàn lao động']
const words = ['nộp hồ sơ', 'giấy tờ', 'thời hạn', 'lệ phí', 'ủy quyền', 'đổi nơi ở', 'mất giấy', 'trợ cấp', 'xác nhận', 'ở đâu']

function fill({ dataDir }: BenchPortal): { tasks: string[]; months: string[] } {
  const database = new Database(join(dataDir, 'portal.db'))
  const number = numbersFrom(6)
  const [person] = database.prepare('select id from people limit 1').pluck().all() as [string]
  const end = Date.parse(`${benchDay}T07:00:00+07:00`)
  const start = end - years * 365 * 86_400_000
  const one = <T>(list: readonly T[]): T => list[Math.floor(number() * list.length)]!
  const ids = Array.from({ length: procedures }, madeId)
  // Few procedures are asked for often.
  const procedure = () => ids[Math.floor(number() * number() * procedures)]!
  const talk = { id: madeId(), personId: person, title: null, startedAt: new Date(start), askedAt: new Date(end), context: {} } as unknown as Row<typeof conversations>
  const put = Array.from({ length: asked }, (_, at): Row<typeof turns> => {
    const refused = number() < 0.2
    return {
      id: madeId(), conversationId: talk.id, number: at + 1, question: `${one(words)} ${one(words)} ${one(words)}`, outcome: refused ? 'refused' : 'answered', reason: refused ? 'not_found' : null,
      procedureId: refused ? null : procedure(), answer: { text: 'x'.repeat(3000) } as never, sources: [], ms: 1, askedAt: new Date(start + (end - start) * at / asked),
    }
  })
  const entered = Array.from({ length: questions }, (_, at): Row<typeof enquiries> => {
    const receivedAt = new Date(start + (end - start) * at / questions)
    const known = number() < 0.85
    return {
      id: madeId(), year: receivedAt.getUTCFullYear(), number: at + 1, state: 'answered', channel: one(channels), question: `${one(words)} ${one(words)} ${one(words)}`, search: '',
      procedureId: known ? procedure() : null, field: known || number() < 0.5 ? one(fields) : null, receivedAt, firstDueAt: receivedAt, dueAt: receivedAt, answeredAt: new Date(receivedAt.getTime() + number() * 5 * 86_400_000), onTime: true,
      settlement: number() < 0.95 ? 'answer' : 'none', turnId: at % 20 ? null : put[at / 20 % asked]!.id, madeById: person, madeAt: receivedAt,
    }
  })
  database.exec('begin')
  insert(database, conversations, [talk])
  insert(database, turns, put)
  insert(database, enquiries, entered)
  database.exec('commit')
  const tasks = database.prepare('select id from tasks where state = \'doing\' limit 80').pluck().all() as string[]
  database.close()
  return { tasks, months: Array.from({ length: 12 }, (_, at) => new Date(Date.UTC(2026, 8 - at, 1)).toISOString().slice(0, 7)) }
}

/** Measures the pages of citizens' questions. */
export async function measureEnquiries(tell: (timed: Timed) => void): Promise<void> {
  const portal = await startPortal(1000)
  try {
    const { tasks, months } = fill(portal)
    const kinds: Kind[] = [
      // A note on a task is written before each: nothing that the portal remembers helps.
      { name: 'monthly demand, made anew each time', person: 'Giám đốc', mostP50: 150, paths: months.map(month => `/demand?period=${month}`),
        disturbing: tasks.map(id => ({ path: `/tasks/${id}/notes`, body: { kind: 'comment', text: 'Đã trao đổi với đơn vị.' } })) },
      { name: 'monthly demand', person: 'Giám đốc', mostP50: 40, paths: months.map(month => `/demand?period=${month}`) },
    ]
    for (const kind of kinds) {
      const timed = await timedKind(portal, kind, await signIn(portal.origin, kind.person))
      if (!timed) throw new Error(`${kind.name} is not there`)
      tell({ name: kind.name, tasks: questions, ...timed, growth: null, missed: timed.p50 > kind.mostP50 ? `${kind.name}: median above ${kind.mostP50} ms` : null })
    }
  } finally { await portal.stop() }
}
