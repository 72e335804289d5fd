// The register of evidence: its list, a document, its file, entering and putting right.
import { namesOfPeople } from '../accounts/people.ts'
import { writeCsv } from '../admin/csv.ts'
import { withForm } from '../admin/uploads.ts'
import { writeWorkbook } from '../admin/workbook.ts'
import { dayOf, today } from '../clock.ts'
import { NotAllowed, NotFound } from '../errors.ts'
import { may } from '../policy.ts'
import { unitNames } from '../units/units.ts'
import { routes, type Ask } from '../web/context.ts'
import { blank, filled, type Form } from '../web/forms.ts'
import { date, moment, number } from '../web/helpers.ts'
import { pagerOf } from '../web/paging.ts'
import { done, download, page } from '../web/render.ts'
import { changeDocument, documentForm, enterDocument, mayChange, numberInWords } from './documents.ts'
import { fileKinds, fileLine } from './kinds.ts'
import * as list from './list.ts'
import { fileOf, fileRules, handOut, submitWithFile } from './pages.ts'
import { findDocument } from './seeing.ts'
import type { Document } from './tables.ts'

export const evidenceRoutes = routes()

const pageSize = 50
const mostExported = 20_000

evidenceRoutes.get('/documents', async c => {
  const { store: { read }, user } = c.var
  const filter = list.documentFilter(c.req.query())
  const count = await list.countDocuments(read, user, filter)
  const pager = pagerOf(Number(c.req.query('page') ?? 1), pageSize, count, at => list.documentsAddress(filter, at > 1 ? { page: String(at) } : {}))
  const rows = await list.listDocuments(read, user, filter, pageSize, (pager.page - 1) * pageSize)
  const units = [...await unitNames(read)].map(([value, label]) => ({ value, label }))
  return page(c, 'Văn bản, minh chứng', 'evidence/index', {
    ...filter, units: [{ value: '', label: 'Mọi đơn vị' }, ...units], sentence: await sentenceOf(c, filter, count),
    conditions: [{ value: '', label: 'Tất cả' }, ...list.conditions.map(value => ({ value, label: list.conditionNames[value] }))],
    sorts: list.sorts.map(value => ({ value, label: list.sortNames[value] })), chips: chipsOf(filter, units), pager,
    rows: rows.map(({ document, file, unit, by, cited }) => ({
      href: `/documents/${document.id}`, subject: document.subject, words: numberInWords(document), issuer: document.issuer,
      file: fileLine(document, file), ...whereOf(cited), unit, by, at: document.madeAt,
    })),
    exports: { xlsx: list.documentsAddress(filter, {}, '/documents/export/xlsx'), csv: list.documentsAddress(filter, {}, '/documents/export/csv') },
    mayEnter: may(user, 'keep evidence'),
  })
})

/** The first place where a document is cited, and how many others there are. */
function whereOf({ places: [first, ...rest], hidden }: list.Cited): { where: string; elsewhere: string | null } {
  const others = rest.length + hidden
  if (first) return { where: first.label, elsewhere: others ? `và ${number(others)} nơi khác` : null }
  return { where: hidden ? `${number(hidden)} nơi bạn không được xem` : 'chưa ở đâu', elsewhere: null }
}

async function sentenceOf(c: Ask, filter: list.DocumentFilter, count: number): Promise<string> {
  const unit = filter.unit ? (await unitNames(c.var.store.read)).get(filter.unit) ?? null : null
  return `${number(count)} văn bản bạn được xem, ${list.filterInWords(filter, unit)}.`
}

function chipsOf(filter: list.DocumentFilter, units: { value: string; label: string }[]): { words: string; href: string }[] {
  const chip = (words: string, without: Partial<list.DocumentFilter>) => ({ words, href: list.documentsAddress({ ...filter, ...without }) })
  const unit = units.find(({ value }) => value === filter.unit)
  return [
    ...(filter.q ? [chip(`“${filter.q}”`, { q: '' })] : []), ...(unit ? [chip(unit.label, { unit: '' })] : []),
    ...(filter.condition ? [chip(list.conditionNames[filter.condition], { condition: '' })] : []),
    ...(filter.from ? [chip(`từ ${date(filter.from)}`, { from: '' })] : []), ...(filter.to ? [chip(`đến ${date(filter.to)}`, { to: '' })] : []),
  ]
}

evidenceRoutes.get('/documents/export/:format', async c => {
  const format = c.req.param('format')
  if (format !== 'xlsx' && format !== 'csv') throw new NotFound()
  const filter = list.documentFilter(c.req.query())
  const found = await list.listDocuments(c.var.store.read, c.var.user, filter, mostExported)
  const columns = [
    { title: 'Số, ký hiệu', width: 22, kind: 'text' }, { title: 'Ngày', width: 12, kind: 'date' }, { title: 'Trích yếu', width: 60, kind: 'text' },
    { title: 'Cơ quan ban hành', width: 30, kind: 'text' }, { title: 'Tệp', width: 30, kind: 'text' }, { title: 'Vân tay tệp (SHA-256)', width: 66, kind: 'text' },
    { title: 'Dẫn ở', width: 60, kind: 'text' }, { title: 'Đơn vị nhập', width: 30, kind: 'text' }, { title: 'Người nhập', width: 24, kind: 'text' }, { title: 'Ngày nhập', width: 12, kind: 'date' },
  ] as const
  const rows = found.map(({ document, file, unit, by, cited }) => [
    document.number, document.date, document.subject, document.issuer, fileLine(document, file)?.name ?? null, document.fileId,
    cited.places.map(({ label }) => label).join('; ') || null, unit, by, dayOf(document.madeAt),
  ])
  const name = `Sổ minh chứng ${today()}`
  if (format === 'csv') return download(c, `${name}.csv`, 'text/csv; charset=utf-8', writeCsv([columns.map(({ title }) => title), ...rows]))
  const note = await sentenceOf(c, filter, found.length)
  return download(c, `${name}.xlsx`, fileKinds.xlsx.mime, await writeWorkbook([{ name: 'Minh chứng', columns: [...columns], rows, note }]))
})

const entryPage = (c: Ask, form: Form = blank) => page(c, 'Nhập văn bản', 'evidence/edit', {
  title: 'Nhập văn bản', lede: 'Mỗi văn bản nhập một lần, rồi dẫn ở mọi nhiệm vụ, báo cáo cần đến.', action: '/documents', back: '/documents',
  form, file: null, ...fileRules(c), button: 'Nhập vào sổ',
})

evidenceRoutes.get('/documents/new', c => entryPage(c))

evidenceRoutes.post('/documents', c => withForm(c, 'file', c.var.config.evidenceBytes, async sent => {
  const { store, user } = c.var
  let entered: Awaited<ReturnType<typeof enterDocument>> | undefined
  const again = await submitWithFile(c, documentForm, sent, async (input, file) => { entered = await store.write(db => enterDocument(db, user, input, file)) })
  if (again) return entryPage(c, again)
  return done(c, `/documents/${entered!.document.id}`, entered!.wasThere ? 'Văn bản này đã có trong sổ; đây là bản đã nhập.' : 'Đã nhập văn bản vào sổ. Dẫn văn bản ở trang của nhiệm vụ.')
}))

evidenceRoutes.get('/documents/:id', async c => {
  const { store: { read }, user } = c.var
  const document = await findDocument(read, user, c.req.param('id'))
  const file = await fileOf(c, document)
  const unit = document.unitId && (await unitNames(read)).get(document.unitId)
  const by = (await namesOfPeople(read, [document.madeById])).get(document.madeById) ?? 'Người không còn trong danh bạ'
  const facts = [
    { label: 'Số, ký hiệu', value: document.number ?? '' }, { label: 'Ngày', value: date(document.date) }, { label: 'Cơ quan ban hành', value: document.issuer ?? '' },
    { label: 'Người nhập', value: `${by}${unit ? `, ${unit}` : ''}, ${moment(document.madeAt)}` },
  ]
  return page(c, document.subject, 'evidence/show', {
    id: document.id, subject: document.subject, lede: numberInWords(document) ?? 'Không có số, ngày.', facts: facts.filter(({ value }) => value),
    file: fileLine(document, file), fingerprint: document.fileId, cited: (await list.citedWhere(read, user, [document.id])).get(document.id)!, mayChange: mayChange(user, document),
  })
})

evidenceRoutes.get('/documents/:id/file', async c => {
  const document = await findDocument(c.var.store.read, c.var.user, c.req.param('id'))
  const file = await fileOf(c, document)
  if (!file) throw new NotFound('Văn bản này chưa có tệp.')
  return handOut(c, file, document.fileName)
})

async function changePage(c: Ask, document: Document, form: Form) {
  return page(c, 'Sửa văn bản', 'evidence/edit', {
    title: 'Sửa văn bản', lede: document.subject, action: `/documents/${document.id}/edit`, back: `/documents/${document.id}`,
    form, file: fileLine(document, await fileOf(c, document)), ...fileRules(c), button: 'Lưu',
  })
}

evidenceRoutes.get('/documents/:id/edit', async c => {
  const document = await findDocument(c.var.store.read, c.var.user, c.req.param('id'))
  if (!mayChange(c.var.user, document)) throw new NotAllowed('Chỉ đơn vị đã nhập văn bản mới sửa được.')
  const { number: kept, date: day, subject, issuer } = document
  return changePage(c, document, filled({ number: kept, date: day, subject, issuer }))
})

evidenceRoutes.post('/documents/:id/edit', c => withForm(c, 'file', c.var.config.evidenceBytes, async sent => {
  const { store, user } = c.var
  const document = await findDocument(store.read, user, c.req.param('id'))
  if (!mayChange(user, document)) throw new NotAllowed('Chỉ đơn vị đã nhập văn bản mới sửa được.')
  const again = await submitWithFile(c, documentForm, sent, (input, file) => store.write(db => changeDocument(db, user, document.id, input, file)))
  if (again) return changePage(c, document, again)
  return done(c, `/documents/${document.id}`, 'Đã lưu văn bản.')
}))
