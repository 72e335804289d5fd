// What is handed out of a piece: leaflet, card, script and the others, with stamp, warnings and the mark of a draft.
import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { officeParts } from '../src/admin/archive.ts'
import { portal as itself } from '../src/events/events.ts'
import { emptyContent } from '../src/procedures/content.ts'
import { procedureVersions } from '../src/procedures/tables.ts'
import { publish, publishMany } from '../src/procedures/versions.ts'
import { cardPng, cardSvg } from '../src/propaganda/outputs/card.ts'
import { fullPanels, sidesOf } from '../src/propaganda/outputs/leaflet.ts'
import { widthOf, wrapped } from '../src/propaganda/outputs/letters.ts'
import { nationalPage, type Output } from '../src/propaganda/outputs/output.ts'
import { pieces, pieceVersions, type PieceForm, type PiecePart } from '../src/propaganda/tables.ts'
import { openPortal } from './portal.ts'

const part = (heading: string, style: PiecePart['style'], ...texts: string[]): PiecePart => ({ heading, style, sentences: texts.map(text => ({ text, source: null })) })
const output: Output = {
  form: 'card', title: 'Cấp giấy xác nhận khuyết tật', dataOn: '2026-10-12', stamp: 'Theo QĐ công bố số 970/QĐ-UBND, dữ liệu ngày 12/10/2026.', warnings: [], draft: false, office: 'Sở Lao động & Xã hội',
  more: { address: 'https://dichvucong.gov.vn', words: 'Mã thủ tục: 1.001699', scan: 'Quét mã để xem' }, parts: [
    part('Thời hạn', 'fact', '25 ngày làm việc'), part('Phí', 'fact', 'Không thu phí <miễn>'), part('Nơi nộp', 'fact', 'Ủy ban nhân dân cấp xã nơi cư trú'), part('Kết quả', 'fact', 'Giấy xác nhận khuyết tật'),
  ],
}
function wellFormed(xml: string): void {
  const parser = new SaxesParser()
  parser.on('error', error => { throw error })
  parser.write(xml).close()
}

test('the card is well-formed, keeps within its edges, and comes as a picture of its size', () => {
  const long = 'Đơn đề nghị xác định lại mức độ khuyết tật theo Mẫu số 01 ban hành kèm theo Thông tư 01/2019/TT-BLĐTBXH ngày 02/01/2019 '.repeat(3)
  for (const one of [output, { ...output, draft: true, title: long, warnings: [long], parts: [...output.parts, part('Giấy tờ', 'fact', long), part('', 'fact', 'x'.repeat(90))] }]) {
    const svg = cardSvg(one)
    wellFormed(svg)
    const texts = [...svg.matchAll(/<text x="(\d+)" y="(\d+)" font-size="(\d+)" font-weight="(\d+)"[^>]*>([^<]*)</g)].map(([, x, y, size, weight, text]) => ({ x: Number(x), y: Number(y), size: Number(size), weight: Number(weight), text: text! }))
    expect(texts.length).toBeGreaterThan(8)
    for (const { x, size, weight, text } of texts) expect(x + widthOf(text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'), size, weight === 700 ? 700 : 400), text).toBeLessThanOrEqual(1080 - 71)
    expect(Math.max(...texts.map(({ y }) => y))).toBeLessThan(1330)
    expect(svg.includes('BẢN NHÁP')).toBe(one.draft)
  }
  const png = cardPng(output)
  expect(Buffer.from(png.subarray(0, 8)).toString('hex')).toBe('89504e470d0a1a0a')
  const view = new DataView(png.buffer)
  expect([view.getUint32(16), view.getUint32(20)]).toEqual([1080, 1350])
})

test('words break where the line is full; panels of the leaflet stand in the order in which it is folded', () => {
  expect(wrapped('một hai ba bốn', widthOf('một hai', 20, 400) + 1, 20, 400)).toEqual(['một hai', 'ba bốn'])
  const six = ['Bìa', 'Ai', 'Giấy tờ', 'Nơi nộp', 'Thời hạn', 'Thêm'].map(heading => part(heading, 'list', 'Một câu.'))
  const headings = ({ outside, inside }: ReturnType<typeof sidesOf>) => [...outside, ...inside].map(({ parts }) => parts.map(({ heading }) => heading).join('+'))
  expect(headings(sidesOf({ ...output, parts: six }))).toEqual(['Ai', 'Thêm', 'Bìa', 'Giấy tờ', 'Nơi nộp', 'Thời hạn'])
  expect(headings(sidesOf({ ...output, parts: [six[0]!, ...six, ...six] })).filter(Boolean)).toHaveLength(6)
  expect(headings(sidesOf({ ...output, parts: [six[0]!] }))).toEqual(['', '', 'Bìa', '', '', ''])
  const full = sidesOf({ ...output, parts: [six[0]!, part('Dài', 'list', ...Array.from({ length: 60 }, () => 'Giấy tờ chứng minh nơi cư trú của người đề nghị, bản sao có chứng thực.')), ...six.slice(2)] })
  // What has no room is left out from the end, said on the panel and to the writer.
  expect([full.outside[0].left, full.inside[0].left, full.outside[0].size]).toEqual([expect.any(Number), 0, 9])
  expect(fullPanels(full)).toEqual([{ name: 'Dài', left: full.outside[0].left }])
  const printed = full.outside[0].parts[0]!.sentences
  expect([printed.length - 1 + full.outside[0].left, printed.at(-1)!.text]).toEqual([60, expect.stringContaining('Còn nội dung khác')])
  const endless = sidesOf({ parts: [six[0]!, part('Một câu', 'text', 'Giấy tờ chứng minh nơi cư trú, '.repeat(200)), ...six.slice(2)] })
  expect(endless.outside[0].parts[0]!.sentences[0]!.text).toMatch(/^Giấy tờ .{1000,3500}…$/)
  expect(nationalPage('https://dichvucong.gov.vn/thu-tuc/019d2b', '1.1', 'https://dichvucong.gov.vn').address).toContain('/thu-tuc/')
  for (const other of ['https://dichvucong.gov.vn/', 'https://csdl.example.vn/x', 'javascript:alert(1)', null]) expect(nationalPage(other, '1.001', 'https://dichvucong.gov.vn')).toEqual({
    address: 'https://dichvucong.gov.vn', words: 'rồi tìm thủ tục theo mã 1.001', scan: 'Quét mã để mở trang chủ Cổng Dịch vụ công quốc gia',
  })
})

test('each form has its own files; drafts and stale pieces say so on every one of them', async () => {
  const portal = await openPortal()
  const content = { ...emptyContent('Xác nhận khuyết tật'), code: '1.001699', steps: 'Nộp đơn tại Ủy ban nhân dân cấp xã trong 05 ngày làm việc kể từ ngày 12/10/2026.' }
  const published = { effectiveFrom: '2026-01-01', publishedOn: '2026-01-01', decision: '970/QĐ-UBND', ownerUnitId: 'merit' }
  const [procedureId] = await portal.store.write(db => publishMany(db, itself, [{ content, ...published }], 'test'))
  const [version] = await portal.store.read.select().from(procedureVersions)
  const put = (form: PieceForm, approved: boolean) => portal.store.write(async db => {
    const id = `${form}-${approved}`
    await db.insert(pieces).values({ id, form, title: content.name, state: approved ? 'approved' : 'draft', unitId: 'merit', procedureId: procedureId!, approvedNumber: approved ? 1 : null, search: '', madeById: 'minh', madeAt: new Date(0) })
    await db.insert(pieceVersions).values({
      id, pieceId: id, number: 1, title: content.name, dataOn: '2026-10-12', writtenById: 'minh', writtenAt: new Date(0),
      parts: [part('Bìa', 'text', content.name), { heading: 'Nơi nộp', style: 'list', sentences: [{ text: content.steps, source: 0 }, { text: 'Hỏi thêm tại Sở.', source: null }] }, part('Thêm', 'text', 'Mời liên hệ Sở.')],
      sources: [{ kind: 'procedure', procedureId: procedureId!, versionId: version!.id, section: 'steps', quote: content.steps }],
    })
    return `/propaganda/${id}`
  })
  const hoa = portal.as('hoa')
  const script = await put('script', true)
  const read = await hoa.text(`${script}/txt`)
  expect(read).toMatch(/năm ngày làm việc/)
  expect(read).not.toMatch(/\d/)
  expect(read).not.toContain('Bìa')
  const word = (await officeParts(new Uint8Array(await (await hoa.get(`${script}/docx`)).arrayBuffer()), ['word/document.xml', 'word/styles.xml']))
  expect(word.get('word/document.xml')).toMatch(/BẢN DỊCH TIẾNG DÂN TỘC[\s\S]*<w:tbl>/)
  expect(word.get('word/styles.xml')).toContain('<w:sz w:val="40"/>')
  expect(await hoa.text(`${script}/print`)).toMatch(/Thời gian đọc khoảng[\s\S]*970\/QĐ-UBND, dữ liệu ngày 12\/10\/2026/)
  expect((await hoa.get(`${script}/png`)).status).toBe(404)
  expect((await portal.as('quan').get(`${script}/txt`)).status).toBe(403)

  const leaflet = await put('leaflet', false)
  expect(await hoa.text(`${leaflet}/print`)).toMatch(/Bản nháp[\s\S]*is-draft[\s\S]*src="\/propaganda\/leaflet-false\/qr"[\s\S]*Quét mã để mở trang chủ[\s\S]*theo mã 1\.001699/)
  const qr = await hoa.get(`${leaflet}/qr`)
  expect(qr.headers.get('content-type')).toBe('image/svg+xml')
  wellFormed(await qr.text())
  const zalo = await put('zalo', false)
  expect(await hoa.text(`${zalo}/txt`)).toMatch(/^BẢN NHÁP[\s\S]*• Nộp đơn/)
  const article = await put('article', true)
  const card = await put('card', true)
  expect((await hoa.get(`${card}/png`)).headers.get('content-type')).toBe('image/png')

  await portal.store.write(db => publish(db, itself, { procedureId: procedureId!, kind: 'amended', content: { ...content, steps: 'Nộp đơn trực tuyến.' }, decision: '1200/QĐ-UBND', effectiveFrom: '2026-10-01', publishedOn: '2026-10-01' }))
  expect(await hoa.text(`${card}/svg`)).toContain('Cần xem lại: Thủ tục đã có bản 2')
  expect(await hoa.text(`${article}/txt`)).toContain('CẦN XEM LẠI: Thủ tục đã có bản 2')
  expect(await hoa.text(`${script}/txt`)).toMatch(/CẦN XEM LẠI|Cần xem lại/i)
  const text = (await officeParts(new Uint8Array(await (await hoa.get(`${article}/docx`)).arrayBuffer()), ['word/document.xml'])).get('word/document.xml')
  expect(text).toMatch(/CẦN XEM LẠI[\s\S]*Nguồn trích dẫn:[\s\S]*Xác nhận khuyết tật, mục/)
})
