// What a new office begins with: the usual week, and the days of 2026 that are certain, each with the sentence it comes from.
import type { CalendarDay, CalendarPattern } from './tables.ts'

const code = 'Bộ luật Lao động 2019'
const swap = 'Công văn 12729/VPCP-KGVX ngày 25/12/2025'

export const usualWeek: Omit<CalendarPattern, 'id'> = {
  since: '2000-01-01', week: ['day', 'day', 'day', 'day', 'day', 'off', 'off'],
  morningFrom: '07:30', morningTo: '11:30', afternoonFrom: '13:30', afternoonTo: '17:00', decision: 'Giờ hành chính khi lập cổng',
}

export const knownDays: Omit<CalendarDay, 'id'>[] = [
  { kind: 'off', from: '2026-01-01', to: '2026-01-01', name: 'Tết Dương lịch', decision: `${code}, Điều 112`, source: 'Tết Dương lịch: 01 ngày (ngày 01 tháng 01 dương lịch).' },
  { kind: 'off', from: '2026-01-02', to: '2026-01-02', name: 'Hoán đổi Tết Dương lịch', decision: swap, source: 'Nghỉ thứ Sáu 02/01/2026, làm bù thứ Bảy 10/01/2026.' },
  { kind: 'makeUp', from: '2026-01-10', to: '2026-01-10', name: 'Thay ngày 02/01', decision: swap, source: 'Nghỉ thứ Sáu 02/01/2026, làm bù thứ Bảy 10/01/2026.' },
  { kind: 'off', from: '2026-02-14', to: '2026-02-22', name: 'Tết', decision: `Thủ tướng quyết định theo ${code}, Điều 112 khoản 3`, source: 'Tết Bính Ngọ nghỉ từ 14/02 đến 22/02/2026.' },
  { kind: 'off', from: '2026-04-26', to: '2026-04-26', name: 'Giỗ Tổ Hùng Vương', decision: `${code}, Điều 112`, source: 'Ngày Giỗ Tổ Hùng Vương: 01 ngày (ngày 10 tháng 3 âm lịch); tính ra Chủ Nhật 26/04/2026.' },
  { kind: 'off', from: '2026-04-27', to: '2026-04-27', name: 'Nghỉ bù Giỗ Tổ Hùng Vương', decision: `${code}, Điều 111 khoản 3`, source: 'Ngày nghỉ hằng tuần trùng ngày lễ được nghỉ bù vào ngày làm việc kế tiếp.' },
  { kind: 'off', from: '2026-04-30', to: '2026-04-30', name: 'Ngày Chiến thắng 30/4', decision: `${code}, Điều 112`, source: 'Ngày Chiến thắng: 01 ngày (ngày 30 tháng 4 dương lịch).' },
  { kind: 'off', from: '2026-05-01', to: '2026-05-01', name: 'Quốc tế Lao động 1/5', decision: `${code}, Điều 112`, source: 'Ngày Quốc tế lao động: 01 ngày (ngày 01 tháng 5 dương lịch).' },
  {
    kind: 'off', from: '2026-09-01', to: '2026-09-02', name: 'Quốc khánh', decision: `${code}, Điều 112`,
    source: 'Quốc khánh: 02 ngày (ngày 02 tháng 9 và 01 ngày liền kề trước hoặc sau). Ngày liền kề 01/9: hãy đối chiếu thông báo của năm.',
  },
]
