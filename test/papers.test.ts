// Papers of a meeting: made from what was taken down, worded, commented on, signed once under a number of the year, and frozen.
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { fixDay } from '../src/clock.ts'
import { conclusions, conclusionTasks } from '../src/conclusions/tables.ts'
import { checkForm } from '../src/documents/checking.ts'
import { meetingGuests, meetings } from '../src/meetings/tables.ts'
import { papers } from '../src/papers/tables.ts'
import { giveTask } from '../src/tasks/assigning.ts'
import { tasks } from '../src/tasks/tables.ts'
import { aHeldMeeting } from './held-meeting.ts'
import { aMeeting } from './meetings-office.ts'
import { docxOf } from './office-files.ts'
import { openPortal, type TestPortal } from './portal.ts'

const seenBy = async (portal: TestPortal, name: string, address: string) => /name="seen" value="([0-9a-f]{64})"/.exec(await portal.as(name).text(address))?.[1] ?? ''
/** Signs as the page shows it. */
async function sign(portal: TestPortal, name: string, id: string, paper: string): Promise<number> {
  const address = `/meetings/${id}/papers/${paper}`
  return (await portal.as(name).post(`${address}/signature`, { seen: await seenBy(portal, name, address) })).status
}
const docx = async (portal: TestPortal, name: string, id: string, paper: string) => Buffer.from(await (await portal.as(name).get(`/meetings/${id}/papers/${paper}/docx`)).arrayBuffer())
const rowsOf = (portal: TestPortal) => portal.store.read.select().from(papers)
/** The words of a page as they are read. */
const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/&amp;/g, '&').replace(/\s+/g, ' ')

test('minutes say what was taken down, in the form of the decree', async () => {
  const portal = await openPortal()
  const id = await aHeldMeeting(portal)
  const page = words(await portal.as('ky').text(`/meetings/${id}/papers/minutes`))
  for (const said of [
    'BIÊN BẢN', 'Họp giao ban cải cách hành chính tháng 10/2026', 'Thời gian bắt đầu: 08 giờ 05, ngày 12 tháng 10 năm 2026', 'Địa điểm: Phòng họp tầng 2', 'Có mặt (1):',
    '- Bế Thị Hoa, Trưởng Phòng Người có công.', 'Lê Thị Lan, Giám đốc Sở', '1. Kết quả tháng 9 (Vũ Thanh Bình trình bày)', 'Báo cáo 12 nhiệm vụ, 2 quá hạn.', 'Kết quả: Thống nhất số liệu.',
    '1. Giao Văn phòng rà soát thủ tục.', 'Chủ trì: Văn phòng; phối hợp: Phòng Người có công; thời hạn: 23/10/2026', '2. Phòng Người có công báo cáo trước ngày 30/10/2026.',
    'Cuộc họp kết thúc vào 09 giờ 30, ngày 12 tháng 10 năm 2026./.', 'THƯ KÝ', 'CHỦ TỌA', '/BB-SLĐTBXH',
  ]) expect(page).toContain(said)
  for (const paper of ['invitation', 'minutes', 'notice']) expect((await checkForm(await docx(portal, 'ky', id, paper))).filter(({ right }) => !right), paper).toEqual([])
})

test('the life of the minutes: sent for comment, commented on, answered, signed by the chair, frozen', async () => {
  const portal = await openPortal()
  const { as } = portal
  const id = await aHeldMeeting(portal)
  const minutes = `/meetings/${id}/papers/minutes`
  // A draft is seen by those who write and sign it.
  expect((await as('hoa').get(minutes)).status).toBe(404)
  expect((await as('lan').get(minutes)).status).toBe(200)
  expect((await as('hoa').post(`${minutes}/commenting`, { until: '2026-10-14' })).status).toBe(404)
  expect((await as('ky').post(`${minutes}/commenting`, { until: '2026-10-11' })).status).toBe(422)
  expect((await as('ky').post(`${minutes}/commenting`, { until: '2026-10-14' })).status).toBe(303)

  expect(await as('hoa').text(minutes)).toContain('nhận đến hết T4 14/10/2026')
  expect((await as('minh').get(minutes)).status).toBe(404) // was not there
  expect((await as('hoa').post(`${minutes}/comments`, { conclusionId: `${id}-2`, text: 'Xin sửa thời hạn thành 31/10.' })).status).toBe(303)
  expect((await as('hoa').post(`${minutes}/comments`, { text: '' })).status).toBe(422)
  // The chair cannot sign while a comment waits for its answer.
  expect(await as('lan').text(minutes)).toContain('Còn 1 ý kiến góp ý chưa được trả lời.')
  const comment = /comments\/([^/"]+)\/answer/.exec(await as('ky').text(minutes))![1]!
  expect((await as('hoa').post(`${minutes}/comments/${comment}/answer`, { answer: 'taken' })).status).toBe(403)
  expect(await (await as('ky').post(`${minutes}/comments/${comment}/answer`, { answer: 'declined' })).text()).toContain('Không tiếp thu thì ghi lý do.')
  expect((await as('ky').post(`${minutes}/comments/${comment}/answer`, { answer: 'taken', note: 'Sửa ở kết luận 2' })).status).toBe(303)
  expect(await (await as('ky').post(`${minutes}/comments/${comment}/answer`, { answer: 'taken' })).text()).toContain('Mỗi ý kiến trả lời một lần')
  expect(words(await as('hoa').text(minutes))).toContain('Tiếp thu : Sửa ở kết luận 2')

  // The day after the last one is too late.
  fixDay('2026-10-15')
  expect(await (await as('hoa').post(`${minutes}/comments`, { text: 'Thêm một ý kiến nữa.' })).text()).toContain('Đã hết hạn góp ý ngày 14/10/2026')

  // Writing and signing are two rights, and two people: the director may write meetings, but not the minutes of their own.
  expect((await as('lan').get(`${minutes}/edit`)).status).toBe(403)
  expect((await as('lan').post(`${minutes}/commenting`, { until: '2026-10-20' })).status).toBe(403)
  expect((await as('ky').post(`${minutes}/signature`, { seen: '' })).status).toBe(403)
  expect((await as('binh').post(`${minutes}/signature`, { seen: '' })).status).toBe(403)
  expect(await sign(portal, 'lan', id, 'minutes')).toBe(303)
  expect((await rowsOf(portal))[0]).toMatchObject({ state: 'signed', number: 1, year: 2026, symbol: 'BB-SLĐTBXH', signedOn: '2026-10-15', madeById: 'ky', signers: [{ personId: 'ky' }, { personId: 'lan' }] })
  // From now on everybody who sees the meeting reads them.
  expect(words(await as('minh').text(minutes))).toContain('Số: 01/BB-SLĐTBXH')
  expect(await sign(portal, 'lan', id, 'minutes')).toBe(403)
  expect((await as('ky').post(`${minutes}/commenting`, { until: '2026-10-20' })).status).toBe(403)
  expect((await as('ky').post(`${minutes}/wording`, { revision: '9', opening: 'Khác' })).status).toBe(403)
  expect((await as('ky').get(`${minutes}/edit`)).status).toBe(403)
})

test('what is signed stays as it was, to the byte, whatever changes afterwards', async () => {
  const portal = await openPortal()
  const id = await aHeldMeeting(portal)
  expect(await sign(portal, 'lan', id, 'minutes')).toBe(303)
  const before = await docx(portal, 'hoa', id, 'minutes')
  const page = await portal.as('hoa').text(`/meetings/${id}/papers/minutes`)
  await portal.store.write(async db => {
    await db.update(conclusions).set({ text: 'Đã sửa sau khi ký.' })
    await db.update(meetings).set({ title: 'Tên khác', place: 'Nơi khác' })
    await db.update(meetingGuests).set({ attendance: 'absent' })
  })
  fixDay('2027-03-02')
  expect((await docx(portal, 'hoa', id, 'minutes')).equals(before)).toBe(true)
  const after = await portal.as('hoa').text(`/meetings/${id}/papers/minutes`)
  const sheet = (html: string) => html.slice(html.indexOf('<article class="doc"'), html.indexOf('</article>'))
  expect(sheet(after)).toBe(sheet(page))
  expect((await checkForm(before)).filter(({ right }) => !right)).toEqual([])
})

test('what is signed is what the signer saw: a change in between is told, and of two who sign at once one wins', async () => {
  const portal = await openPortal()
  const { as } = portal
  const id = await aHeldMeeting(portal)
  const address = `/meetings/${id}/papers/minutes`
  const seen = await seenBy(portal, 'lan', address)
  await portal.store.write(db => db.update(conclusions).set({ text: 'Giao Văn phòng rà soát toàn bộ thủ tục.' }).where(eq(conclusions.id, `${id}-1`)))
  const told = await as('lan').post(`${address}/signature`, { seen })
  expect(told.status).toBe(422)
  expect(await told.text()).toContain('Nội dung vừa thay đổi sau khi bạn mở trang')
  expect(await rowsOf(portal)).toEqual([])

  const again = await seenBy(portal, 'lan', address)
  const [first, second, worded] = await Promise.all([
    as('lan').post(`${address}/signature`, { seen: again }), as('lan').post(`${address}/signature`, { seen: again }), as('ky').post(`${address}/wording`, { revision: '0', opening: 'Chủ tọa nêu mục đích.' }),
  ])
  // Either the wording came first, and nobody signed unseen words, or one signature did, and the wording was refused.
  const [row, ...others] = await rowsOf(portal)
  expect(others).toEqual([])
  const statuses = [first.status, second.status].toSorted()
  if (row!.state === 'signed') {
    expect(statuses).toEqual([303, 403])
    expect(JSON.stringify(row!.content).includes('Chủ tọa nêu mục đích.')).toBe(false)
    expect(worded.status).toBe(403)
  } else {
    expect(statuses).toEqual([422, 422])
    expect(worded.status).toBe(303)
  }
})

test('a conclusion put right in the grid while the chair signs: one of the two is told', async () => {
  const portal = await openPortal()
  const { as } = portal
  const id = await aHeldMeeting(portal)
  const address = `/meetings/${id}/papers/minutes`
  const page = await as('lan').text(address)
  expect(words(page)).toContain('Còn 1 việc chưa giao và 1 kết luận chưa giao việc')
  const seen = await seenBy(portal, 'lan', address)
  const typed = { [`k.${id}-1`]: '1', [`k.${id}-1.text`]: 'Giao Văn phòng rà soát toàn bộ thủ tục.' }
  const [kept, signed] = await Promise.all([as('ky').post(`/meetings/${id}/conclusions/cells`, typed), as('lan').post(`${address}/signature`, { seen })])
  const [paper] = await rowsOf(portal)
  expect([kept.status, signed.status]).toEqual(paper ? [403, 303] : [303, 422])
  // Once it is signed, nothing of it is put right there any more.
  if (!paper) expect(await sign(portal, 'lan', id, 'minutes')).toBe(303)
  expect((await as('ky').post(`/meetings/${id}/conclusions/cells`, { [`k.${id}-2`]: '1', [`k.${id}-2.text`]: 'Khác.' })).status).toBe(403)
  const [held] = await portal.store.read.select().from(conclusions).where(eq(conclusions.id, `${id}-1`))
  expect(JSON.stringify((await rowsOf(portal))[0]!.content)).toContain(held!.text)
})

test('numbers of a year have no gaps and no doubles, whoever signs at the same time, and begin anew each year', async () => {
  const portal = await openPortal()
  const ids: string[] = []
  for (let one = 0; one < 8; one++) ids.push(await aHeldMeeting(portal, { title: `Họp chuyên đề lần ${one + 1}` }))
  expect(await Promise.all(ids.map(id => sign(portal, 'lan', id, 'minutes')))).toEqual(ids.map(() => 303))
  const numbers = async (year: number) => (await rowsOf(portal)).filter(row => row.year === year && row.kind === 'minutes').map(row => row.number).toSorted((a, b) => a! - b!)
  expect(await numbers(2026)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  fixDay('2027-01-04')
  const next = await aHeldMeeting(portal, { title: 'Họp đầu năm' })
  expect(await sign(portal, 'lan', next, 'minutes')).toBe(303)
  expect(await numbers(2027)).toEqual([1])
})

test('words of one\'s own stay, the rest follows the meeting; ticking brings the made words back', async () => {
  const portal = await openPortal()
  const { as, store } = portal
  const id = await aHeldMeeting(portal)
  const notice = `/meetings/${id}/papers/notice`
  const edit = await as('ky').text(`${notice}/edit`)
  expect(edit).toContain('TL. Giám đốc – Chánh Văn phòng: Vũ Thanh Bình')
  expect(edit).toContain('KT. Giám đốc – Phó Giám đốc: Trần Anh Tuấn')
  const opening = /name="opening"[^>]*>\n?([^<]*)/.exec(edit)![1]!.replace(/\n$/, '')
  expect(opening).toContain('đồng chí Lê Thị Lan, Giám đốc Sở, chủ trì cuộc họp giao ban cải cách hành chính tháng 10/2026.')
  expect((await as('ky').post(`${notice}/wording`, { revision: '0', opening, closing: 'Văn phòng theo dõi, đôn đốc.', recipients: 'Lãnh đạo Sở\nCác phòng', signature: 'KT:tuan', grounds: 'Căn cứ Kế hoạch số 12/KH-SLĐTBXH ngày 05 tháng 01 năm 2026', extra: '', body: '' })).status).toBe(303)
  expect((await rowsOf(portal))[0]!.wording).toEqual({ closing: 'Văn phòng theo dõi, đôn đốc.', recipients: 'Lãnh đạo Sở\nCác phòng', signature: 'KT:tuan', grounds: 'Căn cứ Kế hoạch số 12/KH-SLĐTBXH ngày 05 tháng 01 năm 2026' })
  await store.write(db => db.update(meetings).set({ place: 'Hội trường tầng 3' }).where(eq(meetings.id, id)))
  const page = words(await as('ky').text(notice))
  for (const said of ['tại Hội trường tầng 3', 'Văn phòng theo dõi, đôn đốc./.', 'KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Trần Anh Tuấn', '- Các phòng;', 'Căn cứ Kế hoạch số 12/KH-SLĐTBXH']) expect(page).toContain(said)
  expect((await checkForm(await docx(portal, 'ky', id, 'notice'))).filter(({ right }) => !right)).toEqual([])
  // Somebody who opened the form earlier is told, and keeps what they typed.
  const late = await as('yen').post(`${notice}/wording`, { revision: '0', closing: 'Lời khác.' })
  expect(late.status).toBe(422)
  expect(await late.text()).toContain('Lời khác.')
  expect((await as('ky').post(`${notice}/wording`, { revision: '2', closing: 'Văn phòng theo dõi, đôn đốc.', 'made-closing': 'on', signature: 'TM:lan', body: 'Ban Chỉ đạo cải cách hành chính' })).status).toBe(303)
  expect((await as('ky').post(`${notice}/wording`, { revision: '3', body: 'Ban Chỉ đạo cải cách hành chính', signature: 'TM:lan' })).status).toBe(303)
  expect(words(await as('ky').text(notice))).toContain('TM. BAN CHỈ ĐẠO CẢI CÁCH HÀNH CHÍNH TRƯỞNG BAN Lê Thị Lan')
})

test('the notice is signed after the minutes, by whom its form names and never by who wrote it', async () => {
  const portal = await openPortal()
  const { as } = portal
  const id = await aHeldMeeting(portal)
  const notice = `/meetings/${id}/papers/notice`
  expect(await as('binh').text(notice)).toContain('Biên bản chưa ký.')
  expect(await sign(portal, 'lan', id, 'minutes')).toBe(303)
  expect((await as('tuan').post(`${notice}/signature`, { seen: 'x' })).status).toBe(404)
  expect((await as('binh').post(`${notice}/wording`, { revision: '0', closing: 'Tôi soạn.' })).status).toBe(303)
  expect(await as('binh').text(notice)).toContain('Bạn là người soạn thông báo kết luận này nên không tự ký được.')
  expect((await as('binh').post(`${notice}/signature`, { seen: 'x' })).status).toBe(403)
  expect((await as('yen').post(`${notice}/wording`, { revision: '2', closing: 'Tôi soạn.', signature: 'KT:tuan' })).status).toBe(303)
  expect(await sign(portal, 'tuan', id, 'notice')).toBe(303)
  const signed = (await rowsOf(portal)).find(({ kind }) => kind === 'notice')!
  expect(signed).toMatchObject({ number: 1, symbol: 'TB-SLĐTBXH', signers: [{ personId: 'tuan', lines: ['KT. Giám đốc', 'Phó Giám đốc'] }] })
  expect((await checkForm(await docx(portal, 'hoa', id, 'notice'))).filter(({ right }) => !right)).toEqual([])
})

test('an invitation names who is invited; a long list stands in an annex', async () => {
  const portal = await openPortal()
  const id = await aMeeting(portal)
  const page = words(await portal.as('yen').text(`/meetings/${id}/papers/invitation`))
  for (const said of ['GIẤY MỜI', 'Kính gửi: Bế Thị Hoa, Trưởng Phòng Người có công.', '08 giờ 00, thứ Hai, ngày 12 tháng 10 năm 2026', '- Kết quả tháng 9 (Vũ Thanh Bình trình bày)', 'TL. GIÁM ĐỐC CHÁNH VĂN PHÒNG']) expect(page).toContain(said)
  expect(await sign(portal, 'binh', id, 'invitation')).toBe(303)
  const many = await aMeeting(portal, { guests: Array.from({ length: 20 }, (_, index) => ({ personId: null, unitId: 'merit', name: `Khách mời số ${index + 1}`, title: 'Chuyên viên' })) })
  expect(words(await portal.as('yen').text(`/meetings/${many}/papers/invitation`))).toContain('Kính gửi: Các đồng chí theo danh sách kèm theo.')
  expect((await checkForm(await docx(portal, 'yen', many, 'invitation'))).filter(({ right }) => !right)).toEqual([])
})

test('the signed paper is uploaded back: told by its content, kept with the paper, exchanged only with a reason', async () => {
  const portal = await openPortal()
  const { as } = portal
  const id = await aHeldMeeting(portal)
  const address = `/meetings/${id}/papers/minutes`
  const pdf = (more: string) => new File([`%PDF-1.7\n${more}\n%%EOF`], 'bien-ban.pdf')
  const upload = (name: string, file: File, reason = '') => { const form = new FormData(); form.set('reason', reason); form.set('file', file); return as(name).upload(`${address}/file`, form) }
  expect((await upload('thu', pdf('1'))).status).toBe(404) // not signed yet, and not the clerk's to read
  expect(await sign(portal, 'lan', id, 'minutes')).toBe(303)
  expect((await upload('hoa', pdf('1'))).status).toBe(403)
  expect((await upload('thu', new File(['MZ\u0000\u0001not a paper'], 'bien-ban.pdf'))).status).toBe(422)
  expect(await (await upload('thu', new File([await docx(portal, 'thu', id, 'minutes')], 'bien-ban.docx'))).text()).toContain('Bản ký là PDF hoặc ảnh quét.')
  expect((await upload('thu', pdf('1'))).status).toBe(303)
  const kept = await as('hoa').get(`${address}/file`)
  expect([kept.headers.get('content-type'), await kept.text()]).toEqual(['application/pdf', '%PDF-1.7\n1\n%%EOF'])
  expect(await (await upload('thu', pdf('2'))).text()).toContain('Đã có bản ký. Hãy ghi lý do thay tệp.')
  expect((await upload('thu', pdf('2'), 'Bản trước thiếu trang 2')).status).toBe(303)
  expect(await (await as('hoa').get(`${address}/file`)).text()).toContain('\n2\n')
  expect(words(await as('thu').text(address))).toContain('thay tệp trước: Bản trước thiếu trang 2')
})

test('numbers used outside the portal are counted on from, never back', async () => {
  const portal = await openPortal()
  const { as } = portal
  const [first, second] = [await aHeldMeeting(portal, { title: 'Họp lần một' }), await aHeldMeeting(portal, { title: 'Họp lần hai' })]
  expect((await as('hoa').get('/papers/numbers')).status).toBe(403)
  expect((await as('thu').post('/papers/numbers', { kind: 'minutes', used: '27' })).status).toBe(303)
  expect(await sign(portal, 'lan', first, 'minutes')).toBe(303)
  expect(await (await as('thu').post('/papers/numbers', { kind: 'minutes', used: '20' })).text()).toContain('Số tới đã là 29.')
  expect((await as('thu').post('/papers/numbers', { kind: 'minutes', used: 'x' })).status).toBe(422)
  expect(await sign(portal, 'lan', second, 'minutes')).toBe(303)
  expect((await rowsOf(portal)).map(row => row.number).toSorted()).toEqual([28, 29])

  // The register shows them by year and kind, and whether the signed file is there.
  const list = words(await as('xem').text('/papers?year=2026&kind=minutes&file=missing'))
  for (const said of ['2 biên bản đã ký, năm 2026, chưa có bản ký', '28/BB-SLĐTBXH', '29/BB-SLĐTBXH', '12/10/2026', 'Họp lần hai', 'Lê Thị Lan']) expect(list).toContain(said)
  expect(await as('xem').text('/papers?year=2025')).toContain('Không có văn bản nào khớp')
  const sheet = await as('xem').get('/papers/xlsx?year=2026')
  expect([sheet.status, sheet.headers.get('content-type')]).toEqual([200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'])
})

test('the form of a Word file is checked on a page: ours has nothing to mend, a wrong one says what', async () => {
  const portal = await openPortal()
  const id = await aHeldMeeting(portal)
  const check = (file: File) => { const form = new FormData(); form.set('file', file); return portal.as('minh').upload('/documents/check', form) }
  for (const paper of ['invitation', 'minutes', 'notice']) {
    expect(words(await (await check(new File([await docx(portal, 'ky', id, paper)], 'van-ban.docx'))).text())).toMatch(/van-ban\.docx: cả \d+ chỗ được soát đều đúng thể thức/)
  }
  const wrong = docxOf(['BIÊN BẢN', 'Họp giao ban', 'Nội dung.'])
  const page = words(await (await check(new File([wrong], 'sai.docx'))).text())
  for (const said of ['chỗ chưa đúng thể thức', 'Quốc hiệu không có', 'Hai chữ ký', 'Nơi nhận']) expect(page).toContain(said)
  expect((await check(new File(['not a Word file'], 'sai.docx'))).status).toBe(422)
})

test('a supplement corrects signed minutes: its own number, printed with them, and the task\'s deadline moves as it is signed', async () => {
  const portal = await openPortal()
  const { as, store } = portal
  const id = await aHeldMeeting(portal)
  // The conclusion gave a task before the minutes were signed.
  await store.write(async db => {
    const origin = { kind: 'conclusion' as const, number: null, date: '2026-10-12', issuer: null, title: 'Giao ban', clause: 'Kết luận số 1', quote: null, saidBy: null }
    const taskId = await giveTask(db, { id: 'lan' }, { title: 'Rà soát thủ tục', origin, unitId: 'office', assignerId: 'lan', domain: null, deadline: { kind: 'date', value: '2026-10-23', original: '23/10/2026' } }, { receiptHours: 16 })
    await db.insert(conclusionTasks).values({ id: 'link', conclusionId: `${id}-1`, workId: `${id}-work`, taskId, how: 'given', at: new Date() })
  })
  const task = async () => (await store.read.select().from(tasks))[0]!
  expect(await task()).toMatchObject({ due: '2026-10-23', firstDue: '2026-10-23' })
  expect((await as('ky').get(`/meetings/${id}/supplements/new`)).status).toBe(403) // the minutes are not signed
  expect(await sign(portal, 'lan', id, 'minutes')).toBe(303)
  const before = await docx(portal, 'hoa', id, 'minutes')

  const form = await as('ky').text(`/meetings/${id}/supplements/new`)
  expect(form).toContain('name="' + `${id}-work.deadline` + '"')
  expect(await (await as('ky').post(`/meetings/${id}/supplements`, { reason: 'Ghi nhầm thời hạn', [`${id}-work.deadline`]: '23/10/2026' })).text()).toContain('Chưa sửa mục nào')
  const strange = await as('ky').post(`/meetings/${id}/supplements`, { reason: '', [`${id}-work.deadline`]: '30/10/2026' })
  expect(strange.status).toBe(422)
  expect(await strange.text()).toContain('value="30/10/2026"')
  expect((await as('hoa').post(`/meetings/${id}/supplements`, { reason: 'Ghi nhầm', [`${id}-work.deadline`]: '30/10/2026' })).status).toBe(403)
  expect((await as('ky').post(`/meetings/${id}/supplements`, { reason: 'Ghi nhầm thời hạn', [`${id}-work.deadline`]: '30/10/2026' })).status).toBe(303)
  const supplement = `/meetings/${id}/papers/supplement-1`
  const draft = words(await as('lan').text(supplement))
  for (const said of ['BIÊN BẢN BỔ SUNG', 'Sửa đổi, bổ sung Biên bản số 01/BB-SLĐTBXH ngày 12 tháng 10 năm 2026', 'Lý do: Ghi nhầm thời hạn.', 'Kết luận số 1: thời hạn 23/10/2026 30/10/2026']) expect(draft).toContain(said)
  expect((await task()).due).toBe('2026-10-23')
  expect((await as('ky').post(`${supplement}/signature`, { seen: 'x' })).status).toBe(403)

  expect(await sign(portal, 'lan', id, 'supplement-1')).toBe(303)
  expect(await task()).toMatchObject({ due: '2026-10-30', firstDue: '2026-10-23' })
  expect((await rowsOf(portal)).find(({ kind }) => kind === 'supplement')).toMatchObject({ number: 2, symbol: 'BB-SLĐTBXH', state: 'signed' })
  // The minutes stay as they were signed, and say by what they are corrected; the supplement prints after them.
  expect((await docx(portal, 'hoa', id, 'minutes')).equals(before)).toBe(true)
  const minutes = words(await as('hoa').text(`/meetings/${id}/papers/minutes`))
  expect(minutes).toContain('Được sửa bởi biên bản bổ sung số 02/BB-SLĐTBXH ngày 12/10/2026')
  expect(minutes.indexOf('BIÊN BẢN BỔ SUNG')).toBeGreaterThan(minutes.indexOf('Cuộc họp kết thúc vào'))
  expect((await checkForm(await docx(portal, 'hoa', id, 'supplement-1'))).filter(({ right }) => !right)).toEqual([])
  // The notice that is made now says what holds now.
  expect(words(await as('yen').text(`/meetings/${id}/papers/notice`))).toContain('thời hạn: 30/10/2026')
})

test('of two supplements to the same field the second is drafted anew; a draft can be dropped', async () => {
  const portal = await openPortal()
  const { as } = portal
  const id = await aHeldMeeting(portal)
  expect(await sign(portal, 'lan', id, 'minutes')).toBe(303)
  const correct = (deadline: string) => as('ky').post(`/meetings/${id}/supplements`, { reason: 'Thêm thời gian', [`${id}-work.deadline`]: deadline })
  expect((await correct('30/10/2026')).status).toBe(303)
  expect((await correct('06/11/2026')).status).toBe(303)
  expect(await sign(portal, 'lan', id, 'supplement-1')).toBe(303)
  expect(words(await as('ky').text(`/meetings/${id}/papers/supplement-2`))).toContain('Kết luận đã đổi bởi một biên bản bổ sung khác.')
  expect(await sign(portal, 'lan', id, 'supplement-2')).toBe(422)
  expect((await as('ky').post(`/meetings/${id}/papers/supplement-2/corrections`, { reason: 'Thêm thời gian', [`${id}-work.deadline`]: '13/11/2026' })).status).toBe(303)
  expect(words(await as('ky').text(`/meetings/${id}/papers/supplement-2`))).toContain('thời hạn 30/10/2026 13/11/2026')
  expect((await as('ky').post(`/meetings/${id}/papers/supplement-2/removal`)).status).toBe(303)
  expect((await as('ky').get(`/meetings/${id}/papers/supplement-2`)).status).toBe(404)
  expect((await as('ky').post(`/meetings/${id}/papers/supplement-1/removal`)).status).toBe(403)
})

test('the chair’s first page names the minutes that wait for the signature, once nobody may comment any more', async () => {
  const portal = await openPortal()
  const id = await aHeldMeeting(portal)
  const home = async (name: string) => words(await portal.as(name).text('/'))
  await portal.as('ky').post(`/meetings/${id}/papers/minutes/commenting`, { until: '2026-10-14' })
  expect(await home('lan')).not.toContain('Biên bản chờ bạn ký')
  fixDay('2026-10-15')
  expect(await home('lan')).toContain('Biên bản chờ bạn ký')
  for (const name of ['ky', 'binh', 'tuan']) expect(await home(name), name).not.toContain('Biên bản chờ bạn ký')
  expect(await sign(portal, 'lan', id, 'minutes')).toBe(303)
  expect(await home('lan')).not.toContain('Biên bản chờ bạn ký')
  // The pages of papers and conclusions belong to the meetings.
  for (const path of ['/papers', '/conclusions']) expect(await portal.as('lan').text(path), path).toMatch(/href="\/meetings" aria-current="page"|href="\/meetings"[^>]*aria-current="page"/)
})
