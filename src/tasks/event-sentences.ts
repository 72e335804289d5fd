// What the events of tasks say to people, for the audit log and the task's own history.
import { valueInWords } from '../calendar/deadlines.ts'
import { written } from '../clock.ts'
import type { Event } from '../events/tables.ts'
import type { Light, RequestKind } from './tables.ts'
import { decisionNames, lightNames, noteNames, requestNames } from './words.ts'

type Details = Event['details']
const text = (value: unknown) => (typeof value === 'string' ? value : '')
const day = (value: unknown) => (value ? written(text(value)) : 'không có hạn')
const count = (value: unknown) => Number(value ?? 0).toLocaleString('vi-VN')
const quoted = (value: unknown) => (value ? `: “${text(value)}”` : '')
const unit = ({ unitName }: Details) => (unitName ? ` của ${text(unitName)}` : '')
const moved = ({ from, to }: Details) => (to ? `, hạn từ ${day(from)} sang ${day(to)}` : '')

function reported({ number, percent, light, role }: Details): string {
  const whose = role === 'coordinator' ? ' phần phối hợp' : ''
  return `đã báo cáo${whose} lần ${count(number)}: ${count(percent)} %${light ? `, ${lightNames[light as Light].toLowerCase()}` : ''}`
}

function asked({ kind, asked: until, from, toUnitName, reason }: Details): string {
  const what = requestNames[kind as RequestKind] ?? 'thay đổi'
  const to = kind === 'extension' ? ` từ ${day(from)} đến ${day(until)}` : toUnitName ? ` (${text(toUnitName)})` : ''
  return `đã đề nghị ${what}${to}${quoted(reason)}`
}

function decided(details: Details): string {
  const { kind, decision, note, toUnitName } = details
  const what = requestNames[kind as RequestKind] ?? 'thay đổi'
  if (decision === 'answered') return `đã trả lời đề nghị làm rõ${quoted(note)}`
  const to = decision === 'granted' ? `${toUnitName ? ` cho ${text(toUnitName)}` : ''}${moved(details)}` : ''
  return `${decision === 'granted' ? 'đã đồng ý' : `đã ${decisionNames.refused}`} đề nghị ${what}${to}${quoted(note)}`
}

export const taskSentences = {
  'task given': ({ due, period, origin }: Details) => (origin === 'series' ? `đã lập nhiệm vụ của kỳ ${period ? valueInWords(text(period)) : 'mới'}${due ? `, hạn ${day(due)}` : ''}` : `đã giao nhiệm vụ${due ? `, hạn ${day(due)}` : ''}`),
  'task accepted': (details: Details) => `đã nhận việc${unit(details)}`,
  'task person named': ({ person, note }: Details) => `${person ? 'đã phân công người thực hiện' : 'đã thôi phân công người thực hiện'}${quoted(note)}`,
  'task reported': reported,
  'task claimed done': ({ number, finishedOn }: Details) => `đã báo hoàn thành ngày ${day(finishedOn)} (báo cáo lần ${count(number)})`,
  'task part done': (details: Details) => `đã báo xong phần phối hợp${unit(details)} ngày ${day(details.on)}`,
  'report acknowledged': ({ number }: Details) => `đã ghi nhận báo cáo lần ${count(number)}`,
  'report returned': ({ number, reason }: Details) => `đã trả lại báo cáo lần ${count(number)}${quoted(reason)}`,
  'report confirmed': 'đã xác nhận hoàn thành nhiệm vụ',
  'task request made': asked,
  'task request withdrawn': ({ kind }: Details) => `đã rút đề nghị ${requestNames[kind as RequestKind] ?? 'đã gửi'}`,
  'task request decided': decided,
  'task paused': ({ reason }: Details) => `đã tạm dừng nhiệm vụ${quoted(reason)}`,
  'task resumed': (details: Details) => `đã cho tiếp tục nhiệm vụ${moved(details)}`,
  'task handed over': ({ toUnitName, reason }: Details) => `đã chuyển nhiệm vụ cho ${text(toUnitName) || 'đơn vị khác'}${quoted(reason)}`,
  'task dropped': ({ reason }: Details) => `đã bỏ nhiệm vụ${quoted(reason)}`,
  'task reopened': ({ reason }: Details) => `đã mở lại nhiệm vụ${quoted(reason)}`,
  'task changed': ({ changes, note }: Details) => `đã sửa nhiệm vụ (${((changes ?? []) as unknown[]).length} mục)${quoted(note)}`,
  'task change undone': ({ note }: Details) => `đã hoàn tác lần đổi nhiều nhiệm vụ${quoted(note)}`,
  'task note added': ({ kind }: Details) => `đã ghi ${noteNames[kind as keyof typeof noteNames] ?? 'trao đổi'}`,
  'check item added': ({ text: words }: Details) => `đã thêm việc cần làm${quoted(words)}`,
  'check item done': ({ text: words }: Details) => `đã đánh dấu xong${quoted(words)}`,
  'check item undone': ({ text: words }: Details) => `đã bỏ đánh dấu xong${quoted(words)}`,
  'check item removed': ({ text: words }: Details) => `đã gỡ việc cần làm${quoted(words)}`,
  'filter saved': ({ name, shared }: Details) => `đã lưu bộ lọc nhiệm vụ “${text(name)}”${shared ? ', dùng chung' : ''}`,
  'filter changed': ({ name, shared }: Details) => `đã sửa bộ lọc nhiệm vụ “${text(name)}”${shared ? ', dùng chung' : ''}`,
  'filter removed': ({ name }: Details) => `đã xóa bộ lọc nhiệm vụ “${text(name)}”`,
  'task deadlines moved': ({ tasks }: Details) => `đã tính lại hạn của ${((tasks ?? []) as unknown[]).length} nhiệm vụ chưa xong theo lịch làm việc`,
}
