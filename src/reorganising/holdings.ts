// What a unit still holds: everything open that names it, kind by kind, and how each goes over to another unit.
import { and, desc, eq, gte, inArray, isNull, ne, notInArray } from 'drizzle-orm'
import { enquiries, replyTemplates } from '../enquiries/tables.ts'
import type { SubjectKind } from '../events/events.ts'
import { faqs } from '../faqs/tables.ts'
import { handovers } from '../learning/tables.ts'
import { meetingSeries } from '../meetings/tables.ts'
import { periods } from '../periods/tables.ts'
import { reportParts } from '../periodic-reports/tables.ts'
import { procedures, procedureVersions } from '../procedures/tables.ts'
import { pieces, propagandaLines } from '../propaganda/tables.ts'
import { criteria } from '../scoring/tables.ts'
import type { Read, Write } from '../store/store.ts'
import { taskParts, tasks } from '../tasks/tables.ts'
import { lineageOf } from '../units/lineage.ts'

/** `unitId`: the unit that holds it, which may be one that this unit came from. */
export interface Held { id: string; title: string; field: string | null; unitId: string; href: string | null }

interface Move { from: string; to: string; personId: (id: string | null) => string | null }

interface Kind {
  kind: string
  name: string
  /** Under which the event is recorded, and of what. */
  subject: SubjectKind
  held(db: Read, unitIds: string[], on: string): Promise<Held[]>
  move(db: Write, id: string, how: Move): Promise<void>
  subjectId?: (id: string) => string
}

const over = ['done', 'dropped'] as const

/** Everything open of the unit and of those it came from. What was to be done before the day stays with the old unit. */
export async function heldBy(db: Read, unitId: string, on: string): Promise<{ kind: Kind; rows: Held[] }[]> {
  const unitIds = await lineageOf(db, unitId)
  const found: { kind: Kind; rows: Held[] }[] = []
  for (const kind of kinds) {
    const rows = await kind.held(db, unitIds, on)
    if (rows.length) found.push({ kind, rows })
  }
  return found
}

const kinds: Kind[] = [
  {
    kind: 'task', name: 'Nhiệm vụ chủ trì', subject: 'task',
    async held(db, unitIds) {
      const rows = await db.select({ id: tasks.id, title: tasks.title, field: tasks.domain, unitId: tasks.unitId }).from(tasks)
        .where(and(inArray(tasks.unitId, unitIds), notInArray(tasks.state, [...over]))).orderBy(tasks.title, tasks.id)
      return rows.map(row => ({ ...row, unitId: row.unitId!, href: `/tasks/${row.id}` }))
    },
    async move(db, id, { from, to, personId }) {
      const [task] = await db.select({ personId: tasks.personId, revision: tasks.revision }).from(tasks).where(eq(tasks.id, id))
      // Whoever leads has no second part beside it.
      await db.delete(taskParts).where(and(eq(taskParts.taskId, id), eq(taskParts.unitId, to), eq(taskParts.role, 'coordinator')))
      const part = and(eq(taskParts.taskId, id), eq(taskParts.unitId, from), eq(taskParts.role, 'lead'))
      await db.update(taskParts).set({ unitId: to, personId: personId(task!.personId) }).where(part)
      await db.update(tasks).set({ unitId: to, personId: personId(task!.personId), revision: task!.revision + 1 }).where(eq(tasks.id, id))
    },
  },
  {
    kind: 'part', name: 'Nhiệm vụ phối hợp', subject: 'task',
    subjectId: id => id.split(' ')[0]!,
    async held(db, unitIds) {
      const rows = await db.select({ taskId: tasks.id, title: tasks.title, field: tasks.domain, unitId: taskParts.unitId })
        .from(taskParts).innerJoin(tasks, eq(tasks.id, taskParts.taskId))
        .where(and(inArray(taskParts.unitId, unitIds), eq(taskParts.role, 'coordinator'), isNull(taskParts.doneOn), notInArray(tasks.state, [...over])))
        .orderBy(tasks.title, tasks.id)
      return rows.map(({ taskId, ...row }) => ({ ...row, id: `${taskId} ${row.unitId}`, href: `/tasks/${taskId}` }))
    },
    async move(db, id, { from, to, personId }) {
      const taskId = id.split(' ')[0]!
      const part = and(eq(taskParts.taskId, taskId), eq(taskParts.unitId, from))
      if (await db.$count(taskParts, and(eq(taskParts.taskId, taskId), eq(taskParts.unitId, to)))) { await db.delete(taskParts).where(part); return }
      const [row] = await db.select({ personId: taskParts.personId }).from(taskParts).where(part)
      await db.update(taskParts).set({ unitId: to, personId: personId(row?.personId ?? null) }).where(part)
    },
  },
  {
    kind: 'procedure', name: 'Thủ tục phụ trách', subject: 'procedure',
    async held(db, unitIds) {
      const rows = await db.select({ id: procedures.id, unitId: procedures.ownerUnitId, title: procedureVersions.name, field: procedureVersions.field })
        .from(procedures).innerJoin(procedureVersions, eq(procedureVersions.procedureId, procedures.id))
        .where(and(inArray(procedures.ownerUnitId, unitIds), ne(procedures.state, 'abolished')))
        .orderBy(procedures.id, desc(procedureVersions.number))
      const newest = new Map(rows.toReversed().map(row => [row.id, row]))
      const unpublished = await db.select({ id: procedures.id, unitId: procedures.ownerUnitId }).from(procedures)
        .where(and(inArray(procedures.ownerUnitId, unitIds), eq(procedures.state, 'draft')))
      for (const { id, unitId } of unpublished) if (!newest.has(id)) newest.set(id, { id, unitId, title: 'Thủ tục đang soạn', field: null })
      return [...newest.values()].map(row => ({ ...row, unitId: row.unitId!, href: `/procedures/${row.id}` }))
    },
    move: async (db, id, { to }) => { await db.update(procedures).set({ ownerUnitId: to }).where(eq(procedures.id, id)) },
  },
  {
    kind: 'enquiry', name: 'Câu hỏi chưa đóng', subject: 'enquiry',
    async held(db, unitIds) {
      const rows = await db.select().from(enquiries)
        .where(and(inArray(enquiries.unitId, unitIds), notInArray(enquiries.state, ['closed', 'merged']))).orderBy(enquiries.year, enquiries.number)
      return rows.map(({ id, year, number, field, unitId }) => ({ id, title: `HĐ ${number}/${year}`, field, unitId: unitId!, href: `/enquiries/${id}` }))
    },
    async move(db, id, { to, personId }) {
      const [row] = await db.select({ personId: enquiries.personId }).from(enquiries).where(eq(enquiries.id, id))
      await db.update(enquiries).set({ unitId: to, personId: personId(row!.personId) }).where(eq(enquiries.id, id))
    },
  },
  {
    kind: 'handover', name: 'Câu hỏi trợ lý chuyển đến', subject: 'handover',
    async held(db, unitIds) {
      const rows = await db.select({ id: handovers.id, note: handovers.note, unitId: handovers.unitId }).from(handovers)
        .where(and(inArray(handovers.unitId, unitIds), isNull(handovers.answeredAt))).orderBy(handovers.at, handovers.id)
      return rows.map(({ note, ...row }) => ({ ...row, title: note || 'Câu hỏi không kèm lời nhắn', field: null, href: `/assistant/handovers/${row.id}` }))
    },
    move: async (db, id, { to }) => { await db.update(handovers).set({ unitId: to }).where(eq(handovers.id, id)) },
  },
  {
    kind: 'faq', name: 'Câu hỏi thường gặp', subject: 'faq',
    async held(db, unitIds) {
      const rows = await db.select({ id: faqs.id, title: faqs.question, field: faqs.field, unitId: faqs.ownerUnitId }).from(faqs)
        .where(and(inArray(faqs.ownerUnitId, unitIds), ne(faqs.state, 'archived'))).orderBy(faqs.question, faqs.id)
      return rows.map(row => ({ ...row, href: `/faqs/${row.id}` }))
    },
    async move(db, id, { to, personId }) {
      const [row] = await db.select({ ownerId: faqs.ownerId }).from(faqs).where(eq(faqs.id, id))
      await db.update(faqs).set({ ownerUnitId: to, ownerId: personId(row!.ownerId) }).where(eq(faqs.id, id))
    },
  },
  {
    kind: 'template', name: 'Mẫu trả lời', subject: 'replyTemplate',
    async held(db, unitIds) {
      const rows = await db.select({ id: replyTemplates.id, title: replyTemplates.title, field: replyTemplates.field, unitId: replyTemplates.ownerUnitId })
        .from(replyTemplates).where(inArray(replyTemplates.ownerUnitId, unitIds)).orderBy(replyTemplates.title, replyTemplates.id)
      return rows.map(row => ({ ...row, href: `/replies/templates/${row.id}` }))
    },
    move: async (db, id, { to }) => { await db.update(replyTemplates).set({ ownerUnitId: to }).where(eq(replyTemplates.id, id)) },
  },
  {
    kind: 'line', name: 'Dòng kế hoạch tuyên truyền chưa đến hạn', subject: 'propagandaLine',
    async held(db, unitIds, on) {
      const rows = await db.select({ id: propagandaLines.id, title: propagandaLines.topic, unitId: propagandaLines.unitId })
        .from(propagandaLines).where(and(inArray(propagandaLines.unitId, unitIds), isNull(propagandaLines.droppedAt), gte(propagandaLines.due, on))).orderBy(propagandaLines.topic, propagandaLines.id)
      return rows.map(({ id, title, unitId }) => ({ id, title, unitId, field: null, href: `/propaganda/plan/${id}` }))
    },
    move: async (db, id, { to }) => { await db.update(propagandaLines).set({ unitId: to }).where(eq(propagandaLines.id, id)) },
  },
  {
    kind: 'piece', name: 'Bài tuyên truyền', subject: 'piece',
    async held(db, unitIds) {
      const rows = await db.select({ id: pieces.id, title: pieces.title, unitId: pieces.unitId }).from(pieces)
        .where(and(inArray(pieces.unitId, unitIds), ne(pieces.state, 'recalled'))).orderBy(pieces.title, pieces.id)
      return rows.map(row => ({ ...row, field: null, href: `/propaganda/${row.id}` }))
    },
    move: async (db, id, { to }) => { await db.update(pieces).set({ unitId: to }).where(eq(pieces.id, id)) },
  },
  {
    kind: 'series', name: 'Lịch họp định kỳ có mời đơn vị', subject: 'series',
    async held(db, unitIds) {
      const rows = await db.select({ id: meetingSeries.id, title: meetingSeries.name, unitIds: meetingSeries.unitIds }).from(meetingSeries)
        .where(isNull(meetingSeries.endedOn)).orderBy(meetingSeries.name, meetingSeries.id)
      return rows.flatMap(({ id, title, unitIds: invited }) => unitIds.filter(one => invited.includes(one))
        .map(unitId => ({ id: `${id} ${unitId}`, title, field: null, unitId, href: `/meetings/series/${id}` })))
    },
    subjectId: id => id.split(' ')[0]!,
    async move(db, id, { from, to }) {
      const row = eq(meetingSeries.id, id.split(' ')[0]!)
      const [series] = await db.select({ unitIds: meetingSeries.unitIds, revision: meetingSeries.revision }).from(meetingSeries).where(row)
      await db.update(meetingSeries).set({ unitIds: [...new Set(series!.unitIds.map(one => (one === from ? to : one)))], revision: series!.revision + 1 }).where(row)
    },
  },
  {
    kind: 'criterion', name: 'Tiêu chí phụ trách', subject: 'criteria',
    async held(db, unitIds) {
      const rows = await db.select({ id: criteria.id, setId: criteria.setId, title: criteria.name, unitId: criteria.ownerUnitId }).from(criteria)
        .where(inArray(criteria.ownerUnitId, unitIds)).orderBy(criteria.setId, criteria.position)
      return rows.map(({ id, setId, title, unitId }) => ({ id, title, field: null, unitId: unitId!, href: `/scoring/sets/${setId}` }))
    },
    move: async (db, id, { to }) => { await db.update(criteria).set({ ownerUnitId: to }).where(eq(criteria.id, id)) },
  },
  {
    kind: 'reportPart', name: 'Phần báo cáo chưa gửi', subject: 'period',
    async held(db, unitIds) {
      const rows = await db.select({ id: reportParts.id, periodId: reportParts.periodId, title: periods.name, unitId: reportParts.unitId })
        .from(reportParts).innerJoin(periods, eq(periods.id, reportParts.periodId))
        .where(and(inArray(reportParts.unitId, unitIds), eq(reportParts.state, 'asked'))).orderBy(reportParts.due, reportParts.id)
      return rows.map(({ id, periodId, title, unitId }) => ({ id, title, field: null, unitId, href: `/periods/${periodId}` }))
    },
    async move(db, id, { from, to }) {
      const [part] = await db.select({ periodId: reportParts.periodId }).from(reportParts).where(eq(reportParts.id, id))
      const theirs = await db.$count(reportParts, and(eq(reportParts.periodId, part!.periodId), eq(reportParts.unitId, to)))
      // The successor is asked already: one part says it for both.
      if (theirs) await db.delete(reportParts).where(and(eq(reportParts.id, id), eq(reportParts.unitId, from)))
      else await db.update(reportParts).set({ unitId: to }).where(eq(reportParts.id, id))
    },
  },
]
