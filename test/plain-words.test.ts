// Sentences of Vietnamese text, and hints that make public text easier to read and to hear.
import { expect, test } from 'vitest'
import { plainHints, plainWords } from '../src/wording/plain.ts'
import { sentencesOf } from '../src/wording/sentences.ts'

test.each([
  ['Nộp tại xã. Không mất phí.', ['Nộp tại xã.', 'Không mất phí.']],
  ['Mức 1.500.000 đồng. Trả trong 3 ngày.', ['Mức 1.500.000 đồng.', 'Trả trong 3 ngày.']],
  ['Ở TP. Lào Cai có 2 nơi nhận. Mời đến sớm!', ['Ở TP. Lào Cai có 2 nơi nhận.', 'Mời đến sớm!']],
  ['Theo Đ.8 và Đ. 9 của luật. Hết.', ['Theo Đ.8 và Đ. 9 của luật.', 'Hết.']],
  ['Ảnh, đơn, v.v. nộp một lần. Ai nộp? Người dân.', ['Ảnh, đơn, v.v. nộp một lần.', 'Ai nộp?', 'Người dân.']],
  ['Hồ sơ gồm:\n1. Tờ khai;\n2. Giấy chứng tử.\na) Bản sao\n- Ảnh', ['Hồ sơ gồm:', '1. Tờ khai;', '2. Giấy chứng tử.', 'a) Bản sao', '- Ảnh']],
  ['1. Nộp hồ sơ. 2. Nhận kết quả.', ['1. Nộp hồ sơ.', '2. Nhận kết quả.']],
  ['Người dân nộp hồ sơ tại\nbộ phận một cửa của xã. Xong.', ['Người dân nộp hồ sơ tại\nbộ phận một cửa của xã.', 'Xong.']],
  ['Ông nói: “Cứ đến đây.” Bà con đến.', ['Ông nói: “Cứ đến đây.”', 'Bà con đến.']],
  ['Gặp ThS. Lan, BS. Minh. Cảm ơn…', ['Gặp ThS. Lan, BS. Minh.', 'Cảm ơn…']],
  ['Xem dichvucong.gov.vn hoặc hỏi xã', ['Xem dichvucong.gov.vn hoặc hỏi xã']],
  ['Ngày 12.10.2026 họp. Từ 7.30 đến 8.30.', ['Ngày 12.10.2026 họp.', 'Từ 7.30 đến 8.30.']],
  ['\n\n  ', []],
])('sentences of %j', (text, sentences) => {
  const found = sentencesOf(text)
  expect(found.map(one => one.text)).toEqual(sentences)
  for (const { text: one, start, end } of found) expect(text.slice(start, end)).toBe(one)
})

const hintsOf = (text: string) => plainHints(text).map(({ kind, quote }) => [kind, quote])

test('words of offices are hinted at with what people say', () => {
  const text = 'Cán bộ thụ lý hồ sơ. Thành phần hồ sơ nêu ở dưới.'
  expect(plainHints(text)).toEqual([
    { kind: 'jargon', start: 7, end: 19, quote: 'thụ lý hồ sơ', advice: 'Người dân thường nói: “nhận và xem xét hồ sơ”.' },
    { kind: 'jargon', start: 21, end: 37, quote: 'Thành phần hồ sơ', advice: 'Người dân thường nói: “giấy tờ cần nộp”.' },
  ])
  expect(plainWords.size).toBeGreaterThan(150)
})

test('long sentences, many numbers, short forms, brackets in brackets, passive', () => {
  const long = `Bà con ${'đi làm '.repeat(15)}về.`
  expect(hintsOf(`Ngắn thôi. ${long}`)).toEqual([['long sentence', long]])
  expect(hintsOf('Có 5 xã, 12 thôn, 30 tổ, 7 bản, 9 loa.')).toEqual([['numbers', 'Có 5 xã, 12 thôn, 30 tổ, 7 bản, 9 loa.']])
  expect(hintsOf('Nộp ở UBND xã, UBND nhận.')).toEqual([['short form', 'UBND']])
  expect(hintsOf('Ủy ban nhân dân (UBND) xã nhận; UBND hẹn ngày. Quý IV. THÔNG BÁO VỀ UBND XÃ')).toEqual([])
  expect(hintsOf('Theo Nghị định 131/2021/NĐ-CP.')).toEqual([])
  expect(hintsOf('Giấy tờ (bản sao (một bản)) nộp sau.')).toEqual([['nested brackets', '(bản sao (một bản))']])
  expect(hintsOf('Hồ sơ được xem bởi cán bộ xã.')).toEqual([['passive', 'được xem bởi']])
  expect(hintsOf('Mời bà con đến nhà văn hóa thôn lúc 8 giờ.')).toEqual([])
})
