// Official documents: what is asserted is read back from the written Word files.
import { expect, test } from 'vitest'
import { officeParts } from '../src/admin/archive.ts'
import { article, bold, cited, clause, heading, italic, laid, list, paragraph, quote, sources, table, type Block } from '../src/documents/body.ts'
import { checkForm } from '../src/documents/checking.ts'
import { brokenName, linesOf, widthOf } from '../src/documents/measures.ts'
import { officialDocument, sheetOf, type Official } from '../src/documents/official.ts'
import { plainDocument } from '../src/documents/plain.ts'
import { dateInWords, numberAndSign, pointLetter, roman } from '../src/documents/wording.ts'
import { zipped } from '../src/documents/zip.ts'
import { view } from '../src/web/views.ts'

const office = { superior: 'Ủy ban nhân dân tỉnh Mẫu', issuer: 'Sở Lao động – Thương binh và Xã hội' }
const annexTable: Block = table({
  columns: [{ title: '', width: 1, align: 'center' }, { title: '', width: 6 }, { title: '', width: 3 }, { title: '', width: 3 }, { title: '', width: 2, align: 'center' }],
  head: [
    { cells: [{ text: 'TT', down: 2 }, { text: 'Nhiệm vụ', down: 2 }, { text: 'Trách nhiệm', across: 2 }, { text: 'Thời gian', down: 2 }] },
    { cells: ['Chủ trì', 'Phối hợp'] },
  ],
  rows: [
    { group: true, cells: ['I', { text: 'CẢI CÁCH THỂ CHẾ', across: 4 }] },
    { cells: ['1', 'Rà soát văn bản', { text: 'Văn phòng', down: 2 }, 'Các phòng', 'Quý II'] },
    { cells: ['2', 'Công bố danh mục\nNiêm yết', 'Các phòng', 'Quý III'] },
  ],
})
const plan: Official = {
  ...office, number: { value: 5, issuer: 'SLĐTBXH' }, place: 'Mẫu', date: '2026-02-05', kind: 'Kế hoạch', abstract: 'Cải cách hành chính năm 2026',
  grounds: ['Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ', 'Căn cứ Kế hoạch số 12/KH-UBND;'],
  body: [
    heading(1, 'Mục đích, yêu cầu'), heading(2, 'Mục đích'), list(['Nâng cao chất lượng;', 'Rõ trách nhiệm.']), heading(2, 'Yêu cầu'), paragraph(['Bám sát ', italic('nhiệm vụ'), '.']),
    heading(1, 'Tổ chức thực hiện'), clause(2, [bold('Văn phòng'), ' đôn đốc.']), clause(3, 'Theo tuần;'), clause(3, 'Theo tháng.'), paragraph('Các phòng thực hiện.'),
  ],
  signatures: [{ behalf: ['KT. Giám đốc'], position: 'Phó Giám đốc', name: 'Trần Thị Mai' }], recipients: ['UBND tỉnh (báo cáo);', 'Các phòng'], filed: 'VT, VP',
  annexes: [{ title: 'Bảng phân công nhiệm vụ', landscape: true, body: [annexTable] }, { title: 'Danh mục chỉ tiêu', body: [paragraph('Không có.')] }],
}
const minutes: Official = {
  ...office, number: { value: 27, issuer: 'SLĐTBXH' }, place: null, date: '2026-10-05', kind: 'Biên bản', abstract: 'Họp giao ban cải cách hành chính tháng 10 năm 2026',
  body: [paragraph([bold('Thời gian bắt đầu: '), '08 giờ 00, ngày 05 tháng 10 năm 2026']), paragraph('Cuộc họp kết thúc vào 10 giờ 30, ngày 05 tháng 10 năm 2026')],
  signatures: [{ position: 'Thư ký', name: 'Lê Thị Hoa' }, { position: 'Chủ tọa', name: 'Nguyễn Văn Thành' }], recipients: ['Các phòng'], filed: 'VT, Hồ sơ',
}
const notice: Official = { ...plan, annexes: [], grounds: [], number: { value: null, issuer: 'SLĐTBXH' }, date: '2026-10', kind: 'Thông báo', abstract: 'Kết luận của đồng chí Giám đốc Sở tại cuộc họp giao ban cải cách hành chính quý III năm 2026' }
const letter: Official = {
  ...office, number: { value: 1204, issuer: 'SLĐTBXH-VP' }, place: 'Mẫu', date: '2026-03-12', kind: null, abstract: 'V/v trả lời câu hỏi của công dân', addressees: ['Phường A', 'Phường B'],
  body: [paragraph(['Thời hạn là ', cited('22 ngày làm việc.', 'Thủ tục 1.001776, thời hạn')]), quote('Hồ sơ nộp tại phường.', 'Thủ tục 1.001776'), sources(), paragraph('Sở trả lời để quý cơ quan biết.')],
  signatures: [{ behalf: ['TL. Giám đốc'], position: 'Chánh Văn phòng', name: null }], recipients: [], filed: 'VT, VP',
}
const decision: Official = {
  ...plan, annexes: [], kind: 'Quyết định', abstract: 'Về việc ban hành Quy chế', authority: 'Giám đốc Sở Lao động – Thương binh và Xã hội',
  body: [article('Ban hành kèm theo Quyết định này Quy chế họp.'), clause(2, 'Quy chế có 3 chương.'), article('Quyết định có hiệu lực kể từ ngày ký.')],
}

async function part(bytes: Uint8Array, name = 'word/document.xml'): Promise<string> {
  return (await officeParts(bytes, [name])).get(name)!
}
const textsOf = (xml: string) => [...xml.matchAll(/<w:p>.*?<\/w:p>/gs)].map(([one]) => [...one.matchAll(/<w:t [^>]*>([^<]*)/g)].map(([, text]) => text).join('')).filter(Boolean)
const wrongIn = async (bytes: Uint8Array) => (await checkForm(bytes)).filter(one => !one.right).map(one => one.rule)

test('numbers and dates are spelt as the decree wants', () => {
  expect([numberAndSign(5, 'BB', 'SNV'), numberAndSign(27, 'KH', 'SLĐTBXH'), numberAndSign(120, null, 'SNV-VP'), numberAndSign(null, 'KH', 'SLĐTBXH')])
    .toEqual(['05/BB-SNV', '27/KH-SLĐTBXH', '120/SNV-VP', '       /KH-SLĐTBXH'])
  expect(['2026-02-05', '2026-03-12', '2026-10-01', '2026-10', '2026'].map(dateInWords))
    .toEqual(['ngày 05 tháng 02 năm 2026', 'ngày 12 tháng 3 năm 2026', 'ngày 01 tháng 10 năm 2026', 'ngày       tháng 10 năm 2026', 'ngày       tháng       năm 2026'])
  expect([1, 4, 9, 14, 28].map(roman)).toEqual(['I', 'IV', 'IX', 'XIV', 'XXVIII'])
  expect([1, 4, 5, 6].map(pointLetter)).toEqual(['a', 'd', 'đ', 'e'])
})

test.each([['plan', plan], ['minutes', minutes], ['notice', notice], ['letter', letter], ['decision', decision]] as const)('%s passes the format check, at every measure allowed', async (_, document) => {
  for (const layout of [{}, { size: 13, head: 12, indent: 1, lines: 1, left: 35, right: 15, top: 25 }, { lines: 1.5, gap: 12, bottom: 25 }]) {
    expect((await checkForm(officialDocument({ ...document, layout }))).filter(one => !one.right)).toEqual([])
  }
})

test('the words of a plan stand in order, numbered and ended', async () => {
  const texts = textsOf(await part(officialDocument(plan)))
  expect(texts.slice(0, 9)).toEqual(['ỦY BAN NHÂN DÂN', 'TỈNH MẪU', 'SỞ LAO ĐỘNG –', 'THƯƠNG BINH VÀ XÃ HỘI', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Số: 05/KH-SLĐTBXH', 'Mẫu, ngày 05 tháng 02 năm 2026', 'KẾ HOẠCH'])
  expect(texts).toEqual(expect.arrayContaining(['Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ;', 'Căn cứ Kế hoạch số 12/KH-UBND.', 'I. MỤC ĐÍCH, YÊU CẦU', '2. Yêu cầu', 'II. TỔ CHỨC THỰC HIỆN', '1. Văn phòng đôn đốc.',
    'b) Theo tháng.', 'Các phòng thực hiện./.', 'KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC', '- UBND tỉnh (báo cáo);', '- Các phòng;', '- Lưu: VT, VP.', 'Phụ lục I', 'Phụ lục II', '(Kèm theo Kế hoạch số 05/KH-SLĐTBXH ngày 05 tháng 02 năm 2026 của Sở Lao động – Thương binh và Xã hội)']))
  expect(textsOf(await part(officialDocument({ ...plan, annexes: plan.annexes!.slice(0, 1) })))).toContain('Phụ lục')
})

test('a letter has V/v, its addressees and "Như trên"; minutes have no line of place and date', async () => {
  const texts = textsOf(await part(officialDocument(letter)))
  expect(texts).toEqual(expect.arrayContaining(['Số: 1204/SLĐTBXH-VP', 'V/v trả lời câu hỏi của công dân', 'Kính gửi:', '- Phường A;', '- Phường B.', 'Thời hạn là 22 ngày làm việc.[1]', '[1] Thủ tục 1.001776, thời hạn', '- Như trên;']))
  expect(sheetOf({ ...letter, addressees: ['Phường A'] }).addressees).toEqual(['Kính gửi: Phường A.'])
  const kept = textsOf(await part(officialDocument(minutes)))
  expect(kept.filter(text => /ngày 05 tháng 10/.test(text))).toHaveLength(2)
  expect(kept.indexOf('THƯ KÝ')).toBeLessThan(kept.indexOf('CHỦ TỌA'))
  expect(sheetOf(decision).body.flatMap(item => (item.kind === 'text' ? [item.runs.map(run => run.text).join('')] : []))).toEqual(['Điều 1. Ban hành kèm theo Quyết định này Quy chế họp.', '1. Quy chế có 3 chương.', 'Điều 2. Quyết định có hiệu lực kể từ ngày ký./.'])
})

test('annexes have pages of their own, header rows that repeat, merged cells and widths', async () => {
  const xml = await part(officialDocument(plan))
  const sections = xml.match(/<w:sectPr>.*?<\/w:sectPr>/gs)!
  expect(sections).toHaveLength(3)
  for (const section of sections) expect(section).toMatch(/<w:headerReference w:type="default" r:id="number"\/>.*<w:pgNumType w:fmt="decimal" w:start="1"\/><w:titlePg\/>/)
  expect(sections.map(section => /w:orient="landscape"/.test(section))).toEqual([false, true, false])
  expect(sections[1]).toContain('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>')
  const annex = /<w:tbl>(?:(?!<w:tbl>).)*Nhiệm vụ.*?<\/w:tbl>/s.exec(xml)![0]
  const rows = annex.match(/<w:tr>.*?<\/w:tr>/gs)!
  expect(rows.map(row => row.includes('<w:tblHeader/>'))).toEqual([true, true, false, false, false])
  expect(rows.map(row => row.match(/<w:vMerge( w:val="restart")?\/>/g)?.length ?? 0)).toEqual([3, 3, 0, 1, 1])
  expect(rows[2]).toContain('<w:gridSpan w:val="4"/>')
  const columns = [...annex.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, width]) => Number(width))
  expect(columns.reduce((sum, width) => sum + width, 0)).toBe(16838 - 1701 - 1134)
  for (const row of rows) expect([...row.matchAll(/<w:tcW w:w="(\d+)"/g)].reduce((sum, [, width]) => sum + Number(width), 0)).toBe(16838 - 1701 - 1134)
  expect(rows[4]!.match(/<w:t [^>]*>(Công bố danh mục|Niêm yết)</g)).toHaveLength(2)
  expect(await part(officialDocument(plan), 'word/header1.xml')).toContain('> PAGE <')
  expect(await part(officialDocument(plan), 'word/header2.xml')).not.toContain('PAGE')
})

test('rows that do not fill the columns, unknown kinds, strange signatures and forbidden measures are refused', () => {
  const one = (cells: string[]) => () => laid([table({ columns: [{ title: 'A', width: 1 }, { title: 'B', width: 1 }], rows: [{ cells }] })])
  expect(one(['1'])).toThrow('row 1 of the table has too few')
  expect(one(['1', '2', '3'])).toThrow('row 1 of the table has too many')
  expect(() => officialDocument({ ...plan, kind: 'Ghi chú' })).toThrow('no kind of document')
  expect(() => officialDocument({ ...plan, signatures: [{ behalf: ['Giám đốc'], position: 'Phó Giám đốc', name: null }] })).toThrow('on whose behalf')
  expect(() => officialDocument({ ...plan, layout: { left: 20 } })).toThrow('left of a document must be 30 to 35')
})

test('the same document gives the same bytes, dated by itself and naming no person', async () => {
  const first = officialDocument(plan)
  await new Promise(resolve => { setTimeout(resolve, 20) })
  expect(officialDocument(structuredClone(plan)).equals(first)).toBe(true)
  const core = await part(first, 'docProps/core.xml')
  expect(core).toContain('<dc:creator>Sở Lao động – Thương binh và Xã hội</dc:creator>')
  expect(core).toContain('<dcterms:created xsi:type="dcterms:W3CDTF">2026-02-05T00:00:00Z')
  expect(core).not.toMatch(/Trần Thị Mai|lastModifiedBy/)
  expect(await part(officialDocument(notice), 'docProps/core.xml')).not.toContain('dcterms:created')
})

test('markup, formulas and signs that XML cannot hold are only words', async () => {
  const hostile = '=HYPERLINK("http://x") & <w:p/> {{= 1 }} ]]> \u0000\u0007\uFFFF\uD800 Nguye\u0302\u0303n'
  const bytes = officialDocument({ ...plan, abstract: hostile, body: [paragraph(hostile), table({ columns: [{ title: hostile, width: 1 }], rows: [{ cells: [hostile] }] }), paragraph(hostile)], recipients: [hostile], annexes: [{ title: hostile, body: [] }] })
  const xml = await part(bytes)
  expect(xml).toContain('=HYPERLINK("http://x") &amp; &lt;w:p/&gt; {{= 1 }} ]]&gt; \uFFFD\uFFFD Nguyễn')
  expect(xml).not.toMatch(/w:instrText|w:hyperlink/)
  await expect(checkForm(bytes)).resolves.toBeDefined()
  const html = view('documents/_official', { sheet: sheetOf({ ...plan, abstract: hostile, body: [paragraph(hostile)] }) })
  expect(html).toContain('&lt;w:p/&gt; {{= 1 }}')
  expect(html).not.toContain('<w:p')
})

test('the printed page shows the same words as the file', async () => {
  for (const document of [plan, minutes, notice, letter, decision]) {
    const html = view('documents/_official', { sheet: sheetOf(document) })
    const words = (text: string) => text.replace(/<[^>]+>/g, ' ').replace(/&amp;/g, '&').replace(/\s+/g, '')
    const page = words(html)
    for (const text of textsOf(await part(officialDocument(document)))) expect(page).toContain(text.replace(/\s+/g, ''))
    expect(html).not.toMatch(/ style=|<script/)
  }
})

test('the check finds what departs from the decree', async () => {
  const good = officialDocument(plan)
  const names = ['[Content_Types].xml', '_rels/.rels', 'docProps/core.xml', 'word/_rels/document.xml.rels', 'word/document.xml', 'word/styles.xml', 'word/settings.xml', 'word/header1.xml', 'word/header2.xml']
  const parts = await officeParts(good, names)
  const altered = (name: string, from: string | RegExp, to: string) => {
    expect(parts.get(name)).toMatch(from)
    return zipped(names.map(each => [each, each === name ? parts.get(each)!.replace(from, to) : parts.get(each)!]))
  }
  const main = 'word/document.xml'
  const cases: [string, Buffer][] = [
    ['Lề trái', altered(main, 'w:left="1701"', 'w:left="1134"')],
    ['Khổ giấy', altered(main, 'w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')],
    ['Phông chữ', altered('word/styles.xml', /Times New Roman/g, 'Arial')],
    ['Màu chữ', altered(main, '<w:rPr><w:i/>', '<w:rPr><w:color w:val="FF0000"/><w:i/>')],
    ['Số trang', altered('word/header1.xml', ' PAGE ', ' DATE ')],
    ['Số trang', altered(main, '<w:titlePg/>', '')],
    ['Quốc hiệu', altered(main, 'CHỦ NGHĨA', 'chủ nghĩa')],
    ['Tiêu ngữ', altered(main, 'Độc lập - Tự do', 'Độc lập – Tự do')],
    ['Đường kẻ dưới Tiêu ngữ', altered(main, /(Hạnh phúc.*?)<w:pBdr>.*?<\/w:pBdr>/s, '$1')],
    ['Cơ quan ban hành', altered(main, 'SỞ LAO ĐỘNG', 'Sở LAO ĐỘNG')],
    ['Số, ký hiệu', altered(main, 'Số: 05/', 'Số: 5/')],
    ['Số, ký hiệu', altered(main, '/KH-SLĐTBXH<', '/KH - SLĐTBXH<')],
    ['Số, ký hiệu', altered(main, '/KH-SLĐTBXH<', '/TB-SLĐTBXH<')],
    ['Địa danh, ngày tháng', altered(main, 'tháng 02 năm 2026<', 'tháng 2 năm 2026<')],
    ['Địa danh, ngày tháng', altered(main, 'ngày 05 tháng 02', 'ngày 05 tháng 03')],
    ['Tên loại', altered(main, '>KẾ HOẠCH<', '>Kế hoạch<')],
    ['Đường kẻ dưới trích yếu', altered(main, /(năm 2026<.*?<w:ind w:left=")\d+(" w:right=")\d+("\/><\/w:pPr><\/w:p>)/s, '$10$20$3')],
    ['Căn cứ', altered(main, 'Chính phủ;', 'Chính phủ.')],
    ['Cỡ chữ nội dung', altered(main, '<w:t xml:space="preserve">Bám', '<w:rPr><w:sz w:val="24"/></w:rPr><w:t xml:space="preserve">Bám')],
    ['Canh lề nội dung', altered('word/styles.xml', '<w:jc w:val="both"/>', '<w:jc w:val="left"/>')],
    ['Lùi đầu dòng', altered('word/styles.xml', 'w:firstLine="720"', 'w:firstLine="300"')],
    ['Khoảng cách đoạn', altered('word/styles.xml', 'w:after="120"', 'w:after="60"')],
    ['Khoảng cách dòng', altered('word/styles.xml', 'w:line="264"', 'w:line="480"')],
    ['Kết thúc nội dung', altered(main, './.', '.')],
    ['Chức vụ người ký', altered(main, '>PHÓ GIÁM ĐỐC<', '>KT. Phó giám đốc<')],
    ['Họ tên người ký', altered(main, 'Trần Thị Mai', 'ThS. Trần Thị Mai')],
    ['Nơi nhận', altered(main, '<w:b/><w:bCs/><w:i/><w:iCs/><w:sz w:val="24"/>', '<w:b/><w:bCs/><w:sz w:val="24"/>')],
    ['Danh sách nơi nhận', altered(main, '- Lưu: VT, VP.', '- Lưu: VT, VP')],
    ['Phụ lục', altered(main, 'Phụ lục II<', 'Phụ lục 2<')],
    ['Tên phụ lục', altered(main, 'BẢNG PHÂN CÔNG', 'Bảng phân công')],
    ['Số trang phụ lục', altered(main, /(w:start="1".*?)<w:pgNumType [^>]*>/s, '$1')],
  ]
  const swapped: Official = { ...minutes, signatures: [minutes.signatures[1]!, minutes.signatures[0]] }
  cases.push(['Hai chữ ký', officialDocument(swapped)], ['Hai chữ ký', officialDocument({ ...minutes, signatures: [minutes.signatures[0]] })], ['Biên bản', officialDocument({ ...minutes, place: 'Mẫu' })])
  for (const [rule, bytes] of cases) expect(await wrongIn(bytes), rule).toContain(rule)
  expect((await checkForm(cases[0]![1])).find(one => one.rule === 'Lề trái')).toMatchObject({ right: false, found: '20 mm', wanted: 'Lề trái 30–35 mm' })
  await expect(checkForm(Buffer.from('not a file'))).rejects.toMatchObject({ errors: { file: expect.stringContaining('Đây không phải là tệp Word') } })
})

test('names break where they read well, and lines are measured', () => {
  expect(brokenName('TRUNG TÂM DỊCH VỤ VIỆC LÀM', { size: 13, bold: true }, 3500)).toEqual(['TRUNG TÂM', 'DỊCH VỤ VIỆC LÀM'])
  expect(brokenName('SỞ NỘI VỤ', { size: 13, bold: true }, 3500)).toEqual(['SỞ NỘI VỤ'])
  expect(widthOf('Độc lập - Tự do - Hạnh phúc', { size: 14, bold: true }) / 20).toBeCloseTo(171.3, 0)
  expect(linesOf('một hai ba', { size: 14 }, 500)).toBe(3)
})

test('plain texts have a title, their sources and a note', async () => {
  const texts = textsOf(await part(plainDocument({ title: 'Bài phát thanh', issuer: office.issuer, date: null, note: 'Số liệu đến ngày 24/11/2026', body: [paragraph([cited('Nộp tại phường.', 'Thủ tục 1.001776')])] })))
  expect(texts).toEqual(['Bài phát thanh', 'Nộp tại phường.[1]', 'Nguồn trích dẫn:', '[1] Thủ tục 1.001776', 'Số liệu đến ngày 24/11/2026'])
})
