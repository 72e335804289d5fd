// Frequently asked questions as stories: written with citations, approved by a second person, answered with word for word, kept up to date.
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { fixDay } from '../src/clock.ts'
import { portal as itself } from '../src/events/events.ts'
import { events } from '../src/events/tables.ts'
import { staleFaqs } from '../src/faqs/stale.ts'
import { asksTheSame } from '../src/faqs/similar.ts'
import { faqs, faqVersions } from '../src/faqs/tables.ts'
import { tellFaqs } from '../src/notifications/faq-clocks.ts'
import { emptyContent, type ProcedureContent } from '../src/procedures/content.ts'
import { procedureVersions } from '../src/procedures/tables.ts'
import { publish, publishMany } from '../src/procedures/versions.ts'
import { openPortal, type TestPortal } from './portal.ts'

const disability: ProcedureContent = {
  ...emptyContent('Xác định mức độ khuyết tật và cấp Giấy xác nhận khuyết tật'), code: '1.001699', field: 'Bảo trợ xã hội', levels: ['commune'],
  papers: [{ name: 'Đơn đề nghị theo Mẫu số 01', case: null, originals: 1, copies: 0, form: 'Mẫu số 01', required: true, note: null }],
  steps: 'Bước 1: Người dân nộp đơn tại Ủy ban nhân dân cấp xã nơi cư trú.\nBước 2: Hội đồng xác định mức độ khuyết tật họp.', result: 'Giấy xác nhận khuyết tật',
}
const jobless: ProcedureContent = {
  ...emptyContent('Giải quyết hưởng trợ cấp thất nghiệp'), code: '1.014748', field: 'Việc làm', levels: ['province'],
  papers: [{ name: 'Sổ bảo hiểm xã hội', case: null, originals: 1, copies: 0, form: null, required: true, note: null }],
}
const question = 'Mất giấy xác nhận khuyết tật thì làm lại ở đâu?'
const answer = 'Nộp đơn tại Ủy ban nhân dân cấp xã nơi đang cư trú.\nKhông phải về nơi cấp cũ.'

let portal: TestPortal
let ids: string[]
let quote: string
beforeEach(async () => {
  portal = await openPortal()
  await portal.indexing.ready
  ids = await portal.store.write(db => publishMany(db, itself, [disability, jobless].map(content => (
    { content, effectiveFrom: '2026-01-01', publishedOn: '2026-01-01', decision: '970/QĐ-UBND', ownerUnitId: 'merit' })), 'test'))
  await expect.poll(() => portal.indexing.searcher.size, { timeout: 10_000 }).toBe(2)
  const [version] = await portal.store.read.select().from(procedureVersions).where(eq(procedureVersions.procedureId, ids[0]!))
  quote = `${ids[0]}|${version!.id}|steps|Bước 1: Người dân nộp đơn tại Ủy ban nhân dân cấp xã nơi cư trú.`
})

const form = (more: Record<string, string> = {}) => ({ question, answer, unitId: 'merit', personId: 'minh', 'quote-1': quote, ...more })
const written = async (name = 'minh', more: Record<string, string> = {}) => {
  const saved = await portal.as(name).post('/faqs', form(more))
  expect(saved.status).toBe(303)
  return saved.headers.get('location')!
}
const idOf = (address: string) => address.split('/').at(-1)!
const rowOf = async (address: string) => (await portal.store.read.select().from(faqs).where(eq(faqs.id, idOf(address))))[0]!
const inIndex = (address: string, there = true) => expect.poll(async () => (await portal.indexing.searcher.find(question)).hits.some(({ id }) => id === `faq:${idOf(address)}`), { interval: 20, timeout: 5_000 }).toBe(there)
/** Written by Minh, approved by Hoa, in the index. */
async function published(more: Record<string, string> = {}) {
  const address = await written('minh', more)
  expect((await portal.as('minh').post(`${address}/submission`, { number: '1' })).status).toBe(303)
  expect((await portal.as('hoa').post(`${address}/approval`, { number: '1', reviewOn: '2027-04-12' })).status).toBe(303)
  await inIndex(address)
  return address
}
const asked = async (name: string, words: string) => portal.as(name).text((await portal.as(name).post('/ask', { question: words })).headers.get('location')!.split('#')[0]!)

describe('from draft to use', () => {
  test('written, sent, approved by a second person; the assistant then answers with it, word for word, within a second', async () => {
    const address = await written()
    expect((await portal.as('cua').get(address)).status).toBe(404)
    expect(await portal.as('minh').text(address)).toContain('Gửi duyệt bản 1')
    await portal.as('minh').post(`${address}/submission`, { number: '1' })
    expect((await portal.as('minh').post(`${address}/approval`, { number: '1', reviewOn: '2027-04-12' })).status).toBe(403)
    expect(await portal.as('hoa').text(address)).toContain('Duyệt bản 1')
    expect((await portal.as('hoa').post(`${address}/approval`, { number: '1', reviewOn: '2026-10-12' })).status).toBe(422)
    const started = performance.now()
    expect((await portal.as('hoa').post(`${address}/approval`, { number: '1', reviewOn: '2027-04-12' })).status).toBe(303)
    await inIndex(address)
    expect(performance.now() - started).toBeLessThan(1_000)
    const said = await asked('cua', 'mất giấy xác nhận khuyết tật thì làm lại ở đâu')
    expect(said).toContain('<p>Nộp đơn tại Ủy ban nhân dân cấp xã nơi đang cư trú.</p>')
    expect(said).toContain('duyệt bởi Bế Thị Hoa ngày 12/10/2026')
    expect(said).toContain(`/procedures/${ids[0]}/versions/1#trinh-tu`)
    const page = await portal.as('cua').text(address)
    expect(page).toContain('1 lần')
    expect(page).not.toContain('Sửa</a>')
  })

  test('returned with a reason, changed and sent again', async () => {
    const address = await written()
    await portal.as('minh').post(`${address}/submission`, { number: '1' })
    expect((await portal.as('hoa').post(`${address}/return`, { number: '1', reason: ' ' })).status).toBe(422)
    expect((await portal.as('hoa').post(`${address}/return`, { number: '1', reason: 'Gọi 0912345678' })).status).toBe(422)
    await portal.as('hoa').post(`${address}/return`, { number: '1', reason: 'Thiếu giờ làm việc' })
    expect(await portal.as('minh').text(address)).toMatch(/Người duyệt trả lại[\s\S]*Thiếu giờ làm việc/)
    expect((await portal.as('minh').post(address, form({ answer: `${answer}\nGiờ hành chính.`, revision: '3' }))).status).toBe(303)
    expect((await portal.as('minh').post(`${address}/submission`, { number: '1' })).status).toBe(422)
    expect((await portal.as('minh').post(`${address}/submission`, { number: '2' })).status).toBe(303)
    expect(await portal.as('minh').text(`${address}/compare?from=1&to=2`)).toContain('Giờ hành chính.')
  })

  test('who touched the words does not approve them, even where they head the unit', async () => {
    const address = await written()
    expect((await portal.as('hoa').post(address, form({ answer: 'Nộp ở cấp xã.', revision: '1' }))).status).toBe(303)
    await portal.as('minh').post(`${address}/submission`, { number: '2' })
    expect((await portal.as('hoa').post(`${address}/approval`, { number: '2', reviewOn: '2027-01-01' })).status).toBe(403)
    expect(await portal.as('hoa').text(address)).toContain('Bạn có soạn bản này nên không tự duyệt')
    expect((await portal.as('kiem').post(`${address}/approval`, { number: '2', reviewOn: '2027-01-01' })).status).toBe(303)
  })

  test('while the next version is written the old one answers; archived, none does; an old version comes back as a draft', async () => {
    const address = await published()
    await portal.as('minh').post(address, form({ answer: 'Nội dung mới chưa duyệt.', revision: '3' }))
    expect(await portal.as('minh').text(address)).toContain('Trợ lý đang trả lời bằng bản 1')
    expect(await portal.as('cua').text(address)).not.toContain('Nội dung mới chưa duyệt')
    expect(await asked('cua', question)).toContain('Không phải về nơi cấp cũ.')
    expect((await portal.as('hoa').post(`${address}/archiving`, { reason: '' })).status).toBe(422)
    expect((await portal.as('cua').post(`${address}/archiving`, { reason: 'x' })).status).toBe(403)
    await portal.as('hoa').post(`${address}/archiving`, { reason: 'Quy định đã thay' })
    await inIndex(address, false)
    expect(await asked('cua', question)).not.toContain('Không phải về nơi cấp cũ.')
    expect((await portal.as('cua').get(address)).status).toBe(404)
    expect((await portal.as('minh').post(`${address}/versions/1/restoring`)).status).toBe(303)
    const versions = await portal.store.read.select().from(faqVersions).where(eq(faqVersions.faqId, idOf(address)))
    expect(versions).toHaveLength(3)
    expect(versions.find(({ number }) => number === 3)).toMatchObject({ answer, approvedById: null })
    expect((await rowOf(address)).state).toBe('draft')
  })

  test('two people write at once: the second is told, and nothing is lost', async () => {
    const address = await written()
    await portal.as('minh').post(address, form({ answer: 'Lời của Minh.', revision: '1' }))
    const again = await portal.as('hoa').post(address, form({ answer: 'Lời của Hoa.', revision: '1' }))
    expect(again.status).toBe(422)
    const page = await again.text()
    expect(page).toContain('Người khác vừa lưu bản 2')
    expect(page).toContain('Lời của Hoa.')
    expect(page).toContain('name="revision" value="2"')
    expect((await portal.as('hoa').post(address, form({ answer: 'Lời của Hoa.', revision: '2' }))).status).toBe(303)
    expect((await portal.store.read.select().from(faqVersions).where(eq(faqVersions.faqId, idOf(address)))).map(one => one.answer).toSorted()).toEqual(['Lời của Hoa.', 'Lời của Minh.', answer])
  })
})

describe('writing', () => {
  test('a procedure is found by words, its passages ticked, without any script', async () => {
    const minh = portal.as('minh')
    const found = await (await minh.post('/faqs/draft', { question, do: 'find' })).text()
    expect(found).toContain(`name="pick" value="${ids[0]}"`)
    const chosen = await (await minh.post('/faqs/draft', { question, answer, pick: ids[0]! })).text()
    expect(chosen).toContain(`value="${quote}"`)
    expect(chosen).toContain(answer)
    const kept = await (await minh.post('/faqs/draft', { question, procedureId: ids[0]!, 'quote-7': quote })).text()
    expect(kept).toMatch(/value="[^"]*\|steps\|Bước 1[^"]*" checked/)
    expect(await portal.store.read.$count(faqs)).toBe(0)
  })

  test('a quotation that the record does not have is refused; so is personal data; what was typed stays', async () => {
    const refused = async (more: Record<string, string>) => {
      const response = await portal.as('minh').post('/faqs', form(more))
      expect(response.status).toBe(422)
      return response.text()
    }
    expect(await refused({ 'quote-1': `${quote} Thêm.` })).toContain('không có trong thủ tục')
    expect(await refused({ answer: 'Gọi 0912 345 678 gặp chị Mai' })).toContain('số điện thoại')
    expect(await refused({ question: ' ' })).toContain('Ghi câu hỏi.')
    expect(await refused({ unitId: 'jobs' })).toContain('Bạn soạn được câu hỏi của đơn vị mình')
    expect(await refused({ question: '', answer: 'Giữ nguyên điều đã gõ' })).toContain('Giữ nguyên điều đã gõ')
    expect(await portal.store.read.$count(faqs)).toBe(0)
  })

  test('without an answer or a source it is not sent; an entry alike must be looked at first', async () => {
    const bare = await written('minh', { 'quote-1': '' })
    expect(await (await portal.as('minh').post(`${bare}/submission`, { number: '1' })).text()).toContain('Chưa dẫn đoạn nào')
    const other = await written('minh', { question: 'Bị mất giấy xác nhận khuyết tật làm lại chỗ nào' })
    const page = await portal.as('minh').text(other)
    expect(page).toMatch(/Đã có câu gần giống[\s\S]*Mất giấy xác nhận khuyết tật thì làm lại ở đâu/)
    expect((await portal.as('minh').post(`${other}/submission`, { number: '1' })).status).toBe(422)
    expect((await portal.as('minh').post(`${other}/submission`, { number: '1', seen: 'on' })).status).toBe(303)
    const fragment = await (await portal.as('cua').post('/faqs/similar', { question: 'mat giay xac nhan khuyet tat' })).text()
    expect(fragment).toContain(bare)
  })

  test('one click from an answer: the question and what was quoted are filled in', async () => {
    const page = await asked('minh', 'Hưởng trợ cấp thất nghiệp cần giấy tờ gì?')
    const link = /\/faqs\/new\?turn=[\w-]+/.exec(page)![0]
    const filled = await portal.as('minh').text(link)
    expect(filled).toContain('Hưởng trợ cấp thất nghiệp cần giấy tờ gì?')
    expect(filled).toMatch(/\|papers\|Sổ bảo hiểm xã hội" checked/)
    expect((await portal.as('cua').get(link)).status).toBe(404)
  })
})

describe('answering', () => {
  test('only a question that asks the same is answered with it', () => {
    expect(asksTheSame('mất giấy xác nhận khuyết tật làm lại ở đâu', [question])).toBe(true)
    expect(asksTheSame('mất giấy xác nhận khuyết tật làm lại hết bao nhiêu tiền', [question])).toBe(false)
    expect(asksTheSame('cấp giấy xác nhận khuyết tật cần giấy tờ gì', [question])).toBe(false)
    expect(asksTheSame('mất sổ bảo hiểm thì làm lại ở đâu', [question])).toBe(false)
  })

  test('a question on a point that it does not answer is answered from the procedure', async () => {
    await published()
    const said = await asked('cua', 'Xác định mức độ khuyết tật và cấp Giấy xác nhận khuyết tật cần giấy tờ gì?')
    expect(said).toContain('Đơn đề nghị theo Mẫu số 01')
    expect(said).not.toContain('duyệt bởi')
  })

  test('what was approved for just these words is answered with, though they sound like one’s own file', async () => {
    await published({ phrasings: 'Hồ sơ khuyết tật của tôi nộp hôm qua đến đâu rồi?' })
    expect(await asked('cua', 'hồ sơ khuyết tật của tôi nộp hôm qua đến đâu rồi')).toContain('duyệt bởi Bế Thị Hoa')
    expect(await asked('cua', 'Hồ sơ khuyết tật của tôi nộp hôm kia đến đâu rồi?')).toContain('Không trả lời')
  })

  test('other phrasings count; with an answer the conversation goes on about its procedure', async () => {
    await published({ phrasings: 'Thẻ khuyết tật bị rách xin cấp lại chỗ nào' })
    const address = (await portal.as('cua').post('/ask', { question: 'thẻ khuyết tật bị rách xin cấp lại chỗ nào' })).headers.get('location')!.split('#')[0]!
    expect(await portal.as('cua').text(address)).toContain('Không phải về nơi cấp cũ.')
    await portal.as('cua').post(`${address}/turns`, { question: 'Cần giấy tờ gì?' })
    expect(await portal.as('cua').text(address)).toContain('Đơn đề nghị theo Mẫu số 01')
  })

  test('its source changed: it says so, and it is listed as stale until it cites the version in force', async () => {
    const address = await published()
    expect((await staleFaqs(portal.store.read)).size).toBe(0)
    await portal.store.write(db => publish(db, itself, { procedureId: ids[0]!, content: { ...disability, steps: 'Bước 1: Nộp tại Trung tâm Phục vụ hành chính công.' }, kind: 'amended', effectiveFrom: '2026-10-12', publishedOn: '2026-10-12' }))
    expect((await staleFaqs(portal.store.read)).get(idOf(address))).toMatchObject([{ sentence: 'Thủ tục được dẫn đã có bản 2; đoạn dẫn không còn nguyên văn trong bản ấy.' }])
    expect(await portal.as('cua').text('/faqs')).toContain('Cần xem lại')
    expect(await portal.as('cua').text(address)).toContain('đoạn dẫn không còn nguyên văn')
    expect(await asked('cua', question)).toContain('Câu trả lời này cần xem lại.')
  })
})

describe('upkeep', () => {
  test('the keeper is reminded before the day and on it, once each; past it the answer says so; confirmed, it is quiet', async () => {
    const address = await published()
    expect(await tellFaqs(portal.store)).toBe(0)
    fixDay('2027-03-30')
    expect(await tellFaqs(portal.store)).toBe(1)
    expect(await tellFaqs(portal.store)).toBe(0)
    fixDay('2027-04-12')
    expect(await tellFaqs(portal.store)).toBe(1)
    await expect.poll(async () => portal.as('minh').text('/notices'), { timeout: 5_000 }).toContain('đã nhắc rà soát câu hỏi thường gặp, đến ngày')
    fixDay('2027-04-13')
    expect(await portal.as('cua').text('/faqs?due=late')).toContain('Quá hạn rà soát')
    expect(await asked('cua', question)).toContain('quá ngày rà soát 12/04/2027')
    expect((await portal.as('cua').post(`${address}/confirmation`, { reviewOn: '2027-10-13' })).status).toBe(403)
    expect((await portal.as('minh').post(`${address}/confirmation`, { reviewOn: '2027-10-13' })).status).toBe(303)
    expect(await asked('cua', question)).not.toContain('quá ngày rà soát')
  })

  test('those who approve are told of what waits, the writer of what became of it', async () => {
    const address = await written()
    await portal.as('minh').post(`${address}/submission`, { number: '1' })
    await expect.poll(async () => portal.as('hoa').text('/notices'), { timeout: 5_000 }).toContain('đã gửi duyệt câu hỏi thường gặp')
    await portal.as('kiem').post(`${address}/return`, { number: '1', reason: 'Cần rõ hơn' })
    await expect.poll(async () => portal.as('minh').text('/notices'), { timeout: 5_000 }).toContain('đã trả lại câu hỏi thường gặp')
  })

  test('the list is narrowed by its address, and goes out as a file; every step left an event', async () => {
    const address = await published()
    await written('hoa', { question: 'Con dưới sáu tuổi có được cấp giấy khuyết tật không' })
    expect(await portal.as('cua').text('/faqs')).toContain('1 câu hỏi thường gặp')
    expect(await portal.as('minh').text('/faqs?state=draft')).toMatch(/1 câu hỏi thường gặp đang soạn[\s\S]*Con dưới sáu tuổi/)
    expect(await portal.as('minh').text('/faqs?q=lam+lai&unit=merit&sort=review')).toContain(address)
    expect(await portal.as('minh').text('/faqs?unit=jobs')).toContain('Không có câu nào khớp')
    expect(await portal.as('cua').text('/faqs/export/csv')).toContain('Không phải về nơi cấp cũ.')
    expect((await portal.as('cua').get('/faqs/export/xlsx')).headers.get('content-type')).toContain('spreadsheet')
    expect((await portal.store.read.select().from(events).where(eq(events.subjectId, idOf(address))).orderBy(events.number)).map(({ action }) => action)).toEqual(['faq begun', 'faq submitted', 'faq approved'])
    expect((await portal.as('xem').get('/faqs/new')).status).toBe(403)
  })
})
