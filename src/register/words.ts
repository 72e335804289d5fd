// Words of the register: what each condition is called, what a filter says as a sentence, and its chips.
import { written } from '../clock.ts'
import { shortened } from '../desk/task-words.ts'
import { lightNames, originNames, stateNames } from '../tasks/words.ts'
import type { Light, OriginKind, TaskState } from '../tasks/tables.ts'
import { measureNames, type MeasureKind } from '../targets/measure.ts'
import { facetKeys, none, registerHref, type FacetKey, type RegisterFilter, type RegisterView, type Sort, type UnitRole } from './filter.ts'
import type { Names } from './names.ts'

export const sortNames: Record<Sort, string> = { pressing: 'việc gấp trước', due: 'hạn sớm trước', given: 'mới giao trước', unit: 'đơn vị chủ trì', plan: 'thứ tự trong kế hoạch', percent: 'tiến độ thấp trước' }
export const viewNames: Record<RegisterView, string> = { list: 'danh sách', board: 'bảng', calendar: 'lịch' }
export const roleNames: Record<UnitRole, string> = { lead: 'chủ trì', coordinator: 'phối hợp', any: 'chủ trì hoặc phối hợp' }
export const roleLabels: Record<UnitRole, string> = { lead: 'Chủ trì', coordinator: 'Phối hợp', any: 'Chủ trì hoặc phối hợp' }

export const facetNames: Record<FacetKey, string> = {
  standing: 'Tình hình', age: 'Quá hạn bao lâu', state: 'Trạng thái', due: 'Hạn', year: 'Năm', plan: 'Kế hoạch', domain: 'Lĩnh vực', unit: 'Đơn vị', person: 'Người thực hiện', assigner: 'Người giao',
  origin: 'Nguồn giao', target: 'Loại chỉ tiêu', light: 'Báo cáo gần nhất', evidence: 'Minh chứng', silent: 'Im lặng', receipt: 'Tiếp nhận',
}

const fixed: Partial<Record<FacetKey, Record<string, string>>> = {
  standing: { overdue: 'Chưa xong, quá hạn', near: 'Sắp đến hạn (3 ngày làm việc)', inTime: 'Chưa xong, còn hạn', claimed: 'Báo xong, chờ xác nhận', paused: 'Tạm dừng', done: 'Đã xong', doneInTime: 'Xong đúng hạn', doneLate: 'Xong muộn' },
  age: { '1-30': 'Quá hạn 1–30 ngày', '31-90': 'Quá hạn 31–90 ngày', '91-120': 'Quá hạn 91–120 ngày', 121: 'Quá hạn trên 120 ngày' },
  state: { open: 'Chưa xong', ...stateNames, all: 'Mọi trạng thái' },
  due: { today: 'Hạn hôm nay', week: 'Hạn tuần này', month: 'Hạn tháng này', quarter: 'Hạn quý này', none: 'Không có hạn' },
  evidence: { missing: 'Báo xong, chưa có minh chứng' }, silent: { 1: 'Im lặng (quá kỳ chưa báo cáo)' }, receipt: { waiting: 'Chờ tiếp nhận', late: 'Quá giờ tiếp nhận' },
}
/** Values in their own order; the others are ordered by name. */
export const fixedValues = (key: FacetKey): string[] | null => (fixed[key] ? (fixedOrder[key] ?? Object.keys(fixed[key])) : null)
// Keys that look like numbers would come first.
const fixedOrder: Partial<Record<FacetKey, string[]>> = { age: ['1-30', '31-90', '91-120', '121'] }

const without: Partial<Record<FacetKey, string>> = {
  plan: 'Ngoài kế hoạch', domain: 'Chưa ghi lĩnh vực', unit: 'Chưa giao đơn vị', person: 'Chưa phân công', target: 'Không có chỉ tiêu', light: 'Chưa báo cáo', year: 'Không có năm',
}

/** The words for a value of a condition. */
export function valueWords(key: FacetKey, value: string, names: Names): string {
  if (value === none) return without[key] ?? 'Không có'
  const known = fixed[key]?.[value]
  if (known) return known
  switch (key) {
    case 'year': return `Năm ${value}`
    case 'plan': return names.plan(value)
    case 'unit': return names.unit(value)
    case 'person': case 'assigner': return names.person(value)
    case 'origin': return originNames[value as OriginKind] ?? value
    case 'target': return measureNames[value as MeasureKind] ?? value
    case 'light': return lightNames[value as Light] ?? value
    case 'state': return stateNames[value as TaskState] ?? value
    default: return value
  }
}

const before: Partial<Record<FacetKey, string>> = { plan: 'thuộc ', domain: 'lĩnh vực ', person: 'người thực hiện ', assigner: 'do ', origin: 'nguồn giao: ', target: 'chỉ tiêu: ', light: 'báo cáo gần nhất: ', state: 'trạng thái ' }
const after: Partial<Record<FacetKey, string>> = { assigner: ' giao' }
/** Names stand as they are; words of ours within a sentence begin small. */
const proper: FacetKey[] = ['plan', 'domain', 'unit', 'person', 'assigner']
const lowered = (words: string) => words.charAt(0).toLowerCase() + words.slice(1)

/** One condition in words: 'chủ trì Phòng Việc làm hoặc Văn phòng'. More than three values become a number. */
function conditionWords(key: FacetKey, values: readonly string[], filter: RegisterFilter, names: Names): string {
  const said = values.length > 3 ? `${values.length} lựa chọn ở mục ${facetNames[key].toLowerCase()}`
    : values.map(value => { const words = shortened(valueWords(key, value, names), 120); return value === none || !proper.includes(key) ? lowered(words) : words }).join(' hoặc ')
  return `${key === 'unit' ? `${roleNames[filter.role]} ` : values.every(value => value === none) ? '' : before[key] ?? ''}${said}${after[key] ?? ''}`
}

const dueWords = ({ from, to }: RegisterFilter) => (from && from === to ? `hạn đúng ngày ${written(from)}` : `hạn${from ? ` từ ${written(from)}` : ''}${to ? ` đến ${written(to)}` : ''}`)

/** What the filter asks for, without a number: 'chưa xong, quá hạn, chủ trì Văn phòng'; '' for no condition. */
export function filterInWords(filter: RegisterFilter, names: Names): string {
  return [
    ...facetKeys.flatMap(key => (filter.chosen[key] ? [conditionWords(key, filter.chosen[key], filter, names)] : [])),
    ...(filter.from || filter.to ? [dueWords(filter)] : []), ...(filter.q ? [`có chữ “${filter.q}”`] : []),
  ].join(', ')
}

/** One chosen condition, and the address without it. */
export interface Chip { words: string; href: string }

export function chipsOf(filter: RegisterFilter, names: Names): Chip[] {
  const less = (more: Partial<RegisterFilter>) => registerHref({ ...filter, page: 1, ...more })
  return [
    ...(filter.q ? [{ words: `Có chữ “${filter.q}”`, href: less({ q: '' }) }] : []),
    ...facetKeys.flatMap(key => (filter.chosen[key] ?? []).map(value => {
      const left = filter.chosen[key]!.filter(one => one !== value)
      const { [key]: _gone, ...others } = filter.chosen
      const words = shortened(valueWords(key, value, names), 80)
      const label = key === 'unit' ? roleLabels[filter.role] : facetNames[key]
      return {
        words: proper.includes(key) && value !== none ? `${label}: ${words}` : words,
        href: less({ chosen: left.length ? { ...others, [key]: left } : others, ...(key === 'unit' && !left.length ? { role: 'lead' } : {}) }),
      }
    })),
    ...(filter.from || filter.to ? [{ words: dueWords(filter).replace('hạn', 'Hạn'), href: less({ from: null, to: null }) }] : []),
  ]
}

const parts = [['overdue', 'quá hạn'], ['inTime', 'còn hạn'], ['claimed', 'chờ xác nhận'], ['paused', 'tạm dừng'], ['done', 'đã xong']] as const
/** '12 nhiệm vụ chủ trì Văn phòng: 10 quá hạn, 2 còn hạn. Sắp theo việc gấp trước.' */
export function sentenceOf(filter: RegisterFilter, count: number, standing: ReadonlyMap<string, number>, names: Names): string {
  const number = (value: number) => value.toLocaleString('vi-VN')
  const conditions = filterInWords(filter, names)
  const how = filter.chosen.standing || filter.chosen.age ? '' : parts.flatMap(([value, words]) => (standing.get(value) ? [`${number(standing.get(value)!)} ${words}`] : [])).join(', ')
  return `${number(count)} nhiệm vụ${conditions ? ` ${conditions}` : ''}${how ? `: ${how}` : ''}. Sắp theo ${sortNames[filter.sort]}.`
}
