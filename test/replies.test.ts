// The answer of a citizen's question as a story: written from the record, checked by a second person, sent over its channel, made knowledge.
import { and, eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { checkForm } from '../src/documents/checking.ts'
import { enquiries, enquiryAnswers, enquiryDrafts } from '../src/enquiries/tables.ts'
import { readConfig } from '../src/config.ts'
import { portal as itself } from '../src/events/events.ts'
import { events } from '../src/events/tables.ts'
import { newId } from '../src/ids.ts'
import { notices } from '../src/notifications/tables.ts'
import { emptyContent, type ProcedureContent } from '../src/procedures/content.ts'
import { procedureVersions } from '../src/procedures/tables.ts'
import { publish, publishMany } from '../src/procedures/versions.ts'
import { mailText, mostZalo, voiceText, zaloMessages } from '../src/replies/channel-texts.ts'
import { letterOf } from '../src/replies/letter.ts'
import { lookedThrough } from '../src/replies/personal-looking.ts'
import { putIn } from '../src/replies/inserting.ts'
import { openPortal, type TestPortal } from './portal.ts'

const disability: ProcedureContent = {
  ...emptyContent('Xác định mức độ khuyết tật và cấp Giấy xác nhận khuyết tật'), code: '1.001699', field: 'Bảo trợ xã hội', levels: ['commune'],
  channels: [{ kind: 'inPerson', case: null, limit: { number: 25, unit: 'workingDay' }, limitText: null, fee: 'Không thu', note: null }],
  papers: [{ name: 'Đơn đề nghị theo Mẫu số 01', case: null, originals: 1, copies: 0, form: 'Mẫu số 01', required: true, note: null }],
  steps: 'Bước 1: Người dân nộp đơn tại Ủy ban nhân dân cấp xã nơi cư trú.\nBước 2: Hội đồng xác định mức độ khuyết tật họp.', result: 'Giấy xác nhận khuyết tật',
}
const question = 'Mẹ tôi nằm một chỗ không đi được thì hội đồng có đến tận nhà không?'
const step2 = 'Bước 2: Hội đồng xác định mức độ khuyết tật họp.'

let portal: TestPortal
let procedureId: string
let versionId: string
beforeEach(async () => {
  portal = await openPortal()
  await portal.indexing.ready
  ;[procedureId] = await portal.store.write(db => publishMany(db, itself, [
    { content: disability, effectiveFrom: '2026-01-01', publishedOn: '2026-01-01', decision: '970/QĐ-UBND', ownerUnitId: 'merit' }], 'test')) as [string]
  versionId = (await portal.store.read.select().from(procedureVersions))[0]!.id
})

async function entered(more: Record<string, string> = {}): Promise<string> {
  const form = { id: newId(), channel: 'zalo', question, procedureId, ...more }
  expect((await portal.as('cua').post('/enquiries', form)).status).toBe(303)
  return form.id
}
const rowOf = async (id: string) => (await portal.store.read.select().from(enquiries).where(eq(enquiries.id, id)))[0]!
const draftOf = async (id: string) => (await portal.store.read.select().from(enquiryDrafts).where(eq(enquiryDrafts.id, id)))[0]
const partial = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' }
const cited = () => `${procedureId}|${versionId}|steps|${step2}`

test('Minh writes from a template and a passage, Hoa sees the sources, returns it, and lets it go out', async () => {
  const id = await entered()
  const [minh, hoa] = [portal.as('minh'), portal.as('hoa')]
  const address = `/enquiries/${id}/answer`
  const template = (await minh.post('/replies/templates', { title: 'Hồ sơ, thời hạn', text: 'Hồ sơ: {giấy tờ}. Thời hạn: {thời hạn}. Liên hệ: {quyết định công bố}', unitId: 'merit' })).headers.get('location')!.split('/').at(-1)!
  expect((await portal.as('thu').get(address)).status).toBe(403)
  expect((await portal.as('yen').get(address)).status).toBe(200)

  // Begun with a template: what the record lacks is left to be filled in, and the sources come along.
  const empty = await minh.text(address)
  expect(empty).toMatch(/Bắt đầu từ[\s\S]*Hồ sơ, thời hạn/)
  expect((await minh.post(`${address}/draft`, { text: '', revision: '0', insert: `template:${template}` })).status).toBe(303)
  expect(await rowOf(id)).toMatchObject({ state: 'answering', personId: 'minh' })
  const begun = (await draftOf(id))!
  expect(begun.text).toBe('Hồ sơ: Đơn đề nghị theo Mẫu số 01 (bản chính: 1; mẫu: Mẫu số 01). Thời hạn: 25 ngày làm việc (Trực tiếp). Liên hệ: [cần điền: quyết định công bố – thủ tục 1.001699 chưa ghi]')
  expect(begun.citations.map(({ section, quote }) => [section, quote])).toEqual([['papers', 'Đơn đề nghị theo Mẫu số 01'], ['channels', 'Thời hạn giải quyết: 25 ngày làm việc (Trực tiếp)']])

  // A passage is found by words and comes in where the cursor stands.
  const quotes = Object.fromEntries(begun.citations.map(({ section, quote }, at) => [`quote-${at}`, `${procedureId}|${versionId}|${section}|${quote}`]))
  expect(await (await minh.post(`${address}/passages`, { find: 'hội đồng họp' }, partial)).text()).toContain(`value="${cited()}"`)
  const found = await (await minh.post(`${address}/draft`, { ...quotes, text: begun.text, revision: '1', find: 'hội đồng họp' })).text()
  expect(found).toMatch(/name="insert" value="[^"]+" autofocus/)
  expect(found).toContain(`value="${cited()}"`)
  const put = await minh.post(`${address}/draft`, { ...quotes, text: 'Thưa bác. Mời bác chờ.', at: '9', revision: '2', insert: cited() })
  expect(put.headers.get('location')).toBe(`${address}?caret=${`Thưa bác. ${step2}`.length}#f-text`)
  expect((await draftOf(id))!.text).toBe(`Thưa bác. ${step2} Mời bác chờ.`)
  expect((await draftOf(id))!.citations).toHaveLength(3)

  // Saved while one types: masked; who writes too is named, and what they saved is not lost.
  const saved = await (await minh.post(`${address}/draft`, { 'quote-1': cited(), text: 'Gọi bác theo số 0912 345 678.', revision: '3' }, partial)).text()
  expect(saved).toMatch(/đã lưu 08:00, đã che 1 chỗ[\s\S]*value="4"/)
  expect((await draftOf(id))!.text).toBe('Gọi bác theo số [số điện thoại].')
  expect(await hoa.text(address)).toContain('Phạm Văn Minh cũng đang viết câu này')
  expect(await (await hoa.post(`${address}/draft`, { text: 'Lời của Hoa', revision: '2' }, partial)).text()).toMatch(/data-stopped[\s\S]*Bản nháp đã được sửa ở nơi khác lúc 08:00 \(Phạm Văn Minh\)[\s\S]*dừng tự lưu[\s\S]*value="2"/)
  const clash = await (await hoa.post(`${address}/draft`, { text: 'Lời của Hoa', revision: '2' })).text()
  expect(clash).toMatch(/sửa ở nơi khác[\s\S]*Bản đang lưu: Phạm Văn Minh[\s\S]*\[số điện thoại\][\s\S]*Lời của Hoa<\/textarea>[\s\S]*value="4" form="tra-loi"/)

  // A second window of the same person is no better: it is told, both texts are there, and what it says already is no clash.
  const own = await minh.post(`${address}/draft`, { text: 'Cửa sổ cũ', revision: '3' })
  expect([own.status, await own.text()]).toEqual([422, expect.stringMatching(/chính bạn, ở cửa sổ hay máy khác[\s\S]*\[số điện thoại\][\s\S]*Cửa sổ cũ<\/textarea>/)])
  expect((await draftOf(id))!).toMatchObject({ text: 'Gọi bác theo số [số điện thoại].', revision: 4 })
  expect((await minh.post(`${address}/draft`, { text: 'Gọi bác theo số 0912 345 678.', revision: '3', 'quote-1': cited() })).status).toBe(303)

  // Handed in only when nothing is left open and every quote stands in its version.
  const handIn = (text: string, more: Record<string, string> = {}) => minh.post(address, { text, revision: '5', 'quote-1': cited(), ...more })
  expect(await (await handIn('Lệ phí [cần điền: lệ phí – chưa ghi]')).text()).toContain('Còn 1 chỗ phải điền')
  expect(await (await handIn('Có đến.', { 'quote-1': `${cited()} Thêm.` })).text()).toContain('không có trong thủ tục')
  expect(await (await handIn('Gọi [số điện thoại].')).text()).toMatch(/Còn chỗ đã che: \[số điện thoại\][\s\S]*Để nguyên chỗ đã che/)
  const text = 'Hội đồng đến tận nhà khi người khuyết tật không đi lại được.\nHồ sơ nộp tại Ủy ban nhân dân cấp xã.'
  // Pressed twice it is handed in once.
  for (const _ of [1, 2]) expect((await handIn(text)).headers.get('location')).toBe(`/enquiries/${id}/answers/1`)
  expect(await draftOf(id)).toBeUndefined()

  // The second check: never the writer; the sources stand beside it.
  expect((await minh.post(`/enquiries/${id}/answers/1/sending`)).status).toBe(403)
  const waiting = await hoa.text(`/enquiries/${id}/answers/1`)
  expect(waiting).toMatch(/Hội đồng đến tận nhà[\s\S]*“Bước 2: Hội đồng xác định mức độ khuyết tật họp\.”[\s\S]*Đúng, cho gửi/)
  expect(await minh.text(`/enquiries/${id}/answers/1`)).not.toContain('Đúng, cho gửi')
  expect((await hoa.post(`/enquiries/${id}/answers/1/return`, { reason: ' ' })).status).toBe(422)
  // It waits on the desk of the head too, and goes back from there.
  const [handedIn] = await portal.store.read.select().from(enquiryAnswers)
  expect(await hoa.text('/desk')).toMatch(/Câu trả lời công dân chờ kiểm[\s\S]*Hội đồng đến tận nhà/)
  expect(await (await hoa.post(`/desk/answer/${handedIn!.id}`, { decision: 'returned', note: ' ' })).text()).toContain('Ghi điều cần sửa.')
  expect((await hoa.post(`/desk/answer/${handedIn!.id}`, { decision: 'returned', note: 'Ghi thêm thời hạn' })).status).toBe(303)
  expect(await minh.text(address)).toMatch(/Bế Thị Hoa trả lại để sửa[\s\S]*Ghi thêm thời hạn/)
  expect((await minh.post(address, { text: `${text}\nThời hạn 25 ngày làm việc.`, revision: String((await draftOf(id))!.revision), 'quote-1': cited() })).status).toBe(303)
  expect((await hoa.post(`/enquiries/${id}/answers/1/sending`)).status).toBe(422)

  // The procedure changes meanwhile: whoever checks must have looked.
  await portal.store.write(db => publish(db, itself, { procedureId, content: { ...disability, steps: 'Bước 1: Nộp tại Trung tâm Phục vụ hành chính công.' }, kind: 'amended', effectiveFrom: '2026-10-12', publishedOn: '2026-10-12' }))
  const stale = await hoa.post(`/enquiries/${id}/answers/2/sending`)
  expect(stale.status).toBe(422)
  expect(await stale.text()).toMatch(/đoạn dẫn không còn nguyên văn[\s\S]*compare\?from=1&amp;to=2/)
  expect((await hoa.post(`/enquiries/${id}/answers/2/sending`, { seen: 'on' })).status).toBe(303)
  const twice = await hoa.post(`/enquiries/${id}/answers/2/sending`, { seen: 'on' })
  expect([twice.status, await twice.text()]).toEqual([422, expect.stringContaining('Bạn đã kiểm và cho gửi câu trả lời này lúc 08:00 ngày 12/10/2026.')])
  expect(await rowOf(id)).toMatchObject({ state: 'answered', answerNumber: 2, onTime: true, settlement: 'answer' })
  expect(await portal.store.read.select().from(enquiryAnswers).orderBy(enquiryAnswers.number))
    .toMatchObject([{ returned: 'Ghi thêm thời hạn', checkedById: 'hoa', templateId: null }, { returned: null, writtenById: 'minh', checkedById: 'hoa' }])

  // Afterwards: its channel first, a letter in the official form, and a warning while the source is not what it was.
  const page = await hoa.text(`/enquiries/${id}/answers/2`)
  expect(page).toMatch(/kênh người hỏi dùng[\s\S]*id="chep-zalo-1"/)
  expect(await portal.as('cua').text(`/enquiries/${id}`)).toMatch(/Nguồn đã thay đổi sau khi trả lời[\s\S]*Hội đồng đến tận nhà/)
  const letter = await hoa.text(`/enquiries/${id}/answers/2/letter`)
  expect(letter).toMatch(/V\/v trả lời câu hỏi số HĐ\s1\/2026/)
  const docx = Buffer.from(await (await hoa.get(`/enquiries/${id}/answers/2/docx`)).arrayBuffer())
  expect((await checkForm(docx)).filter(({ right }) => !right)).toEqual([])
  expect((await portal.store.read.select().from(events).where(eq(events.subjectId, id)).orderBy(events.number)).map(({ action }) => action)).toEqual([
    'enquiry entered', 'enquiry assigned', 'enquiry begun', 'enquiry answer handed in', 'enquiry answer returned', 'enquiry answer handed in', 'enquiry answer checked'])
})

test('what the assistant could not answer becomes an enquiry, its answer a FAQ that the assistant quotes; who asked is taken out by a person', async () => {
  const asked = async (words: string) => portal.as('cua').text((await portal.as('cua').post('/ask', { question: words })).headers.get('location')!.split('#')[0]!)
  await expect.poll(() => portal.indexing.searcher.size, { timeout: 10_000 }).toBe(1)
  const publicQuestion = 'Người khuyết tật nằm một chỗ thì hội đồng có đến tận nhà không?'
  const unanswered = await asked(publicQuestion)
  expect(unanswered).not.toContain('Hội đồng đến tận nhà')
  expect(await portal.as('cua').text(/\/enquiries\/new\?turn=[\w-]+/.exec(unanswered)![0])).toContain(publicQuestion)
  const [minh, hoa] = [portal.as('minh'), portal.as('hoa')]
  const id = await entered({ question: `Mẹ tôi là bà Nông Thị Tý ở thôn Nà Lùng. ${question}` })
  expect((await minh.get(`/enquiries/${id}/publication`)).status).toBe(404)
  const text = 'Hội đồng đến tận nhà bà Tý khi không đi lại được.'
  await minh.post(`/enquiries/${id}/answer`, { text, revision: '0', 'quote-1': cited() })
  await hoa.post(`/enquiries/${id}/answers/1/sending`)

  const page = await minh.text(`/enquiries/${id}/publication`)
  for (const personal of ['bà Nông Thị Tý', 'thôn Nà Lùng', 'bà Tý']) expect(page).toContain(`<mark>${personal}</mark>`)
  const form = { question: publicQuestion, phrasings: question, answer: 'Hội đồng đến tận nhà khi người khuyết tật không đi lại được.', unitId: 'merit', 'quote-1': cited() }
  const unread = await minh.post(`/enquiries/${id}/publication`, form)
  expect(unread.status).toBe(422)
  expect(await unread.text()).toMatch(/bỏ thông tin riêng rồi đánh dấu[\s\S]*Máy không thấy chỗ nào/)
  expect((await minh.post(`/enquiries/${id}/publication`, { ...form, clean: 'on', 'quote-1': '' })).status).toBe(422)
  const faq = (await minh.post(`/enquiries/${id}/publication`, { ...form, clean: 'on' })).headers.get('location')!
  expect(await minh.text(faq)).toContain(`<a href="/enquiries/${id}">HĐ 1/2026</a>`)
  expect(await minh.text(`/enquiries/${id}`)).toMatch(new RegExp(`Hội đồng đến tận nhà bà Tý[\\s\\S]*<a href="${faq}">`))
  await minh.post(`${faq}/submission`, { number: '1' })
  expect((await hoa.post(`${faq}/approval`, { number: '1', reviewOn: '2027-04-12' })).status).toBe(303)
  await expect.poll(async () => (await portal.indexing.searcher.find(publicQuestion)).hits.some(({ id: hit }) => hit.startsWith('faq:')), { interval: 20, timeout: 5_000 }).toBe(true)
  const said = await asked('Người khuyết tật nằm một chỗ hội đồng có đến tận nhà không')
  expect(said).toContain('Hội đồng đến tận nhà khi người khuyết tật không đi lại được.')
  expect(said).toContain('duyệt bởi Bế Thị Hoa')
  expect(await asked('Xác định mức độ khuyết tật mất bao lâu?')).toContain('25 ngày làm việc')

  // Entered again at the counter: word for word it settles at a press, what is only near once somebody says that it is the same.
  const cua = portal.as('cua')
  const entering = (words: string) => ({ id: newId(), channel: 'counter', question: words })
  const previewed = async (form: Record<string, string>) => (await cua.post('/enquiries/preview', form)).text()
  const settled = async (form: Record<string, string>) => cua.post('/enquiries/settlement', { ...form, read: /name="read" value="([^"]+)"/.exec(await previewed(form))![1]! })
  const [word, near] = [entering(publicQuestion), entering('Người khuyết tật nằm một chỗ thì hội đồng có đến tận nhà khám không ạ?')]
  expect(await previewed(word)).toMatch(/Trùng câu hỏi thường gặp(?![\s\S]*name="same")/)
  expect((await settled(word)).status).toBe(303)
  expect(await previewed(near)).toMatch(/Gần giống câu hỏi thường gặp[\s\S]*name="same"/)
  const unsaid = await settled(near)
  expect([unsaid.status, await unsaid.text()]).toEqual([422, expect.stringMatching(/href="#f-same"[\s\S]*chỉ gần giống[\s\S]*id="f-same"/)])
  expect((await settled({ ...near, same: 'on' })).status).toBe(303)
  expect(await rowOf(near.id)).toMatchObject({ state: 'closed', settlement: 'assistant', faqId: null })

  // Hoa, who alone heads the unit, wrote on this one too: it is not hers to check, and others who may are told.
  const both = await entered()
  await hoa.post(`/enquiries/${both}/answer/draft`, { text: 'Có đến.', revision: '0' })
  expect((await minh.post(`/enquiries/${both}/answer`, { text: 'Có đến nhà.', revision: '1', 'quote-1': cited() })).status).toBe(303)
  expect(await hoa.text('/desk')).not.toContain('Câu trả lời công dân chờ kiểm')
  expect(await hoa.text('/')).not.toContain('việc chờ quyết định')
  const told = portal.store.read.select({ personId: notices.personId }).from(notices).where(and(eq(notices.subjectId, both), eq(notices.reason, 'enquiryChecker')))
  await expect.poll(async () => (await told).map(({ personId }) => personId), { interval: 20, timeout: 5_000 }).toEqual(['kiem'])
})

test('texts for the channels: messages split at sentences, a mail with its sources, a minute of talk', () => {
  const sentence = (at: number) => `Ý ${at}: nộp tại TP. Lào Cai theo Đ.8 Nghị định 63/2010/NĐ-CP, mức 1.500.000 đồng mỗi tháng.`
  const answered = { number: 'HĐ 1/2026', question, office: 'Sở Nội vụ', unit: null, sources: ['thủ tục “Cấp giấy”, 970/QĐ-UBND'], text: Array.from({ length: 40 }, (_, at) => sentence(at)).join(' ') }
  const messages = zaloMessages(answered)
  expect(messages.length).toBeGreaterThan(3)
  expect(messages.every(one => one.length <= mostZalo && /[.]$/.test(one))).toBe(true)
  expect(messages.map(one => one.replace(/^\(\d+\/\d+\) /, '')).join(' ')).toContain(`${sentence(38)} ${sentence(39)}`)
  expect(zaloMessages({ ...answered, text: 'x'.repeat(2_500) }).every(one => one.length <= mostZalo)).toBe(true)
  expect(zaloMessages({ ...answered, text: 'Có.' })).toEqual(['Có.\nTrả lời câu hỏi HĐ 1/2026. Sở Nội vụ.\nCăn cứ: thủ tục “Cấp giấy”, 970/QĐ-UBND.'])
  // Words that the frame brings stand once, and nobody reads the mark that their own number left.
  const dressed = { ...answered, question: 'Số tôi [số điện thoại]. Có đến nhà không.', text: 'Kính gửi Ông/Bà,\n\nSở trả lời câu hỏi HĐ 1/2026 của ông/bà như sau:\nCó đến nhà.\n- Nộp ở xã.\nTrân trọng cảm ơn./.' }
  const signer = { behalf: [], position: 'Giám đốc', name: null }
  const { body } = letterOf({ ...dressed, receivedOn: '2026-10-12', channel: 'gửi qua Zalo', about: null, signer }, readConfig({}).office)
  for (const words of [mailText(dressed), JSON.stringify(body)]) expect(words).toMatch(/“Số tôi …. Có đến nhà không”[\s\S]*Có đến nhà\./)
  expect(JSON.stringify(body)).not.toMatch(/Kính gửi|Trân trọng|Sở trả lời câu hỏi/)
  expect(mailText(dressed).match(/Kính gửi|Trân trọng/g)).toEqual(['Kính gửi', 'Trân trọng'])
  expect(mailText(answered)).toMatch(/^Kính gửi Ông\/Bà,[\s\S]*Căn cứ:\n- thủ tục “Cấp giấy”[\s\S]*Trân trọng\.$/)
  expect(voiceText(answered)).toMatch(/Còn nội dung khác[\s\S]*HĐ 1\/2026/)
  expect(voiceText({ ...answered, text: '- Có đến nhà' })).toBe('Có đến nhà.\nSố câu hỏi của Ông/Bà là HĐ 1/2026, nhắc số này khi cần hỏi thêm.')
  const looked = (words: string) => lookedThrough(words).filter(piece => piece.hit).map(piece => piece.text)
  expect(looked('Bản chính nộp cho tổ chức; ông Lò Văn Pao, sinh năm 1962, ở bản Pa Cheo, số nhà 12 đường Hoàng Liên.')).toEqual(['ông Lò Văn Pao', 'sinh năm 1962', 'bản Pa Cheo', 'số nhà 12', 'đường Hoàng Liên'])
  expect(putIn('', null, 'A')).toEqual({ text: 'A', caret: 1 })
  expect(putIn('một hai', 3, 'và')).toEqual({ text: 'một và hai', caret: 6 })
  expect(putIn('một', null, 'hai\nba')).toEqual({ text: 'một\n\nhai\nba', caret: 11 })
})
