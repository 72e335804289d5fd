// Giving scores: registered, declared with the rule's points, explained, appraised twice. Each is a row that is never changed.
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { now, today } from '../clock.ts'
import { Invalid, NotAllowed } from '../errors.ts'
import { record } from '../events/events.ts'
import { newId } from '../ids.ts'
import { actor, type Action } from '../policy.ts'
import type { Write } from '../store/store.ts'
import { numberFrom } from '../targets/figures.ts'
import { amountInWords } from '../targets/computing.ts'
import { unitNames } from '../units/units.ts'
import { asked, type Cell } from './counting.ts'
import { evidenceOn } from './evidence.ts'
import { scored, toPoints } from './rules.ts'
import { cellsOf, declarerOf, isOpen, mayAppraise, mayScore } from './seeing.ts'
import { scores, type Criterion, type Declared, type Score, type ScoringRound, type ScoringSheet, type Step } from './tables.ts'

/** One criterion on one sheet of a round. */
export interface Place { round: ScoringRound; sheet: ScoringSheet; criterion: Criterion }

const words = (most: number) => z.string().default('').transform(text => text.trim()).pipe(z.string().max(most, `Không quá ${most} ký tự.`))

/** `seen`: the last score that the person saw, so that nobody writes over what they have not read. */
export const scoreForm = z.object({
  answer: z.enum(['yes', 'no', 'timely', 'late', 'none']).or(z.literal('')).default(''),
  part: words(40), of: words(40), figure: words(40), items: words(40),
  points: words(40), notApplying: z.string().default(''), reason: words(2000), explanation: words(4000), seen: z.string().default(''),
})
export type ScoreInput = z.output<typeof scoreForm>

const newest = (cell: Cell, steps: readonly Step[]): string => steps.map(step => cell[step]?.id ?? '').toSorted().at(-1) ?? ''
const unitSteps = ['registered', 'declared', 'explained'] as const
const officeSteps = ['appraised', 'reappraised'] as const
export const seenByUnit = (cell: Cell): string => newest(cell, unitSteps)
export const seenByOffice = (cell: Cell): string => newest(cell, officeSteps)

async function cellOf(db: Write, { sheet, criterion }: Place): Promise<Cell> {
  return (await cellsOf(db, sheet.id)).get(criterion.id) ?? {}
}

function refuseUnseen(now_: string, seen: string) {
  if (now_ !== seen) throw new Invalid({ '': 'Điểm vừa được người khác ghi. Hãy xem lại trang rồi ghi lại.' })
}

async function keep(db: Write, user: User, action: Action, event: 'score registered' | 'score declared' | 'score appraised' | 'score explained', place: Place,
  score: Pick<Score, 'step' | 'applies' | 'points'> & Partial<Score>): Promise<void> {
  const { round, sheet, criterion } = place
  await db.insert(scores).values({
    id: newId(), sheetId: sheet.id, criterionId: criterion.id, declared: null, computed: null, words: null, reason: null, explanation: null,
    ...score, byId: user.id, at: now(),
  })
  const unitId = declarerOf(sheet, criterion)
  const unitName = unitId ? (await unitNames(db)).get(unitId) : undefined
  await record(db, actor(user, action, { unitId }), event, 'scoring', round.id,
    { sheet: sheet.id, criterion: criterion.id, number: criterion.number, points: score.points, applies: score.applies, unitName, reason: score.reason ?? undefined })
}

const scorer = (user: User, { sheet, criterion }: Place) => {
  if (!mayScore(user, declarerOf(sheet, criterion))) throw new NotAllowed('Đơn vị được chấm, hoặc đơn vị phụ trách tiêu chí, tự chấm điểm.')
}

/** Points as typed, within the maximum. Throws Invalid({ [field] }). */
function pointsFrom(text: string, { maximum }: Criterion, field = 'points'): number {
  const value = numberFrom(text)
  if (value === null) throw new Invalid({ [field]: 'Ghi số điểm.' })
  if (Number.isNaN(value) || value < 0 || value > (maximum ?? 0)) throw new Invalid({ [field]: `Ghi số điểm từ 0 đến ${amountInWords(maximum ?? 0)}.` })
  return toPoints(value)
}

function refuseClosed(round: ScoringRound) {
  if (isOpen(round)) return
  throw new Invalid({ '': round.stage === 'scoring' && today() < round.opensOn ? 'Đợt chấm chưa mở.' : 'Đã qua hạn tự chấm điểm: phiếu đã khóa.' })
}

function refuseUnasked({ round, criterion }: Place) {
  if (!criterion.method) throw new Invalid({ '': 'Dòng này là nhóm: điểm là tổng các dòng con.' })
  if (!asked(criterion, round)) throw new Invalid({ '': 'Đợt này không điều tra nên tiêu chí không chấm.' })
}

/** điểm đăng ký: what the unit means to reach. */
export async function register(db: Write, user: User, place: Place, input: ScoreInput): Promise<void> {
  scorer(user, place)
  refuseUnasked(place)
  refuseClosed(place.round)
  refuseUnseen(seenByUnit(await cellOf(db, place)), input.seen)
  await keep(db, user, 'score units', 'score registered', place, { step: 'registered', applies: true, points: pointsFrom(input.points, place.criterion) })
}

const amount = (text: string, field: string, errors: Record<string, string>): number | undefined => {
  const value = numberFrom(text)
  if (value === null || Number.isNaN(value) || value < 0) { errors[field] = 'Ghi số bằng chữ số, không âm.'; return undefined }
  return value
}

/** What was declared, as the method asks for it. Throws Invalid. */
export function declaredFrom({ method, rule }: Criterion, input: ScoreInput): Declared {
  const errors: Record<string, string> = {}
  const declared = ((): Declared => {
    if (method === 'yesNo' || method === 'timely') {
      const known = method === 'yesNo' ? ['yes', 'no'] : ['timely', 'late', 'none']
      if (!input.answer || !known.includes(input.answer)) { errors.answer = 'Hãy chọn một câu trả lời.'; return {} }
      return { answer: input.answer }
    }
    if (method === 'perItem') {
      const items = amount(input.items, 'items', errors)
      if (items !== undefined && !Number.isInteger(items)) errors.items = 'Ghi số nguyên.'
      return items === undefined ? {} : { items }
    }
    if (method === 'bands' && rule.measured === 'figure') {
      const figure = amount(input.figure, 'figure', errors)
      return figure === undefined ? {} : { figure }
    }
    if (method === 'manual') {
      const points = amount(input.points, 'points', errors)
      return points === undefined ? {} : { points }
    }
    const [part, of] = [amount(input.part, 'part', errors), amount(input.of, 'of', errors)]
    if (part !== undefined && of !== undefined && part > of) errors.part = `Số đạt được (${amountInWords(part)}) lớn hơn tổng số (${amountInWords(of)}). Hãy xem lại hai số.`
    return { ...part !== undefined && { part }, ...of !== undefined && { of } }
  })()
  if (Object.keys(errors).length) throw new Invalid(errors)
  return declared
}

/** The unit's own score: computed by the rule; other points only with a reason, missing evidence only with an explanation. */
export async function declare(db: Write, user: User, place: Place, input: ScoreInput): Promise<void> {
  const { round, sheet, criterion } = place
  scorer(user, place)
  refuseUnasked(place)
  refuseClosed(round)
  if (criterion.method === 'survey') throw new Invalid({ '': 'Tiêu chí điều tra xã hội học không tự chấm.' })
  refuseUnseen(seenByUnit(await cellOf(db, place)), input.seen)
  if (input.notApplying === 'on') {
    if (!criterion.optional) throw new Invalid({ notApplying: 'Tiêu chí này áp dụng cho mọi đơn vị.' })
    if (!input.explanation) throw new Invalid({ explanation: 'Nêu vì sao không áp dụng với đơn vị.' })
    await keep(db, user, 'score units', 'score declared', place,
      { step: 'declared', applies: false, points: null, words: 'Không áp dụng', explanation: input.explanation })
    return
  }
  const declared = declaredFrom(criterion, input)
  const { applies, points: computed, words: reckoned } = scored(criterion, declared)
  const isManual = criterion.method === 'manual'
  if (isManual) pointsFrom(input.points, criterion)
  const wanted = !isManual && input.points ? pointsFrom(input.points, criterion) : computed
  if (!applies && input.points) throw new Invalid({ points: 'Không phát sinh thì không có điểm: hãy để trống.' })
  if (wanted !== computed && !input.reason) throw new Invalid({ reason: `Quy tắc cho ${amountInWords(computed ?? 0)} điểm. Ghi điểm khác thì nêu lý do.` })
  if (isManual && !input.reason) throw new Invalid({ reason: 'Chấm tay thì nêu căn cứ của số điểm.' })
  if (criterion.evidence && (computed ?? 0) > 0 && !input.explanation && !(await evidenceOn(db, sheet.id, criterion.id)).length) {
    throw new Invalid({ explanation: 'Chưa dẫn tài liệu kiểm chứng: dẫn ở phần dưới trước, hoặc giải trình vì sao thiếu.' })
  }
  await keep(db, user, 'score units', 'score declared', place, {
    step: 'declared', applies, points: wanted, declared, computed, words: reckoned,
    reason: wanted === computed && !isManual ? null : input.reason, explanation: input.explanation || null,
  })
}

/** giải trình: the unit answers the appraisal, with the points that it asks for. */
export async function explain(db: Write, user: User, place: Place, input: ScoreInput): Promise<void> {
  const { round, criterion } = place
  scorer(user, place)
  refuseUnasked(place)
  if (round.stage !== 'explanation') throw new Invalid({ '': 'Chỉ giải trình trong bước giải trình.' })
  if (today() > round.explainBy) throw new Invalid({ '': 'Đã qua hạn giải trình.' })
  const cell = await cellOf(db, place)
  if (criterion.method === 'survey') throw new Invalid({ '': 'Điểm điều tra xã hội học không giải trình.' })
  refuseUnseen(seenByUnit(cell), input.seen)
  if (input.explanation.length < 10) throw new Invalid({ explanation: 'Ghi giải trình, ít nhất 10 ký tự.' })
  await keep(db, user, 'score units', 'score explained', place,
    { step: 'explained', applies: true, points: pointsFrom(input.points, criterion), explanation: input.explanation })
}

/** Which appraisal the round is in; null outside both. Survey points are given in either. */
export const appraisalStep = ({ stage }: ScoringRound): 'appraised' | 'reappraised' | null =>
  (stage === 'appraisal' ? 'appraised' : stage === 'reappraisal' ? 'reappraised' : null)

/** Appraised by somebody who did not declare it. Points other than the unit's ask for a reason. */
export async function appraise(db: Write, user: User, place: Place, input: ScoreInput): Promise<void> {
  const { round, sheet, criterion } = place
  const cell = await cellOf(db, place)
  if (!mayAppraise(user, declarerOf(sheet, criterion), cell)) throw new NotAllowed('Không ai thẩm định điểm của chính đơn vị mình hoặc điểm mình đã kê khai.')
  refuseUnasked(place)
  const step = appraisalStep(round)
  if (!step) throw new Invalid({ '': 'Chỉ thẩm định trong bước thẩm định lần 1 và lần 2.' })
  refuseUnseen(seenByOffice(cell), input.seen)
  const notApplying = input.notApplying === 'on'
  if (notApplying && !criterion.optional && cell.declared?.applies !== false) throw new Invalid({ notApplying: 'Tiêu chí này áp dụng cho mọi đơn vị.' })
  const points = notApplying ? null : pointsFrom(input.points, criterion)
  const before = cell.explained && step === 'reappraised' ? cell.explained : cell.declared
  const same = before ? before.points === points && before.applies === !notApplying : !notApplying && points === 0
  if (!same && criterion.method !== 'survey' && !input.reason) throw new Invalid({ reason: 'Khác điểm đơn vị đề nghị thì nêu lý do.' })
  await keep(db, user, 'appraise scores', 'score appraised', place, { step, applies: !notApplying, points, reason: input.reason || null })
}

/** Takes over what the unit declared wherever this step has no score yet. Returns of how many criteria. */
export async function acceptRest(db: Write, user: User, round: ScoringRound, sheet: ScoringSheet, rows: readonly Criterion[]): Promise<number> {
  if (appraisalStep(round) !== 'appraised') throw new Invalid({ '': 'Chỉ chấp nhận điểm tự chấm trong bước thẩm định lần 1.' })
  const cells = await cellsOf(db, sheet.id)
  const taken = rows.flatMap(criterion => {
    const cell = cells.get(criterion.id) ?? {}
    const free = criterion.method && criterion.method !== 'survey' && asked(criterion, round) && cell.declared && !cell.appraised
    return free && mayAppraise(user, declarerOf(sheet, criterion), cell) ? [{ criterion, declared: cell.declared! }] : []
  })
  for (const { criterion, declared } of taken) {
    await db.insert(scores).values({
      id: newId(), sheetId: sheet.id, criterionId: criterion.id, step: 'appraised', applies: declared.applies, points: declared.points,
      declared: null, computed: null, words: null, reason: null, explanation: null, byId: user.id, at: now(),
    })
  }
  if (!taken.length) throw new Invalid({ '': 'Không còn tiêu chí nào chờ bạn thẩm định mà đơn vị đã tự chấm.' })
  const unitName = sheet.unitId ? (await unitNames(db)).get(sheet.unitId) : undefined
  await record(db, actor(user, 'appraise scores'), 'scores accepted', 'scoring', round.id, { sheet: sheet.id, criteria: taken.length, unitName })
  return taken.length
}
