// The shapes of an answer: the fact first, what is missing beside its point, two procedures side by side, one question back.
import { beforeAll, expect, test } from 'vitest'
import { answerTurn, noContext, noneOffered, type Context, type Turn } from '../src/assistant/answering.ts'
import { differences } from '../src/assistant/differences.ts'
import { SearchIndex } from '../src/assistant/search-index.ts'
import { shown } from '../src/assistant/showing.ts'
import { placeIn } from '../src/assistant/shown-points.ts'
import type { KeptTurn } from '../src/assistant/tables.ts'
import type { TurnView } from '../src/assistant/views.ts'
import type { User } from '../src/accounts/accounts.ts'
import { emptyContent, type Channel, type Paper, type ProcedureContent } from '../src/procedures/content.ts'

const channel = (kind: Channel['kind'], limitText: string | null, fee: string | null = null): Channel => ({ kind, case: null, limit: null, limitText, fee, note: null })
const paper = (name: string, of: string | null = null, copies = 0): Paper => ({ name, case: of, originals: copies ? 0 : 1, copies, form: null, required: true, note: null })
const procedure = (name: string, handling: string, given: Partial<ProcedureContent>): ProcedureContent => {
  const empty = emptyContent(name)
  return { ...empty, agencies: { ...empty.agencies, handling }, ...given }
}
const law = (number: string, title: string, validity: 'inForce' | 'expired' = 'inForce') => ({ number, title, date: null, issuer: null, validity })

const permit = (name: string, days: string, papers: Paper[]) => procedure(`${name} giấy phép lao động đối với người lao động nước ngoài`, 'Sở Nội vụ', {
  field: 'Việc làm', levels: ['province'], channels: [channel('online', days), channel('inPerson', days)], papers, result: 'Giấy phép lao động',
  steps: 'Bước 1: Người sử dụng lao động nộp hồ sơ tại Trung tâm Phục vụ hành chính công cấp tỉnh.\nBước 2: Sở Nội vụ xem xét.', conditions: 'Có người lao động nước ngoài.',
})
const register = new Map<string, ProcedureContent>(Object.entries({
  grant: permit('Cấp', '10 ngày làm việc', [paper('Ảnh màu'), paper('Giấy khám sức khỏe')]),
  reissue: permit('Cấp lại', '3 ngày làm việc', [paper('Ảnh màu'), paper('Giấy tờ chứng minh bị mất')]),
  extend: permit('Gia hạn', '10 ngày làm việc', [paper('Ảnh màu'), paper('Giấy phép lao động còn thời hạn')]),
  disability: procedure('Xác định mức độ khuyết tật và cấp Giấy xác nhận khuyết tật', 'Ủy ban nhân dân cấp xã', {
    code: '1.001699', field: 'Bảo trợ xã hội', levels: ['commune'], channels: [channel('inPerson', '25 ngày làm việc'), channel('post', '30 ngày')],
    papers: [paper('Đơn đề nghị'), paper('Bệnh án', 'Có bệnh án', 1), paper('Đơn đề nghị', 'Xác định lại')], result: 'Giấy xác nhận khuyết tật',
    steps: Array.from({ length: 6 }, (_, at) => `Bước ${at + 1}: ${'Hội đồng xem xét hồ sơ. '.repeat(3).trim()}\nGhi biên bản lần ${at + 1}: ${'theo mẫu của Bộ '.repeat(6).trim()}.`).join('\n'),
    legalBases: [law('51/2010/QH12', 'Luật Người khuyết tật'), law('01/2001/TT', 'Thông tư cũ', 'expired')],
  }),
}))
let index: SearchIndex
beforeAll(() => { index = SearchIndex.build([...register].map(([id, content]) => ({ id, content }))) })
const ask = (question: string, context: Context = noContext, chosen: string | null = null): Promise<Turn> =>
  answerTurn({ find: (text, options) => index.find(text, options), contentOf: id => register.get(id) ?? null, officesStand: true }, question, context, chosen)

const hoa = { id: 'hoa', name: 'Hoa', roles: ['staff'], role: 'staff', unitIds: [], rights: [] } as unknown as User
const source = (id: string) => ({
  procedureId: id, versionId: `${id}-1`, number: 1, name: register.get(id)!.name, code: register.get(id)!.code, field: null, effectiveFrom: '2026-01-01', decision: '97/QĐ-UBND',
  checkedOn: null, checkedBy: null, demo: false, reviewOn: null,
})
function viewOf(turn: Turn): TurnView {
  const ids = [...new Set([...turn.compared ?? [], ...turn.parts.map(({ procedureId }) => procedureId)])]
  const kept = {
    id: 'turn', conversationId: 'talk', number: 1, question: 'Hỏi', erasedAt: null, outcome: turn.outcome, reason: turn.reason, aspect: turn.aspect, procedureId: null,
    answer: turn, sources: ids.map(source), ms: 1, askedAt: new Date('2026-10-12T02:00:00Z'),
  } as unknown as KeptTurn
  return shown(kept, hoa, 'hoa')
}

test('the place is the office that the step sends to, with the agency beside it and the step quoted', async () => {
  const [point] = viewOf(await ask('Cấp lại giấy phép lao động nộp ở đâu?')).points
  expect(point!.fact!.text).toBe('Trung tâm Phục vụ hành chính công cấp tỉnh')
  expect(point!.lines).toMatchObject([{ text: 'Sở Nội vụ', note: 'cơ quan thực hiện' }])
  expect(point!.says!.said[0]!.text).toContain('Bước 1: Người sử dụng lao động nộp hồ sơ tại')
})

test.each([
  ['Công dân nộp hồ sơ tại Ủy ban nhân dân cấp xã nơi cư trú.', 'Ủy ban nhân dân cấp xã nơi cư trú'],
  ['Nộp hồ sơ đến Bộ phận tiếp nhận và trả kết quả của Sở để xem xét', 'Bộ phận tiếp nhận và trả kết quả của Sở'],
  ['Nộp hồ sơ tại Sở Nội vụ hoặc Ủy ban nhân dân cấp xã', null], ['Sở Nội vụ xem xét.', null],
])('the place said in “%s”', (sentence, place) => { expect(placeIn(sentence)).toBe(place) })

test('limits that are the same are one line, those that differ a row for each way', async () => {
  const [same] = viewOf(await ask('Cấp lại giấy phép lao động mất bao lâu?')).points
  expect([same!.fact!.text, same!.fact!.note, same!.rows]).toEqual(['3 ngày làm việc', 'Trực tuyến, Trực tiếp', []])
  const [differ] = viewOf(await ask('Xác định mức độ khuyết tật mất bao lâu?')).points
  expect(differ!.rows).toEqual([{ text: '25 ngày làm việc', meta: 'Trực tiếp' }, { text: '30 ngày', meta: 'Dịch vụ bưu chính' }])
})

test('papers are a check list by case, also a paper that two cases need', async () => {
  const view = viewOf(await ask('Xác định mức độ khuyết tật cần giấy tờ gì?'))
  expect(view.points[0]!.papers.map(({ case: of, folded, papers }) => [of, folded, papers.map(({ text, originals, copies }) => `${text} ${originals}/${copies}`)])).toEqual([
    [null, false, ['Đơn đề nghị 1/0']], ['Có bệnh án', true, ['Bệnh án 0/1']], ['Xác định lại', true, ['Đơn đề nghị 1/0']]])
  expect(view.zalo).toContain('• Bệnh án (1 bản sao)')
})

test('long steps open with the first line of each, and unfold', async () => {
  const turn = await ask('Trình tự xác định mức độ khuyết tật thế nào?')
  const [point] = viewOf(turn).points
  expect(point!.steps.map(({ lead, rest }) => [lead[0]!.text.slice(0, 7), rest.length])).toEqual([1, 2, 3, 4, 5, 6].map(step => [`Bước ${step}:`, 1]))
})

test('several points at once are parts of their own; what the record lacks is said beside its point', async () => {
  const turn = await ask('Xác định mức độ khuyết tật nộp ở đâu, lệ phí bao nhiêu và mất mấy ngày?')
  expect(turn.missing).toEqual(['fee'])
  const view = viewOf(turn)
  expect(view.points.map(({ heading }) => heading).toSorted()).toEqual(['Nơi nộp hồ sơ', 'Phí, lệ phí', 'Thời hạn giải quyết'])
  expect(view.points.find(({ aspect }) => aspect === 'fee')!.missing).toContain('chưa có thông tin không có nghĩa là miễn phí')
  expect(view.status.label).toBe('Trả lời một phần')
  expect(view.uncertain.join()).not.toContain('lệ phí')
})

test('two procedures are set side by side: what both need once, what differs apart', async () => {
  const turn = await ask('Cấp lại và gia hạn giấy phép lao động khác gì nhau?')
  expect(turn.compared).toEqual(['reissue', 'extend'])
  const view = viewOf(turn)
  expect(view.comparison!.sides.map(({ title }) => title)).toEqual(['Cấp lại', 'Gia hạn'])
  const rows = Object.fromEntries(view.comparison!.rows.map(row => [row.heading, row]))
  expect(rows['Thời hạn giải quyết']!.left.lines[0]!.text).toBe('3 ngày làm việc')
  expect(rows['Thời hạn giải quyết']!.right.lines[0]!.text).toBe('10 ngày làm việc')
  expect(rows['Thành phần hồ sơ: cả hai đều cần']!.same!.lines.map(({ text }) => text)).toEqual(['Ảnh màu'])
  expect(rows['Kết quả nhận được']!.same!.lines[0]!.text).toBe('Giấy phép lao động')
  expect(view.sources).toHaveLength(2)
  expect(view.mail).toContain('Cấp lại: 3 ngày làm việc')
})

test.each([
  ['So sánh cấp mới với gia hạn giấy phép lao động', ['grant', 'extend']], ['gia han giay phep lao dong khac gi cap lai', ['extend', 'reissue']],
  ['Giấy phép lao động cấp lại hay là gia hạn, nên chọn cái nào', ['reissue', 'extend']],
])('%s', async (question, ids) => { expect((await ask(question)).compared).toEqual(ids) })

test('a comparison goes on from the procedure spoken of; with one only it is asked which the other is', async () => {
  const first = await ask('Cấp lại giấy phép lao động mất bao lâu?')
  expect((await ask('Khác gì với gia hạn?', first.context)).compared).toEqual(['reissue', 'extend'])
  const back = await ask('Xác định mức độ khuyết tật khác gì?')
  expect([back.outcome, back.differs]).toEqual(['clarify', 'compared'])
  expect((await ask('Xác định mức độ khuyết tật khác gì?', back.context, 'grant')).compared).toEqual(['disability', 'grant'])
})

test('a story that compares two papers is no comparison of procedures', async () => {
  expect((await ask('Giấy phép lao động ghi sai tên so với hộ chiếu thì xin cấp lại mất bao lâu?')).compared).toBeNull()
})

test('twins are offered by the facet in which they differ, with the name below; none of them is an answer too', async () => {
  const options = ['grant', 'reissue', 'extend'].map(id => ({ id, name: register.get(id)!.name, content: register.get(id)! }))
  const { differs, choices } = differences(options)
  expect([differs, choices.map(({ difference }) => difference)]).toEqual(['operation', ['Cấp lần đầu', 'Cấp lại, đổi', 'Gia hạn']])
  const none = await ask('Giấy phép lao động cần gì?', noContext, noneOffered)
  expect([none.outcome, none.reason, none.nearest.length > 0]).toEqual(['refused', 'not_found', true])
})

test('no compound is cut where two names part', () => {
  const named = (name: string) => ({ id: name, name, content: emptyContent(name) })
  const { choices } = differences([named('Xét duyệt giấy phép bay'), named('Xét duyệt giấy xác nhận')])
  expect(choices.map(({ difference }) => difference)).toEqual(['Giấy phép bay', 'Giấy xác nhận'])
  const within = differences([named('Cấp giấy phép lao động đối với người nước ngoài'), named('Cấp giấy xác nhận không thuộc diện cấp giấy phép lao động đối với người nước ngoài')])
  expect(within.choices.map(({ difference }) => difference)).toEqual(['Giấy phép lao động', 'Giấy xác nhận không thuộc diện cấp giấy phép lao động'])
})

test('a question about an amount is sent to the laws of the nearest procedure, those in force', async () => {
  const turn = await ask('Người khuyết tật nặng theo mức độ khuyết tật mỗi tháng được hưởng bao nhiêu tiền?')
  expect([turn.outcome, turn.reason]).toEqual(['refused', 'policy'])
  expect(turn.lookIn).toMatchObject({ procedureId: 'disability', laws: ['51/2010/QH12 – Luật Người khuyết tật'] })
  expect(viewOf(await ask('Hồ sơ của tôi nộp hôm qua đến đâu rồi?')).todo.length).toBeGreaterThan(1)
})

test('an answer kept before parts had roles is still shown', async () => {
  const turn = await ask('Cấp lại giấy phép lao động mất bao lâu?')
  const { missing: _missing, compared: _compared, differs: _differs, lookIn: _lookIn, confidence: _confidence, ...old } = turn
  const parts = turn.parts.map(({ role: _role, ...part }) => part)
  expect(viewOf({ ...old, parts } as unknown as Turn).points[0]!.fact!.text).toBe('3 ngày làm việc')
})
