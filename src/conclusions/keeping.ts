// What was typed into the grid, kept cell by cell: what cannot be taken comes back with its sentence, what somebody else changed meanwhile is told.
import { and, asc, eq } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { namesOfPeople } from '../accounts/people.ts'
import { momentInWords } from '../calendar/explaining.ts'
import { Invalid } from '../errors.ts'
import { record } from '../events/events.ts'
import { events, type Event } from '../events/tables.ts'
import { newId } from '../ids.ts'
import type { Meeting } from '../meetings/tables.ts'
import type { Read, Write } from '../store/store.ts'
import { dueOf, type AssigningRules } from '../tasks/assigning.ts'
import { line, searchable } from '../text.ts'
import { answered, answeredWork, askOf, askOfWork, cellNames, conclusionCells, inWordsOf, rulesFor, shownOf, shownOfWork, workCells, type CellRules, type ConclusionCell, type WorkCell } from './cells.ts'
import { correctConclusion, plannedCorrections, type CorrectionInput } from './correcting.ts'
import { conclusionsOf, emptyWork, writerOf, type WholeConclusion } from './conclusions.ts'
import { familyOf, nextTime, proposed, timeDoubt } from './reminding.ts'
import { conclusions, conclusionWorks, type Conclusion, type ConclusionWork } from './tables.ts'

export type Typed = Record<string, unknown>
const typed = (form: Typed, name: string): string | undefined => { const value = form[name]; return typeof value === 'string' ? value : undefined }

/** Names of fields: k. and a conclusion's id with its revision, k.….cell of a conclusion, w.….cell of its work, ….ok for "it is right". */
export const fieldOf = (id: string, cell: ConclusionCell): string => `k.${id}.${cell}`
export const fieldOfWork = (id: string, cell: WorkCell): string => `w.${id}.${cell}`

interface Change { cell: string; label: string; from: string; to: string }

/** Keeps what a form says of conclusions of the meeting. Returns the mistakes by field; everything else was kept. */
export async function keepCells(db: Write, user: User, meeting: Meeting, form: Typed, assigning: AssigningRules): Promise<Record<string, string>> {
  const errors: Record<string, string> = {}
  const asked = new Set(Object.keys(form).flatMap(name => /^k\.([^.]+)$/.exec(name)?.[1] ?? []))
  if (!asked.size) return errors
  const rules = await rulesFor(db, meeting)
  for (const whole of (await conclusionsOf(db, meeting.id)).filter(({ id }) => asked.has(id))) {
    Object.assign(errors, await keepOne(db, user, whole, form, rules), await correctGiven(db, user, whole, form, rules, assigning))
  }
  return errors
}

async function keepOne(db: Write, user: User, whole: WholeConclusion, form: Typed, rules: CellRules): Promise<Record<string, string>> {
  const kept = new Kept(db, whole, form, rules)
  for (const cell of conclusionCells) await kept.take(cell)
  for (const work of whole.works) if (!whole.links.some(({ workId }) => workId === work.id)) for (const cell of workCells) await kept.takeWork(work, cell)
  await kept.write(user)
  return kept.errors
}

/** What was given already and is put right before the minutes are signed: its tasks change with it. */
async function correctGiven(db: Write, user: User, whole: WholeConclusion, form: Typed, { office }: CellRules, rules: AssigningRules): Promise<Record<string, string>> {
  const given = whole.works.filter(({ id }) => whole.links.some(({ workId, how }) => workId === id && how === 'given'))
  const inputs = given.flatMap(work => workCells.flatMap((field): CorrectionInput[] => {
    const to = typed(form, fieldOfWork(work.id, field))
    return to === undefined || line(to) === line(shownOfWork(field, work, office)) ? [] : [{ workId: work.id, field, to }]
  }))
  const text = typed(form, fieldOf(whole.id, 'text'))
  if (given.length && text !== undefined && line(text) !== whole.text) inputs.push({ workId: null, field: 'text', to: text })
  if (!inputs.length) return {}
  const nameOf = (key: string) => (key === 'text' ? fieldOf(whole.id, 'text') : `w.${key}`)
  if (Number(typed(form, `k.${whole.id}`)) < whole.revision) {
    return Object.fromEntries(inputs.map(({ workId, field }) => [nameOf(workId ? `${workId}.${field}` : field), 'Kết luận này vừa được sửa ở cửa sổ khác. Điều bạn nhập vẫn còn; xem lại rồi bấm Lưu lần nữa.']))
  }
  try { await plannedCorrections(db, whole.id, inputs) } catch (error) {
    if (!(error instanceof Invalid)) throw error
    return Object.fromEntries(Object.entries(error.errors).map(([key, sentence]) => [nameOf(key), sentence]))
  }
  // What a task refuses undoes the whole of it.
  await correctConclusion(db, user, whole.id, inputs, { reason: `Sửa kết luận ${whole.number} trước khi ký biên bản`, rules })
  return {}
}

/** One conclusion while its cells are taken. */
class Kept {
  readonly errors: Record<string, string> = {}
  private readonly changes: Change[] = []
  private readonly set: Partial<Conclusion> = {}
  private readonly works = new Map<string, Partial<ConclusionWork>>()
  private looked = false
  private others: Event[] | null = null
  private readonly db: Write
  private readonly whole: WholeConclusion
  private readonly form: Typed
  private readonly rules: CellRules
  constructor(db: Write, whole: WholeConclusion, form: Typed, rules: CellRules) { this.db = db; this.whole = whole; this.form = form; this.rules = rules }

  async take(cell: ConclusionCell): Promise<void> {
    const { whole, rules } = this
    const name = fieldOf(whole.id, cell)
    // What has tasks keeps its words; its number alone may still be put right.
    if (whole.links.length && cell !== 'number') return
    await this.attempt(name, shownOf(cell, whole), async words => {
      Object.assign(this.set, answered(cell, words, name, rules))
      this.changes.push({ cell, label: cellNames[cell], from: inWordsOf(cell, shownOf(cell, whole), rules), to: inWordsOf(cell, words, rules) })
      this.set.doubts = without(this.set.doubts ?? whole.doubts, cell)
      if (cell === 'text') this.set.search = searchable(words)
    }, () => {
      if (askOf(whole, cell)) this.set.doubts = without(this.set.doubts ?? whole.doubts, cell)
    })
  }

  async takeWork(work: ConclusionWork, cell: WorkCell): Promise<void> {
    const { whole, rules } = this
    const name = fieldOfWork(work.id, cell)
    const before = shownOfWork(cell, work, rules.office)
    const mine = () => this.works.get(work.id) ?? {}
    await this.attempt(name, before, async words => {
      const { set, doubt } = answeredWork(cell, words, name, rules)
      const right = typed(this.form, `${name}.ok`) !== undefined
      const doubts = { ...without(mine().doubts ?? work.doubts, cell), ...(doubt && !right ? { [cell]: doubt } : {}) }
      this.works.set(work.id, { ...mine(), ...set, ...(set.deadline ? { due: dueOf(rules.calendar, set.deadline) } : {}), doubts })
      this.changes.push({ cell: `${work.id}.${cell}`, label: cellNames[cell], from: before, to: shownOfWork(cell, { ...work, ...set }, rules.office) })
    }, () => {
      if (askOfWork(whole, work, cell)) this.works.set(work.id, { ...mine(), doubts: without(mine().doubts ?? work.doubts, cell) })
    })
  }

  /** Takes what was typed where it is something else, or "it is right" where it is not. */
  private async attempt(name: string, before: string, change: (words: string) => Promise<void>, look: () => void): Promise<void> {
    const said = typed(this.form, name)
    const right = typed(this.form, `${name}.ok`) !== undefined
    if (said === undefined && !right) return
    const words = line(said ?? before)
    if (words === line(before)) { if (right) { look(); this.looked = true } return }
    try {
      await this.refuseTaken(name, words)
      await change(words)
    } catch (error) { if (error instanceof Invalid) Object.assign(this.errors, error.errors); else throw error }
  }

  /** Throws Invalid where somebody else changed the cell after the page was made. */
  private async refuseTaken(name: string, words: string): Promise<void> {
    const { whole, form } = this
    if (Number(typed(form, `k.${whole.id}`)) >= whole.revision) return
    this.others ??= await changesSince(this.db, whole, Number(typed(form, `k.${whole.id}`)))
    const key = name.startsWith('k.') ? name.split('.')[2]! : name.slice(2)
    const last = this.others.findLast(({ details }) => ((details.changes ?? []) as Change[]).some(({ cell }) => cell === key))
    const to = last && ((last.details.changes ?? []) as Change[]).find(({ cell }) => cell === key)?.to
    if (!last || line(to ?? '') === words) return
    const names = await namesOfPeople(this.db, [last.actorId])
    throw new Invalid({ [name]: `${names.get(last.actorId) ?? 'Người khác'} vừa sửa ô này lúc ${momentInWords(last.at)} thành “${to || '(trống)'}”. Điều bạn nhập vẫn còn; bấm Lưu nếu vẫn muốn thay.` })
  }

  async write(user: User): Promise<void> {
    const { db, whole, rules, changes } = this
    if (!changes.length && !this.looked) return
    const after: Conclusion = { ...whole, ...this.set }
    if (this.set.kind && this.set.kind !== whole.kind) {
      delete (this.set.doubts ??= { ...whole.doubts }).reminds
      delete this.set.doubts.reminderNumber
      const needsWork = (this.set.kind === 'assign' || this.set.kind === 'remind') && !whole.works.length
      if (needsWork) await db.insert(conclusionWorks).values({ ...emptyWork, title: after.text.slice(0, 2000), id: newId(), conclusionId: whole.id, position: 0 })
    }
    const works = whole.works.map(work => ({ ...work, ...this.works.get(work.id) }))
    if (after.kind === 'remind' && this.asksAnew()) Object.assign(this.set, await remindingOf(db, rules, { ...after, works }))
    else if (changes.some(({ cell }) => cell === 'reminds' || cell === 'reminderNumber') && after.remindsId) await this.countAgain(after)
    for (const [id, set] of this.works) await db.update(conclusionWorks).set(set).where(eq(conclusionWorks.id, id))
    await db.update(conclusions).set({ ...this.set, revision: whole.revision + 1 }).where(eq(conclusions.id, whole.id))
    if (changes.length) await record(db, writerOf(user, rules.meeting), 'conclusion changed', 'meeting', rules.meeting.id, { conclusion: whole.id, number: after.number, revision: whole.revision + 1, changes })
  }

  /** Whether it became a reminder, or one whose unit or words changed while nobody had said of what. */
  private asksAnew(): boolean {
    const { whole, changes } = this
    if (changes.some(({ cell }) => cell === 'kind')) return true
    return !whole.remindsId && !this.set.remindsId && changes.some(({ cell }) => cell === 'text' || cell.endsWith('.lead')) && !changes.some(({ cell }) => cell === 'reminds') && whole.doubts.reminds !== undefined
  }

  private async countAgain(after: Conclusion): Promise<void> {
    const counted = await nextTime(this.db, after.remindsId!, this.rules.meeting)
    const said = this.changes.some(({ cell }) => cell === 'reminderNumber')
    this.set.reminderNumber = after.reminderNumber ?? counted
    const doubt = said ? null : timeDoubt(after.reminderNumber, counted)
    this.set.doubts = { ...without(this.set.doubts ?? this.whole.doubts, 'reminderNumber'), ...(doubt ? { reminderNumber: doubt } : {}) }
  }
}

const without = (doubts: Record<string, string>, ...cells: string[]): Record<string, string> => Object.fromEntries(Object.entries(doubts).filter(([cell]) => !cells.includes(cell)))

/** Of what a reminder speaks, and which time it is, with what should be looked at. */
export async function remindingOf(db: Read, rules: CellRules, { text, works, doubts, reminderNumber }: Pick<Conclusion, 'text' | 'doubts' | 'reminderNumber'> & { works: Pick<ConclusionWork, 'unitIds'>[] }): Promise<Pick<Conclusion, 'remindsId' | 'reminderNumber' | 'doubts'>> {
  const { remindsId, doubt } = proposed(text, await familyOf(db, works.flatMap(({ unitIds }) => unitIds)), rules.earlier)
  const counted = remindsId ? await nextTime(db, remindsId, rules.meeting) : null
  const time = counted === null ? null : timeDoubt(reminderNumber, counted)
  return {
    remindsId, reminderNumber: reminderNumber ?? counted,
    doubts: { ...without(doubts, 'reminds', 'reminderNumber'), ...(doubt ? { reminds: doubt } : {}), ...(time ? { reminderNumber: time } : {}) },
  }
}

async function changesSince(db: Read, { id, meetingId }: Conclusion, revision: number): Promise<Event[]> {
  const rows = await db.select().from(events).where(and(eq(events.subjectKind, 'meeting'), eq(events.subjectId, meetingId), eq(events.action, 'conclusion changed'))).orderBy(asc(events.number))
  return rows.filter(({ details }) => details.conclusion === id && Number(details.revision) > revision)
}
