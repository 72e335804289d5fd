// Rounds: opened with a set for some units, moved on from stage to stage, published by a decision; what was scored stays.
import { desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { isDay, now, today } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { record } from '../events/events.ts'
import { newId } from '../ids.ts'
import { actor } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { numberFrom } from '../targets/figures.ts'
import { line } from '../text.ts'
import { unitsOn } from '../units/units.ts'
import { mistakesAmong } from './criteria.ts'
import { toPoints } from './rules.ts'
import { criteriaOf, findSet } from './seeing.ts'
import { criteriaSets, scoringRounds, scoringSheets, stages, ways, type ScoringRound, type Stage } from './tables.ts'

const day = (sentence: string) => z.string(sentence).refine(isDay, sentence)
const most = z.string().default('').transform(text => numberFrom(text) ?? 0).refine(value => value >= 0 && value <= 1000, 'Ghi bằng số từ 0, như 3 hoặc 0,5.')

/** Units of the round are fields of their own: unit.<id>. */
export const roundForm = z.looseObject({
  name: z.string('Ghi tên đợt.').transform(line).pipe(z.string().min(5, 'Ghi tên đợt.').max(300, 'Không quá 300 ký tự.')),
  setId: z.string('Chọn bộ tiêu chí.').min(1, 'Chọn bộ tiêu chí.'),
  way: z.enum(ways, 'Chọn cách chấm.'),
  opensOn: day('Chọn ngày mở.'), closesOn: day('Chọn ngày khóa.'), explainBy: day('Chọn hạn giải trình.'),
  countsFrom: day('Chọn ngày bắt đầu tính số liệu.'), countsTo: day('Chọn ngày cuối tính số liệu.'),
  surveyed: z.string().default(''),
  bonusMost: most, penaltyMost: most,
  revision: z.coerce.number().default(1),
})
export type RoundInput = z.output<typeof roundForm>

export const listRounds = (db: Read): Promise<ScoringRound[]> => db.select().from(scoringRounds).orderBy(desc(scoringRounds.year), desc(scoringRounds.id)).execute()

function daysOf({ opensOn, closesOn, explainBy, countsFrom, countsTo }: RoundInput) {
  const errors: Record<string, string> = {}
  if (closesOn < opensOn) errors.closesOn = 'Ngày khóa phải từ ngày mở trở đi.'
  if (explainBy < closesOn) errors.explainBy = 'Hạn giải trình phải từ ngày khóa trở đi.'
  if (countsTo < countsFrom) errors.countsTo = 'Ngày cuối phải từ ngày đầu trở đi.'
  if (Object.keys(errors).length) throw new Invalid(errors)
  return { opensOn, closesOn, explainBy, countsFrom, countsTo }
}

const termsOf = ({ surveyed, bonusMost, penaltyMost }: RoundInput) => ({ surveyed: surveyed === 'on', bonusMost: toPoints(bonusMost), penaltyMost: toPoints(penaltyMost) })

/** Opens a round. Returns its id. Throws Invalid. */
export async function makeRound(db: Write, user: User, input: RoundInput): Promise<string> {
  const days = daysOf(input)
  const set = await findSet(db, input.setId)
  const rows = await criteriaOf(db, set.id)
  const mistakes = mistakesAmong(rows)
  if (!rows.length) throw new Invalid({ setId: 'Bộ tiêu chí này chưa có dòng nào.' })
  if (mistakes.size) throw new Invalid({ setId: `Bộ tiêu chí chưa dùng được: ${[...mistakes.values()][0]}` })
  const units = (await unitsOn(db, today())).filter(({ id }) => input[`unit.${id}`] === 'on').map(({ id }) => id)
  if (input.way === 'each' && !units.length) throw new Invalid({ units: 'Chọn ít nhất một đơn vị.' })
  const id = newId()
  await db.insert(scoringRounds).values({
    id, setId: set.id, name: input.name, year: set.year, way: input.way, stage: 'scoring', ...days, ...termsOf(input),
    decision: null, publishedAt: null, demo: user.demo, madeById: user.id, madeAt: now(),
  })
  const scored = input.way === 'each' ? units : [null]
  await db.insert(scoringSheets).values(scored.map((unitId, position) => ({ id: newId(), roundId: id, unitId, position })))
  await db.update(criteriaSets).set({ state: 'inUse' }).where(eq(criteriaSets.id, set.id))
  await record(db, actor(user, 'write criteria'), 'scoring round made', 'scoring', id, { units: scored.length })
  return id
}

/** Days and terms; whom and by what is scored stays. Throws Invalid. */
export async function changeRound(db: Write, user: User, round: ScoringRound, input: RoundInput): Promise<void> {
  if (round.stage === 'published') throw new Invalid({ '': 'Kết quả đã công bố nên đợt chấm không sửa nữa.' })
  if (input.revision !== round.revision) throw new Invalid({ '': 'Đợt chấm vừa được người khác sửa. Hãy mở lại trang.' })
  await db.update(scoringRounds).set({ name: input.name, ...daysOf(input), ...termsOf(input), revision: round.revision + 1 }).where(eq(scoringRounds.id, round.id))
  await record(db, actor(user, 'write criteria'), 'scoring round changed', 'scoring', round.id, { closesOn: input.closesOn, explainBy: input.explainBy })
}

export const stageNames: Record<Stage, string> = {
  scoring: 'Tự chấm điểm', appraisal: 'Thẩm định lần 1', explanation: 'Giải trình', reappraisal: 'Thẩm định lần 2', published: 'Đã công bố',
}

export const nextStage = ({ stage }: ScoringRound): Stage | null => stages[stages.indexOf(stage) + 1] ?? null

export const stageForm = z.object({ to: z.enum(stages), revision: z.coerce.number('Hãy mở lại trang.') })

/** Moves the round to its next stage. Publishing asks for its decision and goes its own way. Throws Invalid. */
export async function moveOn(db: Write, user: User, round: ScoringRound, { to, revision }: z.output<typeof stageForm>): Promise<void> {
  if (to !== nextStage(round) || to === 'published' || revision !== round.revision) throw new Invalid({ '': 'Đợt chấm vừa được chuyển bước. Hãy xem lại trang.' })
  if (to === 'appraisal' && today() <= round.closesOn) throw new Invalid({ '': 'Chưa đến hết ngày khóa. Muốn khóa sớm, sửa ngày khóa của đợt trước.' })
  await db.update(scoringRounds).set({ stage: to, revision: revision + 1 }).where(eq(scoringRounds.id, round.id))
  await record(db, actor(user, 'write criteria'), 'scoring stage moved', 'scoring', round.id, { from: round.stage, to })
}

export const publicationForm = z.object({
  decision: z.string('Ghi quyết định công bố.').transform(line).pipe(z.string().min(3, 'Ghi số, ngày của quyết định công bố.').max(300, 'Không quá 300 ký tự.')),
  revision: z.coerce.number('Hãy mở lại trang.'),
})

export async function publish(db: Write, user: User, round: ScoringRound, { decision, revision }: z.output<typeof publicationForm>): Promise<void> {
  if (round.stage !== 'reappraisal' || revision !== round.revision) throw new Invalid({ '': 'Chỉ công bố sau thẩm định lần 2, một lần. Hãy xem lại trang.' })
  await db.update(scoringRounds).set({ stage: 'published', decision, publishedAt: now(), revision: revision + 1 }).where(eq(scoringRounds.id, round.id))
  await record(db, actor(user, 'publish scores'), 'scoring stage moved', 'scoring', round.id, { from: round.stage, to: 'published', decision })
}
