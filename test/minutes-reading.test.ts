// Minutes and pasted conclusions as offices write them: kinds, who leads and helps, deadlines, numbering, and whole files.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Invalid } from '../src/errors.ts'
import { readConclusions, type ConclusionRead } from '../src/minutes-reading/conclusions.ts'
import { readMinutes } from '../src/minutes-reading/reading.ts'
import type { KnownUnit } from '../src/annex/units.ts'
import { docxOf, xlsxOf } from './office-files.ts'
import { realData } from './real-data.ts'
import { codeOf, divisions, services, units } from './short-units.ts'

const refusal = (work: Promise<unknown>) => work.then(() => 'accepted', error => { if (error instanceof Invalid) return Object.values(error.errors).join(' '); throw error })

const due = ({ deadline }: ConclusionRead['tasks'][number]) => (deadline ? [deadline.kind, deadline.value].filter(Boolean).join(' ') : 'none')
/** "assign VP + NCC TTr > date 2026-08-20 ?lead; …": what a clerk would enter, and where a person is asked. */
const said = ({ kind, reminderNo, tasks, doubts }: ConclusionRead) => `${kind}${reminderNo ? ` ${reminderNo}` : ''}${Object.keys(doubts).map(field => ` ?${field}`).join('')}${tasks.map(task =>
  `; ${[task.lead ?? '-'].flat().map(codeOf).join(' ')}${task.coordinators.length ? ` + ${task.coordinators.map(codeOf).join(' ')}` : ''} > ${due(task)}${Object.keys(task.doubts).toSorted().reverse().map(field => ` ?${field}`).join('')}`).join('')}`

// The meeting was on Monday 13/7/2026, the next is on 10/8/2026.
const read = (text: string) => readConclusions(text, { meetingOn: '2026-07-13', nextMeetingOn: '2026-08-10', units })

test.each(`
Giao Văn phòng Sở xây dựng Kế hoạch truyền thông CCHC, trình Giám đốc Sở trước ngày 25/7/2026. | assign; VP > date 2026-07-25
Văn phòng Sở tổng hợp, báo cáo UBND tỉnh trong tháng 9. | assign; VP > month 2026-09
Yêu cầu Phòng NCC khẩn trương số hóa hồ sơ, hoàn thành trong quý III/2026. | assign; NCC > quarter 2026-Q3
Yêu cầu các phòng chuyên môn rà soát TTHC thuộc lĩnh vực quản lý, gửi Văn phòng trước 20/7. | assign; ${divisions} > date 2026-07-20
Đề nghị Trung tâm DVVL phối hợp chặt chẽ với Phòng Việc làm - ATLĐ tổ chức phiên giao dịch việc làm, xong trước ngày 30 tháng 8 năm 2026. | assign; DVVL + VL > date 2026-08-30
Phân công đồng chí Chánh Văn phòng làm đầu mối theo dõi, đôn đốc, định kỳ hằng tháng báo cáo Giám đốc Sở. | assign; VP > recurring monthly
Giao đồng chí Trưởng phòng Kế hoạch - Tài chính chủ trì, cùng Văn phòng rà soát dự toán; thời hạn: 31/8/2026. | assign; KHTC + VP > date 2026-08-31
Trưởng các phòng, đơn vị quán triệt đến toàn thể công chức; thực hiện thường xuyên. | assign; * > continuous
Thống nhất nội dung dự thảo Quy chế. Văn phòng Sở tiếp thu ý kiến, hoàn thiện, trình ký ban hành chậm nhất thứ Sáu tuần này. | assign; VP > date 2026-07-17
Nhất trí với đề xuất của Phòng Giáo dục nghề nghiệp về việc lùi thời gian tập huấn sang tháng 9/2026. | agree
Đồng ý cho Phòng Người có công gia hạn nhiệm vụ số hóa đến hết ngày 30/10/2026. | agree
Biểu dương Phòng BTXH-TE và Trung tâm Công tác xã hội đã hoàn thành tốt nhiệm vụ trong 6 tháng đầu năm. | agree
Phê bình Cơ sở cai nghiện ma túy chậm gửi báo cáo quý II/2026. | agree
Ghi nhận và đánh giá cao kết quả của Văn phòng; tuy nhiên tiến độ số hóa còn chậm. | agree
Nhắc nhở Phòng Việc làm - An toàn lao động (lần thứ hai) chậm gửi báo cáo; phải gửi trong ngày 15/7/2026. | remind 2; VL > date 2026-07-15
Nhắc lần 3: Trung tâm Dịch vụ việc làm hoàn thiện phương án tự chủ trước ngày 31/7. | remind 3; DVVL > date 2026-07-31
Tiếp tục nhắc Thanh tra Sở gửi kết luận kiểm tra về Văn phòng trước ngày 20/7/2026. | remind 1; TTr > date 2026-07-20
Xin ý kiến UBND tỉnh về việc điều chỉnh chỉ tiêu hồ sơ trực tuyến năm 2026. | ask
Báo cáo, xin ý kiến Chủ tịch UBND tỉnh về chủ trương thuê dịch vụ công nghệ thông tin. | ask
Văn phòng tham mưu kế hoạch kiểm tra CCHC, phối hợp với Thanh tra Sở, trình Giám đốc Sở trước ngày 30/7/2026. | assign; VP + TTr > date 2026-07-30
Giao Phòng Kế hoạch - Tài chính phối hợp cùng Văn phòng và các đơn vị sự nghiệp rà soát tài sản công, báo cáo tại kỳ giao ban tới. | assign; KHTC + VP ${services} > event kỳ giao ban tới
Về công tác số hóa: Phòng Người có công tiếp tục số hóa hồ sơ liệt sĩ; các phòng, đơn vị phối hợp thực hiện; hoàn thành trước ngày 30/11/2026. | assign; NCC + * > date 2026-11-30
Trong tháng 8/2026, Thanh tra Sở kiểm tra đột xuất việc chấp hành giờ làm việc tại 03 đơn vị. | assign; TTr > month 2026-08
Chậm nhất ngày 05 hằng tháng, các đơn vị sự nghiệp gửi số liệu về Phòng KHTC. | assign; ${services} > recurring monthly
Phòng Giáo dục nghề nghiệp và Phòng Việc làm - An toàn lao động xây dựng kế hoạch phối hợp trước ngày 15/8/2026. | assign; GD + VL > date 2026-08-15 ?lead ?coordinators
Dự thảo Quyết định công bố danh mục TTHC do Phòng Bảo trợ xã hội - Trẻ em chủ trì tham mưu, hoàn thành trước ngày 22/7/2026. | assign; TE > date 2026-07-22
Rà soát quy trình nội bộ (Phòng Người có công chủ trì, xong trước 25/8/2026). | assign; NCC > date 2026-08-25 ?lead
Tổ chức hội nghị đối thoại với doanh nghiệp. Đơn vị chủ trì: Phòng VL-ATLĐ; đơn vị phối hợp: Văn phòng, Trung tâm DVVL; thời hạn: trong quý IV/2026. | assign; VL + VP DVVL > quarter 2026-Q4
Giao Phòng Tài vụ rà soát công nợ trước ngày 30/7/2026. | assign; - > date 2026-07-30 ?lead
Giao Phòng Nguời có công rà soát hồ sơ trước ngày 30/7/2026. | assign; NCC > date 2026-07-30 ?lead
Giao Văn phòng Sở nghiên cứu, đề xuất mô hình hẹn giờ trả kết quả. | assign; VP > none ?deadline
Rà soát lại toàn bộ hồ sơ quá hạn, báo cáo trước ngày 20/7/2026. | assign ?kind ?tasks; - > date 2026-07-20 ?lead
Giám đốc Sở yêu cầu Văn phòng công khai kết quả đánh giá bộ phận một cửa vào thứ Hai hằng tuần. | assign; VP > recurring weekly
Giao Trung tâm Công tác xã hội hoàn thành hồ sơ quyết toán trong 05 ngày làm việc kể từ ngày được phê duyệt dự toán. | assign; CTXH > event được phê duyệt dự toán
Văn phòng Sở gửi giấy mời ngay sau cuộc họp. | assign; VP > event cuộc họp
Giao Thanh tra rà soát đơn thư tồn đọng, hoàn thành trước ngày 20/8/2026, giao Phòng Người có công cung cấp hồ sơ trước ngày 30/7/2026. | assign; TTr > date 2026-08-20; NCC > date 2026-07-30
Văn phòng tổng hợp báo cáo trước ngày 20/7/2026, Phòng Kế hoạch - Tài chính bố trí kinh phí trước ngày 31/7/2026. | assign; VP > date 2026-07-20; KHTC > date 2026-07-31
Giao đồng chí Phó Giám đốc phụ trách chỉ đạo việc tự chấm điểm, báo cáo trước ngày 15/9/2026. | assign; LĐ > date 2026-09-15
Tập thể Lãnh đạo Sở thống nhất giao Văn phòng ban hành thông báo kết luận trong tuần tới. | assign; VP > date 2026-07-24
Các phòng, đơn vị số hóa hồ sơ, các đơn vị khắc phục tồn tại trong quý IV/2026. | assign; * > quarter 2026-Q4
Cuộc họp giao ban tháng 8 dự kiến tổ chức vào chiều ngày 10/8/2026. | agree
Không tổ chức hội nghị tổng kết riêng trong năm 2026. | agree
Trình UBND tỉnh cho ý kiến về Đề án vị trí việc làm. | ask
Xin ý kiến Giám đốc Sở về thời gian khảo sát; Văn phòng Sở tổng hợp, trình trước ngày 16/7/2026. | ask; VP > date 2026-07-16
Thống nhất đề nghị UBND tỉnh khen thưởng Phòng Người có công. | agree ?kind
Lần thứ tư nhắc các phòng, đơn vị nộp báo cáo về Văn phòng Sở chậm nhất ngày 05/8/2026. | remind 4; * > date 2026-08-05
Yêu cầu Trưởng phòng NCC báo cáo bằng văn bản trước ngày 17/7/2026; đây là lần thứ hai nhắc. | remind 2; NCC > date 2026-07-17
Giao Văn phòng Sở: xây dựng kế hoạch năm 2027 (trình trước ngày 20/12/2026); tổ chức hội nghị tổng kết (trong tháng 01/2027). | assign; VP > date 2026-12-20; VP > month 2027-01
Sau khi UBND tỉnh ban hành Quyết định công bố, Phòng Người có công cập nhật quy trình nội bộ trong 03 ngày làm việc. | assign; NCC > event UBND tỉnh ban hành Quyết định công bố
Phòng KHTC đề xuất phương án bố trí kinh phí trong 05 ngày làm việc. | assign; KHTC > event ngày họp ?deadline
Từ tháng 8/2026, Văn phòng Sở gửi bảng tổng hợp hồ sơ sắp đến hạn vào đầu giờ sáng thứ Hai hằng tuần. | assign; VP > recurring weekly
Giao Văn phòng Sở làm đầu mối, các phòng, đơn vị cung cấp tài liệu kiểm chứng; hoàn thành tự chấm điểm trước ngày 31/12/2026. | assign; VP + * > date 2026-12-31
Giao Trung tâm DVVL chủ trì; Trung tâm CTXH và Cơ sở cai nghiện phối hợp tổ chức ngày hội việc làm trong tháng 12/2026. | assign; DVVL + CTXH CN > month 2026-12
Phòng Người có công đã số hóa xong; tiếp tục kiểm tra dữ liệu, báo cáo trước ngày 10/12/2026. | assign; NCC > date 2026-12-10 ?lead
Phòng Lao động - Việc làm (nay là Phòng Việc làm - An toàn lao động) bàn giao hồ sơ trước ngày 20/8/2026. | assign; VL > date 2026-08-20
Giao Văn phòng Sở rà soát hồ sơ trễ hạn; Thanh tra Sở xác minh nguyên nhân; tất cả hoàn thành trước ngày 25/8/2026. | assign; VP > date 2026-08-25 ?deadline; TTr > date 2026-08-25
Thống nhất phương án 2, Phòng KHTC bố trí kinh phí trước ngày 20/10/2026. | assign; KHTC > date 2026-10-20
Tiếp thu ý kiến của các phòng, Văn phòng hoàn thiện Quy chế một cửa trình ký trong ngày 20/7. | assign; VP > date 2026-07-20
Giám đốc Sở giao đ/c Phạm Thị Minh Nguyệt - PGĐ Sở phụ trách chỉ đạo xây dựng Đề án trước ngày 20/8/2026. | assign; LĐ > date 2026-08-20
Mỗi phòng, đơn vị có ít nhất 02 tin, bài tuyên truyền hằng quý. | assign; * > recurring quarterly
Thanh tra Sở báo cáo vào ngày làm việc cuối cùng của tháng. | assign; TTr > recurring monthly
Phòng KHTC báo cáo giải ngân trước ngày 05 của tháng đầu quý sau. | assign; KHTC > recurring quarterly
Các phòng, đơn vị tiếp tục thực hiện Kế hoạch số 27/KH-SLĐTBXH ngày 26/02/2026. | assign; * > none ?deadline
Gia hạn cho Phòng Người có công thực hiện nhiệm vụ số hóa đến ngày 30/11/2026. | agree
Tạm dừng việc thí điểm tiếp nhận hồ sơ tại nhà cho đến khi có hướng dẫn của Sở Nội vụ. | agree
Các nội dung còn lại thực hiện theo Thông báo số 12/TB-SLĐTBXH ngày 05/6/2026. | agree
Trong tháng 6, các phòng, đơn vị đã cơ bản hoàn thành nhiệm vụ được giao; tỷ lệ đúng hạn đạt 98,7%. Tuy nhiên vẫn còn 05 hồ sơ quá hạn. | agree
6 tháng đầu năm, toàn Sở đã hoàn thành 21/34 nhiệm vụ, đạt 61,8%; còn 04 nhiệm vụ quá hạn. | agree
Đồng ý với đề xuất của Phòng Người có công về lộ trình số hóa; giao Phòng hoàn thiện hồ sơ trình UBND tỉnh trước 15h00 ngày 20/7/2026. | assign; NCC > date 2026-07-20
Thống nhất phương án của Trung tâm Công tác xã hội; Trung tâm tổ chức thực hiện, xong trong tháng 8/2026. | assign; CTXH > month 2026-08
Phê bình Phòng Giáo dục nghề nghiệp để quá hạn 02 nhiệm vụ; yêu cầu Trưởng phòng làm rõ trách nhiệm, gửi báo cáo trước ngày 20/7/2026. | assign; GD > date 2026-07-20
Phòng Người có công và Phòng Việc làm - An toàn lao động chưa gửi số liệu; yêu cầu đơn vị khắc phục trước ngày 20/7/2026. | assign; VL > date 2026-07-20 ?lead
Giao Phòng hoàn thiện hồ sơ trước ngày 20/7/2026. | assign; - > date 2026-07-20 ?lead
Nhắc nhở lần 2: Cơ sở cai nghiện ma túy chưa niêm yết TTHC; yêu cầu Giám đốc Cơ sở giải trình, gửi trong ngày 15/7/2026. | remind 2; CN > date 2026-07-15
Nhắc lại kết luận số 4 tháng 6: P. VLATLĐ hoàn thành trong tuần. | remind 1; VL > date 2026-07-17
Đối với việc rà soát TTHC: chấp thuận gia hạn đến hết ngày 30/9/2026; Phòng BTXH-TE bố trí nhân lực, mỗi tuần rà soát 05 thủ tục. | assign; TE > date 2026-09-30
Văn phòng Sở gửi danh sách đăng ký trước ngày 25 tháng này. | assign; VP > date 2026-07-25
Thanh tra Sở báo cáo trước ngày 31 tháng này; Phòng KHTC quyết toán chậm nhất ngày làm việc cuối cùng của quý III. | assign; TTr > date 2026-07-31; KHTC > date 2026-09-30
Phòng KHTC đối chiếu công nợ, xong chậm nhất ngày làm việc cuối cùng của tháng 10/2026. | assign; KHTC > date 2026-10-30
Văn phòng Sở dự thảo Kế hoạch năm 2027 trước Tết Dương lịch. | assign; VP > date 2026-12-31
Giao Ban Quản lý dự án Tây Bắc chuẩn bị phương án kết nối trước ngày 20/8/2026. | assign; - > date 2026-08-20 ?lead
Giao Trung tâm Công nghệ số khu vực phía Bắc xây dựng phần mềm trước ngày 20/8/2026. | assign; - > date 2026-08-20 ?lead
Nhắc lại lần 4 nội dung niêm yết TTHC: Trung tâm CTXH thực hiện xong trước ngày 20/7. | remind 4; CTXH > date 2026-07-20
Nhắc lại yêu cầu tại kỳ họp trước, Văn phòng gửi báo cáo trước 16h00 thứ Năm hằng tuần. | remind 1; VP > recurring weekly
Kết quả: đã thực hiện 12/15 nhiệm vụ, còn 03 nhiệm vụ chậm do Phòng Người có công chủ trì. | agree
Trung tâm DVVL chậm báo cáo; Giám đốc Trung tâm kiểm điểm, gửi bản kiểm điểm trước ngày 20/7/2026. | assign; DVVL > date 2026-07-20
Nhắc nhở Phòng GDNN lần thứ ba về việc chậm số hóa; Phòng hoàn thành trước ngày 15 tháng này. | remind 3; GD > date 2026-07-15
Giao Ngân hàng Chính sách xã hội tỉnh rà soát hồ sơ vay vốn trước ngày 18/7/2026. | assign; - > date 2026-07-18 ?lead
Giao Tổ giúp việc Ban Chỉ đạo CCHC tổng hợp báo cáo trước ngày 25/7/2026. | assign; - > date 2026-07-25 ?lead
Văn phòng lập dự toán trước ngày 20/7/2026; định kỳ ngày 05 hằng tháng báo cáo Giám đốc Sở. | assign; VP > date 2026-07-20 ?deadline
Đề nghị Viễn thông Lào Cai rà soát đường truyền, xong trước ngày 25/7/2026; Văn phòng theo dõi. | assign; - > date 2026-07-25 ?lead; VP > none ?deadline
`.trim().split('\n').map(row => row.split(' | ')))('conclusion: %s', (text, wanted) => {
  expect(read(text!).map(said)).toEqual([wanted])
})


// Another department, a notice of conclusions of December: names with commas, roman groups, years that turn.
const otherUnits: KnownUnit[] = ([
  ['Ban Giám đốc', 'leadership'], ['Văn phòng', 'office'], ['Thanh tra', 'inspectorate'], ['Phòng Cải cách hành chính', 'division'], ['Phòng Công chức, viên chức', 'division'], ['Phòng Xây dựng chính quyền', 'division'],
  ['Phòng Bảo trợ xã hội, Trẻ em và Bình đẳng giới', 'division'], ['Ban Thi đua - Khen thưởng', 'service'], ['Chi cục Văn thư - Lưu trữ', 'service'], ['Trung tâm Lưu trữ lịch sử', 'service'],
] as const).map(([name, kind]) => ({ name, kind, aliases: name === 'Phòng Cải cách hành chính' ? ['Phòng Kiểm soát thủ tục hành chính'] : [] }))

const notice = `UBND TỈNH QUẢNG NAM\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ NỘI VỤ\tĐộc lập - Tự do - Hạnh phúc
Số: 212/TB-SNV\tQuảng Nam, ngày 18 tháng 12 năm 2026
THÔNG BÁO
Kết luận của đồng chí Trần Quốc Bảo, Giám đốc Sở tại cuộc họp giao ban cải cách hành chính tháng 12/2026

Sáng ngày 16/12/2026, tại Phòng họp số 1, đồng chí Trần Quốc Bảo, Giám đốc Sở chủ trì cuộc họp giao ban công tác cải cách hành chính. Tham dự có các đồng chí Phó Giám đốc Sở, trưởng các phòng, đơn vị.
Sau khi nghe Phòng Cải cách hành chính báo cáo và ý kiến các thành viên dự họp, đồng chí Giám đốc Sở kết luận như sau:
I. Đánh giá chung
1. Cơ bản thống nhất với báo cáo của Phòng Cải cách hành chính. Ghi nhận sự cố gắng của các phòng, đơn vị trong việc nâng cao Chỉ số CCHC năm 2026.
2. Một số tồn tại cần khắc phục: hồ sơ quá hạn còn 12 trường hợp; việc cập nhật tài liệu kiểm chứng chưa kịp thời.
II. Nhiệm vụ trọng tâm
3. Phòng CCHC:
- Tham mưu Kế hoạch cải cách hành chính năm 2027, trình Ban Giám đốc trước ngày 05/01;
- Phối hợp với Văn phòng hoàn thiện báo cáo tự chấm điểm, gửi Hội đồng thẩm định chậm nhất ngày 20/01/2027.
4. Phòng Công chức, viên chức chủ trì, phối hợp Thanh tra Sở, Văn phòng kiểm tra công vụ đột xuất; báo cáo kết quả định kỳ vào ngày 25 hằng tháng.
5. Giao Chi cục Văn thư - Lưu trữ và Trung tâm Lưu trữ lịch sử, mỗi đơn vị số hóa tối thiểu 5.000 hồ sơ trong quý I/2027.
6. Đồng chí Phan Thị Lài, Trưởng Ban Thi đua - Khen thưởng, trực tiếp chỉ đạo rà soát quy chế xét khen thưởng, xong trước ngày 31/12.
7. Đề nghị UBND tỉnh xem xét, cho ý kiến về việc sắp xếp bộ phận một cửa của Sở.
8. Nhắc lần thứ 2 đối với Phòng Xây dựng chính quyền về việc chậm tham mưu Đề án sắp xếp thôn; yêu cầu hoàn thành dứt điểm trong tháng 12/2026.
9. Việc bố trí kinh phí bảo trì phần mềm một cửa giao Văn phòng nghiên cứu, tham mưu đề xuất, báo cáo tại cuộc họp giao ban tháng 01/2027.
10. Phòng Bảo trợ xã hội, Trẻ em và Bình đẳng giới tiếp tục duy trì đường dây hỗ trợ người dân nộp hồ sơ trực tuyến; các phòng còn lại chủ động phối hợp.
11. Yêu cầu Trưởng các phòng, Thủ trưởng các đơn vị trực thuộc Sở nghiêm túc thực hiện; Phòng Kiểm soát TTHC theo dõi, đôn đốc, tổng hợp kết quả báo cáo Giám đốc Sở hằng quý.
Trên đây là kết luận của đồng chí Giám đốc Sở tại cuộc họp giao ban cải cách hành chính tháng 12/2026, Văn phòng Sở thông báo để các phòng, đơn vị biết, thực hiện./.
Nơi nhận:\tTL. GIÁM ĐỐC
- Như trên;\tCHÁNH VĂN PHÒNG
- Lưu: VT.`

test('a notice of conclusions of another department is read as a clerk would', async () => {
  const read = await readMinutes({ name: 'a.txt', bytes: new TextEncoder().encode(notice) }, otherUnits)
  expect(read).toMatchObject({ number: '212/TB-SNV', date: '2026-12-16', place: 'Phòng họp số 1', chair: { name: 'Trần Quốc Bảo', title: 'Giám đốc Sở' }, secretary: null })
  const other: Record<string, string> = { 'Phòng Cải cách hành chính': 'CCHC', 'Phòng Công chức, viên chức': 'CCVC', 'Phòng Xây dựng chính quyền': 'XDCQ', 'Phòng Bảo trợ xã hội, Trẻ em và Bình đẳng giới': 'BTXH', 'Ban Thi đua - Khen thưởng': 'TĐKT', 'Chi cục Văn thư - Lưu trữ': 'VTLT', 'Trung tâm Lưu trữ lịch sử': 'LTLS' }
  expect(read.conclusions.map(one => `${one.no} ${said(one)}`.replace(/[^;+>?]+/g, words => Object.entries(other).reduce((text, [name, code]) => text.replaceAll(name, code), words)))).toEqual([
    '1 agree', '2 agree',
    '3 assign; CCHC > date 2027-01-05; CCHC + VP > date 2027-01-20', '4 assign; CCVC + TTr VP > recurring monthly', '5 assign; VTLT > quarter 2027-Q1; LTLS > quarter 2027-Q1',
    '6 assign; TĐKT > date 2026-12-31', '7 ask', '8 remind 2; XDCQ > month 2026-12', '9 assign; VP > event cuộc họp giao ban tháng 01/2027',
    '10 assign; BTXH + CCHC CCVC XDCQ > none ?deadline ?coordinators', '11 assign; * > none ?deadline; CCHC > recurring quarterly',
  ])
}, 60_000)

// Word: attendance in a table, bullets with automatic numbers, sub-items, a table of conclusions; nothing says "Kết luận 1".
test('minutes with conclusions under headings by subject, with bullets and hard line ends', async () => {
  const text = `SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI
Số: 09/BB-SLĐTBXH
BIÊN BẢN HỌP GIAO BAN
Thời gian: từ 08h00 đến 10h15 ngày 03/02/2026
Địa điểm: Hội trường Sở
Chủ tọa: Ông Hoàng Đức Khải - Giám đốc Sở
Người ghi biên bản: Bà Nguyễn Hải Yến - Chuyên viên Văn phòng
Thành phần: Ông Lương Minh Đức - Trưởng phòng NCC; Bà Bế Thị Hoa - Trưởng phòng BTXH-TE; Ông Quách Văn Lâm - Giám đốc TT DVVL
Vắng: Ông Tạ Hữu Phước - Trưởng phòng GDNN (có lý do: ốm)
A. DIỄN BIẾN
1. Ông Lương Minh Đức đề nghị lùi hạn số hóa đến 30/6/2026.
2. Bà Bế Thị Hoa: sẽ gửi báo cáo trước 10/02/2026.
B. Ý KIẾN KẾT LUẬN, CHỈ ĐẠO CỦA CHỦ TỌA
* Về số hóa hồ sơ:
- Ông Lương Minh Đức chịu trách nhiệm
chỉ đạo số hóa 2.000 hồ sơ, xong trong tháng 3;
- TT DVVL, TT CTXH cung cấp danh sách đối tượng về Phòng NCC trước 15/02.
* Về chế độ báo cáo:
- Các phòng, đơn vị gửi báo cáo tuần vào chiều thứ Năm hằng tuần; VP tổng hợp.
- P. BTXH-TE rút kinh nghiệm việc chậm báo cáo.
Cuộc họp kết thúc lúc 10h15 cùng ngày.
CHỦ TỌA\tNGƯỜI GHI BIÊN BẢN`
  const minutes = await readMinutes({ name: 'b.txt', bytes: new TextEncoder().encode(text) }, units)
  expect(minutes).toMatchObject({
    number: '09/BB-SLĐTBXH', date: '2026-02-03', start: '08:00', end: '10:15', place: 'Hội trường Sở', chair: { name: 'Hoàng Đức Khải', title: 'Giám đốc Sở' }, secretary: { name: 'Nguyễn Hải Yến', title: 'Chuyên viên Văn phòng' },
    attendees: ['Hoàng Đức Khải', 'Nguyễn Hải Yến', 'Lương Minh Đức', 'Bế Thị Hoa', 'Quách Văn Lâm'], absent: [{ name: 'Tạ Hữu Phước', reason: 'ốm' }],
  })
  expect(minutes.conclusions.map(one => `${one.no} ${said(one)}`)).toEqual([
    '1 assign; NCC > month 2026-03; DVVL + CTXH > date 2026-02-15 ?lead ?coordinators', '2 assign; * > recurring weekly; VP > none ?deadline; TE > none ?deadline',
  ])
}, 60_000)

// A conclusion after each item of the agenda, numbered anew; units named again by their kind; bodies that no list knows.
test('minutes with a conclusion after each item of the agenda', async () => {
  const text = `ỦY BAN NHÂN DÂN TỈNH LÀO CAI
SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI
Số 04 / BB-SLĐTBXH

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Yên Sơn, ngày 13 tháng 01 năm 2027

BIÊN BẢN
Hội nghị giao ban công tác cải cách hành chính tháng 01 năm 2027

1. Thời gian: Khai mạc lúc 14 giờ 00 phút, ngày 13 tháng 01 năm 2027.
2. Địa điểm: Phòng họp số 3, Sở Lao động - Thương binh và Xã hội.
3. Chủ tọa: Bà Trịnh Thị Bích Ngà, Phó Giám đốc Sở.
4. Thư ký: Ông Vi Quang Tùng, Phó Chánh Văn phòng Sở.
5. Thành phần dự họp:
+ Lãnh đạo Sở: Bà Trịnh Thị Bích Ngà
+ Văn phòng Sở: Ông Lục Văn Thắng, Ông Vi Quang Tùng
+ Thanh tra Sở: Ông Nguyễn Trọng Khang
+ Trung tâm Công tác xã hội: Bà Giàng Thị Mai
Vắng mặt: Ông Phùng Đức Anh (đi công tác)

NỘI DUNG
Nội dung 1. Kết quả thực hiện nhiệm vụ năm 2026
Ông Lục Văn Thắng trình bày báo cáo: đến 31/12/2026 đã xong 45/49 nhiệm vụ.
Bà Giàng Thị Mai đề nghị lùi thời hạn số hóa đến ngày 30/3/2027.
Kết luận của chủ tọa:
1.1. Năm 2026, toàn Sở đã hoàn thành 45/49 nhiệm vụ, đạt 91,8%; còn 04 nhiệm vụ chưa hoàn thành, trong đó 02 nhiệm vụ quá hạn.
1.2. Đồng ý cho Trung tâm Công tác xã hội lùi thời hạn số hóa hồ sơ bảo trợ đến hết ngày 28/02/2027; Trung tâm mỗi ngày số hóa không dưới 50 hồ sơ, báo cáo Văn phòng tiến độ.
1.3. Phê bình Phòng Người có công để quá hạn 02 nhiệm vụ; Phòng làm rõ trách nhiệm cá nhân, báo cáo Giám đốc Sở bằng văn bản trước 16h30 ngày 18/01.
Nội dung 2. Kế hoạch cải cách hành chính năm 2027
Bà Trịnh Thị Bích Ngà gợi ý thảo luận 03 nội dung. Các đại biểu cơ bản nhất trí.
Kết luận của chủ tọa:
2.1. Nhất trí với dự thảo Kế hoạch CCHC năm 2027 do Văn phòng trình; giao Văn phòng tiếp thu ý kiến, hoàn chỉnh, trình Giám đốc Sở ký ban hành trước ngày 20 tháng này.
2.2. Đề nghị Viễn thông Yên Sơn rà soát đường truyền tại Bộ phận Một cửa xong trước ngày 25/01/2027; Văn phòng theo dõi, đôn đốc.
2.3. Giao Ban Điều hành Đề án Chuyển đổi số xây dựng phương án kết nối dữ liệu trước ngày 10/02/2027.
2.4. Xin ý kiến Sở Tài chính về nguồn kinh phí mua sắm thiết bị; Phòng Kế hoạch - Tài chính soạn thảo văn bản xin ý kiến, hoàn thành trong ngày 15/01/2027.
Nội dung 3. Việc khác
Kết luận của chủ tọa:
3.1. Nhắc lần thứ hai: Cơ sở cai nghiện ma túy chưa niêm yết TTHC; đề nghị Cơ sở niêm yết đầy đủ, gửi ảnh về Văn phòng trong tuần này.
3.2. Phòng Việc làm - An toàn lao động định kỳ ngày 15 hằng tháng gửi số liệu cấp giấy phép lao động về Văn phòng.
3.3. Thanh tra xây dựng kế hoạch kiểm tra công vụ quý I, trình chậm nhất vào ngày làm việc cuối cùng của tháng 01.
3.4. Các đơn vị sự nghiệp rà soát, cập nhật quy trình ISO, xong trước Tết Nguyên đán.
3.5. Nhắc lại kết luận 2.4 kỳ trước: Phòng Giáo dục nghề nghiệp hoàn thiện mã QR tra cứu thủ tục, xong trước ngày 22/01/2027.
3.6. Không tổ chức hội nghị tổng kết riêng, lồng ghép vào hội nghị công chức.
Cuộc họp kết thúc lúc 16 giờ 45 phút cùng ngày. Biên bản đã được thông qua./.
THƯ KÝ                                  CHỦ TỌA
Vi Quang Tùng                        Trịnh Thị Bích Ngà`
  const minutes = await readMinutes({ name: 'e.txt', bytes: new TextEncoder().encode(text) }, units)
  expect(minutes).toMatchObject({
    number: '04/BB-SLĐTBXH', date: '2027-01-13', start: '14:00', end: '16:45', chair: { name: 'Trịnh Thị Bích Ngà' }, secretary: { name: 'Vi Quang Tùng' },
    attendees: ['Trịnh Thị Bích Ngà', 'Lục Văn Thắng', 'Vi Quang Tùng', 'Nguyễn Trọng Khang', 'Giàng Thị Mai'], absent: [{ name: 'Phùng Đức Anh', reason: 'đi công tác' }],
  })
  expect(minutes.conclusions.map(one => `${one.no} ${said(one)}`)).toEqual([
    '1.1 agree', '1.2 assign; CTXH > date 2027-02-28', '1.3 assign; NCC > date 2027-01-18',
    '2.1 assign; VP > date 2027-01-20', '2.2 assign; - > date 2027-01-25 ?lead; VP > none ?deadline', '2.3 assign; - > date 2027-02-10 ?lead', '2.4 ask; KHTC > date 2027-01-15',
    '3.1 remind 2; CN > date 2027-01-15', '3.2 assign; VL > recurring monthly', '3.3 assign; TTr > date 2027-01-29', `3.4 assign; ${services} > event Tết Nguyên đán`,
    '3.5 remind 1; GD > date 2027-01-22', '3.6 agree',
  ])
  const { tasks: [bodies] } = minutes.conclusions[4]!
  expect(bodies).toMatchObject({ title: 'Rà soát đường truyền tại Bộ phận Một cửa', external: ['Viễn thông Yên Sơn'] })
  expect(minutes.conclusions[5]!.tasks[0]).toMatchObject({ title: 'Xây dựng phương án kết nối dữ liệu', doubts: { lead: 'Không nhận ra đơn vị “Ban Điều hành Đề án Chuyển đổi số”' } })
  expect(minutes.conclusions[8]!.tasks[0]!.deadline).toMatchObject({ day: 15 })
}, 60_000)

// Text | numbers of its conclusions: what is said before and between them is none.
test.each([
  ['Nội dung 1: Số hóa\nÔng An báo cáo tiến độ.\nKết luận: Giao Văn phòng rà soát.\nNội dung 2: Kinh phí\nBà Bình đề nghị bổ sung trước 15/8.\nKết luận: Giao Thanh tra kiểm tra.', '1 2'],
  ['I. Số hóa\n1. Báo cáo\n- Ông An báo cáo.\n2. Kết luận\n- Giao Văn phòng rà soát.\nII. Kinh phí\n1. Báo cáo\n- Bà Bình báo cáo.\n2. Kết luận\n- Giao Thanh tra kiểm tra.', '1 2'],
  ['1. Về số hóa\nÔng An: đề nghị gia hạn.\n* Kết luận:\na) Giao Văn phòng rà soát.\n2. Về kinh phí\nBà Bình: đề nghị bổ sung.\n* Kết luận:\na) Giao Thanh tra kiểm tra.', '1.a 2.a'],
  ['1\tRà soát danh mục thủ tục hành chính\tVP Sở\t\ttrước 20/8/2026\n2\tKiểm tra công vụ đột xuất tại các đơn vị\tThanh tra\tVP Sở\tHằng tháng', '1 2'],
  ['KẾT LUẬN\nGiao Văn phòng rà soát.\nGiao Thanh tra kiểm tra.\nKết luận của Thanh tra tỉnh: đã công bố.', '1 2 3'],
])('each section and each row of %j is read', (text, wanted) => {
  const found = read(text)
  expect(found.map(({ no }) => no).join(' ')).toBe(wanted)
  expect(found.slice(0, 2).map(one => said(one).slice(0, 11))).toEqual(['assign; VP ', 'assign; TTr'])
})

// Word: those present in a table, automatic numbers with letters under them, then a table of conclusions.
test('a Word file with tables and automatic numbers; tracked changes and hidden text are not read', async () => {
  const levels = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
  const item = (text: string) => `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r><w:del><w:r><w:delText> trước ngày 01/01/2026</w:delText></w:r></w:del></w:p>`
  const bytes = docxOf([
    [['UBND TỈNH\nSỞ LAO ĐỘNG\nSố: 50/BB-SLĐTBXH', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM']], 'BIÊN BẢN', 'Vào hồi 13 giờ 30 ngày 09 tháng 11 năm 2026, tại phòng họp tầng 2, Sở Lao động - Thương binh và Xã hội họp giao ban cải cách hành chính.',
    [['TT', 'Họ và tên', 'Chức vụ, đơn vị', 'Có mặt/vắng'], ['1', 'Hoàng Đức Khải', 'Giám đốc Sở', 'Chủ trì'], ['2', 'Nguyễn Hải Yến', 'Chuyên viên Văn phòng', 'Thư ký'], ['3', 'Lương Minh Đức', 'Trưởng phòng Người có công', 'x'], ['4', 'Tạ Hữu Phước', 'Trưởng phòng GDNN', 'Vắng có lý do']],
    'II. KẾT LUẬN', 'Đồng chí Giám đốc Sở kết luận:', item('Giao Văn phòng Sở tổng hợp trước ngày 20/11/2026.'), item('Giao đồng chí Lương Minh Đức:'), 'a) Rà soát hồ sơ, xong trước ngày 15/11/2026;', 'b) Báo cáo tại kỳ giao ban tới.', 'III. KẾT THÚC', 'Cuộc họp kết thúc lúc 16h00.', [['THƯ KÝ', 'CHỦ TRÌ']],
  ], { numbering: levels })
  const minutes = await readMinutes({ name: 'c.docx', bytes }, units)
  expect(minutes).toMatchObject({ number: '50/BB-SLĐTBXH', date: '2026-11-09', start: '13:30', end: '16:00', place: 'phòng họp tầng 2', chair: { name: 'Hoàng Đức Khải' }, secretary: { name: 'Nguyễn Hải Yến', title: 'Chuyên viên Văn phòng' }, attendees: ['Hoàng Đức Khải', 'Nguyễn Hải Yến', 'Lương Minh Đức'], absent: [{ name: 'Tạ Hữu Phước' }] })
  expect(minutes.conclusions.map(one => `${one.no} ${said(one)}`)).toEqual(['1 assign; VP > date 2026-11-20', '2 assign; NCC > date 2026-11-15; NCC > event kỳ giao ban tới'])
  const table = docxOf(['KẾT LUẬN CUỘC HỌP', [['TT', 'Nội dung công việc', 'Đơn vị chủ trì', 'Đơn vị phối hợp', 'Thời hạn'], ['1', 'Rà soát 12 TTHC', 'P. NCC', 'VP Sở; TT CTXH', 'trước 20/8/2026'], ['2', 'Gửi số liệu', 'Các phòng, đơn vị', '', 'Ngày 25 hằng tháng']]])
  const rows = await readMinutes({ name: 'd.docx', bytes: table }, units, { meetingOn: '2026-07-13' })
  expect(rows.conclusions.map(one => `${one.no} ${said(one)}`)).toEqual(['1 assign; NCC + VP CTXH > date 2026-08-20', '2 assign; * > recurring monthly'])
}, 60_000)

// Text | numbers and kinds of the conclusions.
test.each([
  ['1. Giao Văn phòng rà soát.\n2. Giao Thanh tra kiểm tra.', '1 2'], ['1) Giao Văn phòng rà soát.\n2) Giao Thanh tra kiểm tra.', '1 2'], ['1/ Giao Văn phòng rà soát.\n2/ Giao Thanh tra kiểm tra.', '1 2'], ['(1) Giao Văn phòng rà soát.\n(2) Giao Thanh tra kiểm tra.', '1 2'],
  ['1.\tGiao Văn phòng rà soát.\n2.\tGiao Thanh tra kiểm tra.', '1 2'], ['1\u00a0. Giao Văn phòng rà soát.\r\n2.\u00a0Giao Thanh tra kiểm tra.', '1 2'], ['Kết luận 1: Giao Văn phòng rà soát.\nKết luận 2: Giao Thanh tra kiểm tra.', '1 2'], ['KL1. Giao Văn phòng rà soát.\nKL2. Giao Thanh tra kiểm tra.', '1 2'],
  ['Thứ nhất, giao Văn phòng rà soát.\nThứ hai, giao Thanh tra kiểm tra.', '1 2'], ['Một là: giao Văn phòng rà soát;\nHai là: giao Thanh tra kiểm tra.', '1 2'], ['a) Giao Văn phòng rà soát;\nb) Giao Thanh tra kiểm tra.', 'a b'], ['- Giao Văn phòng rà soát;\n- Giao Thanh tra kiểm tra.', '1 2'], ['• Giao Văn phòng rà soát;\n• Giao Thanh tra kiểm tra.', '1 2'],
  ['Giao Văn phòng rà soát.\n\nGiao Thanh tra kiểm tra.', '1 2'], ['Giao Văn phòng rà\nsoát hồ sơ.\nGiao Thanh tra kiểm tra.', '1 2'], ['1. Giao Văn phòng rà soát. 2. Giao Thanh tra kiểm tra.', '1 2'], ['4.1. Giao Văn phòng rà soát.\n4.2. Giao Thanh tra kiểm tra.', '4.1 4.2'],
  ['I. Giao Văn phòng rà soát các văn bản đã ban hành.\nII. Giao Thanh tra kiểm tra.', 'I II'], ['I. Về tổ chức\n1. Giao Văn phòng rà soát.\nII. Về số hóa\n2. Giao Thanh tra kiểm tra.', '1 2'], ['I. Về tổ chức\n1. Giao Văn phòng rà soát.\nII. Về số hóa\n1. Giao Thanh tra kiểm tra.', 'I.1 II.1'],
  ['Sau khi thảo luận, đồng chí Giám đốc Sở kết luận như sau:\n1. Giao Văn phòng rà soát.\n2. Giao Thanh tra kiểm tra.\nCuộc họp kết thúc hồi 16 giờ 30.\nTHƯ KÝ\tCHỦ TRÌ', '1 2'],
])('conclusions are found in %j', (text, wanted) => {
  const found = read(text)
  expect(found.map(({ no }) => no).join(' ')).toBe(wanted)
  expect(found.map(one => said(one).slice(0, 12))).toEqual(['assign; VP >', 'assign; TTr '])
})

test('a paste of 40 conclusions is read at once, and what is no minutes is refused', async () => {
  const forty = Array.from({ length: 40 }, (_, at) => `${at + 1}. Giao Phòng Người có công chủ trì, phối hợp với Văn phòng Sở rà soát ${at + 2} TTHC, đề xuất phương án cắt giảm, hoàn thành trước ngày 20/8/2026; báo cáo Giám đốc Sở.`).join('\n')
  read(forty)
  // Of the processor: other work on the machine does not count.
  const from = process.cpuUsage()
  expect(read(forty).map(said)).toEqual(Array(40).fill('assign; NCC + VP > date 2026-08-20'))
  expect(process.cpuUsage(from).user / 1000).toBeLessThan(400)
  expect(() => read('Giao Văn phòng rà soát. '.repeat(90_000))).toThrow(Invalid)
  const file = (name: string, bytes: Uint8Array) => refusal(readMinutes({ name, bytes }, units))
  expect(await file('a.txt', new Uint8Array())).toContain('Tệp rỗng')
  expect(await file('a.txt', new TextEncoder().encode('a'.repeat(2_100_000)))).toContain('quá lớn')
  expect(await file('a.txt', new Uint8Array([1, 2, 3, 4, 0, 5, 65, 66]))).toContain('không phải là văn bản')
  expect(await file('a.docx', new TextEncoder().encode('1. Giao Văn phòng rà soát.'))).toContain('Đây không phải là')
  expect(await file('a.docx', docxOf(['x'], { doctype: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' }))).toContain('DOCTYPE')
  expect(await file('a.txt', xlsxOf([{ name: 'A', rows: [['1']] }]))).toContain('Đây không phải là')
}, 60_000)

test.each(['utf-8', 'utf-16le', 'windows-1258', 'nfd'])('text in %s is read', async encoding => {
  const text = 'KẾT LUẬN\r\n1. Giao Phòng Người có công rà soát, xong trước ngày 20/8/2026.\r\n'
  const tones: Record<string, number> = { '\u0300': 0xcc, '\u0309': 0xd2, '\u0303': 0xde, '\u0301': 0xec, '\u0323': 0xf2 }
  const letters: Record<string, number> = { Ă: 0xc3, ă: 0xe3, Â: 0xc2, â: 0xe2, Đ: 0xd0, đ: 0xf0, Ê: 0xca, ê: 0xea, Ô: 0xd4, ô: 0xf4, Ơ: 0xd5, ơ: 0xf5, Ư: 0xdd, ư: 0xfd }
  const bytes = encoding === 'utf-16le' ? Buffer.from(`\uFEFF${text}`, 'utf16le')
    : encoding === 'nfd' ? Buffer.from(text.normalize('NFD'))
      : encoding === 'windows-1258' ? Buffer.from([...text].flatMap(char => {
        const [base, ...marks] = [...char.normalize('NFD')]
        const tone = marks.filter(mark => mark in tones)
        return [...[...(base! + marks.filter(mark => !(mark in tones)).join('')).normalize('NFC')].map(one => letters[one] ?? one.charCodeAt(0)), ...tone.map(mark => tones[mark]!)]
      })) : Buffer.from(text)
  expect((await readMinutes({ name: 'a.txt', bytes }, units, { meetingOn: '2026-07-13' })).conclusions.map(one => `${one.text} ${said(one)}`)).toEqual(['Giao Phòng Người có công rà soát, xong trước ngày 20/8/2026. assign; NCC > date 2026-08-20'])
}, 60_000)

test('what a person is asked is one short sentence', () => {
  const doubts = (text: string) => read(text)[0]!.tasks[0]!.doubts
  expect(doubts('Giao Văn phòng rà soát quy chế.')).toEqual({ deadline: 'Không thấy hạn trong câu' })
  expect(doubts('Giao Văn phòng, Thanh tra rà soát quy chế trước ngày 20/8/2026.')).toEqual({ lead: 'Có hai đơn vị, chọn chủ trì', coordinators: 'Có hai đơn vị, chọn chủ trì' })
  expect(doubts('Giao Phòng Tài vụ rà soát quy chế trước ngày 20/8/2026.')).toEqual({ lead: 'Không nhận ra đơn vị “Phòng Tài vụ”' })
  expect(doubts('Giao Văn phòng rà soát quy chế trước ngày 20/6/2026.')).toEqual({ deadline: 'Hạn ở trước ngày họp' })
  expect(doubts('Giao Văn phòng rà soát quy chế trước ngày 31/9/2026.')).toEqual({ deadline: '“ngày 31/9/2026” không phải là ngày có thật' })
  expect(doubts('Giao Văn phòng dự thảo trước ngày 20/8/2026, trình ký trước ngày 30/8/2026.')).toEqual({ deadline: 'Câu có 2 thời hạn, xem lại mốc nào là hạn' })
})

test('titles and products are what a clerk would write', () => {
  const of = (text: string) => { const [task] = read(text)[0]!.tasks; return [task!.title, task!.product] }
  expect(of('Giao Văn phòng Sở chủ trì, phối hợp với Thanh tra xây dựng Kế hoạch kiểm tra CCHC, hoàn thành trước ngày 20/8/2026.')).toEqual(['Xây dựng Kế hoạch kiểm tra CCHC', 'Kế hoạch'])
  expect(of('Lần thứ hai nhắc Phòng NCC về dự thảo Nghị quyết; yêu cầu trình trong ngày 15/7/2026.')).toEqual(['Dự thảo Nghị quyết', 'Dự thảo Nghị quyết'])
  expect(of('Trong tháng 8/2026, các phòng, đơn vị rà soát hồ sơ quá hạn.')).toEqual(['Rà soát hồ sơ quá hạn', null])
  expect(of('Giao Văn phòng nâng cấp Trang thông tin; sản phẩm: Trang thông tin mới; xong trong quý IV/2026.')).toEqual(['Nâng cấp Trang thông tin', 'Trang thông tin mới'])
})

const office = realData('office')
if (office) {
  const folder = mkdtempSync(join(tmpdir(), 'minutes-'))
  const names = ['2026-07', '2026-08', 'quy_III_2026'].flatMap(name => ['docx', 'txt'].map(kind => `bien_ban_giao_ban_cchc_${name}.${kind}`))
  test.each(names)('the real minutes %s are read as a clerk would', file => {
    const printed = spawnSync(process.execPath, ['src/start.js', 'minutes-reading/command.ts', join(office, file), '--units', join(office, 'units.json')], { encoding: 'utf8' })
    expect(printed.stderr).toBe('')
    writeFileSync(join(folder, file), printed.stdout)
    const score = JSON.parse(spawnSync(process.execPath, [join(office, 'score.mjs'), join(office, `${file}.expected.json`), join(folder, file), '--json'], { encoding: 'utf8' }).stdout) as Record<string, number>
    console.log(`${file}: ${JSON.stringify(score)}`)
    expect(score.cells).toBeGreaterThanOrEqual(0.99)
    expect(score.silent).toBe(0)
    expect(score.doubtful).toBeLessThanOrEqual(0.08)
    expect([score.lost, score.invented]).toEqual([0, 0])
    const wanted = JSON.parse(readFileSync(join(office, `${file}.expected.json`), 'utf8')) as Record<string, unknown>
    const found = JSON.parse(printed.stdout) as Record<string, unknown>
    for (const field of ['number', 'date', 'start', 'end', 'place', 'chair', 'attendees_count', 'attendees', 'absent']) expect(found[field], field).toEqual(wanted[field])
  }, 60_000)

  test('the damaged minutes of the office are refused, or read as what they are', async () => {
    const real = (name: string) => readMinutes({ name, bytes: new Uint8Array(readFileSync(join(office, 'damaged', name))) }, units)
    for (const name of ['tep_rong.xlsx', 'phu_luc_bi_cat.xlsx', 'phu_luc_nen_bat_thuong.xlsx', 'bien_ban_thuc_the_ngoai.docx']) expect(await refusal(real(name)), name).toMatch(/^Tệp|^Đây không phải/)
    const template = await real('bien_ban_mau_tu_xa.docx')
    expect(template.conclusions).toHaveLength(8)
    expect(template.warnings.join(' ')).toContain('liên kết ra ngoài')
    expect((await real('bien_ban_dat_ten_sai.xlsx')).conclusions).toHaveLength(9)
  }, 60_000)
}
