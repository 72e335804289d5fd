// Citizens' questions as stories: entered on the telephone, masked before anything is kept, found again, settled at once, erased.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { turns } from '../src/assistant/tables.ts'
import { setClock } from '../src/clock.ts'
import { keepCitizen } from '../src/enquiries/citizens.ts'
import { eraseDue, repeatErasures } from '../src/enquiries/erasing.ts'
import { enquiries, enquiryPeople } from '../src/enquiries/tables.ts'
import { portal as itself } from '../src/events/events.ts'
import { newId } from '../src/ids.ts'
import { emptyContent, type ProcedureContent } from '../src/procedures/content.ts'
import { publishMany } from '../src/procedures/versions.ts'
import { openPortal, testNow, type TestPortal } from './portal.ts'

const disability: ProcedureContent = {
  ...emptyContent('Xác định mức độ khuyết tật và cấp Giấy xác nhận khuyết tật'), code: '1.001699', field: 'Bảo trợ xã hội', levels: ['commune'],
  papers: [{ name: 'Đơn đề nghị theo Mẫu số 01', case: null, originals: 1, copies: 0, form: 'Mẫu số 01', required: true, note: null }],
  agencies: { ...emptyContent('').agencies, receiving: 'Ủy ban nhân dân cấp xã' }, steps: 'Bước 1: Người dân nộp đơn tại Ủy ban nhân dân cấp xã nơi cư trú.', result: 'Giấy xác nhận khuyết tật',
}

let portal: TestPortal
let procedureId: string
beforeEach(async () => {
  portal = await openPortal()
  await portal.indexing.ready
  ;[procedureId] = await portal.store.write(db => publishMany(db, itself, [
    { content: disability, effectiveFrom: '2026-01-01', publishedOn: '2026-01-01', decision: '970/QĐ-UBND', ownerUnitId: 'merit' }], 'test')) as [string]
})

const typed = (more: Record<string, string> = {}) => ({ id: newId(), channel: 'phone', question: 'Mất giấy xác nhận khuyết tật thì làm lại ở đâu?', ...more })
const rowOf = async (id: string) => (await portal.store.read.select().from(enquiries).where(eq(enquiries.id, id)))[0]!

test('a question comes in by telephone: its number, its unit with the reason, its clock; sent twice it is one', async () => {
  const cua = portal.as('cua')
  expect(await cua.text('/enquiries/new')).toMatch(/value="counter" checked/)
  const question = 'Tôi là Nông Văn Tèo, số 0912 345 678, CCCD 001085012345. Mất giấy xác nhận khuyết tật thì làm lại ở đâu?'
  const form = typed({ question, name: 'Nông Văn Tèo', contact: '0912 345 678' })
  const picked = await (await cua.post('/enquiries/draft', { ...form, pick: procedureId })).text()
  expect(picked).toContain('Phòng Người có công giữ thủ tục này nên được đề xuất.')
  expect(picked).toContain(form.id)

  const sent = await cua.post('/enquiries', { ...form, procedureId })
  const again = await cua.post('/enquiries', { ...form, procedureId })
  expect([sent.status, again.headers.get('location')]).toEqual([303, `/enquiries/${form.id}`])
  expect(await portal.store.read.$count(enquiries)).toBe(1)
  expect(await rowOf(form.id)).toMatchObject({
    year: 2026, number: 1, state: 'assigned', unitId: 'merit', field: 'Bảo trợ xã hội', firstDueAt: new Date('2026-10-19T08:00:00+07:00'),
    question: 'Tôi là Nông Văn Tèo, số [số điện thoại], CCCD [số căn cước]. Mất giấy xác nhận khuyết tật thì làm lại ở đâu?',
  })
  expect(await portal.store.read.select().from(enquiryPeople)).toEqual([{ id: form.id, name: 'Nông Văn Tèo', contact: '0912 345 678', eraseOn: null }])

  const page = await cua.text(`/enquiries/${form.id}`)
  expect(page).toContain('HĐ 1/2026')
  expect(page).toMatch(/Nông Văn Tèo[\s\S]*0912 345 678/)
  const seen = await portal.as('yen').text(`/enquiries/${form.id}`)
  expect(seen).toContain('T*** (điện thoại)')
  expect(seen).not.toContain('0912')
  expect((await portal.as('quan').get(`/enquiries/${form.id}`)).status).toBe(403)
  expect((await portal.as('xem').get('/enquiries/new')).status).toBe(403)
})

test('what is missing is said beside its field and what was typed stays', async () => {
  const form = typed({ question: ' ', name: 'Nông Văn Tèo', receivedOn: '2026-10-13' })
  const page = await portal.as('minh').post('/enquiries', form)
  expect(page.status).toBe(422)
  expect(await page.text()).toMatch(/Ghi điều công dân hỏi\.[\s\S]*Nông Văn Tèo/)
  expect(await (await portal.as('minh').post('/enquiries', { ...form, question: 'Hỏi gì đó' })).text()).toContain('Lúc nhận không thể sau lúc này.')
  await portal.as('minh').post('/enquiries', { ...form, question: 'Hỏi gì đó', receivedOn: '2026-10-09', receivedTime: '16:00', channel: 'letter' })
  expect(await rowOf(form.id)).toMatchObject({ state: 'received', receivedAt: new Date('2026-10-09T16:00:00+07:00'), dueAt: new Date('2026-10-16T16:00:00+07:00') })
  expect(await portal.as('minh').text('/enquiries/new')).toMatch(/value="letter" checked/)
})

/** All that lies in the database and beside it, as one text. */
async function everythingKept(): Promise<string> {
  const copy = join(portal.folder, 'copy-of-all')
  await portal.store.copyTo(copy)
  const files = readdirSync(portal.folder, { recursive: true, encoding: 'utf8' }).filter(name => /jsonl?$/.test(name)).map(name => readFileSync(join(portal.folder, name), 'utf8'))
  return [readFileSync(copy, 'utf8'), ...files].join('\n')
}

test('settled while the citizen waits: the assistant is read out, its turn is kept, the telephone number nowhere', async () => {
  await expect.poll(() => portal.indexing.searcher.size, { timeout: 10_000 }).toBe(1)
  const cua = portal.as('cua')
  const question = 'Số tôi 0912 345 678. Xác định mức độ khuyết tật nộp hồ sơ ở đâu, cần giấy tờ gì?'
  const form = typed({ question })
  const preview = await (await cua.post('/enquiries/preview', form)).text()
  expect(preview).toContain('Sẽ che: số điện thoại')
  expect(preview).toContain('Đơn đề nghị theo Mẫu số 01')
  expect(preview).toContain('Chưa có câu nào gần giống.')
  // What the assistant has recognised is taken into the form, and its unit with it.
  expect(preview).toContain(`name="pick" value="${procedureId}"`)
  expect(await portal.store.read.$count(turns)).toBe(0)
  // What the record does not say settles nothing.
  const unsure = await (await cua.post('/enquiries/preview', typed({ question: 'Xác định mức độ khuyết tật lệ phí bao nhiêu?' }))).text()
  expect(unsure).toMatch(/Bản ghi chưa có[\s\S]*Lấy thủ tục này/)
  expect(unsure).not.toContain('name="read"')
  const read = /name="read" value="([^"]+)"/.exec(preview)![1]!
  const changed = await cua.post('/enquiries/settlement', { ...form, read: 'another' })
  expect([changed.status, await changed.text()]).toEqual([422, expect.stringContaining('đã khác câu vừa hiện')])
  for (const _ of [1, 2]) expect((await cua.post('/enquiries/settlement', { ...form, read })).status).toBe(303)
  const row = await rowOf(form.id)
  expect(row).toMatchObject({ state: 'closed', settlement: 'assistant', onTime: true, procedureId, unitId: 'merit' })
  expect(await portal.store.read.select().from(turns)).toMatchObject([{ id: row.turnId, outcome: 'answered', procedureId }])

  // The next one who asks the same is shown this one, also without the script.
  await portal.searchSettled()
  const again = await (await portal.as('minh').post('/enquiries/draft', typed({ question: 'Xác định mức độ khuyết tật nộp ở đâu?', do: 'preview' }))).text()
  expect(again).toContain('HĐ 1/2026')
  expect(await portal.as('minh').text('/search?q=khuyet+tat+nop+o+dau')).toContain('HĐ 1/2026')
  const kept = await everythingKept()
  expect(kept).toContain('số điện thoại')
  expect(kept).not.toMatch(/0912|345 678|345678/)
})

test('who asked is corrected and erased by those who may, erased by itself after its days, and stays erased after a restore', async () => {
  const cua = portal.as('cua')
  const [first, second] = [typed({ name: 'Nông Văn Tèo', contact: '0912 345 678' }), typed({ name: 'Lò Thị Mơ' })]
  for (const form of [first, second]) await cua.post('/enquiries', { ...form, procedureId })
  expect((await portal.as('yen').post(`/enquiries/${first.id}/citizen`, { name: 'X' })).status).toBe(403)
  await cua.post(`/enquiries/${first.id}/citizen`, { name: 'Nông Văn Tài', contact: '' })
  expect((await cua.post(`/enquiries/${first.id}/question`, { question: 'Hỏi lại, số 0987 654 321', revision: '1' })).status).toBe(303)
  expect(await rowOf(first.id)).toMatchObject({ question: 'Hỏi lại, số [số điện thoại]', procedureId, revision: 2 })

  const names = async () => (await portal.store.read.select({ name: enquiryPeople.name }).from(enquiryPeople)).map(({ name }) => name)
  expect(await cua.text(`/enquiries/${first.id}`)).toContain('Nông Văn Tài')
  expect((await portal.as('hoa').post(`/enquiries/${first.id}/citizen/erasing`)).status).toBe(303)
  expect(await names()).toEqual(['Lò Thị Mơ'])
  // A copy of the database that still has the name comes back.
  await portal.store.write(db => keepCitizen(db, first.id, { name: 'Nông Văn Tài', contact: null }))
  expect(await repeatErasures(portal.store, portal.folder)).toBe(1)
  expect(await names()).toEqual(['Lò Thị Mơ'])

  await portal.store.write(db => db.update(enquiries).set({ state: 'closed', closedAt: testNow }).where(eq(enquiries.id, second.id)))
  expect(await eraseDue(portal.store, portal.config)).toBe(0)
  expect(await cua.text(`/enquiries/${second.id}`)).toContain('Xóa ngày CN 10/01/2027')
  setClock(() => new Date('2027-01-10T03:45:00+07:00'))
  expect(await eraseDue(portal.store, portal.config)).toBe(1)
  expect(await names()).toEqual([])
  expect(await portal.as('lan').text('/events')).toContain('đã xóa thông tin người hỏi của 1 câu hỏi')
  expect(readFileSync(join(portal.folder, 'erasures.jsonl'), 'utf8')).not.toMatch(/Mơ|Tài/)
})

test('whoever is named to answer says which procedure is asked about, one without a code too; Enter searches and what is found has the focus', async () => {
  const [other] = await portal.store.write(db => publishMany(db, itself, [
    { content: { ...disability, name: 'Cấp lại giấy xác nhận khuyết tật bị mất', code: null }, effectiveFrom: '2026-01-01', publishedOn: '2026-01-01', decision: null, ownerUnitId: 'merit' },
  ], 'test'))
  await expect.poll(() => portal.indexing.searcher.size, { timeout: 10_000 }).toBe(2)
  const [cua, minh] = [portal.as('cua'), portal.as('minh')]
  // The first button of the form is pressed by Enter: it searches.
  expect(/<button[^>]*>/.exec((await cua.text('/enquiries/new')).split('<main')[1]!)![0]).toContain('name="do" value="find"')
  const found = await (await cua.post('/enquiries/draft', typed({ do: 'find', find: 'giấy khuyết tật bị mất' }))).text()
  expect([...found.matchAll(/name="pick" value="([^"]+)"( autofocus)?/g)].map(([, id, focus]) => [id, focus !== undefined])[0]).toEqual([other, true])
  expect(await (await cua.post('/enquiries/draft', typed({ do: 'find', find: 'zzqx' }))).text()).toMatch(/name="find"[^>]*autofocus[\s\S]*Không tìm thấy thủ tục nào/)

  const form = typed({ unitId: 'merit' })
  await cua.post('/enquiries', form)
  await portal.as('hoa').post(`/enquiries/${form.id}/person`, { revision: '1', step: 'person', person: 'minh' })
  expect(await minh.text(`/enquiries/${form.id}`)).toContain('Gắn thủ tục')
  expect(await minh.text(`/enquiries/${form.id}/procedure?q=${encodeURIComponent('giấy khuyết tật bị mất')}&from=answer`)).toMatch(new RegExp(`name="procedureId" value="${other}" autofocus[\\s\\S]*Không có mã số`))
  const attached = await minh.post(`/enquiries/${form.id}/procedure?from=answer`, { revision: '2', procedureId: other! })
  expect(attached.headers.get('location')).toBe(`/enquiries/${form.id}/answer`)
  expect(await rowOf(form.id)).toMatchObject({ procedureId: other, unitId: 'merit', personId: 'minh', revision: 3 })
  expect(await minh.text(`/enquiries/${form.id}`)).toContain('đã gắn câu hỏi của công dân với thủ tục “Cấp lại giấy xác nhận khuyết tật bị mất”')
  expect((await portal.as('thu').get(`/enquiries/${form.id}/procedure`)).status).toBe(403)
})

test('the list is narrowed by its address, says what it shows, and goes out as a file without anybody’s name', async () => {
  const cua = portal.as('cua')
  await cua.post('/enquiries', typed({ question: 'Mất giấy xác nhận khuyết tật thì làm lại ở đâu?', procedureId, name: 'Nông Văn Tèo', contact: '0912 345 678' }))
  await cua.post('/enquiries', typed({ question: 'Trợ cấp hưu trí xã hội nhận ở đâu?', channel: 'zalo' }))
  const questionsAt = async (path: string) => [...(await cua.text(path)).matchAll(/class="item-t"[^>]*>([^<]+)/g)].map(([, words]) => words!.slice(0, 7))
  expect((await questionsAt('/enquiries')).toSorted()).toEqual(['Mất giấ', 'Trợ cấp'])
  for (const query of ['unit=merit', 'channel=phone', `procedure=${procedureId}`, 'state=assigned', 'q=1/2026', 'q=khuyet+tat', 'field=B%E1%BA%A3o+tr%E1%BB%A3+x%C3%A3+h%E1%BB%99i']) {
    expect(await questionsAt(`/enquiries?${query}`), query).toEqual(['Mất giấ'])
  }
  expect(await questionsAt('/enquiries?late=late')).toEqual([])
  expect(await questionsAt('/enquiries?days=2026-09-01_2026-09-30')).toEqual([])
  expect(await cua.text('/enquiries?days=2026-10-01_2026-10-31&what=reopened')).toContain('0 câu hỏi của công dân mở lại trong tháng 10/2026.')
  expect(await cua.text('/enquiries?channel=zalo&state=open')).toContain('1 câu hỏi của công dân chưa trả lời, qua Zalo.')
  // Before the index has heard of them, and after: with tones, without, in the old spelling, half of the last word.
  for (const words of ['khuyết tật', 'giay xac nhan', 'xác nhận khuyêt', 'MẤT GIẤY', 'khuye']) {
    expect(await questionsAt(`/enquiries?q=${encodeURIComponent(words)}`), words).toEqual(['Mất giấ'])
    await portal.searchSettled()
    expect(await questionsAt(`/enquiries?q=${encodeURIComponent(words)}`), words).toEqual(['Mất giấ'])
  }
  expect(await questionsAt(`/enquiries?q=${encodeURIComponent('hoà giải')}`)).toEqual([])
  await portal.store.write(async db => { await db.update(enquiries).set({ dueAt: new Date('2026-10-09T08:00:00+07:00') }) }) // Friday before
  expect(await questionsAt('/enquiries?late=late&sort=due')).toHaveLength(2)
  expect(await questionsAt('/enquiries?late=veryLate')).toEqual([])
  expect(await cua.text('/enquiries')).toContain('trễ 1 ngày làm việc')
  // The same conditions under a name, a person's own; the register knows nothing of it.
  expect(await cua.text('/enquiries?channel=zalo')).toContain('/enquiries/filters?channel=zalo')
  expect(await cua.text('/enquiries/filters?channel=zalo')).toContain('Qua Zalo.')
  expect((await cua.post('/enquiries/filters', { name: '', query: 'channel=zalo' })).status).toBe(422)
  expect((await cua.post('/enquiries/filters', { name: 'Qua Zalo', query: 'channel=zalo&page=3' })).headers.get('location')).toBe('/enquiries?channel=zalo')
  expect(await cua.text('/enquiries?channel=zalo')).toMatch(/aria-current="page">Qua Zalo <span class="count">1</)
  for (const [name, path] of [['minh', '/enquiries'], ['cua', '/tasks?sort=due'], ['cua', '/tasks/filters']] as const) expect(await portal.as(name).text(path)).not.toContain('Qua Zalo <')
  const csv = await cua.text('/enquiries/export/csv')
  expect(csv).toContain('HĐ 1/2026')
  expect(csv).not.toMatch(/Tèo|0912/)
  expect((await cua.get('/enquiries/export/xlsx')).headers.get('content-type')).toContain('spreadsheetml')
})

test('many are changed at once: tried first with the reason for each that stays, then written in one go', async () => {
  const [cua, yen, hoa] = [portal.as('cua'), portal.as('yen'), portal.as('hoa')]
  const ids = [newId(), newId(), newId()]
  for (const [at, id] of ids.entries()) await cua.post('/enquiries', typed({ id, question: `Hỏi về trợ cấp lần ${at + 1}`, unitId: at === 2 ? 'merit' : 'none' }))
  const list = await yen.text('/enquiries')
  expect(list).toMatch(/action="\/enquiries\/changes\/preview"[\s\S]*cả 3 câu đang lọc/)
  expect(await portal.as('xem').text('/enquiries')).not.toContain('/enquiries/changes')
  const ticked = (more: Record<string, string>, some = ids): [string, string][] => [...some.map(id => ['enquiry', id] as [string, string]), ...Object.entries(more)]
  const say = async (who: typeof yen, path: string, form: [string, string][]) => (await who.post(`/enquiries/changes${path}`, form)).text()

  expect((await yen.post('/enquiries/changes/preview', { kind: 'unit', query: 'state=open' })).headers.get('location')).toBe('/enquiries?state=open')
  expect(await say(yen, '/preview', ticked({ kind: 'unit' }))).toContain('Giao, chuyển đơn vị: 3 câu hỏi')
  expect(await say(yen, '/preview', ticked({ kind: 'unit', asked: 'yes' }))).toContain('Hãy chọn đơn vị trả lời.')
  const preview = await say(yen, '/preview', ticked({ kind: 'unit', asked: 'yes', value: 'merit' }))
  expect(preview).toMatch(/Sẽ đổi 2 câu hỏi, giữ nguyên 1[\s\S]*Giao Phòng Người có công[\s\S]*Câu này đang ở chính đơn vị đó/)
  expect(await rowOf(ids[0]!)).toMatchObject({ state: 'received', revision: 1 })
  expect((await yen.post('/enquiries/changes', ticked({ kind: 'unit', value: 'merit', query: 'state=open' }))).headers.get('location')).toBe('/enquiries?state=open')
  for (const id of ids) expect(await rowOf(id)).toMatchObject({ state: 'assigned', unitId: 'merit' })
  expect(await (await yen.post('/enquiries/changes', ticked({ kind: 'unit', value: 'merit' }))).text()).toContain('Không có câu hỏi nào đổi được')

  expect(await say(hoa, '/preview', ticked({ kind: 'person' }))).toContain('Phạm Văn Minh')
  await hoa.post('/enquiries/changes', ticked({ kind: 'person', value: 'minh' }))
  await hoa.post('/enquiries/changes', ticked({ kind: 'procedure', value: '1.001699' }, [ids[0]!]))
  expect(await rowOf(ids[0]!)).toMatchObject({ personId: 'minh', procedureId, field: 'Bảo trợ xã hội', question: 'Hỏi về trợ cấp lần 1' })
  expect(await say(hoa, '/preview', ticked({ kind: 'procedure', asked: 'yes', value: '9.9' }))).toContain('Không có thủ tục nào mang mã số này')
  expect((await portal.as('xem').post('/enquiries/changes', ticked({ kind: 'close', note: 'Rút' }))).status).toBe(403)
  expect(await say(portal.as('minh'), '/preview', ticked({ kind: 'begin' }))).toContain('Sẽ đổi 3 câu hỏi')

  expect(await say(hoa, '/preview', [['kind', 'close'], ['all', 'yes'], ['query', 'procedure=none'], ['asked', 'yes']])).toContain('Câu này chưa có câu trả lời: ghi lý do đóng.')
  await hoa.post('/enquiries/changes', ticked({ kind: 'close', note: 'Công dân rút, gọi 0912345678' }, ids.slice(1)))
  expect((await portal.store.read.select({ state: enquiries.state, settlement: enquiries.settlement }).from(enquiries).orderBy(enquiries.number)).map(one => `${one.state} ${one.settlement}`))
    .toEqual(['assigned null', 'closed none', 'closed none'])
  expect(await portal.as('lan').text(`/enquiries/${ids[1]!}`)).not.toContain('0912345678')
})
