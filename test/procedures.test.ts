// Stories of the register: a procedure from its first draft to its end, and what each of the twelve roles may do with it.
import { beforeEach, expect, test } from 'vitest'
import { fixDay } from '../src/clock.ts'
import { eventsAfter } from '../src/events/events.ts'
import { emptyContent, type ProcedureContent } from '../src/procedures/content.ts'
import { procedureDrafts, procedures, procedureVersions } from '../src/procedures/tables.ts'
import { publishMany, type Publication } from '../src/procedures/versions.ts'
import { openPortal, type TestPortal } from './portal.ts'

let portal: TestPortal
beforeEach(async () => { portal = await openPortal() })

const content = (name: string, more: Partial<ProcedureContent> = {}): ProcedureContent => ({
  ...emptyContent(name), code: '1.001776', field: 'Bảo trợ xã hội', levels: ['province'],
  channels: [{ kind: 'inPerson', case: null, limit: { number: 5, unit: 'workingDay' }, limitText: '05 ngày làm việc', fee: null,
    note: null }],
  ...more,
})
const publication = (content: ProcedureContent, more: Partial<Publication> = {}): Publication =>
  ({ content, effectiveFrom: '2026-01-01', publishedOn: '2026-01-01', ownerUnitId: 'merit', ...more })
const publishAll = (...rows: Publication[]) => portal.store.write(db => publishMany(db, { id: 'kiem' }, rows, 'test'))
const idOf = (answer: Response) => /\/procedures\/([0-9a-f-]{36})/.exec(answer.headers.get('location') ?? '')![1]!
const later = (day: string) => { fixDay(day) }
const publishing = { kind: 'new', effectiveFrom: '2026-10-12', publishedOn: '2026-10-12', reviewOn: '2027-04-12',
  decision: '1766/QĐ-UBND ngày 04/8/2026', note: '' }
const notFound = 'Không có thủ tục này'

test('a procedure is drafted, published, amended, compared and abolished, and every day remembers what held', async () => {
  const { as, store } = portal
  const kiem = as('kiem')
  const begun = await kiem.post('/procedures', { do: 'save', unitId: 'merit', name: 'Trợ cấp xã hội hằng tháng', code: '1.001776',
    'levels.province': 'on', field: 'Bảo trợ xã hội',
    'channels.0.kind': 'inPerson', 'channels.0.limit.number': '22', 'channels.0.limit.unit': 'workingDay',
      'papers.0.name': 'Tờ khai đề nghị trợ giúp', 'papers.0.originals': '1' })
  expect(begun.status).toBe(303)
  const id = idOf(begun)
  expect(await as('cua').text('/procedures')).not.toContain('Trợ cấp xã hội hằng tháng')
  expect(await as('cua').text(`/procedures/${id}`)).toContain(notFound)

  expect((await kiem.post(`/procedures/${id}/publication`, { ...publishing, revision: '1' })).status).toBe(303)
  const published = await as('cua').text(`/procedures/${id}`)
  expect(published).toContain('22 ngày làm việc')
  expect(published).toContain('Chưa có thông tin')
  expect(published).not.toMatch(/miễn phí/i)

  later('2026-11-02')
  const edit = await kiem.text(`/procedures/${id}/edit`)
  expect(edit).toContain('Tờ khai đề nghị trợ giúp')
  const typed = { revision: '0', name: 'Trợ cấp xã hội hằng tháng', code: '1.001776', 'levels.province': 'on',
    field: 'Bảo trợ xã hội',
    'channels.0.kind': 'inPerson', 'channels.0.limit.number': '15', 'channels.0.limit.unit': 'workingDay',
      'papers.0.name': 'Tờ khai đề nghị trợ giúp', 'papers.0.originals': '1' }
  expect((await kiem.post(`/procedures/${id}/draft`, typed)).status).toBe(303)
  const preview = await kiem.text(`/procedures/${id}/publication`)
  expect(preview).toContain('1 phần thay đổi')
  expect(preview).toMatch(/<del>.*22 <.*<\/del>/)
  await kiem.post(`/procedures/${id}/publication`, { ...publishing, revision: '1', kind: 'amended', effectiveFrom: '2026-11-10',
    publishedOn: '2026-11-02', decision: '2001/QĐ-UBND' })

  expect(await as('cua').text(`/procedures/${id}`)).toMatch(/Bản 2 áp dụng từ T3 10\/11\/2026[\s\S]*22 ngày làm việc/)
  later('2026-11-12')
  expect(await as('cua').text(`/procedures/${id}`)).toContain('15 ngày làm việc')
  const old = await as('cua').text(`/procedures/${id}?on=2026-11-05`)
  expect(old).toContain('22 ngày làm việc')
  expect(old).toContain('Bạn đang xem bản 1, áp dụng từ 12/10/2026 đến 09/11/2026.')
  const compared = await as('cua').text(`/procedures/${id}/compare`)
  expect(compared).toContain('1 phần khác nhau')
  expect(compared).toContain('Cách thức thực hiện')

  expect((await kiem.post(`/procedures/${id}/abolition`, { decision: '', effectiveFrom: '2026-11-12',
    note: '' })).status).toBe(422)
  expect((await kiem.post(`/procedures/${id}/abolition`, { decision: '970/QĐ-BYT', effectiveFrom: '2026-11-12',
    note: '' })).status).toBe(303)
  const gone = await as('cua').text(`/procedures/${id}`)
  expect(gone).toContain('Thủ tục đã bãi bỏ')
  expect(gone).toContain('970/QĐ-BYT')
  expect(gone).toContain('15 ngày làm việc')
  expect(await as('cua').text('/procedures')).not.toContain('Trợ cấp xã hội hằng tháng')
  expect(await as('cua').text('/procedures?state=abolished')).toContain('Trợ cấp xã hội hằng tháng')
  expect(await as('cua').text('/procedures?on=2026-11-11')).toContain('15 ngày làm việc')
  expect(await as('cua').text('/procedures?on=2026-10-20')).toContain('22 ngày làm việc')
  expect(await as('cua').text('/procedures?on=2026-10-01')).not.toContain('Trợ cấp xã hội hằng tháng')
  expect((await kiem.get(`/procedures/${id}/edit`)).status).toBe(404)

  const actions = (await eventsAfter(store.read, 0, 500)).filter(({ subjectId }) => subjectId === id).map(({ action }) => action)
  expect(actions).toEqual(['procedure begun', 'procedure published', 'procedure draft saved', 'procedure amended',
    'procedure abolished'])
  expect((await store.read.select().from(procedureVersions)).map(({ number, kind, changed }) => [number, kind, changed]))
    .toEqual([[1, 'new', []], [2, 'amended', ['channels']], [3, 'abolished', []]])
  expect(await store.read.select().from(procedureDrafts)).toEqual([])
})

test('two people edit one record: the second is told, sees both texts and loses nothing', async () => {
  const { as, store } = portal
  const [id] = await publishAll(publication(content('Hỗ trợ chi phí mai táng')))
  const [minh, kiem] = [as('minh'), as('kiem')]
  const typed = { revision: '0', name: 'Hỗ trợ chi phí mai táng', 'levels.province': 'on' }
  expect((await kiem.post(`/procedures/${id}/draft`, { ...typed, steps: 'Kiểm viết bước một' })).status).toBe(303)
  const late = await minh.post(`/procedures/${id}/draft`, { ...typed, steps: 'Minh viết bước khác' })
  expect(late.status).toBe(422)
  const shown = await late.text()
  expect(shown).toContain('Đỗ Thị Kiểm đã lưu lúc')
  expect(shown).toContain('Minh viết bước khác</textarea>')
  expect(shown).toMatch(/<del>.*Kiểm/)
  expect(shown).toContain('name="revision" value="1"')
  expect((await store.read.select().from(procedureDrafts))[0]!.content.steps).toBe('Kiểm viết bước một')
  expect((await minh.post(`/procedures/${id}/draft`, { ...typed, revision: '1', steps: 'Gộp cả hai' })).status).toBe(303)
  // The officer publishes what Minh saved only after having seen it.
  expect((await kiem.post(`/procedures/${id}/publication`, { ...publishing, kind: 'amended', revision: '1' })).status).toBe(422)
  expect((await kiem.post(`/procedures/${id}/publication`, { ...publishing, kind: 'amended', revision: '2' })).status).toBe(303)
})

test('rows are added and dropped without JavaScript, and what was typed stays', async () => {
  const kiem = portal.as('kiem')
  const more = await (await kiem.post('/procedures', { do: 'add-papers', name: 'Tên đang gõ', 'papers.0.name': 'Đơn',
    'papers.1.name': 'Giấy hai' })).text()
  expect(more).toContain('name="papers.2.name"')
  expect(more).toContain('Tên đang gõ')
  const less = await (await kiem.post('/procedures', { do: 'drop-papers-0', name: 'Tên đang gõ', 'papers.0.name': 'Đơn',
    'papers.1.name': 'Giấy hai' })).text()
  expect(less).toMatch(/name="papers\.0\.name"[^>]*>\s*Giấy hai/)
  expect(less).not.toContain('name="papers.1.name"')
  expect(await portal.store.read.select().from(procedures)).toEqual([])
})

test('mistakes come back beside their fields with everything that was typed', async () => {
  const answer = await portal.as('kiem').post('/procedures',
    { do: 'save', unitId: 'merit', name: '', code: 'a b c', 'channels.0.kind': 'inPerson', 'channels.0.limit.number': '5',
    'channels.1.kind': 'post', 'channels.1.limit.number': '5', 'channels.1.limit.unit': 'day',
    'channels.1.limitText': '5 ngày làm việc', 'decision.date': '2026-13-40',
    'reduction.statutory.number': '10', 'reduction.statutory.unit': 'day', 'reduction.actual.number': '5',
      'reduction.actual.unit': 'workingDay', sourceUrl: 'javascript:alert(1)' })
  expect(answer.status).toBe(422)
  const text = await answer.text()
  for (const sentence of ['Ghi tên thủ tục.', 'Mã số chỉ gồm', 'khác nhau', 'Hai thời hạn phải cùng đơn vị',
    'Địa chỉ phải bắt đầu', 'Ghi số quyết định',
    'Nguyên văn ghi 5 ngày làm việc, khác số ở trên']) expect(text).toContain(sentence)
  expect(text).toContain('value="a b c"')
  expect(text).toContain('Cách nộp, dòng 1')
})

test('HTML and SQL in every field are text like any other', async () => {
  const evil = `<script>alert('x')</script>"'; drop table procedures; --`
  const names = ['name', 'field', 'aliases', 'audience', 'steps', 'conditions', 'result', 'agencies.handling',
    'agencies.receiving', 'channels.0.case', 'channels.0.fee', 'channels.0.note', 'channels.0.limitText',
    'papers.0.name', 'papers.0.form', 'papers.0.case', 'legalBases.0.number', 'legalBases.0.title', 'decision.number']
  const kiem = portal.as('kiem')
  const id = idOf(await kiem.post('/procedures', { do: 'save', unitId: 'merit', 'channels.0.kind': 'online',
    ...Object.fromEntries(names.map(name => [name, evil])) }))
  await kiem.post(`/procedures/${id}/publication`, { ...publishing, revision: '1', decision: evil, note: evil })
  for (const path of [`/procedures/${id}`, `/procedures/${id}/slip`, `/procedures/${id}/edit`, '/procedures',
    `/procedures?q=${encodeURIComponent(evil)}`, `/procedures?field=${encodeURIComponent(evil)}`, '/statistics']) {
    const answer = await kiem.get(path)
    expect(answer.status).toBe(200)
    expect(await answer.text()).not.toContain('<script>alert')
  }
  expect(await kiem.text(`/procedures/${id}`)).toContain('&lt;script&gt;')
})

test('who may do what: drafts are not found by others, own units only are edited, publishing is the officer’s', async () => {
  const { as } = portal
  const [merit, jobs] = await publishAll(publication(content('Của người có công')),
    publication(content('Của việc làm'), { ownerUnitId: 'jobs' }))
  const statusOf = async (name: string, path: string) => (await as(name).get(path)).status
  expect(await statusOf('minh', `/procedures/${merit}/edit`)).toBe(200)
  expect(await statusOf('minh', `/procedures/${jobs}/edit`)).toBe(403)
  expect(await statusOf('xem', `/procedures/${merit}/edit`)).toBe(403)
  expect(await statusOf('minh', '/procedures/new')).toBe(200)
  expect(await statusOf('cua', '/procedures/new')).toBe(403)
  expect(await statusOf('quan', `/procedures/${merit}`)).toBe(200)
  expect((await as('minh').post('/procedures', { do: 'save', unitId: 'jobs', name: 'Không phải của tôi' })).status).toBe(422)
  expect((await as('minh').post(`/procedures/${jobs}/review`, { reviewOn: '2027-01-01' })).status).toBe(403)
  expect((await as('minh').post(`/procedures/${merit}/owner`, { unitId: 'jobs' })).status).toBe(403)
  await as('minh').post(`/procedures/${merit}/draft`, { revision: '0', name: 'Đổi tên' })
  expect(await as('hoa').text(`/procedures/${merit}`)).toContain('đang soạn bản mới')
  expect(await as('cua').text(`/procedures/${merit}`)).not.toContain('đang soạn bản mới')
  expect(await statusOf('minh', `/procedures/${merit}/publication`)).toBe(403)

  const draft = idOf(await as('minh').post('/procedures', { do: 'save', unitId: 'merit', name: 'Bản nháp mới' }))
  for (const [name, status] of [['minh', 200], ['hoa', 200], ['lan', 200], ['kiem', 200], ['cua', 404], ['thu', 404],
    ['quan', 404], ['xem', 404]] as const) {
    expect([name, await statusOf(name, `/procedures/${draft}`)]).toEqual([name, status])
  }
  expect(await as('minh').text('/procedures?state=draft')).toContain('Bản nháp mới')
  expect(await as('xem').text('/procedures?state=draft')).not.toContain('Bản nháp mới')
  expect((await as('kiem').post(`/procedures/${merit}/owner`, { unitId: 'jobs' })).status).toBe(303)
  expect(await as('xem').text(`/procedures/${merit}`)).toContain('Phòng Việc làm – An toàn lao động')
  expect(await statusOf('minh', `/procedures/${merit}/edit`)).toBe(403)
})

test('a review is confirmed with the day of the next one, which must be to come', async () => {
  const { as } = portal
  const [id] = await publishAll(publication(content('Thủ tục cần soát'), { reviewOn: '2026-10-02' }))
  expect(await as('minh').text(`/procedures/${id}`)).toContain('quá 10 ngày')
  const past = await as('minh').post(`/procedures/${id}/review`, { reviewOn: '2026-10-12' })
  expect(past.status).toBe(422)
  expect(await past.text()).toContain('Ngày soát lại phải sau hôm nay.')
  await as('minh').post(`/procedures/${id}/review`, { reviewOn: '2027-04-12' })
  expect(await as('minh').text(`/procedures/${id}`)).toMatch(/Soát ngày 12\/10\/2026[\s\S]*Phạm Văn Minh[\s\S]*T2 12\/04\/2027/)
})

test('many are published with one event, what says the same is left out, and effective dates never go back', async () => {
  const { store } = portal
  const [one, two] = await publishAll(publication(content('Một')), publication(content('Hai')))
  await publishAll(publication(content('Một'), { procedureId: one! }), publication(content('Hai mới'), { procedureId: two! }))
  await publishAll(publication(content('Một'), { procedureId: one! }))
  const events = (await eventsAfter(store.read, 0, 10)).filter(({ action }) => action !== 'calendar begun')
  expect(events.map(({ action, details }) => [action, details])).toEqual([
    ['procedures published', { from: 'test', ids: [one, two] }], ['procedures published', { from: 'test', ids: [two] }],
  ])
  expect((await store.read.select().from(procedures)).map(({ id, state }) => [id, state]).sort()).toEqual([[one, 'published'],
    [two, 'amended']].sort())
  await expect(publishAll(publication(content('Hai cũ'), { procedureId: two!,
    effectiveFrom: '2025-01-01' }))).rejects.toThrow('Ngày áp dụng không được trước')
})

test('a very long field keeps the page light, and stays whole for those who ask', async () => {
  const { as } = portal
  const [id] = await publishAll(publication(content('Dài', { steps: `${'Nộp hồ sơ tại bộ phận một cửa. '.repeat(4_600)}HẾT`,
    conditions: 'Dòng\n'.repeat(9_000) })))
  const page = await as('cua').text(`/procedures/${id}`)
  expect(page.length).toBeLessThan(150_000)
  expect(page).not.toContain('HẾT')
  expect(page).toContain('Xem toàn văn')
  expect(await as('cua').text(`/procedures/${id}?full=steps`)).toContain('HẾT')
})
