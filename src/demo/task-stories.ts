// The stories of the demo's tasks: given, accepted, worked on, reported, decided, each by whoever may.
import { and, eq } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { cite } from '../evidence/citing.ts'
import { enterDocument } from '../evidence/documents.ts'
import { actor } from '../policy.ts'
import { valueSchema } from '../targets/measure.ts'
import { giveTask, type TaskInput } from '../tasks/assigning.ts'
import { addItem, tickItem } from '../tasks/checklist.ts'
import { addNote, dropTask, pauseTask, reviewReport } from '../tasks/deciding.ts'
import { acceptTask, namePerson } from '../tasks/receiving.ts'
import { finishPart, reportOn } from '../tasks/reporting.ts'
import { askRequest, decideRequest } from '../tasks/requests.ts'
import { partsOf } from '../tasks/seeing.ts'
import { checkItems, tasks, type TaskPart } from '../tasks/tables.ts'
import type { LifeTold, LivesTold, TaskTold } from './story.ts'
import { idOf, rules, type Telling } from './telling.ts'

/** Who heads the demo's units, and accepts what they are given. */
export const heads: Record<string, string> = {
  'van-phong': 'thuyethv', 'thanh-tra': 'quyencb', 'ke-hoach-tai-chinh': 'loandt', 'nguoi-co-cong': 'thachbv', 'viec-lam': 'thangnd', 'nghe-nghiep': 'tuyetlt',
  'bao-tro': 'oanhdtk', 'dich-vu-viec-lam': 'thompt', 'cong-tac-xa-hoi': 'thiennv', 'cai-nghien': 'doqv',
}

/** The task as it is given; whoever works on a series is named with it. */
export function inputOf(telling: Telling, row: TaskTold): Omit<TaskInput, 'origin' | 'assignerId'> {
  const { number, heading, title, product, weight, lead, person, with: others, outsiders, deadline, cadence, measure, budgetText, budget, note } = row
  return {
    number: number ?? null, heading: heading ?? null, title, product: product ?? null, weight, unitId: telling.unit(lead),
    personId: deadline.kind === 'recurring' && person ? telling.person(person) : null,
    coordinators: others.map(({ unit, duty }) => ({ unitId: telling.unit(unit), duty: duty ?? null })), outsiders,
    deadline, cadence, measure: measure ?? null, budgetText: budgetText ?? null, budget: budget ?? null, note: note ?? null, demo: true,
  }
}

/** Adds the steps of a task that stands in no plan. */
export function addGivenStory(telling: Telling, row: TaskTold): void {
  const { on, by, kind, number, date, issuer, title, clause, quote, saidBy } = row.given!
  telling.turnTo()
  telling.step(on, '07:45', row.title, async () => {
    const user = await telling.user(by, on)
    const input = inputOf(telling, row)
    telling.tasks.set(row, await giveTask(telling.db, actor(user, 'assign tasks', { unitId: input.unitId, field: row.domain ?? null }), {
      ...input, domain: row.domain ?? null, assignerId: user.id, origin: {
        kind, number: number ?? null, date: date ?? null, issuer: issuer ?? null, title: title ?? null,
        clause: clause ?? null, quote: quote ?? null, saidBy: saidBy ?? null,
      },
    }, rules))
  })
  addLives(telling, row, row, () => Promise.resolve(telling.taskId(row)))
}

/** What a life needs to know of its task. */
type Lived = Pick<TaskTold, 'title' | 'lead' | 'with'>

/** Adds what happened to a task, and to each turn of one that recurs. `find` tells its id, once it was given. */
export function addLives(telling: Telling, row: Lived, lives: LivesTold, find: () => Promise<string>): void {
  addLife(telling, row, lives, find)
  for (const [period, turn] of Object.entries(lives.turns)) {
    addLife(telling, row, { ...turn, person: turn.person ?? lives.person }, async () => {
      const [found] = await telling.db.select({ id: tasks.id }).from(tasks).where(and(eq(tasks.seriesId, await find()), eq(tasks.period, period)))
      if (!found) throw new Error(`it has no turn for ${period}`)
      return found.id
    })
  }
}

function addLife(telling: Telling, row: Lived, told: LifeTold, find: () => Promise<string>): void {
  const { db } = telling
  const { accepted, parts, notes, paused, dropped } = told
  telling.turnTo()
  let standing: TaskPart[] | undefined
  const life: Life = {
    telling, row, told, doer: told.person ?? heads[row.lead]!,
    step: (on, time, by, act) => { telling.step(on, time, row.title, async () => act(await telling.user(by, on), await find())) },
    partOf: async (id, unit) => {
      standing ??= await partsOf(db, id)
      const part = standing.find(({ unitId }) => unitId === telling.unit(unit))
      if (!part) throw new Error(`${unit} has no part in it`)
      return part
    },
  }
  if (accepted) addReceipt(life, accepted)
  addSteps(life)
  addReports(life)
  for (const { on, by, unit, note } of parts) {
    life.step(on, '10:30', by, async (user, id) => finishPart(db, user, { id }, await life.partOf(id, unit), { note, doneOn: on }))
  }
  addRequests(life)
  for (const { on, by, kind, text } of notes) life.step(on, '11:00', by, (user, id) => addNote(db, user, { id }, { kind, text }))
  if (paused) life.step(paused.on, '10:45', paused.by, (user, id) => pauseTask(db, user, { id }, paused.reason))
  if (dropped) life.step(dropped.on, '10:45', dropped.by, (user, id) => dropTask(db, user, { id }, dropped.reason))
}

interface Life {
  telling: Telling
  row: Lived
  told: LifeTold
  /** Who works on it for the unit in the lead. */
  doer: string
  step: (on: string, time: string, by: string, act: (user: User, id: string) => Promise<unknown>) => void
  partOf: (id: string, unit: string) => Promise<TaskPart>
}

function addReceipt({ telling, row, told, step, partOf }: Life, on: string): void {
  for (const unit of [row.lead, ...row.with.map(one => one.unit)]) {
    const who = unit === row.lead ? told.person : told.people[unit]
    step(on, unit === row.lead ? '08:15' : '08:45', heads[unit]!, async (user, id) => {
      const part = await partOf(id, unit)
      const personId = who ? telling.person(who) : null
      await (part.receipt === 'accepted' ? namePerson : acceptTask)(telling.db, user, { id }, part, personId)
    })
  }
}

function addSteps({ telling: { db }, told: { accepted, steps }, doer, step }: Life): void {
  for (const [at, { text, on, by }] of steps.entries()) {
    if (accepted) step(accepted, `09:${10 + at}`, doer, (user, id) => addItem(db, user, { id }, text))
    if (!on) continue
    step(on, '10:20', by ?? doer, async (user, id) => {
      const [item] = await db.select().from(checkItems).where(and(eq(checkItems.taskId, id), eq(checkItems.text, text)))
      await tickItem(db, user, { id }, item!.id, true)
    })
  }
}

function addReports({ telling, row, told: { reports }, doer, step, partOf }: Life): void {
  const { db, known } = telling
  for (const { on, by, unit, light, percent, value, result, difficulties, next, done, finishedOn, missing, evidence, review } of reports) {
    let reportId = ''
    step(on, '14:00', by ?? doer, async (user, id) => {
      reportId = (await reportOn(db, user, { id }, await partOf(id, unit ?? row.lead), {
        light, percent, value: value ? valueSchema.parse(value) : null, result, difficulties: difficulties ?? null, next: next ?? null,
        claimsDone: done, finishedOn: finishedOn ?? null, missingParts: missing ?? null,
      })).id
      for (const { file, ...input } of evidence) {
        const { document } = await enterDocument(db, user, input, file ? idOf(known.files, file) : null)
        await cite(db, user, id, reportId, document.id)
      }
    })
    if (review) step(review.on, '16:00', review.by, user => reviewReport(db, user, reportId, { decision: review.decision, reason: review.reason ?? null }))
  }
}

function addRequests({ telling, told: { requests }, step }: Life): void {
  const { db } = telling
  for (const { on, by, kind, reason, due, toUnit, decided } of requests) {
    let requestId = ''
    step(on, '09:30', by, async (user, id) => {
      const part = (await partsOf(db, id)).find(({ unitId }) => user.unitId === unitId)!
      requestId = await askRequest(db, user, { id }, part, { kind, reason, askedDue: due ?? null, toUnitId: toUnit ? telling.unit(toUnit) : null })
    })
    if (decided) {
      step(decided.on, '15:30', decided.by, user =>
        decideRequest(db, user, requestId, { decision: decided.decision, grantedDue: decided.due ?? null, note: decided.note ?? null }, rules))
    }
  }
}
