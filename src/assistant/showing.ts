// An answer as people see it: headings, numbered sources, texts to copy. Nothing here decides what the answer is.
import { written } from '../clock.ts'
import { mayHandOver } from '../learning/handing-over.ts'
import type { HandoverShown } from '../learning/views.ts'
import { sections } from '../procedures/sections.ts'
import { may } from '../policy.ts'
import type { User } from '../accounts/accounts.ts'
import { noneOffered, type Choice } from './answering.ts'
import type { Part } from './composing.ts'
import { comparisonView } from './contrast.ts'
import { mailText, zaloText } from './copying.ts'
import type { Source } from './register.ts'
import { clarifyings, comparingWhat, erasedQuestion, nextSteps, noneOfThese, sureness } from './sentences.ts'
import { shownPoints } from './shown-points.ts'
import { stepsShown } from './steps.ts'
import type { KeptTurn } from './tables.ts'
import type { SourceMark, TurnView } from './views.ts'

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
  const [first, second] = sources
  const { cited, markOf } = citing(turn)
  const { missing = [], compared = null, differs = null, lookIn = null, confidence = null } = answer
  const answered = turn.outcome === 'answered'
  const comparison = compared && first && second ? comparisonView(answer.parts, [first, second], turn.answer.aspect, markOf) : null
  const points = comparison ? [] : shownPoints(answer.parts, missing, markOf)
  const besidePoints = new Set(points.map(point => point.missing))
  const other = confidence !== null && confidence < sure ? answer.candidates[1] : undefined
  const view: TurnView = {
    id: turn.id, number: turn.number, conversationId: turn.conversationId,
    question: turn.question,
    withheld: turn.erasedAt ? erasedQuestion : 'Câu hỏi không được lưu vì có thông tin riêng của người dân',
    heading: answer.faq ? answer.faq.question : comparison ? 'So sánh hai thủ tục' : answered ? first?.name ?? 'Trả lời' : turn.outcome === 'clarify' ? (differs === 'compared' ? comparingWhat : clarifyings[differs ?? 'name']).heading
      : refusalHeadings[turn.reason ?? ''] ?? 'Chưa có câu trả lời',
    status: statusOf(turn),
    faq: answer.faq ? { href: `/faqs/${answer.faq.id}`, words: `duyệt bởi ${answer.faq.approvedBy} ngày ${written(answer.faq.approvedOn)}` } : null,
    onward: [
      ...turn.question !== null && may(user, 'enter enquiries') ? [{ href: `/enquiries/new?turn=${turn.id}`, label: 'Ghi thành câu hỏi của công dân' }] : [],
      ...!answer.faq && turn.question !== null && may(user, 'write knowledge') ? [{ href: `/faqs/new?turn=${turn.id}`, label: 'Soạn câu hỏi thường gặp từ câu này' }] : [],
      ...answered && (answer.faq !== undefined || turn.procedureId !== null) && may(user, 'write propaganda') ? [{ href: `/propaganda/new?turn=${turn.id}`, label: 'Tạo tài liệu tuyên truyền từ câu trả lời này' }] : [],
    ],
    about: answered && first && !comparison ? { href: `/procedures/${first.procedureId}`, code: first.code ?? 'Không có mã số', field: first.field } : null,
    slip: answered && first && !comparison && !answer.faq ? `/procedures/${first.procedureId}/slip?turn=${turn.id}` : `/ask/turns/${turn.id}/slip`,
    sentence: answered && !answer.faq && (answer.parts.length || points.length) ? null : answer.text,
    points, comparison, uncertain: answer.uncertain.filter(sentence => !besidePoints.has(sentence)), aged: [], sources: cited,
    choices: answer.choices.map(offered),
    none: turn.outcome === 'clarify' ? { procedureId: noneOffered, label: noneOfThese } : null,
    runnerUp: other ? offered({ ...other, difference: null }) : null,
    todo: nextSteps[turn.reason as keyof typeof nextSteps] ?? [],
    lookIn: lookIn && { href: `/procedures/${lookIn.procedureId}#can-cu`, name: lookIn.name, laws: lookIn.laws },
    nearest: answer.nearest.map(({ procedureId, name, heading, anchor, text }) => ({ href: `/procedures/${procedureId}#${anchor}`, label: `${name}, mục ${heading}`, text })),
    next: answer.next, zalo: '', mail: '',
    why: stepsShown(answer.steps), sureness: confidence === null ? null : sureness(confidence), bench: turn.question !== null && may(user, 'write knowledge') ? `/assistant/bench?turn=${turn.id}` : null,
    feedback, mine: askedById === user.id && may(user, 'ask the assistant'),
    handover, mayHandOver: handover === null && mayHandOver(user, turn),
  }
  if (answered) { view.zalo = zaloText(view, sources, turn.askedAt); view.mail = mailText(view, sources, turn.askedAt) }
  return view
}

/** Below this the runner-up is offered beside the answer. */
const sure = 0.7

const offered = ({ id, name, difference }: Choice) => ({ procedureId: id, title: difference ?? name, detail: difference ? name : '' })

/** The numbered sources of a turn, each section once, in the order of the parts. */
function citing({ number, answer, sources }: KeptTurn): { cited: TurnView['sources']; markOf: (part: Part) => SourceMark | null } {
  const cited: TurnView['sources'] = []
  const marks = new Map<string, SourceMark>()
  // Side by side each record is one source; its rows say which section.
  const keyOf = ({ procedureId, anchor }: Part) => (answer.compared ? procedureId : `${procedureId} ${anchor}`)
  for (const part of answer.parts) {
    const source = sources.find(({ procedureId }) => procedureId === part.procedureId)
    const key = keyOf(part)
    if (!source || marks.has(key)) continue
    const anchor = `nguon-${number}-${cited.length + 1}`
    const code = source.code ?? 'Không có mã số'
    const label = answer.compared ? `${code}, ${source.name}` : `${code}, mục ${sectionAt.get(part.anchor) ?? part.heading}`
    // The same version need not say again which it is.
    const before = cited.findLast(({ href }) => href.startsWith(`${versionOf(source)}#`))
    cited.push({ anchor, href: answer.compared ? versionOf(source) : `${versionOf(source)}#${part.anchor}`, label, detail: before ? source.checkedOn ? 'cùng bản, cùng ngày kiểm tra' : 'cùng bản' : standing(source) })
    marks.set(key, { number: cited.length, anchor, label: `Nguồn ${cited.length}: ${label}` })
  }
  return { cited, markOf: part => marks.get(keyOf(part)) ?? null }
}

const versionOf = ({ procedureId, number }: Source) => `/procedures/${procedureId}/versions/${number}`

export function statusOf({ outcome, reason, answer }: Pick<KeptTurn, 'outcome' | 'reason' | 'answer'>): TurnView['status'] {
  if (outcome === 'clarify') return { kind: 'ask', label: 'Cần chọn 1 việc' }
  if (outcome === 'refused') return talk.has(reason ?? '') ? { kind: 'wait', label: 'Lời chào' } : { kind: 'new', label: reason === 'not_found' ? 'Không tìm thấy' : 'Không trả lời' }
  const { missing = [], parts, compared } = answer
  const points = new Set([...parts.flatMap(({ role, aspect }) => (role === 'also' ? [] : [aspect])), ...missing]).size
  if (missing.length > 0) return { kind: 'ask', label: missing.length < points ? 'Trả lời một phần' : 'Bản ghi chưa có' }
  if (answer.uncertain.length > 0) return { kind: 'ask', label: 'Có điều chưa chắc' }
  return { kind: 'done', label: answer.faq ? 'Đã duyệt' : points > 1 && !compared ? `Trả lời đủ ${points} ý` : 'Có trong hồ sơ' }
}

const standing = ({ decision, number, effectiveFrom, checkedOn, checkedBy, demo }: Source) => [
  decision ? `Quyết định ${decision.replace(/^quyết định (?:số )?/iu, '')}` : 'chưa có quyết định công bố trong bản ghi',
  `bản ${number}, áp dụng từ ${written(effectiveFrom)}`,
  checkedOn ? `kiểm tra ngày ${written(checkedOn)}${checkedBy ? ` bởi ${checkedBy}` : ''}` : 'chưa kiểm tra',
  ...(demo ? ['dữ liệu mẫu, chưa đối chiếu'] : []),
].join(' · ')
