// The stories of the demo's propaganda, slips and proposals: planned, composed, approved, distributed, taken, by the functions that their pages use.
import { and, eq, inArray } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { today } from '../clock.ts'
import { enquiriesFor, findProposal, propose, type Asked } from '../demand/proposing.ts'
import { takeIntoPlan } from '../demand/taking.ts'
import { documents } from '../evidence/tables.ts'
import { newId } from '../ids.ts'
import { domainsOf } from '../plans/plans.ts'
import { plans } from '../plans/tables.ts'
import { versionOn, versionsOf } from '../procedures/procedures.ts'
import { procedures as register } from '../procedures/tables.ts'
import { approvePiece, recallPiece, returnPiece, submitPiece } from '../propaganda/approving.ts'
import { distribute, putUnderLine } from '../propaganda/distributing.ts'
import { dropLine, findLine, saveLine } from '../propaganda/lines.ts'
import { findPiece, versionsOfPiece } from '../propaganda/pieces.ts'
import type { Piece } from '../propaganda/tables.ts'
import { addPiece } from '../propaganda/writing.ts'
import { printSlip } from '../slips/slips.ts'
import { openStates, tasks } from '../tasks/tables.ts'
import type { Asking } from './asking.ts'
import { stepAt } from './enquiry-stories.ts'
import type { PropagandaTold } from './propaganda-story.ts'
import { addLives } from './task-stories.ts'
import { idOf, rules, type Telling } from './telling.ts'

type LineTold = PropagandaTold['lines'][number]
type PieceTold = PropagandaTold['pieces'][number]
type ProposalTold = PropagandaTold['proposals'][number]

/** Adds the steps of the plan's lines, of pieces, slips and proposals. */
export function addPropagandaStories(telling: Telling, told: PropagandaTold, asking: Asking): void {
  const { db } = telling
  const lines = new Map<string, string>()
  for (const line of told.lines) addLine(telling, line, lines)
  for (const piece of told.pieces) addPieceStory(telling, piece, lines, asking)
  for (const { at, by, procedure, case: chosen } of told.slips) {
    stepAt(telling, at, by, procedure, async user => {
      const [row] = await db.select().from(register).where(eq(register.id, idOf(asking.procedures, procedure)))
      await printSlip(db, user, { procedure: row! }, versionOn(await versionsOf(db, row!.id), today())!, { case: chosen, turnId: null })
    })
  }
  for (const proposal of told.proposals) addProposal(telling, proposal, asking)
}

function addLine(telling: Telling, told: LineTold, lines: Map<string, string>): void {
  const { db } = telling
  const { key, at, by, unit, forms, task, dropped, topic, audience, budget, ...rest } = told
  stepAt(telling, at, by, topic, async user => {
    const open = inArray(tasks.state, [...openStates])
    const [counted] = task ? await db.select({ id: tasks.id }).from(tasks).where(and(eq(tasks.title, task), open)) : []
    if (task && !counted) throw new Error(`there is no open task “${task}”`)
    lines.set(key, await saveLine(db, user, null, {
      ...rest, topic, audience: audience ?? null, budget: budget ?? null, unitId: telling.unit(unit), taskId: counted?.id ?? null,
      ...Object.fromEntries(forms.map(form => [`form.${form}`, 'on'])),
    }))
  })
  if (dropped) stepAt(telling, dropped.at, dropped.by, topic, async user => dropLine(db, user, await findLine(db, idOf(lines, key)), dropped.reason))
}

function addPieceStory(telling: Telling, told: PieceTold, lines: Map<string, string>, { procedures, config }: Asking): void {
  const { db } = telling
  const { at, by, form, unit, procedure, line, submitted, returned, approved, recalled } = told
  let id = ''
  const step = (when: string, who: string, act: (user: User, piece: Piece, latest: { number: number }) => Promise<unknown>) => {
    stepAt(telling, when, who, `${form} ${procedure}`, async user => {
      await act(user, await findPiece(db, user, id), { number: (await versionsOfPiece(db, id))[0]!.number })
    })
  }
  stepAt(telling, at, by, `${form} ${procedure}`, async user => {
    id = await addPiece(db, user, { form, unitId: telling.unit(unit), procedureId: idOf(procedures, procedure), faqId: null }, config.office.name)
    if (line) await putUnderLine(db, user, await findPiece(db, user, id), idOf(lines, line))
  })
  if (submitted) step(submitted, by, (user, piece, latest) => submitPiece(db, user, piece, latest))
  if (returned) step(returned.at, returned.by, (user, piece, latest) => returnPiece(db, user, piece, { ...latest, reason: returned.reason }))
  if (approved) step(approved.at, approved.by, (user, piece, latest) => approvePiece(db, user, piece, latest))
  for (const { at: when, by: who, on, note, document, places } of told.distributions) {
    step(when, who, async (user, piece) => {
      const [proof] = document ? await db.select({ id: documents.id }).from(documents).where(eq(documents.number, document)) : []
      if (document && !proof) throw new Error(`there is no document ${document}`)
      const rows = places.flatMap(({ channel, place, reach }, index) =>
        [[`channel-${index + 1}`, channel], [`place-${index + 1}`, place], [`reach-${index + 1}`, reach === undefined ? '' : String(reach)]])
      const form = { token: newId(), on, note: note ?? null, documentId: null, ...Object.fromEntries(rows) }
      await distribute(db, user, piece, form, config.channels, proof?.id ?? null)
    })
  }
  if (recalled) step(recalled.at, recalled.by, (user, piece) => recallPiece(db, user, piece, { reason: recalled.reason }))
}

function addProposal(telling: Telling, { at, by, procedure, reason, month, title, why, unit, taken }: ProposalTold, { procedures }: Asking): void {
  const { db } = telling
  let id = ''
  let taskId = ''
  stepAt(telling, at, by, title, async user => {
    const asked: Asked = { procedureId: idOf(procedures, procedure), field: null, reason, month }
    id = await propose(db, user, asked, { title, why, unitId: telling.unit(unit) }, (await enquiriesFor(db, asked)).slice(0, 6).map(one => one.id))
  })
  if (!taken) return
  stepAt(telling, taken.at, taken.by, title, async user => {
    const [plan] = await db.select({ id: plans.id }).from(plans).where(eq(plans.title, taken.plan))
    const domain = (await domainsOf(db, [plan!.id])).find(one => one.title === taken.domain)
    taskId = await takeIntoPlan(db, user, await findProposal(db, user, id), 1, plan!.id, {
      title, product: taken.product, domainId: domain?.id ?? '', lead: telling.unit(taken.unit),
      deadline: taken.deadline, 'deadline-sure': taken.deadline,
      decision: taken.decision, decidedOn: today(),
    }, rules)
  })
  addLives(telling, { title, lead: taken.unit, with: [] }, taken.life, () => Promise.resolve(taskId))
}
