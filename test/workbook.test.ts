// Office files in and out: what is read, what is refused with which words, and what is written.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Invalid } from '../src/errors.ts'
import { checkOffice } from '../src/admin/archive.ts'
import { readCsv, writeCsv } from '../src/admin/csv.ts'
import { kindOf, withUpload, type UploadKind } from '../src/admin/uploads.ts'
import { readWorkbook, writeWorkbook } from '../src/admin/workbook.ts'
import { zip, type Part } from './office-files.ts'
import { realData } from './real-data.ts'
import { newFolder } from './stores.ts'

const refusal = async (work: () => unknown): Promise<string> => {
  try { await work() } catch (error) {
    if (error instanceof Invalid) return Object.values(error.errors).join(' ')
    throw error
  }
  return 'accepted'
}
const onDisk = (bytes: Uint8Array): string => { const path = join(newFolder(), 'tep'); writeFileSync(path, bytes); return path }
const bytesOf = (text: string, encoding: BufferEncoding = 'utf8') => new Uint8Array(Buffer.from(text, encoding))

const ns = 'http://schemas.openxmlformats.org'
const workbookParts = (sheet: string, before = ''): Part[] => [
  { name: '[Content_Types].xml', data: Buffer.from(`<?xml version="1.0"?><Types xmlns="${ns}/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`) },
  { name: '_rels/.rels', data: Buffer.from(`<Relationships xmlns="${ns}/package/2006/relationships"><Relationship Id="rId1" Type="${ns}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`) },
  { name: 'xl/workbook.xml', data: Buffer.from(`<workbook xmlns="${ns}/spreadsheetml/2006/main" xmlns:r="${ns}/officeDocument/2006/relationships"><sheets><sheet name="Một" sheetId="1" r:id="rId1"/></sheets></workbook>`) },
  { name: 'xl/_rels/workbook.xml.rels', data: Buffer.from(`<Relationships xmlns="${ns}/package/2006/relationships"><Relationship Id="rId1" Type="${ns}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${ns}/officeDocument/2006/relationships/externalLink" TargetMode="External" Target="http://attacker.invalid/a.xlsx"/></Relationships>`) },
  { name: 'xl/worksheets/sheet1.xml', data: Buffer.from(`<?xml version="1.0"?>${before}<worksheet xmlns="${ns}/spreadsheetml/2006/main"><sheetData>${sheet}</sheetData></worksheet>`) },
]
const text = (cell: string, words: string) => `<c r="${cell}" t="inlineStr"><is>${words}</is></c>`

test('what is written comes back: words in NFC, real numbers and dates, nothing run as a formula', async () => {
  const bytes = await writeWorkbook([{
    name: 'Thủ tục/2026', note: 'Lọc: tất cả',
    columns: [{ title: 'Tên', kind: 'text', width: 40 }, { title: 'Số', kind: 'number' }, { title: 'Ngày', kind: 'date' }],
    rows: [['Cấp thẻ'.normalize('NFD'), -1.5, '2026-10-12'], ['=HYPERLINK("http://x")', null, null], ['dòng 1\ndòng 2', 4304, '2024-02-29']],
  }])
  expect(await kindOf(onDisk(bytes))).toBe('xlsx')
  const [sheet] = await readWorkbook(bytes)
  expect(sheet!.name).toBe('Thủ tục 2026')
  expect(sheet!.rows.map(row => row.slice(0, 3))).toEqual([
    ['Lọc: tất cả', null, null], ['Tên', 'Số', 'Ngày'],
    ['Cấp thẻ', -1.5, new Date('2026-10-12T00:00:00Z')], ['=HYPERLINK("http://x")', null, null], ['dòng 1\ndòng 2', 4304, new Date('2024-02-29T00:00:00Z')],
  ])
  const raw = Buffer.from(bytes).toString('latin1')
  expect(raw).not.toContain('<f>')
})

test('reads cached values of formulas, rich text, hidden rows and merged cells', async () => {
  const sheet = `<row r="1">${text('A1', '<r><t>Cấp </t></r><r><rPr><b/></rPr><t>mới</t></r>')}<c r="B1"><f>1+1</f><v>2</v></c></row>`
    + `<row r="3" hidden="1">${text('A3', '<t>ẩn</t>')}</row></sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells><sheetData>`
  const warnings: string[] = []
  const [read] = await readWorkbook(zip(workbookParts(sheet)), sentence => { warnings.push(sentence) })
  expect(read!.rows[0]).toEqual(['Cấp mới', 2])
  expect(read!.rows[2]![0]).toBe('ẩn')
  expect(read!.hiddenRows).toEqual([2])
  expect(read!.merges).toEqual([{ top: 0, left: 0, bottom: 1, right: 0 }])
  expect(warnings).toEqual(['Tệp có liên kết ra ngoài; các liên kết ấy bị bỏ qua.'])
})

test('refuses damaged, disguised and hostile workbooks with a sentence that says what to do', async () => {
  const good = await writeWorkbook([{ name: 'A', columns: [{ title: 'x', kind: 'text' }], rows: [['y']] }])
  expect(await refusal(() => readWorkbook(new Uint8Array()))).toContain('Tệp rỗng')
  expect(await refusal(() => readWorkbook(good.slice(0, good.length * 0.6)))).toContain('bị hỏng hoặc chưa tải về đủ')
  expect(await refusal(() => readWorkbook(bytesOf('%PDF-1.7 không phải bảng tính')))).toContain('mà là tệp PDF')
  expect(await refusal(() => readWorkbook(bytesOf('ten;so')))).toContain('không phải là tệp Excel')
  expect(await refusal(() => readWorkbook(zip(workbookParts('', `<!--${'-x'.repeat(60_000)}--><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>`))))).toContain('DOCTYPE')
  expect(await refusal(() => readWorkbook(zip([{ name: 'word/document.xml', data: Buffer.from('<a/>') }])))).toContain('mà là tệp Word')
  expect(await refusal(() => readWorkbook(bytesOf('D0CF11E0A1B11AE1'.padEnd(2048, '0'), 'hex')))).toContain('kiểu cũ')
})

test('refuses a swollen archive at once, also when it lies about its size', async () => {
  const swollen = Buffer.alloc(90 * 1024 * 1024, 0x20)
  const bomb = zip([...workbookParts(''), { name: 'xl/media.xml', data: swollen }])
  const liar = zip([...workbookParts(''), { name: 'xl/lie.xml', data: swollen, claimed: 1000 }])
  const began = performance.now()
  expect(await refusal(() => readWorkbook(bomb))).toContain('quá nhiều dữ liệu')
  expect(await refusal(() => readWorkbook(liar))).toContain('bị hỏng')
  expect(performance.now() - began).toBeLessThan(4_000) // well under a second, but for the two threads' start
})

test('CSV: every encoding and separator of real offices', () => {
  const expected = [['Tên', 'Số'], ['Đỗ "Văn" Cường', 'a;b'], ['hai\ndòng', '']]
  const csv = '\uFEFFTên,Số\r\n"Đỗ ""Văn"" Cường","a;b"\r\n\r\n"hai\r\ndòng",\r\n'
  expect(readCsv(bytesOf(csv))).toEqual(expected)
  expect(readCsv(bytesOf(csv.slice(1).normalize('NFD')))).toEqual(expected)
  expect(readCsv(bytesOf(csv, 'utf16le'))).toEqual(expected)
  expect(readCsv(bytesOf(csv.slice(1), 'utf16le'))).toEqual(expected)
  const swapped = Buffer.from(csv, 'utf16le').swap16()
  expect(readCsv(new Uint8Array(swapped))).toEqual(expected)
  expect(readCsv(new Uint8Array(swapped.subarray(2)))).toEqual(expected)
  expect(readCsv(bytesOf('Tên;Số\nĐỗ, Cường;1,5'))).toEqual([['Tên', 'Số'], ['Đỗ, Cường', '1,5']])
  expect(readCsv(bytesOf('sep=;\r\na;b'))).toEqual([['a', 'b']])
  expect(readCsv(bytesOf('a\tb\nc,d\te'))).toEqual([['a', 'b'], ['c,d', 'e']])
  // Windows-1258: "Thủy" as u + combining hook, "Đ" as one byte.
  expect(readCsv(new Uint8Array([0xd0, 0xf4, 0x2c, 0x54, 0x68, 0x75, 0xd2, 0x79]))).toEqual([['Đô', 'Thủy']])
})

test('CSV: refuses what is not text, and a quotation without an end names its line', async () => {
  expect(await refusal(() => readCsv(new Uint8Array()))).toContain('Tệp rỗng')
  expect(await refusal(() => readCsv(bytesOf('a,b\r\nc,"d\r\ne,f')))).toContain('ở dòng 2')
  expect(await refusal(() => readCsv(new Uint8Array([1, 2, 3, 200, 7])))).toContain('không phải là văn bản')
})

test('CSV: written cells cannot run, and come back as they were', () => {
  const rows = [['=1+1', '+84', '- Bước 1', '@a', "'=x", 'a,"b"', ' c ', 'd\ne'], ['x', '', '', '', '', '', '', '']]
  const csv = writeCsv([...rows, [-5, null]])
  expect(csv.startsWith('\uFEFF\'=1+1,\'+84,\'- Bước 1,\'@a,\'\'=x,"a,""b"""')).toBe(true)
  expect(csv.endsWith('\r\n-5,\r\n')).toBe(true)
  expect(readCsv(bytesOf(csv)).slice(0, 1)).toEqual(rows.slice(0, 1))
})

test('an uploaded file is judged by its content, its size is said in MB, and nothing of it is left', async () => {
  const dataDir = newFolder()
  const send = (body: FormData | string, kinds: UploadKind[], most: number, headers: Record<string, string> = {}) => withUpload(
    { req: { raw: new Request('http://localhost/', { method: 'POST', body, headers }) }, var: { config: { dataDir } } }, 'file', kinds, most,
    async file => ({ ...file, content: readFileSync(file.path, 'utf8') }))
  const form = (name: string, ...parts: (string | Uint8Array<ArrayBuffer>)[]) => {
    const data = new FormData()
    data.set('ghi chú', 'một trường khác')
    data.set('file', new File(parts, name))
    return data
  }
  const json = await send(form('C:\\tep\\Tệp “số 1”.exe'.normalize('NFD'), '{"name":"a"}'), ['jsonl'], 100)
  expect(json).toMatchObject({ kind: 'jsonl', name: 'Tệp “số 1”.exe', size: 12, content: '{"name":"a"}', digest: createHash('sha256').update('{"name":"a"}').digest('hex') })
  expect(await refusal(() => send(form('a.xlsx', 'x,y'), ['xlsx'], 100))).toContain('chỉ nhận Excel (.xlsx)')
  expect(await refusal(() => send(form('a.csv'), ['csv'], 100))).toContain('Tệp rỗng')
  expect(await refusal(() => send(form(''), ['csv'], 100))).toContain('Chọn một tệp')
  expect(await refusal(() => send('a=b', ['csv'], 100, { 'content-type': 'application/x-www-form-urlencoded' }))).toContain('Chọn một tệp')
  expect(await refusal(() => send(form('a.csv', 'a'.repeat(3 * 1024 * 1024)), ['csv'], 2 * 1024 * 1024))).toContain('nặng 3 MB, quá mức 2 MB')
  const broken = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\na,b'
  expect(await refusal(() => send(broken, ['csv'], 100, { 'content-type': 'multipart/form-data; boundary=x' }))).toContain('không đến đủ')
  expect(readdirSync(join(dataDir, 'incoming'))).toEqual([])
})

const folder = realData('office/damaged')
if (folder) test('the damaged files of the office are answered as expected', async () => {
  interface Expected { file: string; expect: string; header?: string[]; rows?: unknown }
  const list = JSON.parse(readFileSync(join(folder!, 'EXPECTED.json'), 'utf8')) as Expected[]
  for (const { file, expect: wanted, header, rows } of list) {
    const bytes = new Uint8Array(readFileSync(join(folder!, file)))
    const began = performance.now()
    const warnings: string[] = []
    if (file.endsWith('.csv')) { expect(readCsv(bytes)).toEqual([header, ...rows as string[][]]); continue }
    const answer = await refusal(() => (file.endsWith('.docx') ? checkOffice(bytes, 'docx', sentence => { warnings.push(sentence) }) : readWorkbook(bytes)))
    expect(performance.now() - began, file).toBeLessThan(wanted === 'reject' ? 4_000 : 12_000)
    if (wanted === 'accept' || wanted === 'accept_with_warning') expect(answer, file).toBe('accepted')
    if (wanted.startsWith('reject')) expect(answer, file).toMatch(/Hãy /)
    if (wanted === 'accept_with_warning_or_reject') expect(warnings, file).toHaveLength(1)
  }
}, 60_000)
