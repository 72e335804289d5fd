// The filtered list as a workbook, in the order of the screen.
import type { SheetToWrite } from '../admin/workbook.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import { inWords } from '../calendar/deadlines.ts'
import { figureInWords, targetInWords } from '../targets/computing.ts'
import type { Task } from '../tasks/tables.ts'
import { lightNames, originInWords, standingOf, stateNames, type Standing } from '../tasks/words.ts'
import type { Ask } from '../web/context.ts'
import type { RegisterFilter } from './filter.ts'
import { foundFor } from './list-pages.ts'
import type { Names } from './names.ts'
import { tasksIn } from './row-pages.ts'
import { sentenceOf } from './words.ts'

/** A workbook with more rows is slow to open; the note says what was left out. */
const mostRows = 20_000

type Kind = SheetToWrite['columns'][number]['kind']
const columns: { title: string; width: number; kind: Kind; of: (task: Task, names: Names, standing: Standing) => string | number | null }[] = [
  { title: 'Số', width: 8, kind: 'text', of: ({ number }) => number },
  { title: 'Nhiệm vụ', width: 60, kind: 'text', of: ({ title }) => title },
  { title: 'Sản phẩm', width: 30, kind: 'text', of: ({ product }) => product },
  { title: 'Nguồn giao', width: 36, kind: 'text', of: ({ origin }) => originInWords(origin) },
  { title: 'Lĩnh vực', width: 24, kind: 'text', of: ({ domain }) => domain },
  { title: 'Đơn vị chủ trì', width: 28, kind: 'text', of: ({ unitId }, names) => unitId && names.unit(unitId) },
  { title: 'Người thực hiện', width: 22, kind: 'text', of: ({ personId }, names) => personId && names.person(personId) },
  { title: 'Người giao', width: 22, kind: 'text', of: ({ assignerId }, names) => names.person(assignerId) },
  { title: 'Giao ngày', width: 12, kind: 'date', of: ({ assignedOn }) => assignedOn },
  { title: 'Thời hạn giao', width: 24, kind: 'text', of: ({ deadline }) => inWords(deadline) },
  { title: 'Hạn đầu', width: 12, kind: 'date', of: ({ firstDue }) => firstDue },
  { title: 'Hạn hiện nay', width: 12, kind: 'date', of: ({ due }) => due },
  { title: 'Số lần gia hạn', width: 10, kind: 'number', of: ({ extensions }) => extensions },
  { title: 'Trạng thái', width: 16, kind: 'text', of: ({ state }) => stateNames[state] },
  { title: 'Tình hình', width: 18, kind: 'text', of: (_task, _names, { status }) => status.label },
  { title: 'So với hạn', width: 22, kind: 'text', of: (_task, _names, { distance }) => distance },
  { title: 'Hoàn thành ngày', width: 12, kind: 'date', of: ({ finishedOn }) => finishedOn },
  { title: 'Tiến độ (%)', width: 10, kind: 'number', of: ({ percent }) => percent },
  { title: 'Chỉ tiêu', width: 26, kind: 'text', of: ({ measure }) => measure && targetInWords(measure) },
  { title: 'Kết quả', width: 22, kind: 'text', of: ({ measure, value }) => measure && value && figureInWords(measure, value) },
  { title: 'Đánh giá của báo cáo gần nhất', width: 16, kind: 'text', of: ({ light }) => light && lightNames[light] },
  { title: 'Báo cáo gần nhất', width: 12, kind: 'date', of: ({ lastReportOn }) => lastReportOn },
  { title: 'Trọng số', width: 10, kind: 'number', of: ({ weight }) => weight },
]

export async function registerSheet(c: Ask, filter: RegisterFilter): Promise<SheetToWrite> {
  const { store: { read: db }, user } = c.var
  const { ids, names, at, counts } = await foundFor(c, filter)
  const calendar = await loadCalendar(db)
  const rows: SheetToWrite['rows'] = []
  for (let start = 0; start < Math.min(ids.length, mostRows); start += 500) {
    for (const task of await tasksIn(db, user, ids.slice(start, Math.min(start + 500, mostRows)))) {
      const standing = standingOf(calendar, task, at.today)
      rows.push(columns.map(({ of }) => of(task, names, standing)))
    }
  }
  const said = sentenceOf(filter, ids.length, counts.standing, names)
  const left = ids.length - rows.length
  return { name: 'Nhiệm vụ', note: left > 0 ? `${said} Bảng này có ${mostRows.toLocaleString('vi-VN')} dòng đầu; hãy lọc bớt để lấy các dòng còn lại.` : said, columns: columns.map(({ title, width, kind }) => ({ title, width, kind })), rows }
}
