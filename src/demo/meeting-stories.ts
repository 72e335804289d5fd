// The stories of the demo's meetings: prepared, called, held and concluded, by the functions that their pages use.
import { and, eq } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { addConclusions, conclusionsOf, type ConclusionInput } from '../conclusions/conclusions.ts'
import { giveConclusions } from '../conclusions/giving.ts'
import { nextTime } from '../conclusions/reminding.ts'
import { conclusionTasks } from '../conclusions/tables.ts'
import { documents } from '../evidence/tables.ts'
import { addItem } from '../meetings/agenda.ts'
import { addUninvited, everybodyPresent, takeAttendance } from '../meetings/attendance.ts'
import { propose, refuseItem, takeItem, waitingItem } from '../meetings/backlog.ts'
import { attachDocument } from '../meetings/documents.ts'
import { beginMeeting, endMeeting } from '../meetings/holding.ts'
import type { SectionRules } from '../meetings/sections.ts'
import { agendaOf, guestsOf } from '../meetings/meetings.ts'
import { saveNotes, setDealtWith } from '../meetings/notes.ts'
import { callMeeting, cancelMeeting } from '../meetings/preparing.ts'
import { addSeries, findSeries, prepareNext } from '../meetings/series.ts'
import { meetings, type Meeting } from '../meetings/tables.ts'
import { actor } from '../policy.ts'
import { tasks } from '../tasks/tables.ts'
import type { ConclusionTold, MeetingsTold, MeetingTold, WorkTold } from './meeting-story.ts'
import { addPapers } from './paper-stories.ts'
import { addLives, heads } from './task-stories.ts'
import { idOf, rules, type Telling } from './telling.ts'

type SeriesTold = MeetingsTold['series'][number]
type ProposalTold = MeetingsTold['backlog'][number]

/** Ids of what the file calls by keys, once it was told. */
interface Names { series: Map<string, string>; proposals: Map<string, string>; conclusions: Map<string, string> }

/** Adds the steps of all series, proposals and meetings, and of the tasks that were concluded. */
export function addMeetingStories(telling: Telling, { series, backlog, meetings: told }: MeetingsTold, rules: SectionRules): void {
  const names: Names = { series: new Map(), proposals: new Map(), conclusions: new Map() }
  for (const one of series) addSeriesStory(telling, one, names)
  for (const one of backlog) addProposal(telling, one, names)
  for (const one of told) addMeetingStory(telling, one, series.find(({ key }) => key === one.series)!, names, rules)
}

function addSeriesStory(telling: Telling, told: SeriesTold, names: Names): void {
  const { key, begun, chair, secretary, units, people, agenda, ...rest } = told
  telling.turnTo()
  telling.step(begun.on, '09:00', told.name, async () => {
    const by = actor(await telling.user(begun.by, begun.on), 'write meetings')
    names.series.set(key, await addSeries(telling.db, by, {
      ...rest, link: null, chairId: telling.person(chair), secretaryId: telling.person(secretary), demo: true,
      unitIds: units.map(unit => telling.unit(unit)), personIds: people.map(one => telling.person(one)), agenda: agenda.map(one => itemOf(telling, one)),
    }))
  })
}

const itemOf = (telling: Telling, { title, presenter, minutes }: MeetingTold['items'][number]) =>
  ({ title, presenterId: presenter ? telling.person(presenter) : null, unitId: null, minutes })

function addProposal(telling: Telling, told: ProposalTold, names: Names): void {
  const { db } = telling
  const { key, on, by, series, title, body, minutes, refused } = told
  telling.turnTo()
  let id = ''
  telling.step(on, '10:40', title, async () => {
    id = await propose(db, await telling.user(by, on), { title, body: body ?? null, minutes, seriesId: series && idOf(names.series, series) })
    if (key) names.proposals.set(key, id)
  })
  if (refused) {
    telling.step(refused.on, '10:50', title, async () => {
      const user = await telling.user(refused.by, refused.on)
      await refuseItem(db, user, await waitingItem(db, user, id), refused.reason)
    })
  }
}

function addMeetingStory(telling: Telling, told: MeetingTold, series: SeriesTold, names: Names, rules: SectionRules): void {
  const { db } = telling
  const { on, prepared, called, cancelled, began, ended } = told
  const what = `${series.name} ${on}`
  telling.turnTo(0)
  let id = ''
  const find = async (): Promise<Meeting> => (await db.select().from(meetings).where(eq(meetings.id, id)))[0]!
  const step = (day: string, time: string, by: string, act: (user: User, meeting: Meeting) => Promise<unknown>) => {
    telling.step(day, time, what, async () => act(await telling.user(by, day), await find()))
  }
  telling.step(prepared, '08:20', what, async () => {
    id = await prepareNext(db, actor(await telling.user(series.secretary, prepared), 'write meetings'), await findSeries(db, idOf(names.series, series.key)))
    const meeting = await find()
    if (meeting.on !== on) throw new Error(`its series meets on ${meeting.on}`)
  })
  step(prepared, '08:30', series.secretary, (user, meeting) => addAgenda(telling, told, user, meeting, names))
  if (called) step(called, '09:40', series.secretary, (user, meeting) => callMeeting(db, actor(user, 'write meetings'), meeting))
  if (cancelled) step(cancelled.on, '10:15', cancelled.by, (user, meeting) => cancelMeeting(db, actor(user, 'write meetings'), meeting, cancelled.reason))
  const works = new Map<WorkTold, { conclusionId: string; workId: string }>()
  if (began && ended) {
    step(on, began, series.secretary, (user, meeting) => begin(telling, told, user, meeting, rules))
    step(on, ended, series.secretary, async (user, meeting) => {
      await writeDown(telling, told, user, meeting)
      await conclude(telling, told.conclusions, user, meeting, names, works)
      await endMeeting(db, user, meeting)
    })
  }
  addPapers(telling, told, series, step)
  for (const work of told.conclusions.filter(({ reminds }) => !reminds).flatMap(one => one.works)) addWorkLives(telling, work, works)
}

async function addAgenda(telling: Telling, { items, documents: papers }: MeetingTold, user: User, meeting: Meeting, names: Names): Promise<void> {
  const { db } = telling
  const by = actor(user, 'write meetings')
  for (const { backlog, ...item } of items) {
    if (backlog) await takeItem(db, by, await waitingItem(db, user, idOf(names.proposals, backlog)), meeting)
    else await addItem(db, by, meeting, { ...itemOf(telling, item), body: null })
  }
  const agenda = papers.length ? await agendaOf(db, meeting.id) : []
  for (const { number, item } of papers) {
    const [document] = await db.select({ id: documents.id }).from(documents).where(eq(documents.number, number))
    if (!document) throw new Error(`there is no document ${number}`)
    await attachDocument(db, user, by, meeting, agenda[item - 1]!.id, document.id)
  }
}

/** Everybody who was not excepted is there. */
async function begin(telling: Telling, { attendance, uninvited }: MeetingTold, user: User, meeting: Meeting, rules: SectionRules): Promise<void> {
  const { db } = telling
  await beginMeeting(db, user, meeting, rules)
  const guests = await guestsOf(db, meeting.id)
  for (const { who, ...taken } of attendance) {
    const guest = guests.find(({ personId }) => personId === telling.person(who))
    if (!guest) throw new Error(`${who} is not invited`)
    await takeAttendance(db, user, meeting, guest.id, taken)
  }
  await everybodyPresent(db, user, meeting)
  for (const one of uninvited) await addUninvited(db, user, meeting, one)
}

async function writeDown({ db }: Telling, { notes }: MeetingTold, user: User, meeting: Meeting): Promise<void> {
  const agenda = await agendaOf(db, meeting.id)
  for (const { item, notes: said, outcome } of notes) {
    await saveNotes(db, user, meeting, agenda[item - 1]!.id, { notes: said, notesBase: '', outcome, outcomeBase: '', revision: 0 })
    await setDealtWith(db, user, meeting, agenda[item - 1]!.id, true)
  }
}

async function conclude(telling: Telling, told: readonly ConclusionTold[], user: User, meeting: Meeting, names: Names, works: Map<WorkTold, { conclusionId: string; workId: string }>): Promise<void> {
  const { db } = telling
  const inputs: ConclusionInput[] = []
  for (const [at, { kind, text, noTask, reminds, works: given }] of told.entries()) {
    const remindsId = reminds ? idOf(names.conclusions, reminds) : null
    inputs.push({
      number: String(at + 1), text, kind, noTask, remindsId, reminderNumber: remindsId === null ? null : await nextTime(db, remindsId, meeting), doubts: {},
      works: given.map(({ title, product, lead, with: others, outsiders, deadline }) => ({
        title, product: product ?? null, allUnits: lead === '*', unitIds: lead === '*' ? [] : lead.map(unit => telling.unit(unit)),
        coordinatorIds: others.map(unit => telling.unit(unit)), outsiders, deadline, doubts: {},
      })),
    })
  }
  await addConclusions(db, user, meeting, inputs)
  for (const [at, { id, works: made }] of (await conclusionsOf(db, meeting.id)).entries()) {
    const { key, works: given } = told[at]!
    if (key) names.conclusions.set(key, id)
    for (const [index, work] of given.entries()) works.set(work, { conclusionId: id, workId: made[index]!.id })
  }
  const { waiting, refused } = await giveConclusions(db, user, meeting, new Set(), rules)
  if (waiting || refused.length) throw new Error(`${waiting} works were not given. ${refused.join(' ')}`)
}

function addWorkLives(telling: Telling, work: WorkTold, works: Map<WorkTold, { conclusionId: string; workId: string }>): void {
  const { title, lead, with: others, life, lives } = work
  for (const unit of lead === '*' ? Object.keys(heads) : lead) {
    const told = lives[unit] ?? life
    if (!told) continue
    let id: string | undefined
    addLives(telling, { title, lead: unit, with: others.map(one => ({ unit: one })) }, told, async () => {
      if (id) return id
      const { conclusionId, workId } = works.get(work)!
      const [task] = await telling.db.select({ id: tasks.id }).from(conclusionTasks).innerJoin(tasks, eq(tasks.id, conclusionTasks.taskId))
        .where(and(eq(conclusionTasks.conclusionId, conclusionId), eq(conclusionTasks.workId, workId), eq(tasks.unitId, telling.unit(unit))))
      if (!task) throw new Error(`it was not given to ${unit}`)
      return id = task.id
    })
  }
}
