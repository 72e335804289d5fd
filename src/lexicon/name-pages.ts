// Pages of everyday names: those of one procedure, and all of them.
import { column } from '../admin/workbook.ts'
import { historyOf } from '../events/audit.ts'
import { effectOnTests } from '../proving/effect-pages.ts'
import type { Read } from '../store/store.ts'
import { unitNames } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { blank, filled, type Form } from '../web/forms.ts'
import { number } from '../web/helpers.ts'
import { sourceOf } from './entries.ts'
import { countNames, findName, findNamed, listNames, mayName, nameFilter, namesOf, registerByKey, sharedNames } from './names.ts'
import type { Named, NameFilter, NameInput } from './names.ts'
import { exported, mostExported, wordList } from './pages.ts'
import type { EverydayName } from './tables.ts'
import type { LexiconViews, NameRow } from './views.ts'
import { commonAmong } from './warnings.ts'
import { namedOptions, operations, options, persons, sourceNames, useStatus } from './words.ts'

function rowOf(name: EverydayName, procedure: NameRow['procedure']): NameRow {
  const { id, phrase, operation, person, inUse } = name
  return { id, phrase, operation: operation ?? '', person: person ?? '', inUse, source: sourceNames[sourceOf(name)], status: useStatus(inUse), procedure }
}

async function warningsOf(db: Read, key: string, names: EverydayName[]): Promise<string[]> {
  const phrases = names.map(({ phrase }) => phrase)
  const register = await registerByKey(db)
  return [
    ...(await sharedNames(db, key, phrases)).map(other =>
      `“${other.phrase}” cũng là tên thường gọi của “${register.get(other.key)?.name ?? other.key}”; nên thêm chữ để phân biệt hai thủ tục.`),
    ...(await commonAmong(db, phrases)).map(({ phrase, count }) =>
      `“${phrase}” có trong tên, lĩnh vực hoặc cơ quan của ${number(count)} thủ tục; tên chung như vậy khó nhận ra riêng thủ tục này.`),
  ]
}

/** `tried`: what was typed, to be looked at before it is saved. */
export async function procedureNamesPage(c: Ask, procedure: Named, form: Form | null, changing: string | null, tried?: NameInput):
Promise<LexiconViews['lexicon/procedure-names']> {
  const { store: { read }, user } = c.var
  const { id, key, name, code, aliases, thing } = procedure
  const all = await namesOf(read, key)
  const used = all.filter(({ inUse }) => inUse)
  const here = { name, code: code ?? '', href: `/procedures/${id}` }
  const mayWrite = mayName(user, thing)
  const kept = changing ? await findName(read, key, changing) : null
  const names = tried ? [...used.filter(row => row.id !== changing).map(({ phrase }) => phrase), tried.phrase] : []
  return {
    effect: tried ? await effectOnTests(c, { of: 'names', id, names }) : null,
    id, name, code: code ?? 'không có mã số', aliases, mayWrite, changing,
    rows: used.map(row => rowOf(row, here)), aside: all.filter(({ inUse }) => !inUse).map(row => rowOf(row, here)),
    keeper: mayWrite || !thing.unitId ? null : (await unitNames(read)).get(thing.unitId) ?? null,
    form: form ?? (kept ? filled({ phrase: kept.phrase, operation: kept.operation, person: kept.person }) : blank),
    warnings: mayWrite ? await warningsOf(read, key, used) : [],
    operations: options(operations, 'Không rõ'), persons: options(persons, 'Ai cũng vậy'), history: mayWrite ? await historyOf(read, 'lexicon', key, 30) : [],
  }
}

const stateNames = { '': 'Đang dùng', aside: 'Thôi dùng', all: 'Tất cả' }
const placeNames = { '': 'Thủ tục có trong sổ', elsewhere: 'Thủ tục chưa có trong sổ', all: 'Tất cả' }

const stateWords = { '': ' đang dùng', aside: ' thôi dùng', all: '' }
const placeWords = { '': ' của thủ tục trong sổ', elsewhere: ' của thủ tục chưa có trong sổ', all: '' }

const sentenceOf = (count: number, { q, operation, person, source, state, place }: NameFilter): string => [
  `${number(count)} tên thường gọi${stateWords[state]}${placeWords[place]}`,
  operation && `việc “${operation}”`, person && `người nói “${person}”`, source && `nguồn ${sourceNames[source].toLowerCase()}`, q && `có “${q}”`,
].filter(Boolean).join(', ') + '.'

export async function namesPage(c: Ask): Promise<LexiconViews['lexicon/names']> {
  const { read } = c.var.store
  const filter = nameFilter(c.req.query())
  const count = await countNames(read, filter)
  const { limit, offset, ...list } = wordList(c, '/assistant/words/names', count, {
    q: filter.q, placeholder: 'Cách gọi, tên hoặc mã thủ tục', sentence: sentenceOf(count, filter),
    choices: [
      { name: 'operation', label: 'Việc', value: filter.operation, options: options(operations, 'Mọi việc') },
      { name: 'person', label: 'Người nói', value: filter.person, options: options(persons, 'Mọi người') },
      { name: 'source', label: 'Nguồn', value: filter.source, options: namedOptions(sourceNames, 'Mọi nguồn') },
      { name: 'state', label: 'Tình trạng', value: filter.state, options: namedOptions(stateNames) },
      { name: 'place', label: 'Thủ tục', value: filter.place, options: namedOptions(placeNames) },
    ],
  })
  return { ...list, rows: await rowsOf(read, await listNames(read, filter, limit, offset)) }
}

async function rowsOf(db: Read, names: EverydayName[]): Promise<NameRow[]> {
  const register = await registerByKey(db)
  return names.map(name => {
    const row = register.get(name.procedureKey)
    return rowOf(name, row ? { name: row.name, code: row.code ?? '', href: `/procedures/${row.id}/names` }
      : { name: 'Thủ tục chưa có trong sổ', code: name.procedureKey, href: null })
  })
}

export async function namesExported(c: Ask) {
  const { read } = c.var.store
  const filter = nameFilter(c.req.query())
  const found = await rowsOf(read, await listNames(read, filter, mostExported))
  const columns = [column('Tên thường gọi', 50), column('Mã thủ tục', 14), column('Thủ tục', 70),
    column('Việc', 16), column('Người nói', 18), column('Nguồn', 18), column('Tình trạng', 14)]
  const rows = found.map(({ phrase, procedure, operation, person, source, status }) => [phrase, procedure.code, procedure.name, operation, person, source, status.label])
  return exported(c, 'Tên thường gọi của thủ tục', columns, rows, sentenceOf(found.length, filter))
}

export const namedOf = (c: Ask): Promise<Named> => findNamed(c.var.store.read, c.var.user, c.req.param('id')!)
