// Counter slips as stories: printed for one case with a short code, opened again by it, warned of when the procedure has changed since.
import { expect, test } from 'vitest'
import { fixDay } from '../src/clock.ts'
import { eventsAfter, portal as itself } from '../src/events/events.ts'
import { emptyContent, type Paper, type ProcedureContent } from '../src/procedures/content.ts'
import { abolish, publishMany } from '../src/procedures/versions.ts'
import { codesNear, looksLikeCode, newCode, readCode } from '../src/slips/codes.ts'
import { sizeOf, slipSheet } from '../src/slips/sheet-pages.ts'
import { slips } from '../src/slips/tables.ts'
import { openPortal } from './portal.ts'

const paper = (name: string, of: string | null = null): Paper => ({ name, case: of, originals: 1, copies: 2, form: 'Mẫu số 01', required: true, note: null })
const content = (name: string, more: Partial<ProcedureContent> = {}): ProcedureContent => ({
  ...emptyContent(name), code: '1.001776', field: 'Bảo trợ xã hội', levels: ['province'],
  channels: [{ kind: 'inPerson', case: null, limit: { number: 5, unit: 'workingDay' }, limitText: '05 ngày làm việc', fee: null, note: null }],
  agencies: { handling: 'UBND cấp xã', competent: null, coordinating: null, issuing: null, receiving: 'Bộ phận một cửa' }, ...more,
})

test('a code shows one wrong key and two that changed places, and forgives how it is written', () => {
  const signs = '2345679ACDFHJKMNPRTVWXY'
  for (let round = 0; round < 30; round++) {
    const code = newCode()
    expect(readCode(code)).toBe(code)
    expect(readCode(` ${code.slice(0, 2).toLowerCase()}-${code.slice(2)} `)).toBe(code)
    for (let at = 0; at < 5; at++) {
      for (const sign of signs) if (sign !== code[at]) expect(readCode(code.slice(0, at) + sign + code.slice(at + 1))).toBeNull()
      const changed = [...code]
      ;[changed[at], changed[(at + 1) % 5]] = [changed[(at + 1) % 5]!, changed[at]!]
      if (changed.join('') !== code) expect(readCode(changed.join(''))).toBeNull()
    }
  }
  // A mistyped code is near to the right one, whichever key was wrong, and to few others.
  const wrong = newCode()
  for (const at of [0, 2, 4]) expect(codesNear(wrong.slice(0, at) + (wrong[at] === 'A' ? 'C' : 'A') + wrong.slice(at + 1))).toContain(wrong)
  expect(codesNear(wrong)).not.toContain(wrong)
  for (const words of ['', 'K7M2', '1.001776', 'thủ tục', 'O0I1L']) expect(readCode(words)).toBeNull()
  expect([looksLikeCode('k7m2p'), looksLikeCode('trợ cấp xã hội')]).toEqual([true, false])
})

test('names of form files, numbers of cases, marks of lists and what is said twice stand on no slip', () => {
  const paperOf = (name: string, form: string | null, of: string | null = null) => ({ ...paper(name, of), form })
  const record = content('Cấp giấy xác nhận (Cấp tỉnh)', {
    papers: [paperOf('+ Đơn đề nghị ( bản chính ),', 'Mau_don_01.docx'), paperOf('Tờ khai (Mẫu D05-TS) D05_TS.docx', 'Mẫu số 02'), paperOf('Giấy cũ', null, '1. Đối với cấp lại, hồ sơ gồm:'), paperOf('.', null)],
    channels: ['25', '25'].map(limitText => ({ kind: 'post' as const, case: null, limit: null, limitText, fee: '20.000 Đồng', note: null })),
  })
  const office = { name: '', place: '', sign: '', address: '', hours: 'Ngày làm việc', phone: '', superior: '' }
  const printed = (chosen: string | null) => slipSheet({
    content: record, case: chosen, version: { number: 1, effectiveFrom: '2026-01-01', decision: null }, checkedOn: null, checkedBy: null, unit: null, day: '2026-10-12', code: null,
  }, office)
  const all = printed(null)
  expect(all).toMatchObject({ name: 'Cấp giấy xác nhận', case: null, papers: [
    { case: null, papers: [{ name: 'Đơn đề nghị (bản chính).', note: '1 bản chính, 2 bản sao' }, { name: 'Tờ khai (Mẫu D05-TS)', note: '1 bản chính, 2 bản sao · Mẫu số 02' }] },
    { case: 'Đối với cấp lại', papers: [{ name: 'Giấy cũ' }] },
  ], channels: [{ fee: '20.000 đồng' }] })
  expect(printed('1. Đối với cấp lại, hồ sơ gồm:').case).toBe('Đối với cấp lại')
})

test('letters are as large as one page allows', () => {
  const slip = (count: number) => ({
    name: 'Cấp giấy xác nhận', meta: 'Mã 1.001776', case: null, code: 'K7M2P', channels: [], limit: '5 ngày làm việc', fee: '', facts: [{ label: 'Nơi nhận', value: 'Bộ phận một cửa' }], stamp: 'Bản 1.',
    papers: [{ case: null, papers: Array.from({ length: count }, () => ({ name: 'Bản sao giấy tờ chứng minh quan hệ nhân thân của người đề nghị', note: '1 bản chính' })) }],
  })
  const sizes = [1, 8, 14, 20, 200].map(count => sizeOf(slip(count)))
  expect(sizes[0]).toBe(16)
  expect(sizes.slice(0, 4)).toEqual(sizes.slice(0, 4).toSorted((a, b) => b - a))
  expect(sizes[4]).toBe(12) // two pages and more: no need to be small
})

test('Cửa prints for one case; the code opens it again, everywhere, and says when there is a newer version', async () => {
  const { as, store } = await openPortal({ OFFICE_ADDRESS: 'Số 1 đường Hùng Vương', OFFICE_PHONE: '1900 0000' })
  const papers = [paper('Đơn đề nghị'), paper('Giấy chứng nhận cũ', 'Cấp lại'), paper('Giấy khai sinh', 'Cấp lần đầu')]
  const [id, plain] = await store.write(db => publishMany(db, itself, [
    { content: content('Cấp giấy xác nhận', { papers }), effectiveFrom: '2026-01-01', publishedOn: '2026-01-01', ownerUnitId: 'merit', decision: '970/QĐ-UBND', checkedOn: '2026-09-01' },
    { content: content('Trợ cấp một lần', { code: '1.002000', papers: [paper('Tờ khai', 'Một trường hợp')] }), effectiveFrom: '2026-01-01', publishedOn: '2026-01-01', ownerUnitId: 'merit' },
  ], 'test'))
  const cua = as('cua')

  const choosing = await cua.text(`/procedures/${id}/slip`)
  expect(choosing).toContain('In mọi trường hợp')
  expect(choosing).not.toContain('Giấy tờ cần mang')
  const forgotten = await cua.post(`/procedures/${id}/slip`, {})
  expect([forgotten.status, (await forgotten.text()).includes('Chọn trường hợp của công dân')]).toEqual([422, true])
  expect(await cua.text(`/procedures/${id}/slip?case=${encodeURIComponent('Cấp lại')}`)).toContain('Giấy chứng nhận cũ')
  expect(await as('xem').text(`/procedures/${id}/slip`)).not.toContain('Lấy mã và in phiếu')
  expect((await as('xem').post(`/procedures/${id}/slip`, { case: '*' })).status).toBe(403)

  const printed = async (name: string, of: string) => (await as(name).post(`/procedures/${id}/slip`, { case: of })).headers.get('location')!
  const address = await printed('cua', 'Cấp lại')
  const code = address.split('/').at(-1)!
  const slip = await as('minh').text(address)
  for (const words of ['Trường hợp:</b> Cấp lại', 'Đơn đề nghị', 'Giấy chứng nhận cũ', '1 bản chính, 2 bản sao · Mẫu số 01', '5 ngày làm việc', 'Chưa có thông tin', 'Bộ phận một cửa', 'Số 1 đường Hùng Vương',
    '1900 0000 · Phòng Người có công', 'Đã kiểm tra ngày 01/09/2026', 'Bản 1, áp dụng từ 01/01/2026, theo 970/QĐ-UBND', `<b>${code}</b>`]) expect(slip).toContain(words)
  expect(slip).not.toContain('Giấy khai sinh')
  // The same again on the same day is the same slip; another case, another person or another day is not.
  expect(await printed('cua', 'Cấp lại')).toBe(address)
  const others = new Set([address, await printed('cua', 'Cấp lần đầu'), await printed('cua', '*'), await printed('minh', 'Cấp lại')])
  expect(others.size).toBe(4)
  expect((await eventsAfter(store.read, 0, 50)).filter(({ action }) => action === 'slip printed').map(({ subjectId }) => `/slips/${subjectId}`).sort()).toEqual([...others].sort())

  // Typed in the search in the head, or on the list; a wrong key is said.
  const typed = `${code.slice(0, 3).toLowerCase()} ${code.slice(3)}`
  for (const path of ['/search', '/slips']) expect((await cua.get(`${path}?q=${encodeURIComponent(typed)}`)).headers.get('location')).toBe(address)
  expect((await cua.get(`/slips/${code.toLowerCase()}`)).headers.get('location')).toBe(address)
  const wrong = `${code.slice(0, 4)}${code[4] === 'K' ? 'M' : 'K'}`
  expect(await cua.text(`/slips/${wrong}`)).toContain('hãy xem lại từng ký tự')
  // Never opened by itself: the slips whose codes differ in one place are offered.
  expect(await cua.text(`/slips?q=${wrong}`)).toMatch(new RegExp(`chỉ khác một chỗ[\\s\\S]*href="${address}"`))
  expect(await cua.text('/slips?q=K7M2')).toContain('Mã phiếu có đúng 5 ký tự')
  const list = await cua.text('/slips')
  expect(list).toContain('4 phiếu in hôm nay')
  expect(await cua.text('/slips?q=xac+nhan')).toContain('4 phiếu in mọi ngày của thủ tục có “xac nhan”')
  expect(await cua.text('/slips?q=1.002000')).toContain('0 phiếu')
  expect(list).not.toContain('Đã có bản mới')

  fixDay('2026-10-20')
  expect(await printed('cua', 'Cấp lại')).not.toBe(address)
  await store.write(db => publishMany(db, itself, [{ procedureId: id!, content: content('Cấp giấy xác nhận', { papers: papers.slice(0, 2) }), effectiveFrom: '2026-10-20', publishedOn: '2026-10-19', ownerUnitId: 'merit' }], 'test'))
  const old = await cua.text(address)
  expect(old).toContain('Bản 2 áp dụng từ 20/10/2026, khác ở thành phần hồ sơ. Phiếu dưới đây theo bản 1.')
  expect(old).toContain(`/procedures/${id}/compare?from=1&amp;to=2`)
  expect(old).toContain('Giấy chứng nhận cũ')
  expect(await cua.text('/slips?day=2026-10-12')).toContain('Đã có bản mới')

  // One case of all papers is no choice; an abolished procedure is not printed, and its slips say so.
  const single = (await cua.post(`/procedures/${plain}/slip`, {})).headers.get('location')!
  expect(await cua.text(single)).toContain('Một trường hợp')
  await store.write(db => abolish(db, itself, plain!, { decision: '12/QĐ-UBND', effectiveFrom: '2026-10-20', publishedOn: '2026-10-20', note: null }))
  expect(await cua.text(single)).toContain('Hết áp dụng từ 20/10/2026 theo 12/QĐ-UBND. Không dùng phiếu này nữa.')
  expect((await cua.get(`/procedures/${plain}/slip`)).status).toBe(404)
  expect(await cua.text(`/procedures/${plain}`)).not.toContain('In phiếu')
  expect(await store.read.select().from(slips)).toHaveLength(6)
})

test('an answer of the assistant leads to the slip, which leads back to the answer for those who may see it', async () => {
  const { as, store, indexing } = await openPortal()
  await indexing.ready
  const [id] = await store.write(db => publishMany(db, itself, [{ content: content('Hỗ trợ chi phí mai táng', { papers: [paper('Tờ khai đề nghị')] }), effectiveFrom: '2026-01-01', publishedOn: '2026-01-01', ownerUnitId: 'merit' }], 'test'))
  await expect.poll(() => indexing.searcher.size, { timeout: 10_000 }).toBe(1)
  const cua = as('cua')
  const talk = await cua.text((await cua.post('/ask', { question: 'hỗ trợ chi phí mai táng cần giấy tờ gì', procedure: id! })).headers.get('location')!.split('#')[0]!)
  const [, turn] = new RegExp(`/procedures/${id}/slip\\?turn=([0-9a-f-]+)`).exec(talk)!
  const address = (await cua.post(`/procedures/${id}/slip`, { turn: turn! })).headers.get('location')!
  expect(await cua.text(address)).toContain(`/ask/turns/${turn}/slip`)
  expect(await as('minh').text(address)).not.toContain('/ask/turns/')
  expect((await as('minh').get(`/procedures/${id}/slip?turn=${turn}`)).status).toBe(404)
})
