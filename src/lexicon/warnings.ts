// What to think of before words are taught: a saying that stands elsewhere, is itself an official term, or says nothing.
import { and, eq, ne } from 'drizzle-orm'
import { keysOf } from '../assistant/vietnamese.ts'
import { catalogue } from '../procedures/catalogue.ts'
import type { Read } from '../store/store.ts'
import { searchable } from '../text.ts'
import { lexiconEntries, type LexiconEntry } from './tables.ts'

/** Sayings in so large a share of the register are too common to tell procedures apart. */
const commonShare = 0.1
const commonAtLeast = 5

/** Sentences for whoever writes the entry; none forbids it. */
export async function warningsOf(db: Read, { kind, term, sayings }: Pick<LexiconEntry, 'kind' | 'term' | 'sayings'>, exceptId = ''): Promise<string[]> {
  const others = await db.select().from(lexiconEntries).where(and(eq(lexiconEntries.inUse, true), eq(lexiconEntries.kind, kind), ne(lexiconEntries.id, exceptId)))
  const same = (text: string) => (kind === 'short' ? text : keysOf(text).join(' '))
  const bySaying = new Map(others.flatMap(other => other.sayings.map(saying => [saying.includes('+') ? saying : same(saying), other.term])))
  const terms = new Map(others.map(other => [keysOf(other.term).join(' '), other.term]))
  const taken = kind === 'short' ? undefined : terms.get(keysOf(term).join(' '))
  const counted = kind === 'short' ? [] : await commonAmong(db, sayings)
  return [
    ...taken ? [`Đã có mục “${taken}”; không lưu được mục thứ hai. Hãy tìm mục ấy trong danh sách và thêm cách nói vào đó.`] : [],
    ...sayings.flatMap(saying => {
      const other = bySaying.get(same(saying))
      return other ? [`“${saying}” đã là cách nói của “${other}”. Một cách nói chỉ được hiểu theo một mục: mục có trước.`] : []
    }),
    ...sayings.flatMap(saying => {
      const other = terms.get(keysOf(saying).join(' '))
      return other && other !== term ? [`“${saying}” lại là từ ngữ chính thức của một mục khác.`] : []
    }),
    ...counted.map(({ phrase, count }) =>
      `“${phrase}” có trong tên, lĩnh vực hoặc cơ quan của ${count.toLocaleString('vi-VN')} thủ tục; từ ngữ chung như vậy dễ làm trợ lý hiểu lệch.`),
  ]
}

/** Phrases that very many procedures have, with how many. */
export async function commonAmong(db: Read, phrases: readonly string[]): Promise<{ phrase: string; count: number }[]> {
  const { rows } = await catalogue(db)
  const most = Math.max(commonAtLeast, rows.length * commonShare)
  return phrases.filter(phrase => !phrase.includes('+')).map(phrase => {
    const folded = ` ${searchable(phrase)}`
    return { phrase, count: rows.filter(({ search }) => `${search} `.includes(`${folded} `)).length }
  }).filter(({ count }) => count > most)
}
