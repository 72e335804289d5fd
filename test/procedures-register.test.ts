// Stories of the register as a whole: finding, counting, taking out as a spreadsheet, and the statistics.
import { beforeEach, expect, test } from 'vitest'
import { readCsv } from '../src/admin/csv.ts'
import { readWorkbook } from '../src/admin/workbook.ts'
import { emptyContent, type Channel, type Limit, type ProcedureContent } from '../src/procedures/content.ts'
import { catalogue } from '../src/procedures/catalogue.ts'
import { checkReduction, contentColumns } from '../src/procedures/columns.ts'
import { difference } from '../src/procedures/comparing.ts'
import { exportColumns } from '../src/procedures/export.ts'
import { find, readFilter } from '../src/procedures/filter.ts'
import { inForce, online, reduced, truncated } from '../src/procedures/statistics.ts'
import { abolish, publishMany, type Publication } from '../src/procedures/versions.ts'
import { openPortal, type TestPortal } from './portal.ts'

let portal: TestPortal
beforeEach(async () => { portal = await openPortal() })

const channel = (kind: Channel['kind'], limit: Limit | null = null, fee: string | null = null): Channel =>
  ({ kind, case: null, limit, limitText: null, fee, note: null })
const record = (name: string, more: Partial<ProcedureContent> = {}): Publication =>
  ({ content: { ...emptyContent(name), ...more }, effectiveFrom: '2026-01-01', publishedOn: '2026-03-01', ownerUnitId: 'merit' })
const publishAll = (...rows: Publication[]) => portal.store.write(db => publishMany(db, { id: 'kiem' }, rows, 'test'))
const namesFor = async (query: string) => find(await catalogue(portal.store.read),
  readFilter(new URLSearchParams(query))).rows.map(({ name }) => name)
const workingDays = (number: number): Limit => ({ number, unit: 'workingDay' })

const five = [
  record('Xác định mức độ khuyết tật', { code: '1.001699', field: 'Bảo trợ xã hội', levels: ['commune'], onlineLevel: 'full',
    channels: [channel('inPerson', workingDays(25))], aliases: ['giấy khuyết tật'] }),
  record('Cấp giấy phép lao động', { code: '1.014199', field: 'Việc làm', levels: ['province'], onlineLevel: 'partial',
    channels: [channel('inPerson', workingDays(10)), channel('online', workingDays(8)), channel('post')],
    reduction: { statutory: workingDays(10), actual: workingDays(6), decision: null } }),
  record('Hưởng trợ cấp thất nghiệp', { code: '1.014748', field: 'Việc làm', levels: ['province', 'commune'], onlineLevel: 'none',
    postal: true, reduction: { statutory: workingDays(20), actual: workingDays(15), decision: null } }),
  record('Di chuyển hồ sơ người có công', { code: '1.010827', field: 'Người có công', levels: ['province'],
    channels: [channel('inPerson', { number: 24, unit: 'day' })],
    reduction: { statutory: { number: 24, unit: 'day' }, actual: { number: 12, unit: 'workingDay' }, decision: null } }),
  record('Thu tuc khong dau', { field: null, levels: [], decision: { number: '970/QĐ-BYT', date: null, issuer: null } }),
]

test('words find a procedure with or without tones, by everyday name, code and decision; typed tones come first', async () => {
  await publishAll(...five, record('Cấp thẻ'), record('Cáp treo'))
  expect(await namesFor('q=khuyet+tat')).toEqual(['Xác định mức độ khuyết tật'])
  expect(await namesFor('q=GIẤY+khuyết')).toEqual(['Xác định mức độ khuyết tật'])
  expect(await namesFor('q=1.014748')).toEqual(['Hưởng trợ cấp thất nghiệp'])
  expect(await namesFor('q=970/qd-byt')).toEqual(['Thu tuc khong dau'])
  expect((await namesFor('q=cáp'))[0]).toBe('Cáp treo')
  expect((await namesFor('q=cấp')).at(-1)).toBe('Cáp treo')
  expect(await namesFor('q=%F0%9F%98%80')).toHaveLength(7)
  expect(await namesFor("q=' or 1=1 --")).toEqual([])
})

test('every facet counts with the other choices as they are, and the filter is a sentence, chips and an address', async () => {
  await publishAll(...five)
  const { counts, rows } = find(await catalogue(portal.store.read), readFilter(new URLSearchParams('field=Việc làm&online=any')))
  expect(rows.map(({ name }) => name)).toEqual(['Cấp giấy phép lao động'])
  expect(Object.fromEntries(counts.online)).toEqual({ any: 1, partial: 1, none: 1 })
  expect(Object.fromEntries(counts.field)).toEqual({ 'Việc làm': 1, 'Bảo trợ xã hội': 1 })
  const page = await portal.as('cua').text('/procedures?level=province&field=Việc+làm&sort=code')
  expect(page).toContain('2 thủ tục cấp tỉnh, lĩnh vực Việc làm, đang áp dụng, sắp theo mã số.')
  expect(page).toContain('href="/procedures?level=province&amp;sort=code"')
  expect(page).toContain('Cấp xã (1)')
  // Days stand before working days: limits are put in order within their unit only.
  expect(await namesFor('sort=limit')).toEqual(['Di chuyển hồ sơ người có công', 'Cấp giấy phép lao động',
    'Xác định mức độ khuyết tật', 'Hưởng trợ cấp thất nghiệp', 'Thu tuc khong dau'])
  const tidy = await portal.as('cua').get('/procedures?q=&field=&level=province&page=1')
  expect([tidy.status, tidy.headers.get('location')]).toEqual([303, '/procedures?level=province'])
  for (const nonsense of ['page=-3', 'page=99999', 'sort=zzz', 'on=2026-02-31', 'level=zzz', 'complete=no-zzz',
    `q=${'a'.repeat(5000)}`]) {
    expect((await portal.as('cua').get(`/procedures?${nonsense}`)).status).toBe(200)
  }
})

test('an empty register says what belongs here and who fills it', async () => {
  expect(await portal.as('kiem').text('/procedures')).toContain('Danh mục chưa có thủ tục nào')
  await publishAll(...five)
  expect(await portal.as('kiem').text('/procedures?q=khongcogi')).toContain('Không có thủ tục nào khớp')
})

test('a null fee is missing information, never free', async () => {
  await publishAll(record('Không rõ phí', { channels: [channel('inPerson')] }),
    record('Không thu phí', { channels: [channel('inPerson', null, 'Không')] }))
  expect(await namesFor('complete=no-fee')).toEqual(['Không rõ phí'])
  const rows = readCsv(new Uint8Array(await (await portal.as('cua').get('/procedures/export/csv?complete=no-fee')).arrayBuffer()))
  expect(rows.join()).not.toMatch(/miễn phí|không thu/i)
})

test('the spreadsheets hold the list as filtered, with numbers and dates, and no formula runs', async () => {
  await publishAll(...five, record('=HYPERLINK("http://x")', { field: '+1', levels: ['province'] }))
  const csv = readCsv(new Uint8Array(await (await portal.as('cua').get('/procedures/export/csv?level=province&sort=code')).arrayBuffer()))
  expect(csv[0]).toEqual(exportColumns.map(({ heading }) => heading))
  expect(csv.slice(1).map(row => row[0])).toEqual(['1.010827', '1.014199', '1.014748', ''])
  const raw = await (await portal.as('cua').get('/procedures/export/csv?level=province')).text()
  expect(raw).toContain(`"'=HYPERLINK(""http://x"")"`)
  const answer = await portal.as('cua').get('/procedures/export/xlsx?level=province&sort=code')
  const [sheet] = await readWorkbook(new Uint8Array(await answer.arrayBuffer()))
  const at = sheet!.rows.findIndex(row => row[0] === 'Mã số')
  const column = (heading: string) => exportColumns.findIndex(one => one.heading === heading)
  expect(sheet!.rows[0]![0]).toContain('4 thủ tục cấp tỉnh')
  const permit = sheet!.rows[at + 2]!
  expect(permit[column('Thời hạn theo quy định')]).toBe(10)
  expect(permit[column('Áp dụng từ')]).toBeInstanceOf(Date)
  expect(sheet!.rows.flat()).toContain('=HYPERLINK("http://x")')
}, 30_000)

test('what the columns write of a record, they read back the same', () => {
  const full: ProcedureContent = {
    ...emptyContent('Tên | có gạch \\ và "ngoặc"'), code: '1.000001', aliases: ['một', 'hai'], field: 'Việc làm',
      levels: ['province', 'commune'], audience: 'Công dân',
    channels: [{ kind: 'online', case: 'A | B', limit: workingDays(5), limitText: '5 ngày làm việc', fee: null,
      note: 'dòng một\ndòng hai' }, channel('post', null, '100.000 đồng')],
    papers: [{ name: 'Đơn\nđề nghị', case: null, originals: 1, copies: null, form: 'Mẫu 01', required: false, note: null }],
    steps: 'Bước 1\nBước 2', legalBases: [{ number: '28/2012/NĐ-CP', title: 'Quy định', date: '2012-04-10', issuer: null,
      validity: 'inForce' }],
    agencies: { handling: 'Sở', competent: null, coordinating: null, issuing: 'Bộ', receiving: 'Một cửa' },
      onlineLevel: 'partial', postal: false,
    reduction: { statutory: workingDays(10), actual: workingDays(7.5), decision: 'QĐ 1' },
      decision: { number: '1/QĐ', date: '2026-01-02', issuer: 'UBND' }, sourceUrl: 'https://example.vn',
  }
  const back = emptyContent('')
  for (const column of contentColumns) column.read(String(column.write(full) ?? ''), back)
  checkReduction(back)
  expect(back).toEqual(full)
  const wrong = (heading: string, cell: string) => () => { contentColumns.find(column =>
    column.heading.startsWith(heading))!.read(cell, emptyContent('')) }
  expect(wrong('Cấp thực hiện', 'Cấp phố')).toThrow('Không hiểu cấp thực hiện')
  expect(wrong('Ngày quyết định', '31/02/2026')).toThrow('không phải là ngày')
})

test('statistics count a procedure of several levels once in the total and once at each level, and show their rules',
  async () => {
  const ids = await publishAll(...five)
  const rows = inForce(await catalogue(portal.store.read))
  expect(rows).toHaveLength(5)
  const page = await portal.as('xem').text('/statistics')
  expect(page).toContain('1 thủ tục do nhiều cấp thực hiện')
  expect(page).toContain('1/3 = 33,3 %')
  expect(page).toContain('href="/procedures?level=province&amp;online=any"')
  await portal.store.write(db => abolish(db, { id: 'kiem' }, ids[0]!,
    { decision: '1/QĐ', effectiveFrom: '2026-10-12', publishedOn: '2026-10-12', note: null }))
  expect(inForce(await catalogue(portal.store.read))).toHaveLength(4)
  expect(inForce(await catalogue(portal.store.read, '2026-10-11'))).toHaveLength(5)
  expect(await portal.as('xem').text('/statistics?on=2026-10-11&from=2026-01-01&to=2026-10-11')).toMatch(/Bãi bỏ<\/dt><dd><a href="[^"]*">0</)
  expect(await portal.as('xem').text('/statistics')).toMatch(/Bãi bỏ<\/dt><dd><a href="[^"]*change=abolished[^"]*">1</)
  expect(await portal.as('xem').text('/procedures?change=abolished&from=2026-10-01')).toContain('Xác định mức độ khuyết tật')
})

test('the three averages follow their formulas, and days are never compared with working days', async () => {
  await publishAll(...five)
  const rows = inForce(await catalogue(portal.store.read)).filter(({ facts }) => facts.levels.includes('province'))
  const cut = reduced(rows)
  expect([cut.count, cut.of, cut.mixed]).toEqual([2, 3, 1])
  expect(cut.mean).toBeCloseTo((0.4 + 0.25) / 2)
  expect(cut.weighted).toEqual([{ unit: 'workingDay', count: 2, cut: 9, statutory: 30, share: 0.3 }])
  expect(cut.spread).toBeCloseTo((0.4 + 0.25) / 3)
  const figures = await portal.as('xem').text('/statistics')
  for (const [value, count] of [['workingDay', '2 thủ tục cấp tỉnh, có cắt giảm, thời hạn theo ngày làm việc'], ['mixed', '1 thủ tục, hai thời hạn khác đơn vị']] as const) {
    const href = new RegExp(`href="(/procedures\\?[^"]*reduced=${value})"`).exec(figures)![1]!.replaceAll('&amp;', '&')
    expect(await portal.as('xem').text(href)).toContain(count)
  }
  expect(reduced([])).toEqual({ count: 0, of: 0, mixed: 0, mean: null, weighted: [], spread: null })
  expect(online(rows)).toEqual({ full: 0, partial: 1, either: 1, unknown: 1, of: 3 })
  expect([truncated(107 / 135), Math.round((107 / 135) * 1000) / 1000]).toEqual([0.792, 0.793])
})

test('the statistics go into a spreadsheet with their rules', async () => {
  await publishAll(...five)
  const sheets = await readWorkbook(new Uint8Array(await (await portal.as('xem').get('/statistics/export')).arrayBuffer()))
  expect(sheets.map(({ name }) => name)).toEqual(['Số liệu', 'Theo cấp', 'Theo lĩnh vực'])
  expect(sheets[0]!.rows.flat()).toContain('A. Mức giảm bình quân')
}, 30_000)

test('the catalogue follows every change at once, also those of a batch', async () => {
  const { store } = portal
  expect((await catalogue(store.read)).rows).toEqual([])
  const ids = await publishAll(...five)
  const first = await catalogue(store.read)
  expect(first.rows).toHaveLength(5)
  expect(await catalogue(store.read)).toBe(first)
  await publishAll({ ...record('Tên mới'), procedureId: ids[2]! })
  expect((await catalogue(store.read)).rows.find(({ id }) => id === ids[2])).toMatchObject({ name: 'Tên mới', state: 'amended',
    number: 2 })
})

test.each([
  ['Nộp trong 5 ngày làm việc tại xã', 'Nộp trong 7 ngày tại phường'], ['', 'thêm'], ['bỏ', ''], ['như nhau', 'như nhau'],
    ['một\nhai\nba', 'một\nba\nbốn'],
])('a comparison keeps both texts whole: %j', (before, after) => {
  const found = difference(before, after)
  expect(found.before.map(({ text }) => text).join('')).toBe(before)
  expect(found.after.map(({ text }) => text).join('')).toBe(after)
  const same = (runs: typeof found.before) => runs.filter(run => run.same).map(({ text }) => text).join('').replace(/\s+/g,
    ' ').trim()
  expect(same(found.before)).toBe(same(found.after))
})
