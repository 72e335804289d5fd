// Test questions: written by staff, made of an answer that was wrong, or brought in from a file; changed, put aside, never deleted.
import { and, desc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { personalDataIn, personalDataNames } from '../masking/masking.ts'
import { aspects } from '../assistant/understanding.ts'
import { now } from '../clock.ts'
import { Invalid, mistakesOf, NotFound } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { newId } from '../ids.ts'
import { may } from '../policy.ts'
import { procedureVersions } from '../procedures/tables.ts'
import type { Read, Write } from '../store/store.ts'
import { clean, line, searchable } from '../text.ts'
import { testQuestions, type Expected, type TestQuestion } from './tables.ts'

export const musts = ['answer', 'clarify', 'refuse'] as const
export const mostTurns = 6

/** Kinds that the portal names; a file may bring others. */
export const usualKinds = ['tự nhiên', 'kể chuyện', 'lời cán bộ', 'không dấu', 'gõ nhầm', 'hội thoại', 'mơ hồ', 'từ chối', 'tên cơ quan cũ'] as const
export const defaultKind = usualKinds[0]

const oneLine = (sentence: string, most: number) => z.string().transform(line).pipe(z.string().min(1, sentence).max(most, `Ngắn hơn ${most.toLocaleString('vi-VN')} ký tự.`))

const expected = z.object({
  question: z.string().transform(text => clean(text).trim()).pipe(z.string().min(1, 'Ghi câu hỏi.').max(2_000, 'Câu hỏi ngắn hơn 2.000 ký tự.')),
  must: z.enum(musts, 'Chọn việc trợ lý phải làm.'),
  gold: z.array(z.string()).max(20, 'Không quá 20 thủ tục.'),
  aspect: z.enum(aspects).nullable(),
  contains: z.array(z.string().transform(line)).max(20, 'Không quá 20 chữ cần có.').transform(list => list.filter(Boolean)),
}).superRefine(({ question, must, gold }, problems) => {
  const say = (field: string, message: string) => { problems.addIssue({ code: 'custom', path: [field], message }) }
  const personal = personalDataIn(question)
  if (personal.length && must !== 'refuse') say('question', `Câu hỏi có ${personal.map(kind => personalDataNames[kind]).join(', ')}. Bỏ thông tin riêng của người dân.`)
  if (must === 'answer' && !gold.length) say('gold', 'Chọn ít nhất một thủ tục đúng.')
  if (must === 'clarify' && gold.length < 2) say('gold', 'Hỏi lại thì phải có ít nhất hai thủ tục để chọn.')
})

const written = z.object({
  kind: oneLine('Ghi loại câu hỏi.', 60),
  note: z.string().transform(text => clean(text).trim().slice(0, 2_000) || null).nullable(),
  turns: z.array(expected).min(1, 'Cần ít nhất một lượt hỏi.').max(mostTurns, `Không quá ${mostTurns} lượt hỏi.`),
})

export type Written = z.input<typeof written>

/** Throws Invalid with a sentence for each field, such as `turns.0.question`. */
function checked(given: Written): z.output<typeof written> {
  const parsed = written.safeParse(given)
  if (!parsed.success) throw new Invalid(mistakesOf(parsed.error))
  return parsed.data
}

/** Throws Invalid where a procedure that is expected does not exist. */
async function hold(db: Read, turns: readonly Expected[]): Promise<void> {
  const known = await namesOfProcedures(db, turns.flatMap(({ gold }) => gold))
  const mistakes = turns.flatMap(({ gold }, at) => (gold.every(id => known.has(id)) ? [] : [[`turns.${at}.gold`, 'Có thủ tục không còn trong danh mục.'] as const]))
  if (mistakes.length) throw new Invalid(Object.fromEntries(mistakes))
}

const columnsOf = ({ turns, kind, note }: z.output<typeof written>) => ({
  title: line(turns[0]!.question).slice(0, 300), search: searchable(turns.map(({ question }) => question).join(' ')), turns, kind, note,
})

/** Makes one test, also of an answer that was not right (`originTurnId`). Throws Invalid with a sentence for each field. */
export async function makeTest(db: Write, by: Actor, given: Written, originTurnId: string | null = null): Promise<string> {
  const test = checked(given)
  await hold(db, test.turns)
  const id = newId()
  await db.insert(testQuestions).values({ id, ...columnsOf(test), originTurnId, inUse: true, madeById: by.id, madeAt: now() })
  await record(db, by, 'test written', 'test', id, { fromAnswer: originTurnId !== null })
  return id
}

/** Brings many in at once: one event for all of them. Returns how many are new; what stands there already is left as it is. */
export async function bringIn(db: Write, by: Actor, tests: readonly Written[], from: 'file' | 'demo'): Promise<number> {
  const sound = tests.map(checked)
  await hold(db, sound.flatMap(({ turns }) => turns))
  const there = new Set((await db.select({ search: testQuestions.search }).from(testQuestions)).map(({ search }) => search))
  const rows = sound.map(test => ({ id: newId(), ...columnsOf(test), originTurnId: null, inUse: true, madeById: by.id, madeAt: now() }))
    .filter(({ search }) => !there.has(search) && there.add(search))
  for (let start = 0; start < rows.length; start += 200) await db.insert(testQuestions).values(rows.slice(start, start + 200))
  if (rows.length) await record(db, by, 'tests brought in', 'test', 'many', { tests: rows.length, from })
  return rows.length
}

/** Throws Invalid also when another person changed it meanwhile: `revision` is the one that was on the form. */
export async function changeTest(db: Write, by: Actor, id: string, revision: number, given: Written): Promise<void> {
  const test = checked(given)
  await hold(db, test.turns)
  const changed = await db.update(testQuestions).set({ ...columnsOf(test), revision: revision + 1 })
    .where(and(eq(testQuestions.id, id), eq(testQuestions.revision, revision))).returning({ id: testQuestions.id })
  if (!changed.length) throw new Invalid({ '': 'Người khác vừa sửa câu này. Mở lại trang của câu kiểm chứng để xem bản mới, rồi sửa tiếp.' })
  await record(db, by, 'test changed', 'test', id)
}

/** Puts it aside (it is not asked any more), or takes it back. Twice does no harm. */
export async function setInUse(db: Write, by: Actor, id: string, inUse: boolean): Promise<void> {
  const changed = await db.update(testQuestions).set({ inUse }).where(and(eq(testQuestions.id, id), eq(testQuestions.inUse, !inUse))).returning({ id: testQuestions.id })
  if (changed.length) await record(db, by, inUse ? 'test taken back' : 'test put aside', 'test', id)
}

/** Who made it changes it, and those who teach the assistant. */
export const mayChange = (user: User, { madeById }: Pick<TestQuestion, 'madeById'>): boolean => madeById === user.id || may(user, 'teach the assistant')

/** Throws NotFound. */
export async function findTest(db: Read, id: string): Promise<TestQuestion> {
  const [test] = await db.select().from(testQuestions).where(eq(testQuestions.id, id))
  if (!test) throw new NotFound('Không có câu kiểm chứng này.')
  return test
}

/** Those that are asked, oldest first. */
export const testsInUse = (db: Read): Promise<TestQuestion[]> => db.select().from(testQuestions).where(eq(testQuestions.inUse, true)).orderBy(testQuestions.id)

export interface NamedProcedure { id: string; name: string; code: string | null; field: string | null }

/** Names by the newest version, of abolished procedures too. */
export async function namesOfProcedures(db: Read, ids: Iterable<string>): Promise<Map<string, NamedProcedure>> {
  const wanted = [...new Set(ids)]
  const { procedureId: id, name, code, field } = procedureVersions
  const found = new Map<string, NamedProcedure>()
  for (let start = 0; start < wanted.length; start += 200) {
    const rows = await db.select({ id, name, code, field }).from(procedureVersions)
      .where(inArray(id, wanted.slice(start, start + 200))).orderBy(desc(procedureVersions.number))
    for (const row of rows) if (!found.has(row.id)) found.set(row.id, row)
  }
  return found
}
