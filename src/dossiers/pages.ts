// Biểu 06 of a period: all units with their sums, one unit's table to enter or to read, and the files.
import { column, writeWorkbook, type SheetToWrite } from '../admin/workbook.ts'
import { namesOfPeople } from '../accounts/people.ts'
import { today, written } from '../clock.ts'
import { paragraph } from '../documents/body.ts'
import { officialDocument, type Official } from '../documents/official.ts'
import { NotFound } from '../errors.ts'
import { periodBefore } from '../periods/periods.ts'
import type { Period } from '../periods/tables.ts'
import { nothingToCount } from '../periods/words.ts'
import { may } from '../policy.ts'
import { allUnits, unitsOn } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { filled, type Form } from '../web/forms.ts'
import { moment, number, percent } from '../web/helpers.ts'
import { addedRows, crossFoot, leaves, totalsOf, type Leaf } from './counting.ts'
import { cellsOf, dossierAnnex } from './document.ts'
import { valuesOf } from './entering.ts'
import { fieldsOf, latestSheets, rowsBefore, versionsOf } from './sheets.ts'
import type { DossierRow } from './tables.ts'
import type { DossierViews } from './views.ts'

export const leafNames: Record<Leaf, string> = {
  online: 'Nhận trực tuyến', direct: 'Nhận trực tiếp, BCCI', carried: 'Từ kỳ trước', early: 'Xong trước hạn', onTime: 'Xong đúng hạn',
  late: 'Xong quá hạn', pending: 'Đang làm, trong hạn', pendingLate: 'Đang làm, quá hạn',
}

function sumsOf(row: DossierRow) {
  const { received, settled, open } = totalsOf(row)
  return {
    received: number(received), settled: number(settled), onTime: settled ? percent((row.early + row.onTime) / settled) : nothingToCount,
    open: number(open), late: number(row.pendingLate),
  }
}

export async function dossiersPage(c: Ask, period: Period): Promise<DossierViews['dossiers/index']> {
  const { read } = c.var.store
  const sheets = new Map((await latestSheets(read, period.id)).map(sheet => [sheet.unitId, sheet]))
  const units = (await allUnits(read)).filter(({ id, kind, since, until }) => sheets.has(id) || (kind !== 'leadership' && since <= period.to && (until === null || until > period.to)))
  const before = await periodBefore(read, period)
  return {
    id: period.id, period: period.name, sentence: sheets.size ? `${number(sheets.size)} đơn vị đã nhập Biểu 06 của kỳ.` : 'Chưa đơn vị nào nhập Biểu 06 của kỳ.',
    before: before ? `“Từ kỳ trước” lấy từ số đang giải quyết của ${before.name}.` : 'Chưa có kỳ trước cùng loại: “từ kỳ trước” do đơn vị ghi.',
    rows: units.map(({ id, name }) => {
      const sheet = sheets.get(id)
      const sums = sheet && sumsOf(addedRows('', sheet.rows))
      return {
        href: `/periods/${period.id}/dossiers/${id}`, unit: name, entered: Boolean(sheet), received: sums?.received ?? '',
        settled: sums?.settled ?? '', onTime: sums?.onTime ?? '', open: sums?.open ?? '', late: sums?.late ?? '',
        lateCount: sheet ? addedRows('', sheet.rows).pendingLate : 0, note: sheet ? [
          sheet.number > 1 ? `bản ${sheet.number}` : '', sheet.note ?? '',
        ].filter(Boolean).join(', ') : '',
      }
    }),
    total: sheets.size ? sumsOf(addedRows('', [...sheets.values()].flatMap(({ rows }) => rows))) : null,
    xlsx: `/periods/${period.id}/dossiers/export/xlsx`, docx: `/periods/${period.id}/dossiers/export/docx`,
  }
}

/** Rows of the form: those typed, and an empty one. */
function rowsShown(form: Form): DossierViews['dossiers/sheet']['rows'] {
  const last = Math.max(
    -1,
    ...Object.keys(form.values).flatMap(name => { const [, at] = /^[a-zA-Z]+\.(\d+)$/.exec(name) ?? []; return at && form.values[name] ? [Number(at)] : [] })
  )
  return Array.from({ length: last + 2 }, (_, at) => {
    const numberOf = (leaf: Leaf) => Number((form.values[`${leaf}.${at}`] ?? '').replace(/[.\s]/g, '')) || 0
    const row: DossierRow = { field: form.values[`field.${at}`] ?? '', ...Object.fromEntries(leaves.map(leaf => [leaf, numberOf(leaf)])) as Record<Leaf, number> }
    const { received, settled, open } = totalsOf(row)
    return {
      at, field: row.field, fieldError: form.errors[`field.${at}`],
      cells: leaves.map(leaf => ({ name: `${leaf}.${at}`, label: leafNames[leaf], value: form.values[`${leaf}.${at}`] ?? '', error: form.errors[`${leaf}.${at}`] })),
      sums: row.field ? `Nhận ${number(received)} · đã giải quyết ${number(settled)} · đang giải quyết ${number(open)}` : '',
      error: [form.errors[`row.${at}`], row.field && !form.errors[`row.${at}`] ? crossFoot(row) : '', form.errors[`carried.${at}`]].filter(Boolean).join(' '),
    }
  })
}

export async function sheetPage(c: Ask, period: Period, unitId: string, form?: Form, source = 'typed'): Promise<DossierViews['dossiers/sheet']> {
  const { store: { read }, user } = c.var
  const unit = (await allUnits(read)).find(({ id }) => id === unitId)
  if (!unit) throw new NotFound('Không có đơn vị này.')
  const versions = await versionsOf(read, period.id, unitId)
  const asked = Number(c.req.query('version') ?? NaN)
  const shown = versions.find(one => one.number === asked) ?? versions[0]
  const before = await rowsBefore(read, period, unitId)
  const begun = async (): Promise<DossierRow[]> => (await fieldsOf(read, unitId, before)).map(field => {
    const left = before?.find(row => row.field === field)
    return { ...addedRows(field, []), carried: left ? totalsOf(left).open : 0 }
  })
  const names = await namesOfPeople(read, versions.map(({ byId }) => byId))
  const current = form ?? filled({ ...valuesOf(shown?.rows ?? await begun()), note: shown?.note })
  const mayEnter = may(user, 'enter dossiers', { unitId }) && (!shown || shown === versions[0])
  const rows = rowsShown(current)
  return {
    id: period.id, period: period.name, unit: unit.name, unitId, form: current, rows: mayEnter ? rows : rows.filter(({ field }) => field),
    heads: leaves.map(leaf => leafNames[leaf]),
    before: before ? 'Cột “từ kỳ trước” phải bằng số đang giải quyết cuối kỳ trước; khác thì ghi lý do.' : 'Kỳ trước đơn vị chưa nhập: “từ kỳ trước” ghi theo sổ của đơn vị.',
    mayEnter, number: versions[0]?.number ?? 0, source: form ? source : 'typed', closed: period.closedAt !== null,
    shown: shown ? `Bản ${shown.number}, `
      + `${names.get(shown.byId) ?? 'người không còn trong danh bạ'} nhập lúc ${moment(shown.at)}${shown.source === 'file' ? ', từ tệp Excel' : ''}.` : 'Chưa nhập.',
    versions: versions.length > 1 ? versions.map(one => ({
      label: `Bản ${one.number}`, href: `/periods/${period.id}/dossiers/${unitId}?version=${one.number}`, current: one === shown,
      note: `${names.get(one.byId) ?? ''}, ${moment(one.at)}${one.note ? `: ${one.note}` : ''}`,
    })) : [],
  }
}

const sumColumns = [
  'Nhận: tổng', 'Trực tuyến', 'Trực tiếp, BCCI', 'Từ kỳ trước', 'Đã giải quyết: tổng', 'Trước hạn', 'Đúng hạn', 'Quá hạn', 'Đang giải quyết: tổng',
  'Trong hạn', 'Quá hạn chưa xong',
]

/** The whole table as a workbook: fields of all units, and the sums by unit. */
export async function dossierWorkbook(c: Ask, period: Period) {
  const { read } = c.var.store
  const names = new Map((await allUnits(read)).map(({ id, name }) => [id, name]))
  const sheets = await latestSheets(read, period.id)
  const note = `Biểu 06, ${period.name}, từ ${written(period.from)} đến ${written(period.to)}. Đơn vị tính: hồ sơ. ${written(today())}.`
  const numbers = sumColumns.map(title => column(title, 13, 'number'))
  const rowOf = (name: string, row: DossierRow) => [name, ...cellsOf(row)]
  const written_: SheetToWrite[] = [
    {
      name: 'Theo đơn vị, lĩnh vực', note, columns: [column('Đơn vị', 36), column('Lĩnh vực', 44), ...numbers],
      rows: sheets.flatMap(({ unitId, rows }) => rows.map(row => [names.get(unitId) ?? '', ...rowOf(row.field, row)])),
    },
    { name: 'Tổng theo đơn vị', note, columns: [column('Đơn vị', 44), ...numbers],
      rows: [...sheets.map(({ unitId, rows }) => rowOf(names.get(unitId) ?? '', addedRows('', rows))), rowOf('Tổng cộng', addedRows('', sheets.flatMap(({ rows }) => rows)))] },
  ]
  return writeWorkbook(written_)
}

export async function dossierDocument(c: Ask, period: Period): Promise<Uint8Array<ArrayBuffer>> {
  const { store: { read }, config: { office } } = c.var
  const names = new Map((await unitsOn(read, period.to)).map(({ id, name }) => [id, name]))
  const sheets = await latestSheets(read, period.id)
  const { received, settled, onTime, open, late } = sumsOf(addedRows('', sheets.flatMap(({ rows }) => rows)))
  const official: Official = {
    superior: office.superior || null, issuer: office.name, number: { value: null, issuer: office.sign }, place: office.place, date: today().slice(0, 7), kind: 'Báo cáo',
    abstract: `Tình hình, kết quả giải quyết hồ sơ thủ tục hành chính ${period.name.charAt(0).toLocaleLowerCase('vi')}${period.name.slice(1)}`,
    addressees: [period.recipient],
    body: [paragraph(`${office.name} báo cáo tình hình, `
      + `kết quả giải quyết hồ sơ thủ tục hành chính (số liệu từ ngày ${written(period.from)} đến ngày ${written(period.to)}): `
      + `tiếp nhận ${received} hồ sơ; đã giải quyết ${settled} hồ sơ, trước và đúng hạn ${onTime}; đang giải quyết ${open} hồ sơ, `
      + `quá hạn ${late}. Chi tiết tại Biểu 06 kèm theo`)],
    signatures: [{ position: 'Giám đốc', name: null }], recipients: [period.recipient], filed: 'VT, VP',
    annexes: dossierAnnex(sheets, period, id => names.get(id) ?? 'đơn vị không còn'),
  }
  return new Uint8Array(officialDocument(official))
}
