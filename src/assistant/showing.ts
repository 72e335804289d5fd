// An answer as people see it: headings, numbered sources, texts to copy. Nothing here decides what the answer is.
import { dayOf, written } from '../clock.ts'
import { mayHandOver } from '../learning/handing-over.ts'
import type { HandoverShown } from '../learning/views.ts'
import { sections } from '../procedures/sections.ts'
import { may } from '../policy.ts'
import type { User } from '../accounts/accounts.ts'
import type { Source } from './register.ts'
import { stepsShown } from './steps.ts'
import type { KeptTurn } from './tables.ts'
import type { TurnView } from './views.ts'

const refusalHeadings: Record<string, string> = {
  policy: 'Câu hỏi về chính sách', own_file: 'Cần tra cứu hồ sơ', out_of_scope: 'Ngoài phạm vi của sổ thủ tục', personal_data: 'Có thông tin riêng của người dân',
  abuse: 'Không trả lời câu này', injection: 'Không làm theo yêu cầu này', complaint: 'Cần người có thẩm quyền', not_found: 'Chưa có câu trả lời',
  greeting: 'Xin chào', thanks: 'Rất vui được giúp', empty: 'Chưa có câu hỏi', too_long: 'Câu hỏi dài quá',
}

const sectionAt = new Map(Object.values(sections).map(({ anchor, heading }) => [anchor, heading]))

const talk = new Set(['greeting', 'thanks'])

/** The turn as its template is given it. `feedback` is what this person said of it already, `handover` the unit that is to answer it. */
export function shown(turn: KeptTurn, user: User, askedById: string, feedback: TurnView['feedback'] = null, handover: HandoverShown | null = null): TurnView {
  const { answer, sources } = turn
  const first = sources[0] ?? null
  const cited: TurnView['sources'] = []
  const numbers = new Map<string, number>()
  const parts = answer.parts.map(part => {
    const source = sources.find(({ procedureId }) => procedureId === part.procedureId)
    const key = `${part.procedureId} ${part.anchor}`
    if (source && !numbers.has(key)) {
      numbers.set(key, cited.length + 1)
      cited.push({
        anchor: `nguon-${turn.number}-${cited.length + 1}`,
        href: `/procedures/${source.procedureId}/versions/${source.number}#${part.anchor}`,
        label: `${source.code ?? 'Không có mã số'}, mục ${sectionAt.get(part.anchor) ?? part.heading}`,
        detail: standing(source),
      })
    }
    const number = numbers.get(key)
    const label = cited[(number ?? 1) - 1]
    const alone = part.quotes.length === 1 && part.quotes[0]!.text.length <= 40 ? part.quotes[0]! : null
    return {
      heading: part.heading,
      fact: alone?.text ?? null,
      quotes: (alone ? (alone.meta ? [{ text: '', meta: alone.meta }] : []) : part.quotes).map(({ text, meta }) => ({ text, meta: meta ?? null })),
      source: number && label ? { number, anchor: label.anchor, label: `Nguồn ${number}: ${label.label}` } : null,
    }
  })
  const answered = turn.outcome === 'answered'
  const view: TurnView = {
    id: turn.id, number: turn.number, conversationId: turn.conversationId,
    question: turn.question,
    withheld: turn.erasedAt ? 'Câu hỏi đã xóa theo thời hạn lưu' : 'Câu hỏi không được lưu vì có thông tin riêng của người dân',
    heading: answered ? first?.name ?? 'Trả lời' : turn.outcome === 'clarify' ? 'Việc nào trong các thủ tục này?' : refusalHeadings[turn.reason ?? ''] ?? 'Chưa có câu trả lời',
    status: statusOf(turn),
    about: answered && first ? { href: `/procedures/${first.procedureId}`, code: first.code ?? 'Không có mã số', field: first.field } : null,
    sentence: answered ? (parts.length ? null : answer.text) : answer.text,
    parts, uncertain: answer.uncertain, sources: cited,
    choices: answer.choices.map(({ id, name, difference }) => ({ procedureId: id, title: difference ?? name, detail: difference ? name : '' })),
    nearest: answer.nearest.map(({ procedureId, name, heading, anchor, text }) => ({ href: `/procedures/${procedureId}#${anchor}`, label: `${name}, mục ${heading}`, text })),
    next: answer.next, zalo: '', mail: '',
    why: stepsShown(answer.steps), bench: turn.question !== null && may(user, 'write knowledge') ? `/assistant/bench?turn=${turn.id}` : null,
    feedback, mine: askedById === user.id && may(user, 'ask the assistant'),
    handover, mayHandOver: handover === null && mayHandOver(user, turn),
  }
  if (answered) { view.zalo = zaloText(view, first, turn.askedAt); view.mail = mailText(view, first, turn.askedAt) }
  return view
}

export function statusOf({ outcome, reason, answer }: Pick<KeptTurn, 'outcome' | 'reason' | 'answer'>): TurnView['status'] {
  if (outcome === 'clarify') return { kind: 'ask', label: 'Cần chọn 1 việc' }
  if (outcome === 'refused') return talk.has(reason ?? '') ? { kind: 'wait', label: 'Lời chào' } : { kind: 'new', label: reason === 'not_found' ? 'Không tìm thấy' : 'Không trả lời' }
  const missing = answer.uncertain.length > 0
  return missing ? { kind: 'ask', label: 'Có điều chưa chắc' } : { kind: 'done', label: 'Có trong hồ sơ' }
}

const standing = ({ decision, number, effectiveFrom, checkedOn, checkedBy, demo }: Source) => [
  decision ? `Quyết định ${decision.replace(/^quyết định (?:số )?/iu, '')}` : 'chưa có quyết định công bố trong bản ghi',
  `bản ${number}, áp dụng từ ${written(effectiveFrom)}`,
  checkedOn ? `soát ngày ${written(checkedOn)}${checkedBy ? `, ${checkedBy}` : ''}` : 'chưa ai soát lại',
  ...(demo ? ['dữ liệu mẫu, chưa đối chiếu'] : []),
].join(' · ')

const lines = (view: TurnView, bullet: string) => view.parts.flatMap(part => [
  `${part.heading}${part.fact ? `: ${part.fact}` : ':'}`,
  ...part.quotes.map(({ text, meta }) => `${bullet} ${[text, meta && `(${meta})`].filter(Boolean).join(' ')}`),
])

const footing = (source: Source | null, at: Date) => source
  ? `Theo thủ tục ${source.code ?? 'không có mã số'}${source.decision ? `, ${source.decision}` : ''}; dữ liệu ngày ${written(dayOf(at))}.${source.demo ? ' Dữ liệu mẫu, chưa đối chiếu.' : ''}` : ''

/** Short lines, as people read on a phone. */
const zaloText = (view: TurnView, source: Source | null, at: Date) => [view.heading, '', ...lines(view, '•'), ...view.uncertain.map(sentence => `Lưu ý: ${sentence}`), '', footing(source, at)].join('\n').trim()

const mailText = (view: TurnView, source: Source | null, at: Date) => [
  'Kính gửi Ông/Bà,', '', `Về thủ tục “${view.heading}”, hồ sơ đã công bố ghi như sau:`, '', ...lines(view, '-'), ...view.uncertain.map(sentence => `Lưu ý: ${sentence}`), '', footing(source, at), '', 'Trân trọng.',
].join('\n').trim()
