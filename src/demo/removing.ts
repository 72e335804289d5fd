// Takes the demo department away: its people, units, plans, meetings, enquiries, propaganda and procedures with all that hangs on them. Events stay.
import { and, eq, gt, inArray, isNotNull, isNull, lte, or } from 'drizzle-orm'
import { delegations, passwordLinks, people, postings, roleHoldings, sessions } from '../accounts/tables.ts'
import { conversations, feedback, turns } from '../assistant/tables.ts'
import { dayOf, fixDay, realNow } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { jobs } from '../jobs/tables.ts'
import { answerPins } from '../lexicon/tables.ts'
import { handovers, learningDecisions } from '../learning/tables.ts'
import { demoOf, setDemo } from '../office/demo.ts'
import { staffImports } from '../office/tables.ts'
import { procedureDrafts, procedureImportRows, procedureImports, procedures, procedureVersions } from '../procedures/tables.ts'
import { recoveryCodes, secondFactors } from '../second-factor/tables.ts'
import { reorganisations } from '../reorganising/tables.ts'
import type { Read, Store, Write } from '../store/store.ts'
import { units, unitSuccessions } from '../units/tables.ts'
import { removeTests } from './assistant-tests.ts'
import { removeFaqs } from './faqs.ts'
import { clearFiles } from './files.ts'
import { outsideCounts, removeOutside, unitsOutside } from './removing-outside.ts'
import { removeScoring, unitsScored } from './removing-scoring.ts'
import { removeWork, unitsAtWork, workCounts } from './removing-work.ts'

/** What the removal takes away, in numbers. */
export interface DemoCounts {
  people: number; units: number; plans: number; tasks: number; meetings: number; documents: number; enquiries: number; pieces: number
  procedures: number; conversations: number
}

/** What goes with the demo; null when it is not in. */
export async function demoCounts(db: Read): Promise<DemoCounts | null> {
  if ((await demoOf(db))?.state !== 'in') return null
  const personIds = await demoPersonIds(db)
  return {
    people: personIds.length,
    units: await db.$count(units, eq(units.demo, true)),
    ...await workCounts(db, personIds),
    ...await outsideCounts(db, personIds),
    procedures: await db.$count(procedures, eq(procedures.demo, true)),
    conversations: await db.$count(conversations, inArray(conversations.personId, personIds)),
  }
}

/** Whether a real person could run the portal afterwards: an administrator of today, in the real calendar, with a password. */
export async function hasRealAdministrator(db: Read): Promise<boolean> {
  const day = dayOf(realNow())
  const found = await db.select({ id: people.id }).from(people).innerJoin(roleHoldings, eq(roleHoldings.personId, people.id))
    .where(and(eq(people.demo, false), isNull(people.leftOn), isNotNull(people.passwordHash), eq(roleHoldings.role, 'admin'),
      lte(roleHoldings.since, day), or(isNull(roleHoldings.until), gt(roleHoldings.until, day)))).limit(1)
  return found.length > 0
}

/** Removes the demo, and then its files from `dataDir`. Throws as `removeDemo` does. */
export async function removeDemoFrom(store: Store, dataDir: string, by: Actor): Promise<void> {
  clearFiles(dataDir, await store.write(db => removeDemo(db, by)))
}

/**
 * Removes the demo and lets the office's date run. A unit stays when a real person serves in it, or real procedures,
 * plans, tasks or frequently asked questions belong to it. Returns the ids of the files that may go once this is committed.
 * Throws Invalid (Vietnamese) when there is no demo, or no real administrator to take over.
 */
export async function removeDemo(db: Write, by: Actor): Promise<string[]> {
  const counts = await demoCounts(db)
  const demo = await demoOf(db)
  if (!counts || !demo) throw new Invalid({ '': 'Không có đơn vị mẫu nào để gỡ.' })
  if (!await hasRealAdministrator(db)) {
    throw new Invalid({ '': 'Chưa gỡ được: chưa có quản trị viên thật nào có mật khẩu. Hãy chạy “npm run create-admin” trước, nếu không sẽ không ai vào được cổng.' })
  }
  const personIds = await demoPersonIds(db)
  const procedureIds = (await db.select({ id: procedures.id }).from(procedures).where(eq(procedures.demo, true))).map(({ id }) => id)
  await removeImports(db, personIds)
  const files = await removeWork(db, personIds)
  await removeScoring(db, personIds)
  await db.delete(reorganisations).where(inArray(reorganisations.madeById, personIds))
  const outside = await removeOutside(db, personIds, procedureIds)
  await removeConversations(db, personIds)
  await removeTests(db, personIds, procedureIds)
  const faqIds = await removeFaqs(db, personIds, procedureIds)
  await db.delete(procedureDrafts).where(inArray(procedureDrafts.procedureId, procedureIds))
  await db.delete(procedureVersions).where(inArray(procedureVersions.procedureId, procedureIds))
  await db.delete(answerPins).where(or(inArray(answerPins.procedureId, procedureIds), inArray(answerPins.madeById, personIds)))
  await db.delete(procedures).where(eq(procedures.demo, true))
  await db.delete(delegations).where(or(inArray(delegations.fromId, personIds), inArray(delegations.toId, personIds)))
  for (const table of [passwordLinks, sessions, secondFactors, recoveryCodes, roleHoldings, postings]) await db.delete(table).where(inArray(table.personId, personIds))
  await db.delete(people).where(eq(people.demo, true))
  await removeUnits(db)
  await setDemo(db, { state: 'gone', day: demo.day })
  try {
    fixDay(null) // the events of the removal carry the real date
    if (procedureIds.length) await record(db, by, 'procedures removed', 'procedure', 'many', { from: 'demo', ids: procedureIds })
    if (faqIds.length) await record(db, by, 'faqs removed', 'faq', 'many', { from: 'demo', ids: faqIds })
    if (outside.enquiries.length) await record(db, by, 'enquiries removed', 'enquiry', 'many', { from: 'demo', ids: outside.enquiries })
    if (outside.pieces.length) await record(db, by, 'propaganda removed', 'piece', 'many', { from: 'demo', ids: outside.pieces })
    await record(db, by, 'demo removed', 'office', 'demo', { ...counts })
  } catch (error) { fixDay(demo.day); throw error }
  return files
}

/** What a portal that ran with the demo does until it is started again. */
export const stillHere = ({ host }: { host: string }): string => host === '127.0.0.1'
  ? 'Cổng vẫn chỉ mở trên máy này (127.0.0.1); muốn các máy khác vào được, đặt HOST rồi khởi động lại cổng.'
  : `Cổng đang chạy vẫn chỉ mở trên máy này (127.0.0.1) cho đến khi khởi động lại; khi ấy cổng nghe ở ${host}.`

const demoPersonIds = async (db: Read) => (await db.select({ id: people.id }).from(people).where(eq(people.demo, true))).map(({ id }) => id)

async function removeConversations(db: Write, personIds: string[]): Promise<void> {
  const theirs = db.select({ id: conversations.id }).from(conversations).where(inArray(conversations.personId, personIds))
  const theirTurns = db.select({ id: turns.id }).from(turns).where(inArray(turns.conversationId, theirs))
  await db.delete(handovers).where(or(inArray(handovers.turnId, theirTurns), inArray(handovers.byId, personIds), inArray(handovers.answeredById, personIds)))
  await db.delete(learningDecisions).where(or(inArray(learningDecisions.turnId, theirTurns), inArray(learningDecisions.byId, personIds)))
  await db.delete(feedback).where(or(inArray(feedback.turnId, theirTurns), inArray(feedback.personId, personIds)))
  await db.delete(turns).where(inArray(turns.conversationId, theirs))
  await db.delete(conversations).where(inArray(conversations.personId, personIds))
}

/** Files that demo people handed in, and the jobs they gave; what real procedures came in by them stays. */
async function removeImports(db: Write, personIds: string[]): Promise<void> {
  const theirs = db.select({ id: procedureImports.id }).from(procedureImports).where(inArray(procedureImports.madeById, personIds))
  await db.delete(procedureImportRows).where(inArray(procedureImportRows.importId, theirs))
  await db.delete(procedureImports).where(inArray(procedureImports.madeById, personIds))
  await db.delete(staffImports).where(inArray(staffImports.madeById, personIds))
  await db.delete(jobs).where(inArray(jobs.madeById, personIds))
}

async function removeUnits(db: Write): Promise<void> {
  const used = new Set([
    ...await db.select({ id: postings.unitId }).from(postings), ...await db.select({ id: procedures.ownerUnitId }).from(procedures),
  ].map(({ id }) => id).concat(await unitsAtWork(db), await unitsOutside(db), await unitsScored(db)))
  const all = await db.select({ id: units.id, demo: units.demo, parentId: units.parentId }).from(units)
  // What stays keeps the units above it.
  for (let grown = true; grown;) {
    grown = false
    for (const { id, demo, parentId } of all) {
      if (parentId && (!demo || used.has(id)) && !used.has(parentId)) { used.add(parentId); grown = true }
    }
  }
  const gone = all.filter(({ id, demo }) => demo && !used.has(id)).map(({ id }) => id)
  await db.delete(unitSuccessions).where(or(inArray(unitSuccessions.fromId, gone), inArray(unitSuccessions.toId, gone)))
  await db.delete(units).where(inArray(units.id, gone))
  await db.update(units).set({ demo: false }).where(eq(units.demo, true))
}
