// Vietnamese as people type it: with or without tones, input method off, abbreviated, mistyped.
import { describe, expect, test } from 'vitest'
import { readQuestion, readTyping } from '../src/assistant/asking.ts'
import { restore } from '../src/assistant/restoring.ts'
import { Lexicon } from '../src/assistant/lexicon.ts'
import { packLexicon } from '../src/assistant/pack.ts'
import { decodeTyping, telexWord, vniWord } from '../src/assistant/typing.ts'
import { foldKey, keyOf, keysOf, spell, words } from '../src/assistant/vietnamese.ts'
import { Vocabulary } from '../src/assistant/vocabulary.ts'

const lexicon = new Lexicon(packLexicon())

describe('keys', () => {
  test.each([
    ['hoà', 'hòa'], ['thuỷ', 'thủy'], ['khoẻ', 'khỏe'], ['kĩ', 'kỹ'], ['sĩ', 'sỹ'], ['lí', 'lý'], ['qui', 'quy'], ['hoà'.normalize('NFD'), 'hòa'],
  ])('%s and %s are one word', (a, b) => { expect(keyOf(a)).toBe(keyOf(b)) })

  test.each([['số', 'sổ'], ['cấp', 'cập'], ['nghỉ', 'nghĩ'], ['đơn', 'don'], ['thủy', 'thủi']])('%s and %s are two words', (a, b) => { expect(keyOf(a)).not.toBe(keyOf(b)) })

  test.each([['đường', 'duong'], ['hưởng', 'huong'], ['quỹ', 'qui'], ['613', '613']])('%s without marks is %s', (word, folded) => { expect(foldKey(keyOf(word))).toBe(folded) })

  test.each(['hòa', 'thủy', 'khỏe', 'giấy', 'quý', 'nghiệp', 'được', 'ủy', 'của', 'người', 'khuyết', 'già', 'quyết', 'ngoài', 'liệt', 'sĩ', 'kỹ', '613'])(
    '%s is spelled back from its key', word => { expect(spell(keyOf(word))).toBe(word) })

  test('abbreviations of records are written out', () => {
    expect(words('Hưởng BHXH, TNLĐ-BNN').join(' ')).toBe('hưởng bảo hiểm xã hội tai nạn lao động bệnh nghề nghiệp')
  })
})

describe('input method off', () => {
  test.each([
    ['ddown', 'đơn'], ['nghieepj', 'nghiệp'], ['dduwowcj', 'được'], ['nguowif', 'người'], ['hoaf', 'hòa'], ['tieengs', 'tiếng'], ['tieesng', 'tiếng'],
    ['co', 'co'], ['lao', 'lao'], ['muwn', 'mưn'], ['xyz', 'xyz'],
  ])('telex %s is %s', (typed, word) => { expect(keyOf(telexWord(typed))).toBe(keyOf(word)) })

  test.each([['gia6y1', 'giấy'], ['d9o7n', 'đơn'], ['nguo7i2', 'người'], ['le65', 'lệ'], ['d9a8ng', 'đăng'], ['ma64u', 'mẫu'], ['k80', 'k80'], ['2025', '2025']])(
    'VNI %s is %s', (typed, word) => { expect(keyOf(vniWord(typed))).toBe(keyOf(word)) })

  test.each([
    ['thur tucj linhx trowj caaps thaats nghieepj', 'telex'], ['chuye6n3 no7i linh4 luo7ng hu7u', 'vni'],
    ['em moi nghi viec muon lam bao hiem that nghiep', null], ['Gia hạn giấy phép lao động cần giấy gì', null],
  ])('%s was typed with %s', (text, typed) => { expect(decodeTyping(text).typed).toBe(typed) })
})

test.each([
  ['DN xin GP hđ, hs gồm gì?', 'doanh nghiệp xin giấy phép hoạt động, hồ sơ gồm gì?'],
  ['trường TC đổi tên', 'trường trung cấp đổi tên'],
  ['hưởng TC ntn', 'hưởng trợ cấp như thế nào'],
  ['HS nộp ở đâu', 'hồ sơ nộp ở đâu'],
  ['làm ca đêm', 'làm ca đêm'],
  ['CA tỉnh', 'công an tỉnh'],
])('short forms of a question: %s', (question, read) => { expect(readTyping(question, lexicon).text).toBe(read) })

describe('tones and slips, by what the register says', () => {
  const vocabulary = new Vocabulary()
  for (const line of [
    'gia hạn giấy phép lao động đối với người lao động nước ngoài', 'hưởng trợ cấp thất nghiệp', 'cấp lại sổ bảo hiểm xã hội', 'bảo hiểm thất nghiệp', 'cấp giấy xác nhận khuyết tật',
    'trợ cấp thờ cúng liệt sĩ', 'hồ sơ gồm giấy tờ gì', 'cần giấy tờ gì', 'bao nhiêu ngày', 'mất sổ', 'nghỉ việc', 'em nghỉ việc', 'lệ phí bao nhiêu',
  ]) vocabulary.learn(keysOf(line), 3)

  test.each([
    ['gia han giay phep lao dong can giay to gi', 'gia hạn giấy phép lao động cần giấy tờ gì'],
    ['mat so bao hiem xa hoi', 'mất sổ bảo hiểm xã hội'],
    ['huong tro cap that nghiep', 'hưởng trợ cấp thất nghiệp'],
    ['xác nhận khuyếc tật', 'xác nhận khuyết tật'],
    ['bão hiểm thất nghiệp', 'bảo hiểm thất nghiệp'],
    ['thờ cúng niệt sĩ', 'thờ cúng liệt sĩ'],
    ['nghĩ việc', 'nghỉ việc'],
    ['giấy phép lao động', 'giấy phép lao động'],
  ])('%s is read as %s', (typed, read) => { expect(readQuestion(typed, vocabulary, lexicon).text).toBe(read) })

  test('what the register does not know stays as typed', () => {
    expect(restore(keysOf('abc xyz'), vocabulary, true)).toEqual(['abc', 'xyz'])
    expect(restore(keysOf('abc'), new Vocabulary(), true)).toEqual(['abc'])
    expect(restore([], vocabulary, true)).toEqual([])
  })

  test('a reading says what was done', () => {
    expect(readQuestion('mat so', vocabulary, lexicon).done).toEqual(['tones'])
    expect(readQuestion('maats soor', vocabulary, lexicon).done).toEqual(['telex'])
    expect(readQuestion('mất sổ', vocabulary, lexicon).done).toEqual([])
  })
})
