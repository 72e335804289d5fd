// Test questions as a file: JSON Lines, one test a line, with procedures by their national code, so that offices can share them.
import { z } from 'zod'
import { aspects, type Aspect } from '../assistant/understanding.ts'
import { Invalid } from '../errors.ts'
import { eq, max } from 'drizzle-orm'
import { procedures, procedureVersions } from '../procedures/tables.ts'
import type { Read } from '../store/store.ts'
import { line, searchable } from '../text.ts'
import type { TestQuestion } from './tables.ts'
import { defaultKind, musts, type Written } from './tests.ts'

const fileLine = z.object({
  kind: z.string().default(defaultKind),
  note: z.string().nullish(),
  turns: z.array(z.object({
    question: z.string(), must: z.enum(musts), gold: z.array(z.union([z.string(), z.number()]).transform(String)).default([]),
    aspect: z.string().nullish(), contains: z.array(z.string()).default([]),
  })).min(1),
})

export interface ReadTests { tests: Written[]; problems: { line: number; question: string | null; why: string }[] }

/** Which procedures a word of a file means: a code (of all that have it), the id of a record, ours or the source's, or the whole name. */
export type Known = ReadonlyMap<string, readonly string[]>

export async function knownProcedures(db: Read): Promise<Known> {
  const newest = await db.select({ id: procedureVersions.procedureId, number: max(procedureVersions.number) }).from(procedureVersions).groupBy(procedureVersions.procedureId)
  const numberOf = new Map(newest.map(({ id, number }) => [id, number]))
  const { procedureId: id, number, name, code } = procedureVersions
  const rows = await db.select({ id, number, name, code, externalId: procedures.externalId, state: procedures.state })
    .from(procedureVersions).innerJoin(procedures, eq(procedures.id, id))
  const known = new Map<string, string[]>()
  for (const row of rows) {
    if (row.number !== numberOf.get(row.id) || row.state === 'abolished') continue
    for (const word of new Set([row.code ?? '', row.externalId ?? '', row.id, searchable(row.name)])) {
      if (word) known.set(word, [...known.get(word) ?? [], row.id])
    }
  }
  return known
}

const idsOf = (known: Known, word: string) => known.get(line(word)) ?? known.get(searchable(word))

/** Reads what can be read; each line that cannot is named with its number. Blank lines count for nothing. */
export function readTests(text: string, known: Known): ReadTests {
  const read: ReadTests = { tests: [], problems: [] }
  for (const [at, one] of text.replace(/^\uFEFF/, '').split('\n').entries()) {
    if (!one.trim()) continue
    try {
      read.tests.push(testOf(one, known))
    } catch (error) {
      if (!(error instanceof Unread)) throw error
      read.problems.push({ line: at + 1, question: error.question, why: error.message })
    }
  }
  return read
}

class Unread extends Error {
  readonly question: string | null
  constructor(why: string, question: string | null = null) { super(why); this.question = question }
}

function testOf(one: string, known: Known): Written {
  let raw: unknown
  try { raw = JSON.parse(one) } catch { throw new Unread('Dòng không phải là JSON hợp lệ.') }
  const parsed = fileLine.safeParse(raw)
  if (!parsed.success) {
    const where = parsed.error.issues[0]!.path.join('.')
    throw new Unread(`Thiếu hoặc sai mục ${where || 'turns'}: mỗi dòng cần turns với question, must (answer, clarify, refuse), gold, aspect, contains.`)
  }
  const { kind, note, turns } = parsed.data
  const question = turns[0]!.question
  return {
    kind, note: note ?? null, turns: turns.map(({ gold, aspect, ...turn }) => {
      const unknown = gold.filter(word => !idsOf(known, word))
      // A refusal has nothing to be right about; elsewhere a procedure that is not here would make the test always fail.
      if (unknown.length && turn.must !== 'refuse') throw new Unread(`Danh mục không có thủ tục ${unknown.slice(0, 3).join(', ')}.`, question)
      if (aspect && !isAspect(aspect)) throw new Unread(`Không có nội dung hỏi nào tên ${aspect}.`, question)
      return { ...turn, aspect: aspect && isAspect(aspect) ? aspect : null, gold: [...new Set(gold.flatMap(word => idsOf(known, word) ?? []))] }
    }),
  }
}

const isAspect = (word: string): word is Aspect => aspects.some(one => one === word)

/** Throws Invalid when the file brings nothing. */
export function needSome({ tests, problems }: ReadTests): void {
  if (!tests.length) throw new Invalid({ file: problems.length ? 'Không đọc được dòng nào. Mỗi dòng là một câu kiểm chứng viết bằng JSON.' : 'Tệp không có câu kiểm chứng nào.' })
}

/** One line a test; a procedure by its code, or where it has none of its own, by its name. */
export function writeTests(tests: readonly TestQuestion[], known: Known, names: ReadonlyMap<string, { code: string | null; name: string }>): string {
  const wordOf = (id: string) => {
    const named = names.get(id)
    const only = (word: string) => known.get(word)?.length === 1
    if (named?.code && only(named.code)) return named.code
    return named && only(searchable(named.name)) ? named.name : id
  }
  return tests.map(({ id, kind, note, turns }) =>
    `${JSON.stringify({ id, kind, turns: turns.map(turn => ({ ...turn, gold: turn.gold.map(wordOf) })), ...(note ? { note } : {}) })}\n`).join('')
}
