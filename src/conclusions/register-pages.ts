// The register of conclusions: its conditions, its rows, and the same as a workbook.
import { column, type SheetToWrite } from '../admin/workbook.ts'
import type { Ask } from '../web/context.ts'
import { number } from '../web/helpers.ts'
import type { Facet } from '../web/layout.ts'
import { pagerOf } from '../web/paging.ts'
import { sortKey } from '../text.ts'
import { kindNames } from './conclusions.ts'
import { conclusionsHref, facetKeys, facetNames, findConclusions, valueInWords, type ConclusionFilter, type FacetKey, type FoundConclusion, type FoundConclusions } from './finding.ts'
import { conclusionStateNames, conclusionStates, conclusionStatus, doneInWords, summaryInWords } from './standing.ts'
import { conclusionKinds } from './tables.ts'
import type { ConclusionViews } from './views.ts'

const pageSize = 50
const fixed: Partial<Record<FacetKey, readonly string[]>> = { state: conclusionStates, kind: conclusionKinds }

export async function registerPage(c: Ask, filter: ConclusionFilter): Promise<ConclusionViews['conclusions/register']> {
  const found = await findConclusions(c.var.store.read, c.var.user, filter)
  const { rows, names } = found
  const pager = pagerOf(filter.page, pageSize, rows.length, page => conclusionsHref({ ...filter, page }))
  const chip = (words: string, key: 'q' | FacetKey) => ({ words, href: conclusionsHref({ ...filter, page: 1, [key]: '' }) })
  const chosen = facetKeys.filter(key => filter[key])
  return {
    q: filter.q, facets: facetKeys.map(key => facetOf(key, filter, found)).filter(({ options }) => options.length > 0),
    chips: [...(filter.q ? [chip(`“${filter.q}”`, 'q')] : []), ...chosen.map(key => chip(`${key === 'state' || key === 'unit' ? '' : `${facetNames[key]}: `}${valueInWords(key, filter[key], names)}`, key))],
    sentence: sentenceOf(filter, found), rows: rows.slice((pager.page - 1) * pageSize, pager.page * pageSize).map(row => rowOf(row, names)), pager, xlsx: conclusionsHref({ ...filter, page: 1 }, '/conclusions/export/xlsx'),
  }
}

function sentenceOf(filter: ConclusionFilter, { rows, names }: FoundConclusions): string {
  const conditions = [...(filter.q ? [`có “${filter.q}”`] : []), ...facetKeys.filter(key => filter[key]).map(key => (key === 'state' ? valueInWords(key, filter[key], names).toLowerCase() : valueInWords(key, filter[key], names)))]
  return `${summaryInWords(rows.map(({ standing }) => standing))}${conditions.length ? ` (${conditions.join('; ')})` : ''}.`
}

function facetOf(key: FacetKey, filter: ConclusionFilter, { counts, names }: FoundConclusions): Facet {
  const count = counts[key]
  const order = fixed[key] ?? [...count.keys()].toSorted((a, b) => placeOf(key, a, names) < placeOf(key, b, names) ? -1 : 1)
  const values = order.filter(value => count.get(value) || value === filter[key])
  if (filter[key] && !values.includes(filter[key])) values.push(filter[key])
  return {
    key, label: facetNames[key], all: 'Tất cả', several: [], hint: null,
    options: values.map(value => ({ value, label: `${valueInWords(key, value, names)} (${number(count.get(value) ?? 0)})`, selected: value === filter[key] })),
  }
}
const placeOf = (key: FacetKey, value: string, names: ReadonlyMap<string, string>): string => (key === 'year' ? String(9999 - Number(value)) : key === 'reminded' || key === 'carried' ? value : sortKey(valueInWords(key, value, names)))

const unitsOf = ({ units, everybody }: FoundConclusion, names: ReadonlyMap<string, string>): string =>
  (everybody ? 'Các phòng, đơn vị' : units.map(id => names.get(id) ?? '').join(', '))

const notesOf = ({ standing: { reminded, carried } }: FoundConclusion): string[] => [...(reminded ? [`nhắc lần ${number(reminded)}`] : []), ...(carried ? [`mang sang ${number(carried)} kỳ`] : [])]

function rowOf(row: FoundConclusion, names: ReadonlyMap<string, string>): ConclusionViews['conclusions/register']['rows'][number] {
  const { id, meetingId, number: no, text, kind, meeting, on, chairId, taskIds, standing } = row
  return {
    href: `/meetings/${meetingId}/conclusions#kl-${id}`, number: no, text, kind: kindNames[kind], meeting, on, chair: names.get(chairId) ?? '', units: unitsOf(row, names),
    status: { kind: conclusionStatus[standing.state], label: conclusionStateNames[standing.state] }, done: doneInWords(standing), tasksHref: taskIds.length === 1 ? `/tasks/${taskIds[0]!}` : null, notes: notesOf(row),
  }
}

/** The filtered register as a sheet. */
export async function registerSheet(c: Ask, filter: ConclusionFilter): Promise<SheetToWrite> {
  const found = await findConclusions(c.var.store.read, c.var.user, filter)
  return {
    name: 'Kết luận', note: sentenceOf(filter, found),
    columns: [
      column('Ngày họp', 12, 'date'), column('Cuộc họp', 36), column('Chủ trì họp', 22), column('Số', 8), column('Kết luận', 70), column('Loại', 14), column('Đơn vị', 32), column('Tình trạng', 18),
      column('Việc đã giao', 10, 'number'), column('Việc xong', 10, 'number'), column('Việc quá hạn', 10, 'number'), column('Lần nhắc', 10, 'number'), column('Mang sang (kỳ)', 10, 'number'),
    ],
    rows: found.rows.map(row => [
      row.on, row.meeting, found.names.get(row.chairId) ?? '', row.number, row.text, kindNames[row.kind], unitsOf(row, found.names), conclusionStateNames[row.standing.state],
      row.standing.tasks, row.standing.done, row.standing.overdue, row.standing.reminded, row.standing.carried,
    ]),
  }
}
