// Propaganda as stories: composed from what is published, changed line by line, approved by a second person, flagged when its sources change.
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { portal as itself } from '../src/events/events.ts'
import { compose } from '../src/propaganda/composing/composing.ts'
import { factsOf, nameOf, whereMore } from '../src/propaganda/composing/facts.ts'
import { formNames } from '../src/propaganda/forms.ts'
import { pieceForms, pieces, pieceVersions } from '../src/propaganda/tables.ts'
import { pieceText, postLength, zaloRoom } from '../src/propaganda/words.ts'
import { componentText } from '../src/procedures/comparing.ts'
import { emptyContent, type ProcedureContent } from '../src/procedures/content.ts'
import { procedureVersions } from '../src/procedures/tables.ts'
import { publish, publishMany } from '../src/procedures/versions.ts'
import { line } from '../src/text.ts'
import { syllablesOf } from '../src/wording/reading-time.ts'
import { openPortal } from './portal.ts'

const paper = (name: string, more = {}) => ({ name, case: null, originals: 1, copies: 0, form: null, required: true, note: null, ...more })
const channel = (kind: 'inPerson' | 'online' | 'post', more = {}) => ({ kind, case: null, limit: { number: 25, unit: 'workingDay' as const }, limitText: null, fee: 'Không thu lệ phí', note: null, ...more })
const disability: ProcedureContent = {
  ...emptyContent('Xác định mức độ khuyết tật và cấp Giấy xác nhận khuyết tật'), code: '1.001699', field: 'Bảo trợ xã hội', levels: ['commune'], audience: 'Người khuyết tật; người đại diện hợp pháp',
  channels: [channel('inPerson'), channel('online')], papers: [paper('Đơn đề nghị theo Mẫu số 01', { form: 'Mẫu số 01' }), paper('Bản sao giấy tờ y tế;', { originals: null, copies: 2, required: false })],
  steps: 'Bước 1: Người dân nộp đơn tại Ủy ban nhân dân cấp xã nơi cư trú.\nBước 2: Hội đồng xác định mức độ khuyết tật họp.', result: 'Giấy xác nhận khuyết tật',
  agencies: { ...emptyContent('').agencies, handling: 'Ủy ban nhân dân cấp xã' }, decision: { number: '970/QĐ-UBND', date: '2026-01-01', issuer: 'UBND tỉnh' }, sourceUrl: 'https://dichvucong.gov.vn/p/1.001699',
}
const silent: ProcedureContent = { ...emptyContent('Cấp giấy phép mà sổ chưa ghi gì'), code: null }
const long: ProcedureContent = {
  ...disability, name: 'Giải quyết chế độ trợ cấp một lần cho thân nhân', channels: [channel('inPerson', { fee: null }), channel('post', { fee: '20.000 đồng/bộ', limit: null, limitText: 'Trong ngày' })],
  papers: Array.from({ length: 30 }, (_, at) => paper(`Giấy tờ chứng minh quan hệ thân nhân thứ ${at + 1} có xác nhận của Ủy ban nhân dân cấp xã nơi cư trú`)),
  steps: Array.from({ length: 20 }, (_, at) => `Bước ${at + 1}: Cơ quan tiếp nhận xem xét, thẩm định và chuyển hồ sơ trong thời hạn quy định.`).join('\n'),
}

describe.each([['full', disability], ['silent', silent], ['long', long]])('composers of a record that is %s', (_, content) => {
  const record = { procedureId: 'p', versionId: 'v', content }
  const question = { text: 'Mất giấy thì làm lại ở đâu?', from: { kind: 'faq' as const, faqId: 'f', number: 1, quote: 'Mất giấy thì làm lại ở đâu?' } }
  const material = { name: nameOf(record), facts: factsOf(record), faqs: [{ question, answer: [{ ...question, text: 'Nộp tại xã.', from: { ...question.from, quote: 'Nộp tại xã.' } }] }], more: whereMore(record), office: 'Sở Nội vụ' }

  test.each(pieceForms)('%s says no more than what is published, with its source', form => {
    const piece = compose(form, material)
    expect(piece.parts.length > 0).toBe(form !== 'card' || content !== silent)
    for (const sentence of piece.parts.flatMap(({ sentences }) => sentences)) {
      const source = sentence.source === null ? null : piece.sources[sentence.source]!
      // Said aloud, a name in the middle of a sentence begins small.
      if (source) expect(sentence.text.toLowerCase()).toContain(source.quote.replace(/[.;,]$/, '').toLowerCase())
      if (source?.kind === 'procedure') {
        const published = line(componentText(content, source.section))
        expect(published).toContain(source.quote)
        // Neither a number nor a name that the record does not have.
        for (const figure of sentence.text.match(/\d+/g) ?? []) expect(published).toContain(figure)
      } else if (!source) expect(sentence.text).not.toMatch(/\d|[Mm]iễn phí/)
    }
    const text = pieceText(piece)
    if (form === 'zalo') expect(postLength(piece, 'Theo QĐ công bố số 970/QĐ-UBND, dữ liệu ngày 12/10/2026.')).toBeLessThanOrEqual(zaloRoom)
    if (form === 'script') expect(syllablesOf(text)).toBeLessThanOrEqual(400)
    if (form === 'leaflet') expect(piece.parts.length).toBeLessThanOrEqual(6)
    if (form === 'card') {
      expect([piece.parts.length >= 4, piece.parts.length <= 6, piece.parts.every(({ style }) => style === 'fact')]).toEqual([content !== silent, true, true])
      expect(text).not.toContain('Cổng không công bố')
    } else if (content === silent && form !== 'faqSheet') expect(text).toContain('Cổng không công bố mức phí, lệ phí')
    if (content === long && form === 'article') expect(text).toMatch(/Trực tiếp: Cổng không công bố mức phí[\s\S]*Dịch vụ bưu chính: 20\.000 đồng/)
  })
})

test('Minh composes a post, words it anew and sends it; Hoa returns it, then approves; the procedure is amended, and the post is flagged until it is written again', async () => {
  const portal = await openPortal()
  const [id] = await portal.store.write(db => publishMany(db, itself, [{ content: disability, effectiveFrom: '2026-01-01', publishedOn: '2026-01-01', decision: '970/QĐ-UBND', ownerUnitId: 'merit' }], 'test'))
  const [minh, hoa] = [portal.as('minh'), portal.as('hoa')]
  expect(await minh.text(`/procedures/${id}`)).toContain(`/propaganda/new?procedure=${id}`)
  expect(await portal.as('thu').text(`/procedures/${id}`)).not.toContain('/propaganda/new')
  expect(await minh.text(`/propaganda/new?procedure=${id}`)).toContain(formNames.zalo)
  const refused = await minh.post('/propaganda', { form: '', procedureId: id!, unitId: 'merit' })
  expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('Chọn hình thức.')])
  expect((await minh.post('/propaganda', { form: 'zalo', procedureId: id!, unitId: 'office' })).status).toBe(422)

  const made = await minh.post('/propaganda', { form: 'zalo', procedureId: id!, unitId: 'merit' })
  const address = made.headers.get('location')!
  const row = async () => (await portal.store.read.select().from(pieces).where(eq(pieces.id, address.split('/').at(-1)!)))[0]!
  const latest = async () => (await portal.store.read.select().from(pieceVersions).where(eq(pieceVersions.pieceId, (await row()).id)).orderBy(pieceVersions.number)).at(-1)!
  const first = await minh.text(address)
  expect(first).toContain('Theo QĐ công bố số 970/QĐ-UBND, dữ liệu ngày 12/10/2026.')
  expect(first).toContain('Thời hạn giải quyết: 25 ngày làm việc.')
  expect(first).toContain(`/procedures/${id}/versions/1#cach-thuc`)

  // One sentence reworded, one added, the rest as it was.
  const { title, parts } = await latest()
  const fields = (list: typeof parts) => Object.fromEntries(list.flatMap(({ heading, style, sentences }, at) => [[`heading-${at + 1}`, heading], [`style-${at + 1}`, style], [`part-${at + 1}`, sentences.map(({ text }) => text).join('\n')]]))
  const typed: Record<string, string> = { ...fields(parts), title, revision: '1' }
  typed['part-1'] = `${typed['part-1']!.replace('Thời hạn giải quyết: 25 ngày làm việc.', 'Thời hạn giải quyết là 25 ngày, trừ ngày nghỉ làm việc.')}\nBà con nhớ mang theo bút.`
  const personal = await minh.post(address, { ...typed, 'part-2': 'Gọi chị Hoa 0912 345 678' })
  expect([personal.status, await personal.text()]).toEqual([422, expect.stringMatching(/Tài liệu tuyên truyền ai cũng đọc được[\s\S]*Bà con nhớ mang theo bút\./)])
  expect(await (await minh.post(`${address}/draft`, typed)).text()).toMatch(/Đã sửa lời[\s\S]*Nguồn ghi: “25 ngày làm việc”/)
  expect((await minh.post(address, typed)).status).toBe(303)
  const second = await latest()
  const said = second.parts.flatMap(({ sentences }) => sentences)
  expect(second.number).toBe(2)
  expect(said.filter(({ reworded }) => reworded)).toHaveLength(1)
  expect(said.find(({ text }) => text.startsWith('Bà con nhớ'))!.source).toBeNull()
  expect(second.sources[said.find(({ text }) => text.includes('trừ ngày nghỉ'))!.source!]).toMatchObject({ quote: '25 ngày làm việc', section: 'channels' })
  expect(await minh.text(address)).toContain('đã sửa lời')
  expect((await minh.post(address, { ...typed, revision: '2' })).status).toBe(303)
  expect((await latest()).number).toBe(2)
  const otherTab = await minh.post(address, { ...typed, title: 'Khác', revision: '1' })
  expect([otherTab.status, await otherTab.text()]).toEqual([422, expect.stringContaining('Người khác vừa lưu bản 2')])
  expect(await minh.text(`${address}/compare`)).toContain('Bà con nhớ mang theo bút.')

  // Two pairs of eyes.
  expect((await portal.as('cua').post(`${address}/submission`, { number: '2' })).status).toBe(403)
  await minh.post(`${address}/submission`, { number: '2' })
  expect(await hoa.text('/work')).toMatch(/1 bài tuyên truyền chờ bạn[\s\S]*chờ duyệt[\s\S]*Duyệt</)
  expect(await minh.text('/work')).not.toContain('bài tuyên truyền chờ bạn')
  expect((await minh.post(`${address}/approval`, { number: '2' })).status).toBe(403)
  expect((await hoa.post(`${address}/return`, { number: '2', reason: '' })).status).toBe(422)
  await hoa.post(`${address}/return`, { number: '2', reason: 'Bỏ câu về bút' })
  expect(await minh.text(address)).toMatch(/Người duyệt trả lại[\s\S]*Bỏ câu về bút/)
  expect(await minh.text('/work')).toMatch(/1 bài tuyên truyền chờ bạn[\s\S]*Bỏ câu về bút[\s\S]*Sửa bài/)
  const named = { 'heading-1': 'Cần biết', 'heading-2': 'Cần biết' }
  await minh.post(address, { ...typed, ...named, 'part-1': typed['part-1']!.replace('\nBà con nhớ mang theo bút.', ''), revision: String((await row()).revision) })
  // Two parts of one heading: both are compared.
  expect(await minh.text(`${address}/compare`)).toMatch(/Cần biết<[\s\S]*Cần biết \(2\)</)
  await minh.post(`${address}/submission`, { number: '3' })
  expect(await hoa.text(address)).toContain('Duyệt bản 3')
  expect((await hoa.post(`${address}/approval`, { number: '3' })).status).toBe(303)
  await portal.searchSettled()
  expect(await minh.text('/notices')).toContain(title)
  expect(await row()).toMatchObject({ state: 'approved', approvedNumber: 3 })

  // The procedure changes, what is quoted stands: confirmed by a second person. It changes again, and a quoted limit with it: written anew.
  await portal.store.write(db => publish(db, itself, { procedureId: id!, content: { ...disability, field: 'Người khuyết tật' }, kind: 'amended', effectiveFrom: '2026-10-01', publishedOn: '2026-10-01', decision: '1200/QĐ-UBND' }))
  expect(await portal.as('thu').text('/propaganda?stale=yes')).toContain('Cần thu hồi hoặc sửa')
  expect(await hoa.text(address)).toContain('đoạn dẫn vẫn còn nguyên văn')
  expect(await hoa.text('/work')).toContain('đoạn dẫn vẫn còn nguyên văn')
  expect(await minh.text('/work')).toMatch(/1 bài tuyên truyền chờ bạn[\s\S]*đoạn dẫn vẫn còn nguyên văn[\s\S]*Xem lại/)
  expect((await minh.post(`${address}/confirmation`)).status).toBe(403)
  expect((await hoa.post(`${address}/confirmation`)).status).toBe(303)
  expect(await hoa.text(address)).toContain('Theo QĐ công bố số 1200/QĐ-UBND')
  expect(await hoa.text('/propaganda?stale=yes')).not.toContain(title)
  const shorter = { ...disability, field: 'Người khuyết tật', channels: disability.channels.map(one => ({ ...one, limit: { number: 15, unit: 'workingDay' as const } })) }
  await portal.store.write(db => publish(db, itself, { procedureId: id!, content: shorter, kind: 'amended', effectiveFrom: '2026-10-05', publishedOn: '2026-10-05', decision: '1300/QĐ-UBND' }))
  expect((await hoa.post(`${address}/confirmation`)).status).toBe(422)
  const anew = await minh.text(`${address}/edit?from=record`)
  expect(anew).toMatch(/Thời hạn giải quyết: 15 ngày làm việc\.[\s\S]*Nguyên văn nguồn/)
  expect((await minh.post(address, { ...typed, 'part-1': 'Thời hạn giải quyết: 15 ngày làm việc.', 'part-2': '', base: 'fresh', revision: String((await row()).revision) })).status).toBe(303)
  expect(await latest()).toMatchObject({ number: 5, sources: [{ quote: '15 ngày làm việc' }] })
  expect(await minh.text(address)).toContain('Bản được phát là bản 4, đã duyệt.')
  await minh.post(`${address}/submission`, { number: '5' })
  await portal.as('binh').post(`${address}/approval`, { number: '5' })
  expect(await hoa.text('/propaganda?stale=yes')).not.toContain(title)

  // Recalled with a reason, out of the list, found by whoever looks for it.
  expect((await minh.post(`${address}/recall`, { reason: '' })).status).toBe(422)
  await minh.post(`${address}/recall`, { reason: 'Thay bằng tờ gấp' })
  expect(await row()).toMatchObject({ state: 'recalled', approvedNumber: null })
  expect(await minh.text('/propaganda')).not.toContain(address)
  expect(await minh.text('/propaganda?state=recalled')).toContain(address)
  await portal.searchSettled()
  expect(await minh.text('/search?q=khuyet+tat')).toContain(address)
  expect((await minh.get('/propaganda/export/xlsx?state=all')).headers.get('content-type')).toContain('spreadsheet')
  expect((await portal.as('quan').get('/propaganda')).status).toBe(403)
})

test('Minh composes a script from an approved question and a leaflet from ticked passages; what is not published or not in force is not composed from', async () => {
  const portal = await openPortal()
  const [id] = await portal.store.write(db => publishMany(db, itself, [{ content: disability, effectiveFrom: '2026-01-01', publishedOn: '2026-01-01', ownerUnitId: 'merit' }], 'test'))
  const [version] = await portal.store.read.select().from(procedureVersions).where(eq(procedureVersions.procedureId, id!))
  const step = 'Bước 1: Người dân nộp đơn tại Ủy ban nhân dân cấp xã nơi cư trú.'
  const quote = `${id}|${version!.id}|steps|${step}`
  const [minh, hoa] = [portal.as('minh'), portal.as('hoa')]
  const faq = (await minh.post('/faqs', { question: 'Mất giấy xác nhận khuyết tật thì làm lại ở đâu?', answer: 'Nộp đơn tại xã nơi đang cư trú.', unitId: 'merit', 'quote-1': quote })).headers.get('location')!
  const faqId = faq.split('/').at(-1)!
  expect((await minh.post('/propaganda', { form: 'script', faqId, unitId: 'merit' })).status).toBe(422)
  await minh.post(`${faq}/submission`, { number: '1' })
  await hoa.post(`${faq}/approval`, { number: '1', reviewOn: '2027-04-12' })
  expect(await minh.text(faq)).toContain(`/propaganda/new?faq=${faqId}`)
  const script = (await minh.post('/propaganda', { form: 'script', faqId, unitId: 'merit' })).headers.get('location')!
  const page = await minh.text(script)
  expect(page.match(/Nộp đơn tại xã nơi đang cư trú\./g)!.length).toBeGreaterThanOrEqual(2)
  expect(page).toMatch(/câu hỏi thường gặp đã duyệt, dữ liệu ngày 12\/10\/2026[\s\S]*Đọc trên loa: <b>khoảng \d+/)
  const leaflet = (await minh.post('/propaganda', { form: 'leaflet', 'quote-1': quote, unitId: 'merit' })).headers.get('location')!
  const text = await minh.text(leaflet)
  expect(text).toContain(step)
  expect(text).not.toContain('25 ngày làm việc')
  await minh.post(`${script}/submission`, { number: '1' })
  await hoa.post(`${script}/approval`, { number: '1' })
  await hoa.post(`${faq}/archiving`, { reason: 'Quy định đã thay' })
  expect(await hoa.text(script)).toMatch(/Cần thu hồi hoặc sửa[\s\S]*không còn dùng/)
  expect((await hoa.post(`${script}/confirmation`)).status).toBe(422)
  expect(await minh.text('/propaganda?stale=yes')).toContain(script)
  await portal.store.write(db => publish(db, itself, { procedureId: id!, content: disability, kind: 'abolished', effectiveFrom: '2026-10-01', publishedOn: '2026-10-01', decision: '9/QĐ' }))
  expect((await minh.post('/propaganda', { form: 'card', procedureId: id!, unitId: 'merit' })).status).toBe(422)
  expect(await hoa.text(leaflet)).toContain('Thủ tục không còn áp dụng: cần thu hồi bài.')
})
