// What is measured of citizens' questions: 200,000 of them and 20,000 turns of the assistant, made up over three years, each in the search's index.
import Database from 'better-sqlite3'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { conversations, turns } from '../../src/assistant/tables.ts'
import { pairsOf } from '../../src/enquiries/pairs.ts'
import { enquiries, channels } from '../../src/enquiries/tables.ts'
import { searchEntries } from '../../src/search/tables.ts'
import { entryWords } from '../../src/search/words.ts'
import { searchable } from '../../src/text.ts'
import { insert } from './filling.ts'
import { benchDay, madeId, type Row } from './office.ts'
import { signIn, startPortal, type BenchPortal } from './portal.ts'
import { numbersFrom } from './random.ts'
import { timedKind, type Kind, type Timed } from './tasks.ts'

const [questions, asked, years, procedures] = [200_000, 20_000, 3, 400]
const samples = 80
/** The last of them are not answered yet; every third of these is late. */
const open = 2_000
const fields = ['Bảo trợ xã hội', 'Việc làm', 'Người có công', 'An toàn lao động']
const starts = ['Tôi muốn hỏi', 'Gia đình tôi', 'Mẹ tôi', 'Công ty chúng tôi', 'Con tôi', 'Người cùng xóm', 'Bố tôi là thương binh', 'Em là sinh viên', 'Hợp tác xã', 'Vợ tôi đang mang thai']
const needs = ['làm lại giấy xác nhận khuyết tật', 'hưởng trợ cấp thất nghiệp', 'xin hỗ trợ chi phí mai táng', 'cấp giấy phép lao động cho người nước ngoài', 'chuyển nơi nhận trợ cấp',
  'đăng ký nội quy lao động', 'di chuyển hài cốt liệt sĩ', 'vay vốn giải quyết việc làm', 'hưởng trợ cấp hưu trí xã hội', 'khai báo máy móc có yêu cầu an toàn', 'sửa tên trong hồ sơ người có công', 'thành lập cơ sở trợ giúp',
  'đi làm việc ở nước ngoài', 'xét thăng hạng', 'cấp thẻ bảo hiểm y tế cho trẻ em', 'nhận nuôi dưỡng chăm sóc', 'kiểm định kỹ thuật an toàn', 'cho thuê lại lao động', 'miễn giảm học phí nghề', 'đổi sổ trợ cấp']
const ends = ['thì nộp hồ sơ ở đâu', 'cần giấy tờ gì', 'trong bao nhiêu ngày', 'có mất lệ phí không', 'có ủy quyền được không', 'khi đã đổi nơi ở', 'mà mất giấy gốc', 'nộp qua mạng được không', 'xã không nhận thì làm sao', 'được nhận bao nhiêu tiền']

async function fill({ dataDir }: BenchPortal): Promise<{ tasks: string[]; units: string[]; months: string[] }> {
  const database = new Database(join(dataDir, 'portal.db'))
  // What happens from now on is added to an index that is there.
  while (!database.prepare('select 1 from search_marks').get()) await wait(200)
  const number = numbersFrom(6)
  const [person] = database.prepare('select id from people limit 1').pluck().all() as [string]
  const units = database.prepare('select id from units where kind <> \'leadership\' order by position limit 60').pluck().all() as string[]
  const end = Date.parse(`${benchDay}T07:00:00+07:00`)
  const start = end - years * 365 * 86_400_000
  const one = <T>(list: readonly T[]): T => list[Math.floor(number() * list.length)]!
  const words = () => `${one(starts)} ${one(needs)} ${one(ends)}, ${one(ends)}?`
  const ids = Array.from({ length: procedures }, madeId)
  // Few procedures are asked for often.
  const procedure = () => ids[Math.floor(number() * number() * procedures)]!
  const talk = { id: madeId(), personId: person, title: null, startedAt: new Date(start), askedAt: new Date(end), context: {} } as unknown as Row<typeof conversations>
  const put = Array.from({ length: asked }, (_, at): Row<typeof turns> => {
    const refused = number() < 0.2
    return {
      id: madeId(), conversationId: talk.id, number: at + 1, question: words(), outcome: refused ? 'refused' : 'answered', reason: refused ? 'not_found' : null,
      procedureId: refused ? null : procedure(), answer: { text: 'x'.repeat(3000) } as never, sources: [], ms: 1, askedAt: new Date(start + (end - start) * at / asked),
    }
  })
  const entered = Array.from({ length: questions }, (_, at): Row<typeof enquiries> & { id: string } => {
    const receivedAt = new Date(start + (end - start) * at / questions)
    const known = number() < 0.85
    const question = words()
    const days = (count: number) => new Date(receivedAt.getTime() + count * 86_400_000)
    const [waits, refused] = [at >= questions - open, number() > 0.95]
    const answeredAt = days(number() * 5)
    return {
      id: madeId(), year: receivedAt.getUTCFullYear(), number: at + 1, state: waits ? 'assigned' : refused ? 'closed' : 'answered', channel: one(channels), question, search: searchable(question),
      procedureId: known ? procedure() : null, field: known || number() < 0.5 ? one(fields) : null, unitId: one(units), receivedAt, firstDueAt: days(7), dueAt: days(7), onTime: waits || refused ? null : number() < 0.9,
      answeredAt: waits || refused ? null : answeredAt, closedAt: !waits && refused ? answeredAt : null, settlement: waits ? null : refused ? 'none' : 'answer',
      turnId: at % 20 ? null : put[at / 20 % asked]!.id, madeById: person, madeAt: receivedAt,
    }
  })
  database.exec('begin')
  insert(database, conversations, [talk])
  insert(database, turns, put)
  insert(database, enquiries, entered)
  insert(database, searchEntries, entered.map(({ id }) => ({ kind: 'enquiry', subjectId: id, digest: 'bench' })))
  const numbers = database.prepare('select number from search_entries where kind = \'enquiry\' order by number').pluck().all() as number[]
  const putWords = database.prepare('insert into full_text (rowid, words) values (?, ?)')
  // Without their numbers: many ask in the same words.
  const known = new Map<string, string>()
  for (const [at, { question }] of entered.entries()) {
    if (!known.has(question)) known.set(question, entryWords('enquiry', { title: question, body: [], seenBy: [], also: pairsOf(question) }).join(' '))
    putWords.run(numbers[at], known.get(question)!)
  }
  database.exec('commit')
  database.exec('analyze')
  const tasks = database.prepare('select id from tasks where state = \'doing\' limit 80').pluck().all() as string[]
  database.close()
  return { tasks, units, months: Array.from({ length: 12 }, (_, at) => new Date(Date.UTC(2026, 8 - at, 1)).toISOString().slice(0, 7)) }
}

/** Measures the pages of citizens' questions. */
export async function measureEnquiries(tell: (timed: Timed) => void): Promise<void> {
  const portal = await startPortal(1000)
  try {
    const { tasks, units, months } = await fill(portal)
    const list = (query: Record<string, string>) => `/enquiries?${new URLSearchParams(query)}`
    const typed = ['khuyết tật', 'tro cap that nghiep', 'mai táng nộp ở đâu', 'giay phep lao dong', 'hài cốt', 'uy quyen', 'nộp qua mạng', 'thuong binh mat giay', 'vay vốn', 'bảo hiểm y tế trẻ']
    const span = (month: string) => ({ from: `${month}-01`, to: `${month}-28` })
    const disturbing = tasks.map(id => ({ path: `/tasks/${id}/notes`, body: { kind: 'comment', text: 'Đã trao đổi với đơn vị.' } }))
    const kinds: Kind[] = [
      { name: 'list of questions', person: 'Giám đốc', mostP50: 50, paths: ['/enquiries', list({ state: 'open' }), list({ sort: 'due' })] },
      { name: 'list, by unit and month', person: 'Giám đốc', mostP50: 50, paths: [
        ...units.map(unit => list({ unit })), ...months.map(month => list({ days: `${span(month).from}_${span(month).to}`, what: 'answeredLate' }))] },
      { name: 'list, by words', person: 'Giám đốc', mostP50: 100, paths: typed.map(q => list({ q })) },
      { name: 'list, late', person: 'Giám đốc', mostP50: 50, paths: [list({ late: 'late' }), list({ late: 'veryLate' }), list({ late: 'late', sort: 'due' }), '/enquiries/late'] },
      { name: 'similar while typing', person: 'Giám đốc', mostP50: 15, paths: ['/enquiries/preview'], posted: typed.flatMap(words => ends.map(end => ({ question: `${words} ${end}` }))) },
      { name: 'figures, made anew each time', person: 'Giám đốc', mostP50: 150, disturbing,
        paths: months.map(month => `/enquiries/figures?${new URLSearchParams(span(month))}`) },
      // A note on a task is written before each: nothing that the portal remembers helps.
      { name: 'monthly demand, made anew each time', person: 'Giám đốc', mostP50: 150, paths: months.map(month => `/demand?period=${month}`), disturbing },
      { name: 'monthly demand', person: 'Giám đốc', mostP50: 40, paths: months.map(month => `/demand?period=${month}`) },
      { name: 'export of 5,000 rows', person: 'Giám đốc', mostP50: 1500, samples: 12, paths: months.slice(0, 6).map(month => `/enquiries/export/xlsx?days=${span(month).from}_${span(month).to}`) },
    ]
    for (const kind of kinds.map(one => ({ samples, ...one }))) {
      const timed = await timedKind(portal, kind, await signIn(portal.origin, kind.person))
      if (!timed) throw new Error(`${kind.name} is not there`)
      tell({ name: kind.name, tasks: questions, ...timed, growth: null, missed: timed.p50 > kind.mostP50 ? `${kind.name}: median above ${kind.mostP50} ms` : null })
    }
  } finally { await portal.stop() }
}
