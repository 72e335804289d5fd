// The index workbook: rules in a table, a set taken from a file, a round scored by five units to its ranks, lost points that become proposals.
import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { people, postings, roleHoldings } from '../src/accounts/tables.ts'
import { column, readWorkbook, writeWorkbook } from '../src/admin/workbook.ts'
import { fixDay } from '../src/clock.ts'
import { checkForm } from '../src/documents/checking.ts'
import { proposals } from '../src/demand/tables.ts'
import { documents } from '../src/evidence/tables.ts'
import { events } from '../src/events/tables.ts'
import { ranked, totals, tree } from '../src/scoring/counting.ts'
import { indicesCalled } from '../src/scoring/history-pages.ts'
import { ruleFrom, textOfRule } from '../src/scoring/rule-text.ts'
import { ruleInWords, scored, toPoints } from '../src/scoring/rules.ts'
import { sampleCriteria } from '../src/scoring/sets.ts'
import { criteria, criteriaSets, scores, scoringRounds, scoringSheets, type Declared, type Method } from '../src/scoring/tables.ts'
import { units } from '../src/units/tables.ts'
import { openPortal, type TestPortal } from './portal.ts'

test.each<[Method, number, string, Declared, number | null, string]>([
  ['yesNo', 0.5, '', { answer: 'yes' }, 0.5, 'Có: 0,5 điểm'],
  ['yesNo', 0.5, '', { answer: 'no' }, 0, 'Không: 0 điểm'],
  ['timely', 1, '0,5', { answer: 'timely' }, 1, 'Kịp thời: 1 điểm'],
  ['timely', 1, '0,5', { answer: 'late' }, 0.5, 'Trễ: 0,5 điểm'],
  ['timely', 1, '0,5', { answer: 'none' }, 0, 'Không: 0 điểm'],
  ['bands', 2, '>90 %: 2; >=70 %: 1; còn lại: 0', { part: 91, of: 100 }, 2, '91/100 = 91 %, trên 90 %: 2 điểm'],
  ['bands', 2, '>90 %: 2; >=70 %: 1; còn lại: 0', { part: 90, of: 100 }, 1, '90/100 = 90 %, từ 70 % đến 90 %: 1 điểm'],
  ['bands', 2, '>90 %: 2; >=70 %: 1; còn lại: 0', { part: 70, of: 100 }, 1, '70/100 = 70 %, từ 70 % đến 90 %: 1 điểm'],
  ['bands', 2, '>90 %: 2; >=70 %: 1; còn lại: 0', { part: 6999, of: 10_000 }, 0, '6.999/10.000 = 69,99 %, dưới 70 %: 0 điểm'],
  ['bands', 3, '>=3: 3; >=1: 1; còn lại: 0', { figure: 1 }, 1, '1, từ 1 đến dưới 3: 1 điểm'],
  ['ratio', 3, '', { part: 107, of: 135 }, 2.38, '107/135 = 79,26 % × 3: 2,38 điểm'],
  ['ratio', 4, '80', { part: 80, of: 100 }, 4, '80/100 = 80 % × 4 ÷ 80 %: 4 điểm'],
  ['ratio', 4, '80', { part: 100, of: 100 }, 4, '100/100 = 100 % × 4 ÷ 80 %: 4 điểm'],
  ['ratio', 3, '', { part: 0, of: 0 }, null, 'Không phát sinh (mẫu số bằng 0): không tính vào điểm tối đa'],
  ['perItem', 2, '0,5', { items: 3 }, 1.5, '3 quy chế × 0,5: 1,5 điểm'],
  ['perItem', 2, '0,5', { items: 9 }, 2, '9 quy chế × 0,5, nhiều nhất 2: 2 điểm'],
  ['manual', 2, '', { points: 1.25 }, 1.25, 'Đơn vị tự chấm: 1,25 điểm'],
])('%s of %d by "%s"', (method, maximum, text, declared, points, words) => {
  const rule = ruleFrom(method, text, maximum, method === 'perItem' ? 'quy chế' : '', '')
  expect(scored({ method, maximum, rule }, declared)).toMatchObject({ points, words, applies: points !== null })
  expect(ruleFrom(method, textOfRule(method, rule) || text, maximum, rule.what ?? '', '')).toEqual(rule)
})

test('points are rounded half up, ranks are shared, the sample set sums to 100 and says each rule', () => {
  expect([1.005, 0.125, 2.344, 2.345].map(toPoints)).toEqual([1.01, 0.13, 2.34, 2.35])
  expect(ranked([{ index: 80 }, { index: 90 }, { index: 90 }, { index: null }]).map(({ rank }) => rank)).toEqual([1, 1, 3, null])
  const rows = sampleCriteria()
  const plain = rows.filter(({ method, side }) => method && side === 'plain')
  expect(plain.length).toBeGreaterThanOrEqual(38)
  expect(toPoints(plain.reduce((sum, { maximum }) => sum + maximum!, 0))).toBe(100)
  for (const row of plain) expect(ruleInWords(row)).toMatch(/\.$/)
  expect(indicesCalled('DCCI')).toEqual(['ddci'])
  expect(indicesCalled('par index')).toEqual(['parIndex'])
})

let portal: TestPortal
const heads: Record<string, string> = { merit: 'hoa', jobs: 'dung', care: 'hang', kids: 'long', skills: 'mai' }
beforeEach(async () => {
  portal = await openPortal()
  await portal.store.write(async db => {
    const more = { care: 'Phòng Bảo trợ xã hội', kids: 'Phòng Trẻ em', skills: 'Phòng Dạy nghề' }
    await db.insert(units).values(Object.entries(more).map(([id, name], at) => ({ id, name, kind: 'division' as const, aliases: [], position: 10 + at, since: '2020-01-01', search: id })))
    for (const [unitId, id] of Object.entries(heads)) {
      if (id === 'hoa') continue
      await db.insert(people).values({ id, name: `Trưởng phòng ${id}`, search: id, sort: id, email: `${id}@example.vn`, userName: id, preferences: {} })
      await db.insert(postings).values({ id: `posting-${id}`, personId: id, unitId, since: '2020-01-01' })
      await db.insert(roleHoldings).values({ id: `role-${id}`, personId: id, role: 'unitHead', fields: [], since: '2020-01-01' })
    }
  })
})

const titles = ['STT', 'Tiêu chí', 'Điểm tối đa', 'Cách chấm', 'Quy tắc', 'Tài liệu kiểm chứng', 'Có thể không áp dụng', 'Loại điểm'].map(title => column(title, 20))
const good = [
  ['1', 'Chỉ đạo, điều hành', 3, '', '', '', '', ''],
  ['1.1', 'Ban hành kế hoạch kịp thời', 1, 'Kịp thời/Trễ/Không', '0,5', '', '', ''],
  ['1.2', 'Mức độ thực hiện kế hoạch', 2, 'Theo khoảng', '>90 %: 2; >=70 %: 1; còn lại: 0', 'Báo cáo năm', '', ''],
  ['2', 'Thủ tục hành chính', 7, '', '', '', '', ''],
  ['2.1', 'Hồ sơ đúng hạn', 5, 'Tỷ lệ × điểm tối đa', '', '', 'x', ''],
  ['2.2', 'Hài lòng của người dân', 2, 'Điều tra xã hội học', '', '', '', ''],
  ['3', 'Điểm thưởng', null, '', '', '', '', 'Điểm cộng'],
  ['3.1', 'Sáng kiến', 3, 'Theo từng việc', '1', '', '', 'Điểm cộng'],
]
const file = async (rows: (string | number | null)[][]) => {
  const form = new FormData()
  form.set('file', new File([await writeWorkbook([{ name: 'Bộ', columns: titles, rows }])], 'bo.xlsx'))
  return form
}

/** A set of Yến's, out of a file. */
async function takenSet(): Promise<string> {
  const yen = portal.as('yen')
  const made = await yen.post('/scoring/sets', { name: 'Bộ tiêu chí của tỉnh', index: 'parIndex', year: '2026' })
  const set = made.headers.get('location')!
  const wrong = await yen.upload(`${set}/import`, await file([...good.slice(0, 1), ['1.1', 'Ban hành kế hoạch kịp thời', 1, 'Đoán', '', '', '', ''], ...good.slice(2), ['2.1', 'Trùng số', 1, 'Có/Không', '', '', '', '']]))
  expect(wrong.status).toBe(422)
  const page = await wrong.text()
  expect(page).toContain('Chọn một cách chấm')
  expect(page).toContain('Số 2.1 có hai dòng.')
  expect(page).not.toContain('Ghi vào bộ tiêu chí')
  expect(await portal.store.read.$count(criteria)).toBe(0)

  const seen = await (await yen.upload(`${set}/import`, await file(good))).text()
  const lines = /name="lines" value="([^"]*)"/.exec(seen)![1]!.replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&#39;', "'")
  expect((await yen.post(`${set}/import/applying`, { lines })).status).toBe(303)
  expect(await portal.store.read.$count(criteria)).toBe(8)
  const [sheet] = await readWorkbook(new Uint8Array(await (await yen.get(`${set}/export/xlsx`)).arrayBuffer()))
  expect(sheet!.rows.some(cells => cells.includes('>90 %: 2; >=70 %: 1; còn lại: 0'))).toBe(true)
  return set.split('/').at(-1)!
}

test('five units are scored by a set to their ranks: lock, overrides, appraisals, explanation, publication, lost points', async () => {
  const { store, as } = portal
  const setId = await takenSet()
  const round = { name: 'Chấm điểm năm 2026', setId, way: 'each', opensOn: '2026-10-01', closesOn: '2026-10-20', explainBy: '2026-11-05', countsFrom: '2026-01-01', countsTo: '2026-12-31', surveyed: 'on', bonusMost: '2', penaltyMost: '2' }
  expect((await as('hoa').post('/scoring', round)).status).toBe(403)
  expect(await (await as('yen').post('/scoring', round)).text()).toContain('Chọn ít nhất một đơn vị.')
  const opened = await as('yen').post('/scoring', { ...round, ...Object.fromEntries(Object.keys(heads).map(id => [`unit.${id}`, 'on'])) })
  const path = opened.headers.get('location')!
  const sheets = new Map((await store.read.select().from(scoringSheets)).map(({ id, unitId }) => [unitId!, `${path}/sheets/${id}`]))
  const ids = new Map((await store.read.select().from(criteria)).map(({ id, number }) => [number, id]))
  const at = (unit: string, number: string) => `${sheets.get(unit)}/${ids.get(number)}`
  const seenOf = async (who: string, unit: string, number: string, action: string) =>
    new RegExp(`${action}"[^]*?name="seen" value="([^"]*)"`).exec(await as(who).text(at(unit, number)))?.[1] ?? ''
  const give = async (who: string, unit: string, number: string, action: string, form: Record<string, string>) =>
    as(who).post(`${at(unit, number)}/${action}`, { ...form, seen: await seenOf(who, unit, number, action) })

  // A set that is in use stays as it is.
  expect(await (await as('yen').post(`/scoring/sets/${setId}/criteria/${ids.get('1.1')}/removal`)).text()).toContain('đã dùng trong một đợt')

  // Hoa declares for her unit; the rule reckons, another score asks for a reason, missing evidence for an explanation.
  expect((await give('hoa', 'merit', '1.1', 'registration', { points: '1' })).status).toBe(303)
  expect((await give('hoa', 'merit', '1.1', 'declaration', { answer: 'late' })).status).toBe(303)
  expect(await (await give('hoa', 'merit', '1.1', 'declaration', { answer: 'late', points: '1' })).text()).toContain('Ghi điểm khác thì nêu lý do.')
  expect((await give('hoa', 'merit', '1.1', 'declaration', { answer: 'late', points: '1', reason: 'Cấp trên giao muộn' })).status).toBe(303)
  expect(await (await give('hoa', 'merit', '1.2', 'declaration', { part: '90', of: '100' })).text()).toContain('Chưa dẫn tài liệu kiểm chứng')
  expect((await give('hoa', 'merit', '1.2', 'declaration', { part: '90', of: '100', explanation: 'Báo cáo đang ký' })).status).toBe(303)
  await store.write(db => db.insert(documents).values({ id: 'report', subject: 'Báo cáo năm', search: 'bao cao nam', sort: 'bao', unitId: 'merit', madeById: 'hoa', madeAt: new Date() }))
  expect((await as('hoa').post(`${at('merit', '1.2')}/evidence`, { documentId: 'report' })).status).toBe(303)
  expect((await give('hoa', 'merit', '1.2', 'declaration', { part: '90', of: '100' })).status).toBe(303)
  expect(await as('xem').text('/documents/report')).toContain('Chấm điểm năm 2026 (chấm điểm)')
  expect(await (await give('hoa', 'merit', '2.1', 'declaration', { part: '9', of: '3' })).text()).toContain('lớn hơn tổng số')
  expect((await give('hoa', 'merit', '2.1', 'declaration', { part: '80', of: '100' })).status).toBe(303)
  expect((await as('hoa').post(`${at('merit', '2.2')}/declaration`, { points: '2' })).status).toBe(422)
  expect((await give('hoa', 'merit', '3.1', 'declaration', { items: '3' })).status).toBe(303)
  // Nobody writes over what they have not seen, nor for another unit, whose sheet they do not even see.
  expect(await (await as('hoa').post(`${at('merit', '2.1')}/declaration`, { part: '1', of: '1', seen: '' })).text()).toContain('vừa được người khác ghi')
  expect((await as('hoa').get(at('jobs', '1.1'))).status).toBe(404)
  expect((await as('yen').post(`${at('jobs', '1.1')}/declaration`, { answer: 'timely' })).status).toBe(403)

  for (const [unit, who] of Object.entries(heads).filter(([id]) => id !== 'merit')) {
    await give(who, unit, '1.1', 'declaration', { answer: 'timely' })
    await give(who, unit, '2.1', 'declaration', unit === 'kids' ? { notApplying: 'on', explanation: 'Không tiếp nhận hồ sơ' } : { part: unit === 'jobs' ? '100' : '50', of: '100' })
  }
  const kids = await as('yen').text(`${sheets.get('kids')}`)
  expect(kids).toContain('Không áp dụng')

  // Locked after the closing day; appraised by others than the unit and by nobody of it.
  expect((await as('yen').post(`${path}/stage`, { to: 'appraisal', revision: '1' })).status).toBe(422)
  fixDay('2026-10-21')
  expect(await as('hoa').text(at('merit', '1.1'))).toContain('Đã qua hạn tự chấm điểm')
  expect((await as('hoa').post(`${at('merit', '1.1')}/declaration`, { answer: 'timely' })).status).toBe(422)
  expect((await as('yen').post(`${path}/stage`, { to: 'appraisal', revision: '1' })).status).toBe(303)
  expect((await as('hoa').post(`${at('merit', '1.1')}/appraisal`, { points: '1' })).status).toBe(403)
  expect(await (await give('xem', 'merit', '1.1', 'appraisal', { points: '0,5' })).text()).toContain('Khác điểm đơn vị đề nghị thì nêu lý do.')
  expect((await give('xem', 'merit', '1.1', 'appraisal', { points: '0,5', reason: 'Văn bản ban hành sau hạn' })).status).toBe(303)
  for (const unit of Object.keys(heads)) {
    expect((await as('xem').post(`${sheets.get(unit)}/acceptance`)).status).toBe(303)
    expect((await give('yen', unit, '2.2', 'appraisal', { points: '1,5' })).status).toBe(303)
  }

  // Hoa explains, the second appraisal gives in half; all rows stay.
  await as('yen').post(`${path}/stage`, { to: 'explanation', revision: '2' })
  expect((await give('hoa', 'merit', '1.1', 'explanation', { points: '1', explanation: 'Có công văn giao muộn của cấp trên' })).status).toBe(303)
  await as('yen').post(`${path}/stage`, { to: 'reappraisal', revision: '3' })
  expect((await give('xem', 'merit', '1.1', 'appraisal', { points: '0,75', reason: 'Chấp nhận một phần' })).status).toBe(303)
  const merit = (await store.read.select().from(scores).where(eq(scores.criterionId, ids.get('1.1')!))).filter(({ sheetId }) => sheets.get('merit')!.endsWith(sheetId))
  expect(merit.map(({ step, points }) => [step, points]).toSorted()).toEqual([['appraised', 0.5], ['declared', 0.5], ['declared', 1], ['explained', 1], ['reappraised', 0.75], ['registered', 1]])

  // merit 0,75 + 1 + 4 + 1,5 of 10 and 2 of bonus; jobs 1 + 0 + 5 + 1,5; kids 1 + 1,5 of 5; the others 5 of 10.
  const page = await as('lan').text(path)
  expect(page.match(/<b>(\d[\d,]*)<\/b>/g)!.map(found => found.replace(/<\/?b>/g, ''))).toEqual(expect.arrayContaining(['74,5', '75', '50', '50']))
  expect(await as('hoa').text(path)).not.toContain('Hạng')
  expect((await as('yen').post(`${path}/publication`, { decision: 'QĐ 12/QĐ-SNV', revision: '4' })).status).toBe(403)
  expect((await as('lan').post(`${path}/publication`, { decision: 'QĐ 12/QĐ-SNV ngày 20/11/2026', revision: '4' })).status).toBe(303)
  expect(await as('hoa').text(path)).toContain('Hạng')
  expect((await as('xem').post(`${at('merit', '1.1')}/appraisal`, { points: '1' })).status).toBe(422)

  const book = await readWorkbook(new Uint8Array(await (await as('lan').get(`${path}/export/xlsx`)).arrayBuffer()))
  expect(book).toHaveLength(6)
  const ranks = book[0]!.rows.filter(cells => typeof cells[0] === 'number').map(([rank, name, index]) => [rank, name, index])
  expect(ranks.slice(0, 2)).toEqual([[1, 'Phòng Việc làm – An toàn lao động', 75], [2, 'Phòng Người có công', 74.5]])
  expect(ranks.slice(2).map(([rank, , index]) => [rank, index])).toEqual([[3, 50], [3, 50], [3, 50]])
  const findings = await checkForm(new Uint8Array(await (await as('lan').get(`${path}/export/docx`)).arrayBuffer()))
  expect(findings.filter(({ right }) => !right)).toEqual([])

  // What was lost becomes a proposal, once, and goes the way of proposals.
  expect(await as('hoa').text(`${path}/lost`)).toContain('Chấp nhận một phần')
  const sheet = sheets.get('merit')!.split('/').at(-1)!
  const proposed = await as('hoa').post(`${path}/lost/proposal`, { sheet, criterion: ids.get('2.1')! })
  expect(proposed.status).toBe(303)
  expect((await as('hoa').post(`${path}/lost/proposal`, { sheet, criterion: ids.get('2.1')! })).status).toBe(422)
  expect(await store.read.select().from(proposals)).toMatchObject([{ reason: 'lost', figures: { lost: 1, maximum: 5, points: 4 } }])
  expect(await as('yen').text(proposed.headers.get('location')!)).toContain('Đạt 4 trong 5 điểm')
  expect((await store.read.select().from(events).where(eq(events.subjectKind, 'scoring'))).length).toBeGreaterThan(20)
  const [kept] = await store.read.select().from(scoringRounds)
  expect(kept).toMatchObject({ stage: 'published' })
})

test('a set is copied to the next year and edited line by line; ranks are kept by year, found as DCCI too', async () => {
  const { as, store } = portal
  const yen = as('yen')
  const sample = (await yen.post('/scoring/sets/sample', { year: '2026' })).headers.get('location')!
  expect(await yen.text(sample)).toContain('Bộ tiêu chí mẫu do cổng soạn')
  const copy = (await yen.post(`${sample}/copy`, { year: '2027' })).headers.get('location')!
  expect(await store.read.select({ name: criteriaSets.name, year: criteriaSets.year }).from(criteriaSets).where(eq(criteriaSets.year, 2027))).toEqual([{ name: 'Bộ tiêu chí mẫu chấm điểm cải cách hành chính năm 2027', year: 2027 }])
  expect(await (await yen.post(`${copy}/criteria`, { number: '1.1.1', name: 'Trùng số', maximum: '1', method: 'yesNo' })).text()).toContain('Số 1.1.1 đã có trong bộ.')
  expect((await yen.post(`${copy}/criteria`, { number: '1.1.5', name: 'Công khai kế hoạch', maximum: '0,5', method: 'yesNo' })).status).toBe(303)
  expect(await yen.text(copy)).toContain('1.1.5. Công khai kế hoạch')
  expect((await as('hoa').get(copy)).status).toBe(200)
  expect((await as('hoa').post(`${copy}/criteria`, {})).status).toBe(403)

  const rank = (index: string, year: string, place: string) => yen.post('/scoring/history', { index, year, rank: place, source: 'Báo cáo của UBND tỉnh' })
  await rank('parIndex', '2020', '16')
  await rank('parIndex', '2021', '5')
  await rank('ddci', '2021', '7')
  expect((await yen.post('/scoring/history', { index: 'papi', year: '2021', source: 'UNDP' })).status).toBe(422)
  const page = await as('hoa').text('/scoring/history?index=DCCI')
  expect(page).toContain('id="h-ddci"')
  expect(page).not.toContain('id="h-parIndex"')
  expect(await as('hoa').text('/scoring/history')).toContain('tăng 11 bậc')
  const rows = tree(sampleCriteria().map((row, position) => ({ ...row, id: row.number, setId: 's', position, parentId: row.number.split('.').slice(0, -1).join('.') || null })), new Map(), { surveyed: false, bonusMost: 0, penaltyMost: 0 })
  expect(totals(rows, { surveyed: false, bonusMost: 0, penaltyMost: 0 })).toMatchObject({ index: 0, maximum: 78 })
})
