// Which point a question asks about, learnt from examples; the questions here are none of them.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { digestOf, examplesFile, learntFile, pointsOf, readExamples } from '../src/assistant/points.ts'
import { keysOf, spell } from '../src/assistant/vietnamese.ts'

const asked = (question: string) => pointsOf(` ${keysOf(question).map(spell).join(' ')} `)

test('what was learnt was learnt from the examples as they stand', () => {
  const { examples } = JSON.parse(readFileSync(learntFile, 'utf8')) as { examples: string }
  expect(examples, 'run npm run learn-points').toBe(digestOf(readFileSync(examplesFile, 'utf8')))
})

test.each([
  ['Xin giấy phép cho ông kỹ sư người Đức thì phải gom những giấy tờ chi?', 'documents'],
  ['Nhà em nộp đơn hôm thứ hai thì mấy bữa nữa người ta trả lời?', 'time_limit'],
  ['Đổi thẻ thương binh có phải đóng đồng nào không?', 'fee'],
  ['Bà cụ muốn làm trợ cấp thì đem đơn lên chỗ nào nộp?', 'place'],
  ['Cháu ở xa, gửi bưu điện về có được không?', 'channel'],
  ['Đơn xin vào hộ nghèo viết theo mẫu số mấy?', 'form'],
  ['Duyệt xong thì gia đình được cấp giấy gì?', 'result'],
  ['Phải có ít nhất mấy giáo viên mới được mở trung tâm?', 'conditions'],
  ['Muốn nghỉ hưu thì nộp hồ sơ trước bao nhiêu ngày?', 'steps'],
  ['Giấy chứng nhận đó cấp nào ký?', 'agency'],
  ['Việc này theo thông tư nào vậy?', 'legal_basis'],
])('%s asks for %s', (question, point) => { expect(asked(question).aspects[0]).toBe(point) })

test('two points asked in one breath are both heard', () => {
  expect(asked('Gia hạn giấy phép thì nộp ở đâu và lệ phí bao nhiêu?').aspects.toSorted()).toEqual(['fee', 'place'])
})

test('a question that names only its matter asks for no point', () => {
  expect(asked('Cấp lại giấy xác nhận khuyết tật').aspects).toEqual([])
})

test('it says by which words it was decided', () => {
  expect(asked('Cấp lại sổ thì bao lâu có kết quả?').because.join(' ')).toContain('bao lâu')
})

test('an example file with a mistake is told by its line', () => {
  expect(() => readExamples('[nowhere]\nab')).toThrow('Dòng 1')
  expect(() => readExamples('ab')).toThrow('Dòng 1')
})
