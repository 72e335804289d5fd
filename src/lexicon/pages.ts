// What the pages of words share: their parts, the address of a list, its export.
import type { User } from '../accounts/accounts.ts'
import { withQuery } from '../addresses.ts'
import { writeCsv } from '../admin/csv.ts'
import { writeWorkbook, type SheetToWrite } from '../admin/workbook.ts'
import { tabsFor, type Tab } from '../assistant/tabs.ts'
import { today } from '../clock.ts'
import { NotFound } from '../errors.ts'
import { fileKinds } from '../evidence/kinds.ts'
import type { Ask } from '../web/context.ts'
import { pagerOf } from '../web/paging.ts'
import { download } from '../web/render.ts'
import type { Choice, WordList } from './views.ts'

const parts = [
  { href: '/assistant/words', label: 'Cách nói, viết tắt' }, { href: '/assistant/words/names', label: 'Tên thường gọi' },
  { href: '/assistant/words/pins', label: 'Ghim, loại trừ' },
]

/** The tabs of the assistant and the parts of its words. */
export const around = (user: User, here: string): { tabs: Tab[]; sections: Tab[] } =>
  ({ tabs: tabsFor(user, '/assistant/words'), sections: parts.map(part => ({ ...part, current: part.href === here })) })

const pageSize = 50
export const mostExported = 20_000

type Narrowed = Pick<WordList, 'q' | 'choices' | 'placeholder' | 'sentence'>

/** The list as its address asks; what is not chosen is left out of the addresses. */
export function wordList(c: Ask, path: string, count: number, { q, choices, placeholder, sentence }: Narrowed): WordList & { limit: number; offset: number } {
  const values = { q, ...Object.fromEntries(choices.map(({ name, value }) => [name, value])) }
  const address = (more: Record<string, string> = {}, to = path) => withQuery(to, { ...values, ...more })
  const pager = pagerOf(Number(c.req.query('page') ?? 1), pageSize, count, at => address(at > 1 ? { page: String(at) } : {}))
  const chosen = choices.filter(({ value }) => value).map(choice => ({ words: wordsOf(choice), href: address({ [choice.name]: '' }) }))
  return {
    ...around(c.var.user, path), path, q, placeholder, choices, sentence, pager, limit: pageSize, offset: (pager.page - 1) * pageSize,
    chips: [...q ? [{ words: `“${q}”`, href: address({ q: '' }) }] : [], ...chosen],
    exports: { xlsx: address({}, `${path}/export/xlsx`), csv: address({}, `${path}/export/csv`) },
  }
}

const wordsOf = ({ options, value }: Choice): string => options.find(option => option.value === value)?.label ?? value

/** The whole list as a file of the format that the address names. */
export async function exported(c: Ask, title: string, columns: SheetToWrite['columns'], rows: (string | number | null)[][], note: string) {
  const format = c.req.param('format')
  const name = `${title} ${today()}`
  if (format === 'csv') return download(c, `${name}.csv`, 'text/csv; charset=utf-8', writeCsv([columns.map(column => column.title), ...rows]))
  if (format === 'xlsx') return download(c, `${name}.xlsx`, fileKinds.xlsx.mime, await writeWorkbook([{ name: title, columns, rows, note }]))
  throw new NotFound()
}
