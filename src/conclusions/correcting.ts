// Corrections of what was concluded, once the minutes are signed: field by field in words, and the tasks that they touch.
import { eq } from 'drizzle-orm'
import { inNameOf, type User } from '../accounts/accounts.ts'
import { Invalid, NotFound } from '../errors.ts'
import { newId } from '../ids.ts'
import { record } from '../events/events.ts'
import { meetings, type Meeting } from '../meetings/tables.ts'
import type { Correction } from '../papers/tables.ts'
import { officeUnits } from '../plans/annex-lines.ts'
import type { Read, Write } from '../store/store.ts'
import { dueOf, type AssigningRules } from '../tasks/assigning.ts'
import { changeTask, type TaskChange } from '../tasks/changing.ts'
import { dropTask, mayDrop, moveTask } from '../tasks/deciding.ts'
import type { Task } from '../tasks/tables.ts'
import { line, searchable } from '../text.ts'
import { nowOf } from '../units/units.ts'
import { answeredWork, cellNames, missingIn, rulesFor, shownOfWork, workCells, type CellRules, type WorkCell } from './cells.ts'
import { whole, writerOf, type WholeConclusion } from './conclusions.ts'
import { giveOne, nameOfChair, originOf, tasksById } from './giving.ts'
import { conclusions, conclusionWorks, type ConclusionWork } from './tables.ts'

/** What may be corrected: the words of the conclusion (workId null), and every cell of its work. */
export const correctable = ['text', ...workCells] as const
export const correctableNames: Record<string, string> = Object.fromEntries(correctable.map(field => [field, cellNames[field]]))

/** One field and what it is to say, in words as they are typed. */
export type CorrectionInput = Pick<Correction, 'workId' | 'field' | 'to'>

interface Planned { corrections: Correction[]; text: string | null; works: Map<string, Partial<ConclusionWork>> }
interface Standing { one: WholeConclusion; meeting: Meeting; rules: CellRules }

async function standingIn(db: Read, id: string): Promise<Standing> {
  const [one] = await whole(db, await db.select().from(conclusions).where(eq(conclusions.id, id)))
  const [meeting] = one ? await db.select().from(meetings).where(eq(meetings.id, one.meetingId)) : []
  if (!one || !meeting) throw new NotFound('Không có kết luận này.')
  return { one, meeting, rules: await rulesFor(db, meeting) }
}

/** The values of a conclusion that may be corrected, in words. */
export async function correctableValues(db: Read, id: string): Promise<{ workId: string | null; field: string; label: string; value: string }[]> {
  const { one, rules } = await standingIn(db, id)
  return [{ workId: null, field: 'text', label: cellNames.text, value: one.text },
    ...one.works.flatMap(work => workCells.map(cell => ({ workId: work.id, field: cell, label: cellNames[cell], value: shownOfWork(cell, work, rules.office) })))]
}

/** What corrections would change, in words; nothing is written. Throws Invalid with a sentence by 'text' or the work's id, a dot and the field. */
export async function plannedCorrections(db: Read, id: string, inputs: readonly CorrectionInput[]): Promise<Correction[]> {
  return planned(await standingIn(db, id), inputs).corrections
}

function planned({ one, rules }: Standing, inputs: readonly CorrectionInput[]): Planned {
  const plan: Planned = { corrections: [], text: null, works: new Map() }
  const errors: Record<string, string> = {}
  for (const { workId, field, to } of inputs) {
    const words = line(to)
    const name = workId ? `${workId}.${field}` : field
    const said = (from: string, now: string) => { if (line(from) !== line(now)) plan.corrections.push({ conclusionId: one.id, conclusion: one.number, workId, field, from, to: now }) }
    if (workId === null) {
      if (field !== 'text') continue
      if (!words) errors[name] = 'Hãy ghi nội dung kết luận.'
      else if (words !== one.text) { plan.text = words; said(one.text, words) }
      continue
    }
    const work = one.works.find(candidate => candidate.id === workId)
    const cell = workCells.find(candidate => candidate === field)
    if (!work || !cell) throw new NotFound('Việc này không còn trong kết luận.')
    const before = shownOfWork(cell, work, rules.office)
    if (words === line(before)) continue
    try { said(before, take(plan, work, cell, words, name, rules)) } catch (error) { if (error instanceof Invalid) Object.assign(errors, error.errors); else throw error }
  }
  if (Object.keys(errors).length) throw new Invalid(errors)
  return plan
}

/** Takes one cell into the plan; returns how it will read. */
function take(plan: Planned, work: ConclusionWork, cell: WorkCell, words: string, name: string, rules: CellRules): string {
  const { set } = answeredWork(cell, words, name, rules)
  const next = { ...work, ...plan.works.get(work.id), ...set }
  const missing = missingIn(next)[cell]
  if (missing) throw new Invalid({ [name]: missing })
  plan.works.set(work.id, { ...plan.works.get(work.id), ...set, ...(set.deadline ? { due: dueOf(rules.calendar, set.deadline) } : {}) })
  return shownOfWork(cell, next, rules.office)
}

export interface Correcting { reason: string; rules: AssigningRules }

/**
 * Corrects a conclusion and the tasks that it gave: deadlines move (the first one stays), a new lead takes over, a unit that is
 * added gets a task, one that is left out loses it. What is done stays done. Whoever may not change the tasks does it in the
 * chair's name. Returns what changed, in words. Throws Invalid as `plannedCorrections` does.
 */
export async function correctConclusion(db: Write, user: User, id: string, inputs: readonly CorrectionInput[], { reason, rules }: Correcting): Promise<Correction[]> {
  const standing = await standingIn(db, id)
  const { one, meeting } = standing
  const plan = planned(standing, inputs)
  if (!plan.corrections.length) return []
  const revision = one.revision + 1
  await db.update(conclusions).set({ revision, ...(plan.text === null ? {} : { text: plan.text, search: searchable(plan.text) }) }).where(eq(conclusions.id, id))
  for (const [workId, set] of plan.works) await db.update(conclusionWorks).set(set).where(eq(conclusionWorks.id, workId))
  const after = { ...one, revision, text: plan.text ?? one.text, works: one.works.map(work => ({ ...work, ...plan.works.get(work.id) })) }
  for (const work of after.works) await correctTasks(db, user, { meeting, one: after, work, set: plan.works.get(work.id) ?? {}, newText: plan.text }, { reason, rules })
  await record(db, writerOf(user, meeting), 'conclusion corrected', 'meeting', meeting.id, {
    conclusion: id, number: one.number, revision, reason, changes: plan.corrections.map(({ workId, field, from, to }) => ({ cell: workId ? `${workId}.${field}` : field, label: correctableNames[field], from, to })),
  })
  return plan.corrections
}

interface Touched { meeting: Meeting; one: WholeConclusion; work: ConclusionWork; set: Partial<ConclusionWork>; newText: string | null }

async function correctTasks(db: Write, user: User, { meeting, one, work, set, newText }: Touched, { reason, rules }: Correcting): Promise<void> {
  const ids = one.links.filter(({ workId, how }) => workId === work.id && how === 'given').map(({ taskId }) => taskId)
  const open = [...(await tasksById(db, ids)).values()].filter(({ state }) => state !== 'done' && state !== 'dropped')
  if (!ids.length) return
  const batch = { id: newId(), note: reason }
  const acting = async (task: Task): Promise<User> => ({ ...mayDrop(user, task) ? user : await inNameOf(db, user, meeting.chairId), batch })
  const leads = 'unitIds' in set || 'allUnits' in set ? await leadsOf(db, work) : null
  const gone = leads ? open.filter(({ unitId }) => !leads.includes(unitId ?? '')) : []
  const fresh = leads ? leads.filter(unitId => !open.some(task => task.unitId === unitId)) : []
  for (const task of gone) {
    // What recurs is not handed over: its periods belong to their unit.
    const next = task.state === 'series' ? undefined : fresh.shift()
    if (next) await moveTask(db, await acting(task), task, { toUnitId: next, reason }, rules)
    else await dropTask(db, await acting(task), task, reason)
  }
  const change: TaskChange = {
    ...('title' in set ? { title: work.title } : {}), ...('product' in set ? { product: work.product } : {}), ...(set.deadline ? { deadline: set.deadline } : {}),
    ...('coordinatorIds' in set ? { coordinators: work.coordinatorIds.map(unitId => ({ unitId })), outsiders: work.outsiders } : {}),
  }
  for (const { id } of open) {
    const [task] = (await tasksById(db, [id])).values()
    if (!task || task.state === 'dropped') continue
    const whole: TaskChange = { ...change, ...(newText === null ? {} : { origin: { ...task.origin, quote: newText } }) }
    if (Object.keys(whole).length) await changeTask(db, await acting(task), task, whole, task.revision)
  }
  const origin = originOf(meeting, await nameOfChair(db, meeting), one)
  for (const unitId of fresh) await giveOne(db, user, meeting, one, work, unitId, origin, rules)
}

/** Units in the lead that stand today. */
async function leadsOf(db: Read, { unitIds, allUnits }: ConclusionWork): Promise<string[]> {
  if (allUnits) return (await officeUnits(db)).others('')
  return [...new Set((await Promise.all(unitIds.map(id => nowOf(db, id)))).flat().map(({ id }) => id))]
}
