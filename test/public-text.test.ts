// Passages of records as the public reads them: what was typed stands left, what is shown right.
import { expect, test } from 'vitest'
import { publicCase, publicText } from '../src/wording/public.ts'

const table = `
Hưởng trợ cấp thất nghiệp (Cấp tỉnh) → Hưởng trợ cấp thất nghiệp
Cấp giấy phép (cấp Trung ương). → Cấp giấy phép.
Danh sách người tham gia (Mẫu D05-TS) D05_TS.docx → Danh sách người tham gia (Mẫu D05-TS)
Đơn của thân nhân đối tượng theo Mẫu số 03-QĐ613 Mẫu số 03_QĐ613.docx → Đơn của thân nhân đối tượng theo Mẫu số 03-QĐ613
Đơn tham gia trên Cổng Dịch vụ công (Mẫu 02-TK Mẫu 02-TK.docx → Đơn tham gia trên Cổng Dịch vụ công (Mẫu 02-TK)
01 (một) bản chínhTTHC1-Mu01a-Tchc (1).docx → 01 (một) bản chính
Bản khai_ca_nhan.doc → Bản
MauDon_xinCap.docx → MauDon xinCap
Văn bản (do Bộ Công an ban hành) 7 → Văn bản (do Bộ Công an ban hành)
Giấy khai sinh[1]; → Giấy khai sinh.
Diện tích 20 m², theo mẫu² → Diện tích 20 m², theo mẫu
1. **1. Trách nhiệm của đối tượng** → 1. Trách nhiệm của đối tượng
1. Bước 1. Nộp hồ sơ: → Bước 1. Nộp hồ sơ:
1. Bước 12: Trả kết quả → 1. Bước 12: Trả kết quả
- + Đơn đề nghị ( bản chính ), → Đơn đề nghị (bản chính).
Nộp hồ sơ. - Bản sao được chứng thực. + Ảnh → Nộp hồ sơ. Bản sao được chứng thực. Ảnh
...văn bản trả lời.. → văn bản trả lời.
Nộp tại một cửa, điện thoại: [số điện thoại] hoặc [địa chỉ thư]. → Nộp tại một cửa.
Mời liên hệ [số điện thoại] để được hướng dẫn → Mời để được hướng dẫn
Lệ phí: 9.000.000 Đồng → Lệ phí: 9.000.000 đồng
Nộp tại Cổng Dịch vụ công https://dichvucong.gov.vn/a.pdf → Nộp tại Cổng Dịch vụ công https://dichvucong.gov.vn/a.pdf
Theo Nghị định số 20/2021/NĐ-CP (được sửa đổi) → Theo Nghị định số 20/2021/NĐ-CP (được sửa đổi)
Quyết định hành chínhMã: 000.00.00.G11-KQ1711 → Quyết định hành chính
Hồ sơ gồm: → Hồ sơ gồm:
`.trim().split('\n').map(row => row.split(' → ') as [string, string])

test.each(table)('%s', (typed, shown) => {
  expect(publicText(typed)).toBe(shown)
  expect(publicText(shown)).toBe(shown)
})

test.each([
  ['- Đối với Giấy chứng nhận bị mất, hỏng, hồ sơ gồm:', 'Đối với Giấy chứng nhận bị mất, hỏng'], ['1. Đối với người tham gia', 'Đối với người tham gia'],
  ['A - Đối với cấp lại sổ', 'Đối với cấp lại sổ'], ['1.6. Đối với người nước ngoài', 'Đối với người nước ngoài'], ['* Giấy tờ phải nộp:', 'Giấy tờ phải nộp'],
  ['a) Hồ sơ đối với người đi lao động', 'Hồ sơ đối với người đi lao động'], ['Cấp mới', 'Cấp mới'],
])('the case %s', (typed, shown) => expect(publicCase(typed)).toBe(shown))
