// The list of pieces, and the same rows as a file.
import { column } from '../admin/workbook.ts'
import { exported, mostExported, wordList } from '../lexicon/pages.ts'
import { may } from '../policy.ts'
import { procedureNames } from '../procedures/catalogue.ts'
import { unitNames, unitOptions } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { date, number } from '../web/helpers.ts'
import { formNames } from './forms.ts'
import { countPieces, listPieces, listStates, matching, pieceFilter, type PieceFilter } from './pieces.ts'
import { staleOf } from './stale.ts'
import { propagandaTabs } from './tabs.ts'
import { pieceForms } from './tables.ts'
import type { PieceViews } from './views.ts'
import { pieceStateNames, pieceStatus } from './words.ts'

const stateLabels = { '': 'Chưa thu hồi', ...pieceStateNames, all: 'Tất cả' } as Record<string, string>
const orderLabels = { newest: 'Mới soạn trước', title: 'Tên bài' }
const gone = 'Đơn vị không còn'

const sentenceOf = (count: number, { q, form, state, stale, sort }: PieceFilter, unit: string | undefined, procedure: string | undefined): string => [
  `${number(count)} bài tuyên truyền${state && state !== 'all' ? ` ${stateLabels[state]!.toLocaleLowerCase('vi')}` : ''}`, form && `hình thức ${formNames[form]}`,
  unit && `do ${unit} giữ`,
  procedure && `về thủ tục “${procedure}”`, stale && 'cần thu hồi hoặc sửa', q && `có “${q}”`, sort && `sắp theo ${orderLabels[sort].toLocaleLowerCase('vi')}`,
].filter(Boolean).join(', ') + '.'

export async function pieceListPage(c: Ask): Promise<PieceViews['propaganda/index']> {
  const { store: { read }, user } = c.var
  const filter = pieceFilter(c.req.query())
  const [units, procedures, names, condition] = [await unitOptions(read), await procedureNames(read), await unitNames(read), await matching(read, filter)]
  const count = await countPieces(read, condition)
  const { limit, offset, sections: _, ...list } = wordList(c, '/propaganda', count, {
    q: filter.q, placeholder: 'Tên bài hoặc chữ trong bài', sentence: sentenceOf(count, filter, names.get(filter.unit), procedures.get(filter.procedure)),
    choices: [
      {
        name: 'form', label: 'Hình thức', value: filter.form,
        options: [{ value: '', label: 'Mọi hình thức' }, ...pieceForms.map(value => ({ value, label: formNames[value] }))],
      },
      { name: 'state', label: 'Tình trạng', value: filter.state, options: ['', ...listStates].map(value => ({ value, label: stateLabels[value]! })) },
      { name: 'stale', label: 'Nguồn', value: filter.stale, options: [{ value: '', label: 'Bất kỳ' }, { value: 'yes', label: 'Cần thu hồi hoặc sửa' }] },
      { name: 'unit', label: 'Đơn vị giữ', value: filter.unit, options: [{ value: '', label: 'Mọi đơn vị' }, ...units] },
      ...procedures.has(filter.procedure) ? [{
        name: 'procedure', label: 'Thủ tục', value: filter.procedure,
        options: [{ value: '', label: 'Mọi thủ tục' }, { value: filter.procedure, label: procedures.get(filter.procedure)! }],
      }] : [],
      { name: 'sort', label: 'Sắp theo', value: filter.sort, options: [{ value: '', label: orderLabels.newest }, { value: 'title', label: orderLabels.title }] },
    ],
  })
  const rows = await listPieces(read, condition, filter.sort, limit, offset)
  const stale = await staleOf(read, rows)
  return {
    ...list, tabs: propagandaTabs('/propaganda'), mayWrite: may(user, 'write propaganda'),
    rows: rows.map(piece => ({
      href: `/propaganda/${piece.id}`, title: piece.title, form: formNames[piece.form], status: pieceStatus(piece),
      warning: stale.has(piece.id) ? { kind: 'ask', label: 'Cần thu hồi hoặc sửa' } : null,
      unit: names.get(piece.unitId) ?? gone, procedure: procedures.get(piece.procedureId ?? '') ?? '', date: date(piece.madeAt),
    })),
  }
}

export async function piecesExported(c: Ask) {
  const { read } = c.var.store
  const filter = pieceFilter(c.req.query())
  const [procedures, names] = [await procedureNames(read), await unitNames(read)]
  const found = await listPieces(read, await matching(read, filter), filter.sort, mostExported)
  const stale = await staleOf(read, found)
  const columns = [
    column('Tên bài', 60), column('Hình thức', 24), column('Tình trạng', 20), column('Cần thu hồi hoặc sửa', 50), column('Đơn vị giữ', 28), column('Thủ tục', 60),
    column('Ngày soạn', 14),
  ]
  const rows = found.map(piece => [
    piece.title, formNames[piece.form], pieceStatus(piece).label, stale.get(piece.id)?.join(' ') ?? '', names.get(piece.unitId) ?? gone,
    procedures.get(piece.procedureId ?? '') ?? null, date(piece.madeAt),
  ])
  return exported(c, 'Bài tuyên truyền', columns, rows, sentenceOf(found.length, filter, names.get(filter.unit), procedures.get(filter.procedure)))
}
