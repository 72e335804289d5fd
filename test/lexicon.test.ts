// What staff teach the assistant about words, as stories: the pack applied, entries, everyday names, pins, and what answers then.
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { setClock } from '../src/clock.ts'
import { readLexicon } from '../src/assistant/lexicon.ts'
import { packNames, readNames } from '../src/assistant/pack.ts'
import { portal as itself } from '../src/events/events.ts'
import { events } from '../src/events/tables.ts'
import { applyPack, type Edition } from '../src/lexicon/applying.ts'
import { listPins, pinsInForce } from '../src/lexicon/pinning.ts'
import { pinned, type Pin } from '../src/lexicon/pins.ts'
import { answerPins, everydayNames, lexiconEntries } from '../src/lexicon/tables.ts'
import { makeTest } from '../src/proving/tests.ts'
import { emptyContent, type ProcedureContent } from '../src/procedures/content.ts'
import { publishMany } from '../src/procedures/versions.ts'
import { addSecondHead, openPortal, type TestPortal } from './portal.ts'

const edition = (digest: string, lexicon: string, names: string): Edition => ({ digest, lexicon: () => readLexicon(lexicon), names: () => readNames(names) })
const first = edition('1', `
[sayings]
trợ cấp thất nghiệp = tiền thất nghiệp, mất việc
mai táng = ma chay
[short]
ntn = như thế nào
nthn = như thế nào`, `
# 1.014748 · Giải quyết hưởng trợ cấp thất nghiệp
lãnh tiền sau khi bị cho nghỉ | hưởng chế độ | người lao động
# – · Đăng ký thỏa thuận riêng
ký giấy thỏa thuận riêng | đăng ký | người lao động`)

const jobless: ProcedureContent = {
  ...emptyContent('Giải quyết hưởng trợ cấp thất nghiệp'), code: '1.014748', field: 'Việc làm', levels: ['province'],
  papers: [{ name: 'Sổ bảo hiểm xã hội', case: null, originals: 1, copies: 0, form: null, required: true, note: null }],
}
const disability: ProcedureContent = {
  ...emptyContent('Xác định mức độ khuyết tật và cấp Giấy xác nhận khuyết tật'), code: '1.001699', field: 'Bảo trợ xã hội', levels: ['commune'],
  papers: [{ name: 'Đơn đề nghị theo Mẫu số 01', case: null, originals: 1, copies: 0, form: 'Mẫu số 01', required: true, note: null }],
}

/** The two procedures, of the merit division; their ids. */
async function withProcedures(portal: TestPortal): Promise<string[]> {
  await portal.indexing.ready
  const ids = await portal.store.write(db => publishMany(db, itself, [jobless, disability].map(content => (
    { content, effectiveFrom: '2026-01-01', publishedOn: '2026-01-01', decision: '970/QĐ-UBND', ownerUnitId: 'merit' })), 'test'))
  await expect.poll(() => portal.indexing.searcher.size, { timeout: 10_000 }).toBe(2)
  return ids
}

describe('the pack', () => {
  test('applied twice it changes nothing, and leaves one event', async () => {
    const { store } = await openPortal()
    expect(await applyPack(store, first)).toEqual({ entries: { added: 3, changed: 0, aside: 0, kept: 0 }, names: { added: 2, changed: 0, aside: 0, kept: 0 } })
    expect((await store.read.select().from(lexiconEntries)).map(({ term, sayings }) => [term, sayings])).toEqual(expect.arrayContaining([['như thế nào', ['ntn', 'nthn']]]))
    expect(await applyPack(store, first)).toBeNull()
    expect(await applyPack(store, { ...first, digest: '1 again' })).toEqual({ entries: { added: 0, changed: 0, aside: 0, kept: 0 }, names: { added: 0, changed: 0, aside: 0, kept: 0 } })
    expect(await store.read.$count(events, eq(events.action, 'lexicon pack applied'))).toBe(2)
  })

  test('the portal’s own edition is readable from end to end, and every name has an operation and a person', async () => {
    const { store } = await openPortal()
    const done = await applyPack(store)
    expect(done!.entries.added).toBeGreaterThan(150)
    const names = [...packNames().values()].flat()
    expect(names.filter(({ operation, person }) => !operation || !person)).toEqual([])
    expect(done!.names.added).toBe(await store.read.$count(everydayNames))
  })

  test('names reach the running index, also of a procedure that has no code; a procedure that comes later finds its names', async () => {
    const portal = await openPortal()
    await applyPack(portal.store, first)
    const ids = await withProcedures(portal)
    const best = async (question: string) => (await portal.indexing.searcher.find(question)).hits[0]?.id
    expect(await best('bị cho nghỉ thì lãnh tiền sao')).toBe(ids[0])
    const [other] = await portal.store.write(db => publishMany(db, itself, [{ content: emptyContent('Đăng ký thỏa thuận riêng'), effectiveFrom: '2026-01-01', publishedOn: '2026-01-01' }], 'test'))
    await expect.poll(() => best('muốn ký giấy thỏa thuận riêng với chủ')).toBe(other)
  })
})

const pin = (phrase: string, procedureId: string, kind: Pin['kind'] = 'pin'): Pin => ({ kind, phrase, procedureId, reason: 'người dân hay hỏi', madeBy: 'Đỗ Thị Kiểm' })

describe('what pins say of a question', () => {
  test('whole words, in any spelling of tone marks and letters', () => {
    const pins = [pin('Hoà giải', 'a')]
    expect(pinned(['hòa giải ở đâu'], pins).first?.procedureId).toBe('a')
    expect(pinned(['hoa giai o dau'], pins).first?.procedureId).toBe('a')
    expect(pinned(['hỏa giải ở đâu'], pins).first).toBeNull()
    expect(pinned(['hòa giảia ở đâu'], pins).first).toBeNull()
  })
  test('the longest phrase counts; what is excluded is not pinned', () => {
    const pins = [pin('tiền già', 'a'), pin('lãnh tiền già', 'b'), pin('giúp', 'c', 'exclude'), pin('giúp', 'b', 'exclude')]
    expect(pinned(['lãnh tiền già'], pins).first?.procedureId).toBe('b')
    const { first, excluded } = pinned(['lãnh tiền già giúp'], pins)
    expect(first?.procedureId).toBe('a')
    expect([...excluded.keys()].toSorted()).toEqual(['b', 'c'])
  })
})

describe('entries', () => {
  const opened = async () => {
    const portal = await openPortal()
    await applyPack(portal.store, first)
    return { portal, ids: await withProcedures(portal) }
  }
  const idOf = async ({ store }: TestPortal, term: string) => (await store.read.select().from(lexiconEntries).where(eq(lexiconEntries.term, term)))[0]!.id

  test('what staff teach is understood at once; what they put aside no longer is', async () => {
    const { portal, ids: [, disabilityId] } = await opened()
    const kiem = portal.as('kiem')
    const best = async () => (await portal.indexing.searcher.find('bị què chân thì xin gì')).hits[0]?.id
    expect(await best()).not.toBe(disabilityId)
    const saved = await kiem.post('/assistant/words', { kind: 'saying', term: 'khuyết tật', sayings: 'bị què chân\nđi lại khó, bị què chân' })
    expect(saved.status).toBe(303)
    const started = performance.now()
    await expect.poll(best, { interval: 20 }).toBe(disabilityId)
    expect(performance.now() - started).toBeLessThan(1_000)
    const address = saved.headers.get('location')!
    const page = await kiem.text(address)
    expect(page).toContain('<span class="chip">bị què chân</span>')
    expect(page).toContain('đã thêm từ ngữ “khuyết tật”: “bị què chân”, “đi lại khó”')
    expect((await kiem.post(`${address}/aside`)).status).toBe(303)
    await expect.poll(best, { interval: 20 }).not.toBe(disabilityId)
    expect(await kiem.text(address)).toContain('Thôi dùng')
    expect(await kiem.text('/assistant/words?state=aside')).toContain('1 từ ngữ thôi dùng')
  })

  test('the office’s change survives a new edition of the pack; what nobody touched follows it', async () => {
    const { portal } = await opened()
    const id = await idOf(portal, 'trợ cấp thất nghiệp')
    expect((await portal.as('yen').post(`/assistant/words/${id}`, { sayings: 'tiền thất nghiệp\nmất chén cơm', revision: '1' })).status).toBe(303)
    const done = await applyPack(portal.store, edition('2', `
[sayings]
trợ cấp thất nghiệp = tiền thất nghiệp, mất việc, nghỉ việc
lương hưu = tiền hưu
[short]
ntn = như thế nào`, '# 1.014748 · Giải quyết hưởng trợ cấp thất nghiệp\nlãnh tiền sau khi bị cho nghỉ | hưởng chế độ | người dân'))
    expect(done).toEqual({ entries: { added: 1, changed: 1, aside: 1, kept: 1 }, names: { added: 0, changed: 1, aside: 1, kept: 0 } })
    const rows = Object.fromEntries((await portal.store.read.select().from(lexiconEntries)).map(({ term, sayings, inUse }) => [term, inUse ? sayings.join() : 'aside']))
    expect(rows).toEqual({ 'trợ cấp thất nghiệp': 'tiền thất nghiệp,mất chén cơm', 'mai táng': 'aside', 'như thế nào': 'ntn', 'lương hưu': 'tiền hưu' })
    expect(await portal.as('kiem').text('/assistant/words?source=changed')).toContain('mất chén cơm')
    // What the new edition took away comes back with the one after it.
    expect((await applyPack(portal.store, { ...first, digest: '3' }))!.entries).toMatchObject({ added: 0, changed: 2, aside: 1 })
  })

  test('before saving: warnings, how a question would be read, and who asked so lately', async () => {
    const { portal } = await opened()
    await portal.as('minh').post('/ask', { question: 'Em bị cho thôi việc thì được gì?' })
    const page = await portal.as('kiem').text('/assistant/words')
    expect(page).toContain('3 từ ngữ đang dùng')
    const answer = await portal.as('kiem').post('/assistant/words/preview', { kind: 'saying', term: 'chấm dứt hợp đồng', sayings: 'bị cho thôi việc, mất việc, mai táng', question: 'Bị cho thôi việc thì sao' })
    expect(answer.status).toBe(200)
    const preview = await answer.text()
    expect(preview).toContain('“mất việc” đã là cách nói của “trợ cấp thất nghiệp”')
    expect(preview).toContain('“mai táng” lại là từ ngữ chính thức của một mục khác')
    expect(preview).toMatch(/Hiện nay trợ lý đọc là[\s\S]*Không hiểu thêm từ ngữ nào[\s\S]*Lưu xong sẽ đọc là[\s\S]*“bị cho thôi việc” hiểu là <b>chấm dứt hợp đồng<\/b>/)
    expect(preview).toContain('Chưa có câu kiểm chứng nào')
    expect(preview).toContain('Em bị cho thôi việc thì được gì?')
    expect(preview).toContain('value="chấm dứt hợp đồng"')
    expect(await portal.store.read.$count(lexiconEntries)).toBe(3)
  })

  test('before saving: which test questions would be answered differently; nothing is different yet', async () => {
    const { portal, ids } = await opened()
    const turn = { question: 'Bị què chân thì cần giấy tờ gì?', must: 'answer' as const, gold: [ids[1]!], aspect: null, contains: [] }
    await portal.store.write(db => makeTest(db, { id: 'kiem' }, { kind: 'tự nhiên', note: null, turns: [turn] }))
    const effect = async (path: string, form: Record<string, string>) => (await portal.as('kiem').post(path, form)).text()
    const different = '1 trong 1 câu kiểm chứng sẽ trả lời khác: 1 lượt đang sai thành đúng'
    expect(await effect('/assistant/words/preview', { kind: 'saying', term: 'mức độ khuyết tật', sayings: 'què chân' })).toContain(different)
    expect(await effect('/assistant/words/preview', { kind: 'saying', term: 'hưu trí', sayings: 'về hưu' })).toContain('Không câu nào trong 1 câu kiểm chứng trả lời khác')
    expect(await effect('/assistant/words/pins/preview', { kind: 'pin', phrase: 'què chân', procedure: '1.001699', reason: 'người dân nói vậy' })).toContain(different)
    expect(await effect(`/procedures/${ids[1]}/names/preview`, { phrase: 'bị què chân xin giấy' })).toContain(different)
    expect((await portal.indexing.searcher.find('bị què chân')).hits).toEqual([])
  })

  test('bad input comes back with a sentence, and what was typed', async () => {
    const { portal } = await opened()
    const kiem = portal.as('kiem')
    const refused = async (form: Record<string, string>, path = '/assistant/words') => {
      const answer = await kiem.post(path, { kind: 'saying', term: 'hưu trí', sayings: 'về hưu', ...form })
      expect(answer.status).toBe(422)
      return answer.text()
    }
    expect(await refused({ term: ' ' })).toContain('Ghi từ ngữ chính thức')
    expect(await refused({ sayings: ' , \n' })).toContain('Ghi ít nhất một cách nói')
    expect(await refused({ sayings: 'nghỉ hưu\nhưu trí' })).toContain('“hưu trí” trùng chính từ ngữ chính thức')
    expect(await refused({ sayings: 'a + b + c' })).toContain('dấu + chỉ đứng giữa hai vế')
    expect(await refused({ kind: 'short', sayings: 'BH XH' })).toContain('không phải một chữ viết tắt liền nhau')
    expect(await refused({ term: 'mai táng' })).toContain('Đã có mục “mai táng”')
    expect(await refused({ sayings: 'x'.repeat(101) })).toContain('dài quá 100 ký tự')
    const markup = await kiem.post('/assistant/words/preview', { kind: 'saying', term: '<b>hưu', sayings: '<script>về', question: '<script>về' })
    expect(await markup.text()).not.toMatch(/<script>về|<b>hưu/)
    const id = await idOf(portal, 'mai táng')
    expect(await refused({ revision: '7' }, `/assistant/words/${id}`)).toContain('vừa được người khác sửa')
    expect((await kiem.get('/assistant/words/none')).status).toBe(404)
  })

  test('who looks, who teaches; the list as a file', async () => {
    const { portal } = await opened()
    const form = { kind: 'saying', term: 'hưu trí', sayings: 'về hưu' }
    expect((await portal.as('minh').get('/assistant/words')).status).toBe(200)
    expect(await portal.as('minh').text('/assistant/words')).not.toContain('Thêm từ ngữ')
    expect((await portal.as('minh').post('/assistant/words', form)).status).toBe(403)
    expect((await portal.as('xem').get('/assistant/words')).status).toBe(403)
    const csv = await portal.as('minh').text('/assistant/words/export/csv?kind=short')
    expect(csv).toContain('như thế nào')
    expect(csv).not.toContain('mai táng')
    expect((await portal.as('minh').get('/assistant/words/export/xlsx')).headers.get('content-type')).toContain('spreadsheet')
    expect((await portal.as('minh').get('/assistant/words/export/doc')).status).toBe(404)
  })
})

describe('everyday names', () => {
  const opened = async () => {
    const portal = await openPortal()
    await applyPack(portal.store, first)
    const ids = await withProcedures(portal)
    return { portal, ids, path: `/procedures/${ids[0]}/names`, best: async (question: string) => (await portal.indexing.searcher.find(question)).hits[0]?.id }
  }

  test('the unit that keeps the procedure writes them, and the assistant knows them at once', async () => {
    const { portal, ids, path, best } = await opened()
    const minh = portal.as('minh')
    expect(await minh.text(`/procedures/${ids[0]}`)).toContain(`href="${path}"`)
    expect(await minh.text(path)).toContain('lãnh tiền sau khi bị cho nghỉ')
    expect((await minh.post(path, { phrase: 'xưởng đóng cửa hết chuyền may', operation: 'hưởng chế độ', person: 'người lao động' })).status).toBe(303)
    await expect.poll(() => best('xưởng đóng cửa hết chuyền may rồi'), { interval: 20 }).toBe(ids[0])
    const page = await minh.text(path)
    expect(page).toContain('2 tên đang dùng')
    expect(page).toContain('đã thêm tên thường gọi “xưởng đóng cửa hết chuyền may” của thủ tục “Giải quyết hưởng trợ cấp thất nghiệp”')
  })

  test('a name of the pack that says something else from now on is put aside, and no edition brings it back', async () => {
    const { portal, path, best, ids } = await opened()
    const [kept] = await portal.store.read.select().from(everydayNames).where(eq(everydayNames.procedureKey, '1.014748'))
    const form = await portal.as('hoa').text(`${path}?change=${kept!.id}`)
    expect(form).toContain('value="lãnh tiền sau khi bị cho nghỉ"')
    expect((await portal.as('hoa').post(`${path}/${kept!.id}`, { phrase: 'nhận tiền khi công ty cho thôi', operation: 'hưởng chế độ' })).status).toBe(303)
    await applyPack(portal.store, { ...first, digest: '2' })
    const rows = await portal.store.read.select().from(everydayNames).where(eq(everydayNames.procedureKey, '1.014748'))
    expect(rows.map(({ phrase, origin, inUse }) => [phrase, origin, inUse])).toEqual([['lãnh tiền sau khi bị cho nghỉ', 'pack', false], ['nhận tiền khi công ty cho thôi', 'office', true]])
    await expect.poll(() => best('nhận tiền khi công ty cho thôi'), { interval: 20 }).toBe(ids[0])
    expect((await portal.as('hoa').post(`${path}/${kept!.id}/back`)).status).toBe(303)
    expect(await portal.as('hoa').text(path)).toContain('2 tên đang dùng')
    expect((await portal.as('hoa').post(`${path}/${kept!.id}/aside`)).status).toBe(303)
    expect(await portal.as('hoa').text(path)).toContain('Đã thôi dùng: 1 tên')
  })

  test('other units look; bad names come back with a sentence; names that two procedures share are pointed out', async () => {
    const { portal, ids, path } = await opened()
    await addSecondHead(portal)
    expect((await portal.as('dung').post(path, { phrase: 'tiền nghỉ việc' })).status).toBe(403)
    expect(await portal.as('dung').text(path)).toContain('do Phòng Người có công giữ thủ tục này sửa')
    const refused = async (phrase: string) => { const answer = await portal.as('hoa').post(path, { phrase }); expect(answer.status).toBe(422); return answer.text() }
    expect(await refused('')).toContain('Ghi một cách gọi')
    expect(await refused('tiền')).toContain('ít nhất hai chữ')
    expect(await refused('Lãnh tiền sau khi bị cho nghỉ')).toContain('Thủ tục đã có tên này')
    expect(await refused('giải quyết hưởng trợ cấp thất nghiệp')).toContain('Đó chính là tên thủ tục')
    expect(await refused('chú Ba, CCCD 038085000123')).toContain('Không ghi thông tin riêng')
    await portal.as('kiem').post(`/procedures/${ids[1]}/names`, { phrase: 'lãnh tiền sau khi bị cho nghỉ' })
    expect(await portal.as('hoa').text(path)).toContain('cũng là tên thường gọi của “Xác định mức độ khuyết tật')
    expect((await portal.as('hoa').get('/procedures/none/names')).status).toBe(404)
    expect((await portal.as('hoa').post(`${path}/none/aside`)).status).toBe(404)
  })

  test('the list of all names is narrowed by its address, and comes as a file', async () => {
    const { portal } = await opened()
    const minh = portal.as('minh')
    expect(await minh.text('/assistant/words/names')).toContain('1 tên thường gọi đang dùng của thủ tục trong sổ')
    expect(await minh.text('/assistant/words/names?q=lanh+tien')).toContain('lãnh tiền sau khi bị cho nghỉ')
    expect(await minh.text('/assistant/words/names?q=that+nghiep')).toContain('lãnh tiền sau khi bị cho nghỉ')
    expect(await minh.text('/assistant/words/names?place=elsewhere')).toContain('ký giấy thỏa thuận riêng')
    expect(await minh.text('/assistant/words/names?operation=gia+hạn')).toContain('Không có tên nào khớp')
    expect(await minh.text('/assistant/words/names/export/csv?place=all')).toContain('ký giấy thỏa thuận riêng')
  })
})

describe('pins', () => {
  const opened = async () => {
    const portal = await openPortal()
    const ids = await withProcedures(portal)
    const answer = async (question: string) => portal.as('cua').text((await portal.as('cua').post('/ask', { question })).headers.get('location')!.split('#')[0]!)
    return { portal, ids, answer, kiem: portal.as('kiem') }
  }
  const path = '/assistant/words/pins'

  test('a pinned procedure answers, and the answer says who pinned it and why; ended, it no longer does', async () => {
    const { portal, answer, kiem } = await opened()
    expect(await answer('Phiếu an sinh cần giấy tờ gì?')).not.toContain('Đơn đề nghị theo Mẫu số 01')
    const made = await kiem.post(path, { kind: 'pin', phrase: 'Phiếu an sinh', procedure: 'khuyet tat', reason: 'tên gọi của đợt tuyên truyền', until: '2026-10-31' })
    expect(made.status).toBe(303)
    const page = await answer('phiếu an sinh cần giấy tờ gì?')
    expect(page).toContain('Đơn đề nghị theo Mẫu số 01')
    expect(page).toContain('Ghim cho “Phiếu an sinh”, do Đỗ Thị Kiểm đặt, vì: tên gọi của đợt tuyên truyền')
    expect(await kiem.text(path)).toContain('31/10/2026')
    const [pinned] = await portal.store.read.select().from(answerPins)
    expect((await kiem.post(`${path}/${pinned!.id}/end`)).status).toBe(303)
    expect(await answer('Phiếu an sinh cần giấy tờ gì?')).not.toContain('Đơn đề nghị theo Mẫu số 01')
    expect(await kiem.text(path)).toMatch(/Đã thôi, hết hạn: 1[\s\S]*Đỗ Thị Kiểm thôi lúc/)
    expect(await portal.store.read.$count(answerPins)).toBe(1)
  })

  test('after its last day a pin no longer holds', async () => {
    const { portal, answer, kiem } = await opened()
    await kiem.post(path, { kind: 'pin', phrase: 'phiếu an sinh', procedure: '1.001699', reason: 'đợt tuyên truyền', until: '2026-10-12' })
    expect(await answer('Phiếu an sinh cần giấy tờ gì?')).toContain('Đơn đề nghị theo Mẫu số 01')
    setClock(() => new Date('2026-10-12T19:00:00+07:00'))
    expect(await pinsInForce(portal.store.read)).toHaveLength(1)
    setClock(() => new Date('2026-10-13T08:00:00+07:00'))
    expect(await pinsInForce(portal.store.read)).toEqual([])
    expect(await listPins(portal.store.read, false, 10)).toHaveLength(1)
  })

  test('what is excluded is not answered from, nor offered', async () => {
    const { answer, kiem } = await opened()
    const question = 'Mức độ khuyết tật của con vật nuôi cần giấy tờ gì?'
    expect(await answer(question)).toContain('Đơn đề nghị theo Mẫu số 01')
    await kiem.post(path, { kind: 'exclude', phrase: 'con vật nuôi', procedure: '1.001699', reason: 'việc của ngành thú y' })
    const page = await answer(question)
    expect(page).not.toContain('Đơn đề nghị theo Mẫu số 01')
    expect(page).toContain('Loại trừ cho “con vật nuôi”, do Đỗ Thị Kiểm đặt, vì: việc của ngành thú y')
  })

  test('bad input comes back with a sentence, several procedures to choose from, and who was touched lately', async () => {
    const { portal, ids, answer, kiem } = await opened()
    await answer('Phiếu an sinh cần giấy tờ gì?')
    const sent = async (form: Record<string, string>, to = path) => kiem.post(to, { kind: 'pin', phrase: 'phiếu an sinh', procedure: '1.001699', reason: 'đợt tuyên truyền', ...form })
    const refused = async (form: Record<string, string>) => { const answered = await sent(form); expect(answered.status).toBe(422); return answered.text() }
    expect(await refused({ phrase: 'phiếu' })).toContain('ít nhất hai chữ')
    expect(await refused({ reason: '' })).toContain('Ghi lý do')
    expect(await refused({ until: '2026-02-30' })).toContain('ngày có thật')
    expect(await refused({ until: '2026-10-11' })).toContain('Ngày cuối đã qua')
    expect(await refused({ procedure: 'hộ chiếu' })).toContain('Không có thủ tục nào đang áp dụng')
    expect(await refused({ procedure: '' })).toContain('Ghi mã số hoặc mấy chữ trong tên thủ tục')
    const several = await refused({ procedure: 'cap' })
    expect(several).toContain('Có 2 thủ tục như vậy')
    expect(several).toContain(`value="${ids[1]}"`)
    expect(await (await sent({}, `${path}/preview`)).text()).toContain('Phiếu an sinh cần giấy tờ gì?')
    expect(await (await portal.as('minh').post(`/procedures/${ids[1]}/names/preview`, { phrase: 'tấm phiếu an sinh' })).text()).toContain('Chưa có câu kiểm chứng nào')
    expect(await portal.store.read.$count(answerPins)).toBe(0)
    expect((await sent({ procedure: 'cap', procedureId: ids[1]! })).status).toBe(303)
    expect(await refused({ procedure: '1.014748' })).toContain('đang được ghim hoặc loại trừ rồi')
    expect((await portal.as('hoa').post(path, {})).status).toBe(403)
  })
})
