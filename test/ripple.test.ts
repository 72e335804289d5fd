// The whole loop: asked, refused, entered as a question of a citizen, answered, made knowledge that the assistant quotes; then the procedure
// is amended, everything that quotes it is flagged with its owner, and leaves the list as it is corrected, recalled, told anew or confirmed.
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { setClock } from '../src/clock.ts'
import { replyTemplates } from '../src/enquiries/tables.ts'
import { portal as itself } from '../src/events/events.ts'
import { faqs } from '../src/faqs/tables.ts'
import { newId } from '../src/ids.ts'
import { notices } from '../src/notifications/tables.ts'
import { tellSources } from '../src/notifications/source-clocks.ts'
import { emptyContent, type LegalBasis, type ProcedureContent } from '../src/procedures/content.ts'
import { procedureVersions } from '../src/procedures/tables.ts'
import { publish, publishMany } from '../src/procedures/versions.ts'
import { pieces } from '../src/propaganda/tables.ts'
import { lapsedIn, namesDocument } from '../src/sources/of-bases.ts'
import { tasks } from '../src/tasks/tables.ts'
import { openPortal } from './portal.ts'

const disability: ProcedureContent = {
  ...emptyContent('Xác định mức độ khuyết tật và cấp Giấy xác nhận khuyết tật'), code: '1.001699', field: 'Bảo trợ xã hội', levels: ['commune'],
  channels: [{ kind: 'inPerson', case: null, limit: { number: 25, unit: 'workingDay' }, limitText: null, fee: 'Không thu', note: null }],
  papers: [{ name: 'Đơn đề nghị theo Mẫu số 01', case: null, originals: 1, copies: 0, form: 'Mẫu số 01', required: true, note: null }],
  steps: 'Bước 1: Người dân nộp đơn tại Ủy ban nhân dân cấp xã nơi cư trú.\nBước 2: Hội đồng xác định mức độ khuyết tật họp.',
  result: 'Giấy xác nhận khuyết tật', legalBases: [{ number: '131/2021/NĐ-CP', title: null, date: null, issuer: null, validity: 'inForce' }],
}
const step2 = 'Bước 2: Hội đồng xác định mức độ khuyết tật họp.'
const amended: ProcedureContent = {
  ...disability, steps: 'Bước 1: Nộp tại Trung tâm Phục vụ hành chính công.\nBước 2: Hội đồng họp tại nhà.',
  legalBases: [{ ...disability.legalBases[0]!, validity: 'expired' }],
}
const question = 'Mẹ tôi nằm một chỗ không đi được thì hội đồng có đến tận nhà không?'
const list = '/assistant/sources'

/** Keys of the rows of a list, and their kinds. */
const keysIn = (page: string) => [...page.matchAll(/name="item" value="([^"]+)"/g)].map(([, key]) => key!)
const kindsIn = (page: string) => keysIn(page).map(key => key.split(' ')[0]!).toSorted()

test('asked, refused, answered, made knowledge; amended, flagged everywhere, corrected', { timeout: 60_000 }, async () => {
  const portal = await openPortal({ SESSION_HOURS: '48' })
  await portal.indexing.ready
  const { read } = portal.store
  const [id] = await portal.store.write(db => publishMany(db, itself, [
    { content: disability, effectiveFrom: '2026-01-01', publishedOn: '2026-01-01', decision: '970/QĐ-UBND', ownerUnitId: 'merit' },
  ], 'test')) as [string]
  await expect.poll(() => portal.indexing.searcher.size, { timeout: 10_000 }).toBe(1)
  const versionId = async () => (await read.select({ id: procedureVersions.id }).from(procedureVersions).orderBy(procedureVersions.number)).at(-1)!.id
  const first = await versionId()
  const cites = (section: string, quote: string, version = first) => `${id}|${version}|${section}|${quote}`
  const [cua, minh, hoa, yen, kiem] = ['cua', 'minh', 'hoa', 'yen', 'kiem'].map(name => portal.as(name)) as [Asker, Asker, Asker, Asker, Asker]
  type Asker = ReturnType<typeof portal.as>
  const ok = async (sent: Promise<Response>) => {
    const answer = await sent
    expect([answer.status, answer.status === 303 ? '' : /class="err"[^>]*>[^<]*/.exec(await answer.text())?.[0]]).toEqual([303, ''])
    return answer.headers.get('location')!
  }
  const enter = async (more: Record<string, string> = {}) => {
    const form = { id: newId(), channel: 'zalo', question, procedureId: id, ...more }
    await ok(cua.post('/enquiries', form))
    return form.id
  }

  // Asked: the assistant has no answer. Entered for the unit, answered from the record, checked by a second person.
  expect(await cua.text((await ok(cua.post('/ask', { question }))).split('#')[0]!)).toContain('Không tìm thấy')
  const answered = await enter()
  const template = { title: 'Về trình tự', text: 'Thưa ông bà, trình tự như sau.', unitId: 'merit' }
  await ok(minh.post('/replies/templates', { ...template, 'quote-1': cites('steps', step2) }))
  await ok(minh.post('/replies/templates', { title: 'Lời chào', text: 'Theo Nghị định 131/2021/NĐ-CP, kính gửi ông bà.', unitId: 'merit' }))
  await ok(minh.post(`/enquiries/${answered}/answer`, { text: 'Hội đồng đến tận nhà.', revision: '0', 'quote-1': cites('steps', step2) }))
  await ok(hoa.post(`/enquiries/${answered}/answers/1/sending`))

  // Made knowledge: from now on the assistant quotes it.
  const faq = await ok(minh.post(`/enquiries/${answered}/publication`, {
    question, answer: 'Hội đồng đến tận nhà.', procedureId: id, unitId: 'merit', clean: 'on', seen: 'on', 'quote-1': cites('steps', step2) }))
  await ok(minh.post(`${faq}/submission`, { number: '1', seen: 'on' }))
  await ok(hoa.post(`${faq}/approval`, { number: '1', reviewOn: '2027-04-12' }))
  await expect.poll(() => portal.indexing.searcher.size, { timeout: 10_000 }).toBe(2)
  const talk = (await ok(cua.post('/ask', { question }))).split('#')[0]!
  expect(await cua.text(talk)).toContain('Hội đồng đến tận nhà.')
  await ok(cua.post('/ask', { question: 'xác định mức độ khuyết tật cần giấy tờ gì' }))

  // Public text, a slip, two questions that are still open: one with a draft, one without.
  const piece = await ok(minh.post('/propaganda', { form: 'talk', procedureId: id, unitId: 'merit' }))
  await ok(minh.post(`${piece}/submission`, { number: '1' }))
  await ok(hoa.post(`${piece}/approval`, { number: '1' }))
  const slip = await ok(cua.post(`/procedures/${id}/slip`, {}))
  const drafted = await enter()
  await ok(minh.post(`/enquiries/${drafted}/answer/draft`, { text: 'Thưa bác.', revision: '0', 'quote-1': cites('steps', step2) }))
  const waiting = await enter({ question: 'Hội đồng họp ở đâu?' })
  expect(await kiem.text(list)).toContain('Không có chỗ nào trích bản cũ')

  // Amended. Before, the page of the abolition says what it touches.
  setClock(() => new Date('2026-10-13T09:00:00+07:00'))
  expect(await kiem.text(`/procedures/${id}/abolition`)).toContain('Việc này chạm 1 câu hỏi thường gặp, 1 mẫu trả lời, 1 bài tuyên truyền, '
    + '2 câu hỏi công dân đang mở, 1 câu đã trả lời công dân, 1 phiếu hướng dẫn, 2 câu trợ lý đã trả lời')
  await portal.store.write(db => publish(db, itself, {
    procedureId: id, content: amended, kind: 'amended', effectiveFrom: '2026-10-13', publishedOn: '2026-10-13', decision: '12/QĐ-UBND' }))

  // Flagged, each with its owner; what quotes only the rest of the record stands apart.
  const page = await kiem.text(list)
  expect(kindsIn(page)).toEqual(['answer', 'enquiry', 'enquiry', 'faq', 'given', 'piece', 'template', 'template'])
  expect(page).toMatch(/Lời chào[\s\S]*Văn bản 131\/2021\/NĐ-CP[\s\S]*Hết hiệu lực theo căn cứ của một thủ tục từ 13\/10\/2026/)
  expect(page).toMatch(/khác bản được trích ở trình tự thực hiện, căn cứ pháp lý[\s\S]*Phần được trích đã đổi: trình tự thực hiện/)
  expect(page).toMatch(/Mẫu trả lời · viết ngày 12\/10\/2026, theo bản 1[\s\S]*?Phạm Văn Minh<span class="note">Phòng Người có công/)
  expect(page).toContain('2 chỗ chưa xử lý chỉ trích phần không đổi')
  expect(kindsIn(await kiem.text(`${list}?part=same`))).toEqual(['answer', 'slip'])
  expect(kindsIn(await kiem.text(`${list}?part=all&kind=enquiry&q=hop+o+dau&procedure=${id}`))).toEqual(['enquiry'])
  expect(await minh.text(list)).toContain('thêm 1 câu trả lời cho người khác')
  expect((await kiem.get(`${list}/export/xlsx?part=all&state=all`)).headers.get('content-type')).toContain('spreadsheetml')

  // Each owner is told once, of all that is theirs.
  expect([await tellSources(portal.store), await tellSources(portal.store)]).toEqual([2, 0])
  await expect.poll(() => read.select({ to: notices.personId }).from(notices).where(eq(notices.subjectId, 'sources')).orderBy(notices.personId))
    .toEqual([{ to: 'cua' }, { to: 'minh' }])
  expect(await minh.text('/notices')).toMatch(/Nguồn thay đổi: chỗ trích cần xem lại[\s\S]*1 câu hỏi thường gặp, 2 mẫu trả lời, 1 bài tuyên truyền/)

  // Nothing is shown without its warning.
  expect(await minh.text(`/procedures/${id}`)).toContain(`hx-get="/procedures/${id}/quoting"`)
  expect(await kiem.text(`/procedures/${id}/quoting`)).toContain('10 chỗ còn trích bản cũ, chưa xử lý')
  expect(await minh.text(faq)).toContain('không còn nguyên văn')
  expect(await minh.text('/replies/templates')).toContain('Cần xem lại')
  expect(await minh.text(`${piece}/print`)).toContain('không còn nguyên văn')
  expect(await cua.text(slip)).toContain('Bản 2 áp dụng từ')
  expect(await cua.text(talk)).toContain('thủ tục đã có bản 2')
  expect(await cua.text(`/enquiries/${answered}`)).toContain('Nguồn đã thay đổi sau khi trả lời')
  expect(await minh.text(`/enquiries/${drafted}`)).toContain('không còn nguyên văn')
  expect(await minh.text(`/enquiries/${waiting}`)).toContain('đã có bản 2')
  expect(await minh.text(`/enquiries/${waiting}/answer`)).toMatch(/Về trình tự[\s\S]*không còn nguyên văn/)

  // In bulk: what only quotes the rest is confirmed at a click; the piece is recalled; who was told otherwise is told anew; a task for the rest.
  const key = (kind: string, of = page) => keysIn(of).find(one => one.startsWith(`${kind} `) && !one.includes('NĐ-CP'))!
  const ticked = (...kinds: string[]): [string, string][] => kinds.map(kind => ['item', key(kind)])
  await ok(kiem.post(`${list}/confirmation`, { item: keysIn(page).find(one => one.includes('NĐ-CP'))! }))
  await ok(kiem.post(`${list}/confirmation`, { quiet: 'on' }))
  expect(kindsIn(await kiem.text(`${list}?part=same`))).toEqual([])
  const wrong = await hoa.post(`${list}/confirmation`, ticked('piece'))
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('Hãy sửa hoặc thu hồi bài')])
  expect((await cua.post(`${list}/telling`, ticked('given', 'faq'))).status).toBe(422)
  await ok(cua.post(`${list}/telling`, ticked('given', 'answer')))
  await ok(hoa.post(`${list}/recall`, [...ticked('piece'), ['reason', 'Trình tự đã đổi']]))
  expect((await read.select().from(pieces))[0]).toMatchObject({ state: 'recalled' })
  await ok(yen.post(`${list}/tasks`, [...ticked('faq', 'template'), ['due', '2026-10-26']]))
  expect(await read.select().from(tasks)).toMatchObject([{ unitId: 'merit', assignerId: 'yen', due: '2026-10-26' }])
  expect(kindsIn(await kiem.text(list))).toEqual(['enquiry', 'enquiry'])

  // Corrected: what quotes the version in force leaves the list, whatever was said of it before.
  const fresh = await versionId()
  const now2 = cites('steps', 'Bước 2: Hội đồng họp tại nhà.', fresh)
  const faqId = faq.split('/').at(-1)!
  const [entry] = await read.select().from(faqs).where(eq(faqs.id, faqId))
  const anew = { question, answer: 'Hội đồng họp tại nhà.', procedureId: id, unitId: 'merit', personId: 'minh' }
  await ok(minh.post(faq, { ...anew, revision: String(entry!.revision), 'quote-1': now2 }))
  await ok(minh.post(`${faq}/submission`, { number: '2', seen: 'on' }))
  await ok(hoa.post(`${faq}/approval`, { number: '2', reviewOn: '2027-04-12' }))
  const [kept] = await read.select().from(replyTemplates).where(eq(replyTemplates.title, 'Về trình tự'))
  await ok(minh.post(`/replies/templates/${kept!.id}`, { ...template, revision: String(kept!.revision), 'quote-1': now2 }))
  await ok(minh.post(`/enquiries/${drafted}/answer/draft`, { text: 'Thưa bác.', revision: '1', 'quote-1': now2 }))
  await ok(minh.post(`/enquiries/${waiting}/answer`, { text: 'Tại nhà.', revision: '0', 'quote-1': now2 }))
  expect(kindsIn(await kiem.text(`${list}?part=all`))).toEqual([])
  expect(kindsIn(await kiem.text(`${list}?part=all&state=all`))).toEqual(['answer', 'answer', 'given', 'slip', 'template'])
  expect(await minh.text(faq)).not.toContain('không còn nguyên văn')
})

const basis = (number: string, validity: LegalBasis['validity'] = 'inForce'): LegalBasis =>
  ({ number, title: null, date: null, issuer: null, validity })

test('a document is no longer a legal basis where it lapsed or went; a text names it only as a whole', () => {
  const [old, kept] = [basis('Nghị định số 131/2021/NĐ-CP'), basis('Luật 10/2012/QH13')]
  expect(lapsedIn([old, kept], [basis('75/2024/NĐ-CP'), kept])).toEqual([{ number: '131/2021/NĐ-CP', lapsed: false }])
  expect(lapsedIn([old, kept], [basis('131/2021/NĐ-CP', 'expired'), kept])).toEqual([{ number: '131/2021/NĐ-CP', lapsed: true }])
  expect(lapsedIn([basis('131/2021/NĐ-CP', 'expired'), basis('Hiến pháp')], [])).toEqual([])
  const named = (text: string) => namesDocument(text, '31/2021/NĐ-CP')
  expect(['theo 31/2021/NĐ-CP.', 'Nghị định 131/2021/NĐ-CP', '31/2021/NĐ-CPA, rồi 31/2021/NĐ-CP'].map(named)).toEqual([true, false, true])
})
