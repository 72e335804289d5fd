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
import { realData } from './real-data.ts'

const units: KnownUnit[] = ([
  ['Lãnh đạo Sở', 'leadership'], ['Văn phòng', 'office'], ['Thanh tra', 'inspectorate'], ['Phòng Kế hoạch - Tài chính', 'division'], ['Phòng Người có công', 'division'],
  ['Phòng Việc làm - An toàn lao động', 'division'], ['Phòng Giáo dục nghề nghiệp', 'division'], ['Phòng Bảo trợ xã hội - Trẻ em', 'division'],
  ['Trung tâm Dịch vụ việc làm', 'service'], ['Trung tâm Công tác xã hội', 'service'], ['Cơ sở cai nghiện ma túy', 'service'],
] as const).map(([name, kind]) => ({ name, kind, aliases: [] }))
const short: Record<string, string> = { LĐ: 'Lãnh đạo Sở', VP: 'Văn phòng', TTr: 'Thanh tra', KHTC: 'Phòng Kế hoạch - Tài chính', NCC: 'Phòng Người có công', VL: 'Phòng Việc làm - An toàn lao động', GD: 'Phòng Giáo dục nghề nghiệp', TE: 'Phòng Bảo trợ xã hội - Trẻ em', DVVL: 'Trung tâm Dịch vụ việc làm', CTXH: 'Trung tâm Công tác xã hội', CN: 'Cơ sở cai nghiện ma túy' }
const codeOf = (name: string) => Object.keys(short).find(code => short[code] === name) ?? name
const divisions = 'KHTC NCC VL GD TE'
const services = 'DVVL CTXH CN'

const due = ({ deadline }: ConclusionRead['tasks'][number]) => (deadline ? [deadline.kind, deadline.value].filter(Boolean).join(' ') : 'none')
/** "assign VP + NCC TTr > date 2026-08-20 ?lead; …": what a clerk would enter, and where a person is asked. */
const said = ({ kind, reminderNo, tasks, doubts }: ConclusionRead) => `${kind}${reminderNo ? ` ${reminderNo}` : ''}${Object.keys(doubts).map(field => ` ?${field}`).join('')}${tasks.map(task =>
  `; ${[task.lead ?? '-'].flat().map(codeOf).join(' ')}${task.coordinators.length ? ` + ${task.coordinators.map(codeOf).join(' ')}` : ''} > ${due(task)}${Object.keys(task.doubts).map(field => ` ?${field}`).join('')}`).join('')}`

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
`.trim().split('\n').map(row => row.split(' | ')))('conclusion: %s', (text, wanted) => {
  expect(read(text!).map(said)).toEqual([wanted])
})


const refusal = (work: Promise<unknown>) => work.then(() => 'accepted', error => { if (error instanceof Invalid) return Object.values(error.errors).join(' '); throw error })

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
