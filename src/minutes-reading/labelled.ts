// A conclusion that names its parts: "Đơn vị chủ trì: …; phối hợp: …; thời hạn: …; sản phẩm: …".
import { readDeadline } from '../annex/deadline-words.ts'
import type { Days } from './deadlines.ts'
import type { Naming } from './naming.ts'
import type { TaskRead } from './tasks.ts'
import { productOf, titleOf } from './titles.ts'

type Part = 'lead' | 'coordinators' | 'deadline' | 'product'
const names: [Part, string][] = [
  ['lead', '(?:đơn vị |cơ quan |phòng |bộ phận )?(?:chủ trì|thực hiện|đầu mối|được giao)(?: thực hiện)?'], ['coordinators', '(?:đơn vị |cơ quan )?phối hợp(?: thực hiện)?'],
  ['deadline', '(?:thời hạn|thời gian|hạn|tiến độ)(?: (?:hoàn thành|thực hiện|báo cáo))?|hoàn thành'], ['product', '(?:sản phẩm|kết quả đầu ra|kết quả)(?: (?:đầu ra|hoàn thành))?'],
]
const label = new RegExp(`(?<=^|[\\s(;,.–-])(?:${names.map(([part, words]) => `(?<${part}>${words})`).join('|')})\\s*:\\s*`, 'giu')

/** The one task of a conclusion in which the lead is named by a label; null for running sentences. */
export function labelled(text: string, naming: Naming, { year, meetingOn }: Days): TaskRead | null {
  const marks = [...text.matchAll(label)].map(match => ({ at: match.index, from: match.index + match[0].length, part: names.find(([part]) => match.groups?.[part] !== undefined)![0] }))
  if (!marks.some(({ part }) => part === 'lead') || marks[0]!.at < 4) return null
  const valueOf = (wanted: Part) => {
    const index = marks.findIndex(({ part }) => part === wanted)
    return index < 0 ? null : text.slice(marks[index]!.from, marks[index + 1]?.at ?? text.length).replace(/[\s;,.()–-]+$/, '').trim()
  }
  const lead = naming.listAt(valueOf('lead')!, 0)
  const others = valueOf('coordinators')
  const helped = others ? naming.listAt(others, 0) : null
  const due = valueOf('deadline')
  const read = due ? readDeadline(due, { year, from: meetingOn }) : null
  const head = text.slice(0, marks[0]!.at).replace(/[\s(;,.–-]+$/, '')
  const [first, ...rest] = lead?.units ?? []
  return {
    title: titleOf(head, []), product: valueOf('product') ?? productOf(head), lead: first ?? null, coordinators: [...new Set([...rest, ...helped?.units ?? []])].filter(unit => unit !== first),
    external: [...lead?.external ?? [], ...helped?.external ?? []], deadline: read?.deadline ?? null, relative: false, original: head,
    doubts: {
      ...(first === undefined ? { lead: `Không nhận ra đơn vị “${valueOf('lead')}”` } : rest.length ? { lead: 'Có nhiều đơn vị, chọn chủ trì' } : {}),
      ...(others && !helped ? { coordinators: `Không nhận ra đơn vị “${others}”` } : {}),
      ...(read?.doubt ? { deadline: read.doubt.replace(/\.$/, '') } : due ? {} : { deadline: 'Không thấy hạn trong câu' }),
    },
  }
}
