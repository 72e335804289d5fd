// A set as an Excel file: given out, and read back with what is wrong beside its row; all of it is taken, or nothing.
import { readFile } from 'node:fs/promises'
import { Invalid } from '../errors.ts'
import { record } from '../events/events.ts'
import type { User } from '../accounts/accounts.ts'
import { actor } from '../policy.ts'
import { column, readWorkbook, writeWorkbook, type Cell } from '../admin/workbook.ts'
import type { Read, Write } from '../store/store.ts'
import { fold } from '../text.ts'
import { unitNamed } from '../units/names.ts'
import { unitNames } from '../units/units.ts'
import { criterionFrom, mistakesAmong, refuseUsed, replaceCriteria, sideNames, type CriterionValues, type TypedCriterion } from './criteria.ts'
import { methodNames, roundingRule } from './rules.ts'
import { criteriaOf } from './seeing.ts'
import type { CriteriaSet } from './tables.ts'
import { typedOf } from './set-pages.ts'

/** Columns in their order, with what each is called; a file may leave out what it does not need, and name them without tones. */
const titles: [keyof TypedCriterion, string, number][] = [
  ['number', 'STT', 8], ['name', 'Lĩnh vực, tiêu chí, tiêu chí thành phần', 60], ['maximum', 'Điểm tối đa', 10], ['method', 'Cách chấm', 22], ['rule', 'Quy tắc', 34],
  ['what', 'Đếm gì', 26], ['of', 'Trong số', 26], ['evidence', 'Tài liệu kiểm chứng', 40], ['optional', 'Có thể không áp dụng', 12], ['side', 'Loại điểm', 12],
  ['owner', 'Đơn vị phụ trách', 28], ['source', 'Nguồn số liệu', 22],
]

export async function setWorkbook(db: Read, set: CriteriaSet): Promise<Uint8Array<ArrayBuffer>> {
  const names = await unitNames(db)
  const rows = (await criteriaOf(db, set.id)).map(row => {
    const typed = { ...typedOf(row), method: row.method ? methodNames[row.method] : '', side: sideNames[row.side], optional: row.optional ? 'x' : '', owner: names.get(row.ownerUnitId ?? '') ?? '' }
    return titles.map(([key]) => (key === 'maximum' ? row.maximum : typed[key] || null))
  })
  return writeWorkbook([{
    name: 'Bộ tiêu chí', note: `${set.name}.${set.sample ? ' Bộ tiêu chí mẫu, không phải văn bản của cơ quan nào.' : ''} ${roundingRule}`,
    columns: titles.map(([key, title, width]) => column(title, width, key === 'maximum' ? 'number' : 'text')), rows,
  }])
}

export interface ReadLine { row: number; typed: TypedCriterion; values: CriterionValues | null; mistakes: string[] }

const text = (cell: Cell | undefined): string => (cell == null ? '' : cell instanceof Date ? cell.toISOString().slice(0, 10) : typeof cell === 'number' ? String(cell).replace('.', ',') : String(cell)).trim()
// Excel keeps 1.2 as a number: a point, not the comma of an amount.
const numbering = (cell: Cell | undefined): string => (typeof cell === 'number' ? String(cell) : text(cell).replaceAll(',', '.'))
const called = (title: string) => fold(title).replace(/[^a-z]+/g, ' ').trim()

/** What the file says, line by line. Throws Invalid({ file }) for what is no set of criteria. */
export async function readSet(db: Read, path: string): Promise<ReadLine[]> {
  const [sheet] = await readWorkbook(await readFile(path))
  const known = new Map(titles.flatMap(([key, title]) => [[called(title), key] as const, ...key === 'name' ? [['tieu chi', key] as const, ['ten tieu chi', key] as const] : []]))
  const head = sheet?.rows.findIndex(cells => cells.filter(cell => known.has(called(text(cell)))).length >= 3) ?? -1
  if (!sheet || head < 0) throw new Invalid({ file: `Không thấy dòng tiêu đề. Tệp cần các cột: ${titles.map(([, title]) => title).join(', ')}. Hãy xuất bộ này ra Excel để lấy mẫu.` })
  const places = new Map(sheet.rows[head]!.flatMap((cell, at) => { const key = known.get(called(text(cell))); return key ? [[key, at] as const] : [] }))
  for (const key of ['number', 'name'] as const) {
    if (!places.has(key)) throw new Invalid({ file: `Tệp thiếu cột “${titles.find(([one]) => one === key)![1]}”.` })
  }
  const lines: ReadLine[] = []
  for (const [at, cells] of sheet.rows.entries()) {
    if (at <= head || !cells.some(cell => text(cell))) continue
    const of = (key: keyof TypedCriterion) => text(cells[places.get(key) ?? -1])
    const typed = Object.fromEntries(titles.map(([key]) => [key, key === 'number' ? numbering(cells[places.get(key)!]) : of(key)])) as unknown as TypedCriterion
    const mistakes: string[] = []
    const named = typed.owner ? await unitNamed(db, typed.owner) : undefined
    if (typed.owner && !named) mistakes.push(`Không có đơn vị “${typed.owner}”.`)
    else if (named?.doubt) mistakes.push(named.doubt)
    let values: CriterionValues | null = null
    try { values = criterionFrom(typed, named?.unit.id ?? null) } catch (error) {
      if (!(error instanceof Invalid)) throw error
      mistakes.push(...Object.values(error.errors))
    }
    lines.push({ row: at + 1, typed, values, mistakes })
  }
  if (!lines.length) throw new Invalid({ file: 'Dưới dòng tiêu đề không có dòng nào.' })
  const among = mistakesAmong(lines.flatMap(({ values }) => values ?? []))
  const told = new Set<string>()
  for (const line of lines.toReversed()) {
    const number = line.values?.number ?? ''
    const wrong = among.get(number)
    if (wrong && !told.has(number)) { line.mistakes.push(wrong); told.add(number) }
  }
  return lines
}

/** Puts the lines in the place of all that the set had. Throws Invalid where one of them cannot be taken. */
export async function applySet(db: Write, user: User, set: CriteriaSet, rows: readonly CriterionValues[]): Promise<void> {
  await refuseUsed(db, set)
  const wrong = [...mistakesAmong(rows).values()][0]
  if (wrong || !rows.length) throw new Invalid({ file: wrong ?? 'Tệp không có dòng nào.' })
  await replaceCriteria(db, set.id, rows)
  await record(db, actor(user, 'write criteria'), 'criteria imported', 'criteria', set.id, { criteria: rows.length })
}
