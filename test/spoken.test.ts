// What a loudspeaker says: each row is a piece of office text and the words that are read aloud for it.
import { expect, test } from 'vitest'
import { loudspeakerPace, readingTime, syllablesOf } from '../src/wording/reading-time.ts'
import { spoken } from '../src/wording/spoken.ts'

const rows = `
0 hồ sơ | không hồ sơ
1 hồ sơ | một hồ sơ
04 hồ sơ | bốn hồ sơ
5 hồ sơ | năm hồ sơ
10 hồ sơ | mười hồ sơ
11 hồ sơ | mười một hồ sơ
14 hồ sơ | mười bốn hồ sơ
15 hồ sơ | mười lăm hồ sơ
20 hồ sơ | hai mươi hồ sơ
21 hồ sơ | hai mươi mốt hồ sơ
24 hồ sơ | hai mươi tư hồ sơ
25 hồ sơ | hai mươi lăm hồ sơ
91 hồ sơ | chín mươi mốt hồ sơ
100 hồ sơ | một trăm hồ sơ
101 hồ sơ | một trăm linh một hồ sơ
104 hồ sơ | một trăm linh bốn hồ sơ
105 hồ sơ | một trăm linh năm hồ sơ
110 hồ sơ | một trăm mười hồ sơ
111 hồ sơ | một trăm mười một hồ sơ
115 người | một trăm mười lăm người
131 người | một trăm ba mươi mốt người
555 người | năm trăm năm mươi lăm người
1.000 người | một nghìn người
1.005 người | một nghìn không trăm linh năm người
1.245 hồ sơ | một nghìn hai trăm bốn mươi lăm hồ sơ
1015 người | một nghìn không trăm mười lăm người
10.001 người | mười nghìn không trăm linh một người
2000000 người | hai triệu người
1.000.005 đồng | một triệu không trăm linh năm đồng
1.500.000 đồng | một triệu năm trăm nghìn đồng
360.000đ | ba trăm sáu mươi nghìn đồng
5000000000 VNĐ | năm tỷ đồng
1.000.000.000.000 đồng | một nghìn tỷ đồng
1 500 000 đồng | một triệu năm trăm nghìn đồng
36 triệu | ba mươi sáu triệu
2,5 tỷ đồng | hai phẩy năm tỷ đồng
3.5 tỷ đồng | ba phẩy năm tỷ đồng
500.000 đồng/tháng | năm trăm nghìn đồng mỗi tháng
79,3% | bảy mươi chín phẩy ba phần trăm
98,75 % | chín mươi tám phẩy bảy mươi lăm phần trăm
0,05% | không phẩy không năm phần trăm
100% | một trăm phần trăm
10-15% | mười đến mười lăm phần trăm
1.245,5 ha | một nghìn hai trăm bốn mươi lăm phẩy năm héc-ta
120m2 | một trăm hai mươi mét vuông
107/135 thủ tục | một trăm linh bảy trên một trăm ba mươi lăm thủ tục
12/10/2026 | ngày mười hai tháng mười năm hai nghìn không trăm hai mươi sáu
ngày 12/10/2026 | ngày mười hai tháng mười năm hai nghìn không trăm hai mươi sáu
01/7/2025 | ngày mồng một tháng bảy năm hai nghìn không trăm hai mươi lăm
từ ngày 30.04.1975 | từ ngày ba mươi tháng tư năm một nghìn chín trăm bảy mươi lăm
2026-10-05 | ngày mồng năm tháng mười năm hai nghìn không trăm hai mươi sáu
ngày 5 tháng 4 năm 2026 | ngày mồng năm tháng tư năm hai nghìn không trăm hai mươi sáu
trước 20/8 | trước ngày hai mươi tháng tám
trước ngày 15/11 hằng năm | trước ngày mười lăm tháng mười một hằng năm
tháng 10/2026 | tháng mười năm hai nghìn không trăm hai mươi sáu
tháng 4 | tháng tư
ngày 5 hằng tháng | ngày mồng năm hằng tháng
giai đoạn 2021-2025 | giai đoạn hai nghìn không trăm hai mươi mốt đến hai nghìn không trăm hai mươi lăm
quý IV/2026 | quý bốn năm hai nghìn không trăm hai mươi sáu
quý II | quý hai
thứ 4 | thứ tư
lần thứ 1 | lần thứ nhất
lần thứ 5 | lần thứ năm
Chương III | chương ba
thương binh hạng 4/4 | thương binh hạng bốn trên bốn
8h30 | tám giờ ba mươi phút
07:30 | bảy giờ ba mươi phút
17h00 | mười bảy giờ
7 giờ 05 phút | bảy giờ năm phút
từ 7h30 đến 11h30 | từ bảy giờ ba mươi phút đến mười một giờ ba mươi phút
7h30–11h30, thứ 2 - thứ 6 | bảy giờ ba mươi phút đến mười một giờ ba mươi phút, thứ hai đến thứ sáu
từ 8h - 11h | từ tám giờ đến mười một giờ
07:30-11:30 | bảy giờ ba mươi phút đến mười một giờ ba mươi phút
QĐ số 1766/QĐ-UBND | quyết định số một nghìn bảy trăm sáu mươi sáu của ủy ban nhân dân
8 giờ mỗi ngày | tám giờ mỗi ngày
3-5 ngày làm việc | ba đến năm ngày làm việc
03 ngày làm việc | ba ngày làm việc
ảnh 3x4 | ảnh ba nhân bốn
Nghị định số 131/2021/NĐ-CP | nghị định số một trăm ba mươi mốt năm hai nghìn không trăm hai mươi mốt của chính phủ
Nghị định 20/2021/NĐ-CP | nghị định số hai mươi năm hai nghìn không trăm hai mươi mốt của chính phủ
theo 75/2021/NĐ-CP | theo nghị định số bảy mươi lăm năm hai nghìn không trăm hai mươi mốt của chính phủ
Thông tư 08/2023/TT-BLĐTBXH | thông tư số tám năm hai nghìn không trăm hai mươi ba của bộ lao động, thương binh và xã hội
Quyết định 1766/QĐ-UBND | quyết định số một nghìn bảy trăm sáu mươi sáu của ủy ban nhân dân
Quyết định số 766/QĐ-TTg | quyết định số bảy trăm sáu mươi sáu của thủ tướng chính phủ
Luật số 84/2015/QH13 | luật số tám mươi tư năm hai nghìn không trăm mười lăm của quốc hội khóa mười ba
Kế hoạch 27/KH-SLĐTBXH | kế hoạch số hai mươi bảy của sở lao động, thương binh và xã hội
điểm a khoản 2 Điều 8 | điểm a khoản hai điều tám
Đ.8 | điều tám
mục 1.2 | mục một chấm hai
Mẫu số 01 | mẫu số không một
Mẫu 01a | mẫu không một a
thủ tục mai táng (mã 1.001731) | thủ tục mai táng
thủ tục mai táng, mã số 1.001731.000.00.00.H38 | thủ tục mai táng
1.001731 | một không không một bảy ba một
gọi 0912345678 | gọi không chín một hai, ba bốn năm, sáu bảy tám
gọi 0912 345 678 | gọi không chín một hai, ba bốn năm, sáu bảy tám
(0214) 3840 123 | không hai một bốn, ba tám bốn không, một hai ba
tổng đài 1022 | tổng đài một không hai hai
tổng đài 18001091 | tổng đài một tám không không, một không chín một
UBND xã | ủy ban nhân dân xã
TTHC | thủ tục hành chính
thẻ CCCD | thẻ căn cước công dân
cơ quan BHXH | cơ quan bảo hiểm xã hội
hồ sơ NCC | hồ sơ người có công
Sở LĐ-TBXH | sở lao động, thương binh và xã hội
Sở LĐTB&XH | sở lao động, thương binh và xã hội
TP. Lào Cai | thành phố lào cai
TP Lào Cai | thành phố lào cai
bản sao, bản chính v.v. | bản sao, bản chính vân vân
01 (một) bản | một bản
02 bản (bản chính) | hai bản, bản chính
giấy tờ (nếu có) kèm theo | giấy tờ, nếu có, kèm theo
thủ tục hành chính (sau đây gọi tắt là TTHC) | thủ tục hành chính
nộp tại https://dichvucong.gov.vn | nộp tại cổng dịch vụ công quốc gia
Cổng Dịch vụ công quốc gia (https://dichvucong.gov.vn) | cổng dịch vụ công quốc gia
xem tại https://laocai.gov.vn/tin.html | xem
“giấy tờ” | giấy tờ
cha/mẹ | cha hoặc mẹ
và/hoặc | và hoặc
từ đủ 16 tuổi - dưới 18 tuổi | từ đủ mười sáu tuổi, dưới mười tám tuổi
`.trim().split('\n').map(row => row.split(' | ') as [string, string])

test.each(rows)('%s', (written, said) => {
  const words = spoken(written)
  expect(words.toLowerCase()).toBe(`${said}.`)
  expect(spoken(words)).toBe(words)
})

test('points of a list become sentences', () => {
  expect(spoken('Hồ sơ gồm:\n1. Tờ khai (Mẫu số 01);\n2. Bản sao CCCD;\n- 02 ảnh 3x4;\na) Giấy tờ khác (nếu có).')).toBe([
    'Hồ sơ gồm:', 'Một là, Tờ khai, Mẫu số không một.', 'Hai là, Bản sao căn cước công dân.', 'Hai ảnh ba nhân bốn.', 'Giấy tờ khác, nếu có.',
  ].join('\n'))
})

test('how long it takes is counted on what is said', () => {
  expect(syllablesOf('ngày mười hai tháng mười, năm hai nghìn')).toBe(8)
  expect(readingTime('một hai ba bốn năm '.repeat(30))).toBe(60)
  expect(readingTime('12/10/2026', 60)).toBe(13)
  expect(readingTime('', loudspeakerPace)).toBe(0)
})
