// The target that a task's sentence sets: its number, unit, direction and kind; a task without a number is done or not, in time or not.
import type { DeadlineKind } from '../calendar/deadlines.ts'
import { fold, line } from '../text.ts'
import { amount } from './money.ts'
import { candidatesIn, type Candidate } from './target-numbers.ts'

export const targetKinds = ['percent_min', 'percent_max', 'count', 'change', 'binary', 'deadline', 'banded', 'milestone'] as const
export type TargetKind = (typeof targetKinds)[number]

export interface Target {
  kind: TargetKind
  /** Negative for a decrease. */
  number: number | null
  unit: string | null
  /** 'max' for a count that must not be passed. */
  direction?: 'max'
  /** Year or value from which a change counts. */
  baseline?: string
}
export interface TargetRead { target: Target | null; extra: Target[]; doubt: string | null }

export interface Sentence {
  title: string
  product: string | null
  /** A column of its own for the figure, and for its unit. */
  aim?: string | null
  aimUnit?: string | null
  deadline: DeadlineKind | null
}

/** What a row of a plan is to reach. The doubt is a Vietnamese sentence. */
export function readTarget({ title, product, aim = null, aimUnit = null, deadline }: Sentence): TargetRead {
  const own = aim === null ? undefined : ofAim(line(aim), aimUnit, title)
  if (own) return own
  const sentence = line(title)
  const found = candidatesIn(sentence)
  const firm = found.filter(({ weak }) => !weak)
  const chosen = firm.length ? firm : found
  if (chosen.length) {
    const [first, ...others] = chosen as [Candidate, ...Candidate[]]
    const mixed = others.some(other => (other.unit === '%') !== (first.unit === '%') && other.number !== first.number) ? 'Có nhiều con số; cổng lấy số đầu làm chỉ tiêu.' : null
    return { target: targetOf(first), extra: others.map(targetOf), doubt: first.doubt ?? (first.weak ? 'Con số có thể không phải là chỉ tiêu.' : mixed) }
  }
  const none = noughtIn(sentence)
  if (none) return { target: none, extra: [], doubt: null }
  const ranked = /(?:xep )?(?:thu )?hang thu (\d+)|xep thu (\d+)|top (\d+)/.exec(fold(sentence))
  if (ranked) return { target: { kind: 'count', number: Number(ranked[1] ?? ranked[2] ?? ranked[3]), unit: 'hạng', direction: 'max' }, extra: [], doubt: 'Chỉ tiêu là thứ hạng.' }
  const counted = product === null ? undefined : /^(?:\p{L}+ )?(?:ít nhất |tối thiểu )?\d/iu.test(line(product)) ? candidatesIn(line(product)).find(({ at, weak }) => !weak && at < 20) : undefined
  if (counted) return { target: targetOf(counted), extra: [], doubt: null }
  const inside = candidatesIn(sentence, true).find(({ unit }) => unit === '%')
  if (inside) return { target: targetOf(inside), extra: [], doubt: 'Con số nằm trong ngoặc.' }
  return { target: withoutNumber(sentence, product, deadline), extra: [], doubt: null }
}

function targetOf({ number, unit, direction, change, steps, baseline }: Candidate): Target {
  const from = baseline === undefined ? {} : { baseline }
  if (steps) return { kind: 'milestone', number, unit }
  if (change) return { kind: 'change', number: number * change, unit, ...from }
  if (unit === '%') return { kind: direction === 'max' ? 'percent_max' : 'percent_min', number, unit, ...from }
  return { kind: 'count', number, unit: unit || null, ...(direction === 'max' ? { direction } : {}), ...from }
}

/** A figure in its own column: "≥ 95%", "100", "02 lớp", "Hoàn thành". */
function ofAim(aim: string, unit: string | null, title: string): TargetRead | undefined {
  if (!/[\p{L}\d]/u.test(aim)) return undefined
  const alone = /^(?:≥|>=|>|≤|<=|<|=)?\s*(\d[\d.,]*)\s*(?:%)?$/.exec(aim)
  if (!alone) {
    const [first, ...others] = candidatesIn(aim)
    if (first) return { target: targetOf(first), extra: others.map(targetOf), doubt: first.doubt ?? null }
    const none = noughtIn(aim)
    if (none) return { target: none, extra: [], doubt: null }
    return /^(?:co|dat|hoan thanh|thuc hien|xong|x)\b/.test(fold(aim)) ? { target: { kind: 'binary', number: null, unit: null }, extra: [], doubt: null } : undefined
  }
  const number = amount(alone[1]!)
  const asked = `${title} ${/^(?:≤|<)/.test(aim) ? '≤' : ''}`
  const counted = line(unit ?? '').replace(/^[-–]$/, '')
  const isShare = aim.endsWith('%') || counted === '%' || (!counted && /ty le|muc do|%/.test(fold(title)))
  const max = /(?:≤|khong qua|khong vuot qua|toi da|qua han|tre han|sai sot)/.test(fold(asked)) && !/(?:≥|>)/.test(aim)
  const sure = /^(?:≤|<|≥|>)/.test(aim) || !max ? null : 'Chưa rõ là mức tối đa hay tối thiểu.'
  const change = /^(?:giam|cat giam|rut ngan|tang)(?= )/.exec(fold(title))?.[0]
  if (change) return { target: { kind: 'change', number: change === 'tang' ? number : -number, unit: isShare ? '%' : counted || null }, extra: [], doubt: 'Chưa rõ là mức tăng, giảm hay mức phải đạt.' }
  if (isShare) return { target: { kind: max ? 'percent_max' : 'percent_min', number, unit: '%' }, extra: [], doubt: sure }
  return { target: { kind: 'count', number, unit: counted || null, ...(max ? { direction: 'max' as const } : {}) }, extra: [], doubt: sure ?? (counted ? null : 'Chưa rõ đơn vị tính.') }
}

/** "Không có công chức bị kỷ luật", "không để hồ sơ quá hạn": none at most. */
function noughtIn(sentence: string): Target | null {
  const match = /(?:^|[;,:.]\s*|phan dau |bao dam |dam bao )khong (?:con |de )?(?:co|de|phat sinh|xay ra|con|xay ra tinh trang)\s+(?=\p{L})/u.exec(fold(sentence))
  if (!match) return null
  const counted = sentence.slice(match.index + match[0].length).replace(/^(?:xảy ra|phát sinh|tình trạng|trường hợp)\s+/iu, '')
  const noun = /^.{2,60}?(?=\s+(?:bị|quá|vi phạm|tồn|không|chậm|trễ|sai|phải|mà)(?:\s|$)|[;,.](?!\s*(?:viên chức|tổ chức|công chức))|$)/iu.exec(counted)?.[0]
  return { kind: 'count', number: 0, unit: noun ?? null, direction: 'max' }
}

const repeats = /^(?:bao cao|tong hop|cong khai|gui|lap bao cao|danh gia|xep loai|thuc hien che do)/

/** A report is on time or late; something issued exists or not; what goes on all the time has no target of its own. */
function withoutNumber(sentence: string, product: string | null, deadline: DeadlineKind | null): Target | null {
  const said = fold(sentence)
  const none = { number: null, unit: null }
  if (repeats.test(said) && deadline !== null && deadline !== 'continuous' && deadline !== 'event') return { kind: 'deadline', ...none }
  if (deadline === 'recurring' || deadline === 'continuous' || product === null) return deadline === 'recurring' && repeats.test(said) ? { kind: 'deadline', ...none } : null
  return /^(?:theo doi|kiem tra, xu ly|sat hach|to chuc giao ban)/.test(said) && deadline === 'event' ? null : { kind: 'binary', ...none }
}
