// An answer as plain text, to be pasted into Zalo or a letter.
import { dayOf, written } from '../clock.ts'
import type { Source } from './register.ts'
import type { AnswerPoint, ComparisonView, Said, TurnView } from './views.ts'

const said = ({ text, meta }: Said, bullet: string) => `${bullet} ${text}${meta ? ` (${meta})` : ''}`

function pointLines({ heading, missing, fact, lines, says, papers, rows, steps, also }: AnswerPoint, bullet: string): string[] {
  const under = [
    ...lines.map(({ text, note }) => said({ text, meta: note }, bullet)),
    ...papers.flatMap(group => [...(group.case ? [`${group.case}:`] : []), ...group.papers.map(({ text, originals, copies, form }) => (
      said({ text, meta: [originals ? `${originals} bản chính` : '', copies ? `${copies} bản sao` : '', form ?? ''].filter(Boolean).join(', ') || null }, bullet)))]),
    ...rows.map(({ text, meta }) => `${bullet} ${meta ? `${meta}: ` : ''}${text}`),
    ...steps.flatMap(({ lead, rest }) => [...lead, ...rest].map(one => said(one, bullet))),
    ...(says?.said ?? []).map(one => said(one, bullet)),
    ...(also?.open ? also.groups.flatMap(group => group.said.map(one => said(one, bullet))) : []),
  ]
  return [fact ? `${heading}: ${fact.text}${fact.note ? ` (${fact.note})` : ''}` : `${heading}:`, ...(missing ? [missing] : []), ...under]
}

const comparisonLines = ({ sides, rows }: ComparisonView, bullet: string) => rows.flatMap(({ heading, same, left, right }) => [
  `${heading}:`, ...(same ? [`${bullet} Như nhau: ${[...same.lines, ...same.rest].map(({ text }) => text).join('; ')}`]
    : ([[sides[0], left], [sides[1], right]] as const).map(([{ title }, cell]) => `${bullet} ${title}: ${cell.lines.length ? [...cell.lines, ...cell.rest].map(({ text, meta }) => `${text}${meta ? ` (${meta})` : ''}`).join('; ') : 'bản ghi chưa có'}`)),
])

const lines = (view: TurnView, bullet: string) => [
  ...view.sentence ? [view.sentence, ''] : [],
  ...(view.comparison ? comparisonLines(view.comparison, bullet) : view.points.flatMap(point => pointLines(point, bullet))),
  ...view.uncertain.map(sentence => `Lưu ý: ${sentence}`),
]

const footing = (sources: readonly Source[], at: Date) => sources.map(({ code, decision, demo }) =>
  `Theo thủ tục ${code ?? 'không có mã số'}${decision ? `, ${decision}` : ''}; dữ liệu ngày ${written(dayOf(at))}.${demo ? ' Dữ liệu mẫu, chưa đối chiếu.' : ''}`)

/** Short lines, as people read on a phone. */
export const zaloText = (view: TurnView, sources: readonly Source[], at: Date) => [view.heading, '', ...lines(view, '•'), '', ...footing(sources, at)].join('\n').trim()

export const mailText = (view: TurnView, sources: readonly Source[], at: Date) => [
  'Kính gửi Ông/Bà,', '', view.faq ? `Về câu hỏi “${view.heading}”, cơ quan trả lời như sau:` : `Về ${view.comparison ? `việc ${view.heading.toLowerCase()}` : `thủ tục “${view.heading}”`}, hồ sơ đã công bố ghi như sau:`, '', ...lines(view, '-'), '', ...footing(sources, at), '', 'Trân trọng.',
].join('\n').trim()
