// Addresses of the register of signed papers, and of the numbers that were used outside the portal.
import { writeWorkbook } from '../admin/workbook.ts'
import { today } from '../clock.ts'
import { fileKinds } from '../evidence/kinds.ts'
import { actor, may } from '../policy.ts'
import { routes, type Ask } from '../web/context.ts'
import { blank, formOf, submit, type Form } from '../web/forms.ts'
import { number } from '../web/helpers.ts'
import { pagerOf } from '../web/paging.ts'
import { done, download, page } from '../web/render.ts'
import { addressOf, kindNames, numberOf } from './naming.ts'
import { seriesOf, setUsed, usedForm, yearNow } from './numbering.ts'
import { countPapers, fileStates, listPapers, paperFilterFrom, yearsOfPapers, type PaperFilter } from './register.ts'
import { paperKinds, type Paper } from './tables.ts'

export const paperRegisterRoutes = routes()

const pageSize = 50
const mostExported = 5000
const fileNames = { kept: 'Đã có bản ký', missing: 'Chưa có bản ký' }
const choices = <T extends string>(all: string, values: readonly T[], names: Record<T, string>) => [{ value: '', label: all }, ...values.map(value => ({ value: value as string, label: names[value] }))]

const registerAddress = (filter: PaperFilter, path = '/papers', more: Record<string, string> = {}): string => {
  const chosen = Object.entries({ year: filter.year ? String(filter.year) : '', kind: filter.kind, file: filter.file, ...more }).filter(([, value]) => value)
  return chosen.length ? `${path}?${new URLSearchParams(chosen).toString()}` : path
}

function sentenceOf({ year, kind, file }: PaperFilter, count: number): string {
  const more = [year ? `năm ${year}` : '', file ? fileNames[file].toLocaleLowerCase('vi') : ''].filter(Boolean).join(', ')
  return `${number(count)} ${kind ? kindNames[kind].toLocaleLowerCase('vi') : 'văn bản họp'} đã ký${more ? `, ${more}` : ''}, mới trước.`
}

const signerOf = ({ signers }: Paper): string => signers.at(-1)?.name ?? ''
const titleOf = ({ content }: Paper): string => content?.abstract ?? ''

paperRegisterRoutes.get('/papers', async c => {
  const { store: { read: db }, user } = c.var
  const filter = paperFilterFrom(c.req.query())
  const count = await countPapers(db, user, filter)
  const pager = pagerOf(Number(c.req.query('page') ?? 1), pageSize, count, at => registerAddress(filter, '/papers', at > 1 ? { page: String(at) } : {}))
  const rows = await listPapers(db, user, filter, pageSize, (pager.page - 1) * pageSize)
  return page(c, 'Sổ văn bản họp', 'papers/register', {
    rows: rows.map(paper => ({ number: numberOf(paper)!, on: paper.signedOn!, kind: kindNames[paper.kind], title: titleOf(paper), href: addressOf(paper.meetingId, paper), signer: signerOf(paper), file: paper.signedFileId !== null })),
    sentence: sentenceOf(filter, count), years: [{ value: '', label: 'Mọi năm' }, ...(await yearsOfPapers(db)).map(year => ({ value: String(year), label: `Năm ${year}` }))],
    kinds: choices('Mọi loại', paperKinds, kindNames), files: choices('Bản ký: tất cả', fileStates, fileNames),
    filter: { year: filter.year ? String(filter.year) : '', kind: filter.kind, file: filter.file }, pager, xlsx: registerAddress(filter, '/papers/xlsx'), mayNumber: may(user, 'keep signed papers'),
  })
})

paperRegisterRoutes.get('/papers/xlsx', async c => {
  const filter = paperFilterFrom(c.req.query())
  const rows = await listPapers(c.var.store.read, c.var.user, filter, mostExported)
  const columns = [
    { title: 'Số, ký hiệu', width: 20, kind: 'text' }, { title: 'Ngày ký', width: 12, kind: 'date' }, { title: 'Loại', width: 22, kind: 'text' }, { title: 'Trích yếu', width: 70, kind: 'text' },
    { title: 'Người ký', width: 26, kind: 'text' }, { title: 'Bản ký', width: 14, kind: 'text' },
  ] as const
  const cells = rows.map(paper => [numberOf(paper), paper.signedOn, kindNames[paper.kind], titleOf(paper), signerOf(paper), paper.signedFileId ? 'có' : 'chưa có'])
  return download(c, `Sổ văn bản họp ${today()}.xlsx`, fileKinds.xlsx.mime, await writeWorkbook([{ name: 'Văn bản họp', columns: [...columns], rows: cells, note: sentenceOf(filter, rows.length) }]))
})

// ---- Numbers used outside the portal

async function numbersPage(c: Ask, form: Form = blank) {
  const rows = (await seriesOf(c.var.store.read, yearNow(), c.var.config.office.sign)).map(({ kind, ...line }) => ({ ...line, kind, name: kindNames[kind] }))
  return page(c, 'Số đã dùng ngoài cổng', 'papers/numbers', { year: yearNow(), rows, kinds: rows.map(({ kind, name }) => ({ value: kind, label: name })), form })
}

paperRegisterRoutes.get('/papers/numbers', c => numbersPage(c))

paperRegisterRoutes.post('/papers/numbers', formOf(usedForm), async c => {
  let next = 0
  const failed = await submit(c.req.valid('form'), async input => { next = await c.var.store.write(db => setUsed(db, actor(c.var.user, 'keep signed papers'), input, c.var.config.office.sign)) })
  return failed ? numbersPage(c, failed) : done(c, '/papers/numbers', `Đã ghi. Số tới là ${next}.`)
})
