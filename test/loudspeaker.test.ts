// Scripts for the loudspeaker: what a record says in fields, lists and forms, said as a person would say it.
import { expect, test } from 'vitest'
import { emptyContent, type Channel, type ProcedureContent } from '../src/procedures/content.ts'
import { isBroken, recordsOf } from '../src/procedures/import-records.ts'
import { compose } from '../src/propaganda/composing/composing.ts'
import { factsOf, nameOf } from '../src/propaganda/composing/facts.ts'
import { readAloud } from '../src/propaganda/outputs/texts.ts'
import { readingTime } from '../src/wording/reading-time.ts'
import { realData } from './real-data.ts'

function aloud(content: ProcedureContent): string[] {
  const record = { procedureId: 'p', versionId: 'v', content }
  const piece = compose('script', { name: nameOf(record), facts: factsOf(record), faqs: [], more: [], office: 'Sở Nội vụ' })
  return readAloud({ ...piece, form: 'script', dataOn: '2026-10-12', stamp: '', warnings: [], draft: false, office: 'Sở Nội vụ', more: { address: '', words: '', scan: '' } })
}
const channel = (kind: Channel['kind'], limitText: string | null, fee: string | null): Channel => ({ kind, case: null, limit: null, limitText, fee, note: null })
const paper = (name: string, more: Partial<ProcedureContent['papers'][number]> = {}) =>
  ({ name, case: null, originals: 1, copies: null, form: null, required: true, note: null, ...more })

test('every point is a sentence; forms, decrees, files and numbers of lists are left out', () => {
  const content: ProcedureContent = {
    ...emptyContent('Hỗ trợ chi phí mai táng (Cấp xã)'), audience: 'Công dân Việt Nam, Hợp tác xã', result: '- Quyết định hỗ trợ..', conditions: 'Không',
    agencies: { ...emptyContent('').agencies, receiving: 'Ủy ban nhân dân cấp xã' },
    channels: [channel('inPerson', '3 ngày làm việc', 'Phí : 0 Đồng'), channel('online', '3 ngày làm việc', null), channel('post', '5 ngày làm việc', null)],
    papers: [
      paper('1. Tờ khai đề nghị (theo Mẫu số 04 ban hành kèm theo Nghị định số 20/2021/NĐ-CP);', { form: 'Mus04.docx' }),
      paper('- Đơn của hộ gia đình theo Mẫu số 10 tại Phụ lục ban hành kèm theo Nghị định số 374/2025/NĐ-CP của Chính phủ.', { form: 'Mau10.docx' }),
      paper('Bản sao giấy chứng tử', { originals: null, copies: 1 }), paper('Ảnh 3x4', { originals: null, copies: 2 }),
    ],
  }
  expect(aloud(content)).toEqual([
    'Kính thưa bà con và các bạn. Sở Nội vụ xin hướng dẫn bà con nội dung sau đây. Đó là thủ tục hỗ trợ chi phí mai táng.',
    [
      'Thủ tục này dành cho công dân Việt Nam, hợp tác xã. Bà con cần chuẩn bị những giấy tờ sau đây. Thứ nhất, tờ khai đề nghị theo mẫu.',
      'Thứ hai, đơn của hộ gia đình theo mẫu. Thứ ba, bản sao giấy chứng tử. Thứ tư, ảnh ba nhân bốn, hai bản sao.',
      'Bà con nộp hồ sơ tại Ủy ban nhân dân cấp xã. Bà con có thể nộp hồ sơ trực tiếp. Bà con cũng có thể nộp hồ sơ trực tuyến.',
      'Ngoài ra, bà con có thể gửi hồ sơ qua dịch vụ bưu chính.',
      'Nếu nộp hồ sơ trực tiếp hoặc nộp hồ sơ trực tuyến, thời hạn giải quyết là ba ngày làm việc.',
      'Nếu gửi hồ sơ qua dịch vụ bưu chính, thời hạn giải quyết là năm ngày làm việc. Nếu nộp hồ sơ trực tiếp, phí là không đồng.',
      'Khi giải quyết xong, bà con nhận được quyết định hỗ trợ.',
    ].join(' '),
    'Xin nhắc lại để bà con ghi nhớ. Bà con nộp hồ sơ tại Ủy ban nhân dân cấp xã.',
    'Bà con cần biết thêm, mời liên hệ Sở Nội vụ. Xin cảm ơn bà con và các bạn đã lắng nghe.',
  ])
})

test('papers of several cases stand behind the name of their case, what is not all of it says so', () => {
  const papers = ['- Trường hợp bị mất, hồ sơ gồm:', '2. Cấp mới'].flatMap(name => [paper('Đơn đề nghị', { case: name }), paper('Ảnh chân dung', { case: name })])
  const long = Array.from({ length: 12 }, (_, at) => paper(`Giấy tờ khác do cơ quan có thẩm quyền ở nơi cư trú cấp cho người đề nghị, loại thứ ${at + 1}`))
  const said = aloud({ ...emptyContent('Cấp lại giấy'), papers: [...papers, ...long] }).join(' ')
  expect(said).toContain('Hồ sơ có nhiều giấy tờ, trong đó bà con cần chuẩn bị: Trường hợp bị mất: đơn đề nghị. Ảnh chân dung. Trường hợp cấp mới: đơn đề nghị. Ảnh chân dung.')
  expect(said).toContain('Còn nội dung chưa đọc hết')
})

const register = realData('procedures-sector.jsonl')
test.runIf(register)('real records are said within three minutes, without anything that is only written', async () => {
  let count = 0
  for await (const record of recordsOf(register!, 'jsonl')) {
    if (isBroken(record) || count++ % 6) continue
    const text = aloud(record.content).join('\n')
    expect(text).not.toMatch(/\d|\.docx?|gồm có:|\*|\[|\(|Thứ nhất, (?:một|a)[.,]|https?:|UBND|BHXH|TTHC|CCCD/)
    expect(readingTime(text)).toBeLessThanOrEqual(200)
  }
  expect(count).toBeGreaterThan(100)
})

test('nobody is sent to an office of the district, which has ended', () => {
  const agencies = { ...emptyContent('').agencies, receiving: 'Bộ phận Tiếp nhận và Trả kết quả của Ủy ban nhân dân cấp huyện' }
  const content: ProcedureContent = { ...emptyContent('Cấp học bổng chính sách'), agencies, steps: 'Bước 1: Nộp đơn tại UBND huyện.\nBước 2: Nhận kết quả tại trường.' }
  const told = (of: ProcedureContent) => factsOf({ procedureId: 'p', versionId: 'v', content: of }).flatMap(({ lines }) => lines.map(({ text }) => text))
  expect(told(content)).toContain('Nơi nộp ghi trong hồ sơ là cơ quan cấp huyện, nay không còn: hỏi lại nơi nộp trước khi đi.')
  expect(told(content)).toContain('Bước 2: Nhận kết quả tại trường.')
  expect(told(content).join(' ')).not.toMatch(/Ủy ban nhân dân cấp huyện|UBND huyện/)
  expect(aloud(content).join(' ')).not.toMatch(/Ủy ban nhân dân cấp huyện|nộp hồ sơ tại Nơi nộp/)
  const moved = { ...content, agencies: { ...agencies, receiving: 'UBND cấp huyện (nay là UBND cấp xã)' } }
  expect(told(moved)).toContain('UBND cấp huyện (nay là UBND cấp xã).')
})
