// Documents of the register of evidence in the search: by subject, number, issuer and file name; by whoever may see them.
import { and, asc, eq, gt, inArray, isNull, ne, or } from 'drizzle-orm'
import { numberInWords } from '../evidence/documents.ts'
import { unitsOf, visibleDocuments } from '../evidence/seeing.ts'
import { citations, documents } from '../evidence/tables.ts'
import { may, reach } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { ownUnits } from '../tasks/seeing.ts'
import { reports, taskParts, tasks } from '../tasks/tables.ts'
import { subjectIds, type Subject } from './subjects.ts'
import { personWord, unitWord } from './words.ts'

// Who sees every task sees what is cited on any; who sees plans what is cited on a plan, who sees propaganda what proves that it was distributed.
const citedOnTask = 'ctask'
const citedOnPlan = 'cplan'
const citedOnPiece = 'cpiece'
const citedOnScore = 'cscore'

/** The documents that a valid citation leads to from these tasks, by themselves or by their reports. */
async function citedOn(db: Read, taskIds: readonly string[]): Promise<string[]> {
  if (!taskIds.length) return []
  const own = db.select({ id: reports.id }).from(reports).where(inArray(reports.taskId, [...taskIds]))
  const rows = await db.selectDistinct({ id: citations.documentId }).from(citations).where(or(
    and(eq(citations.subjectKind, 'task'), inArray(citations.subjectId, [...taskIds])), and(eq(citations.subjectKind, 'report'), inArray(citations.subjectId, own))))
  return rows.map(({ id }) => id)
}

/** Words of who sees each document by where it is cited. */
async function readersOf(db: Read, ids: readonly string[]): Promise<Map<string, Set<string>>> {
  const readers = new Map<string, Set<string>>(ids.map(id => [id, new Set()]))
  const valid = and(inArray(citations.documentId, [...ids]), isNull(citations.removedAt))
  const row = { document: citations.documentId, task: tasks.id, personId: tasks.personId, assignerId: tasks.assignerId }
  const cited = [
    ...await db.select(row).from(citations).innerJoin(tasks, eq(tasks.id, citations.subjectId))
      .where(and(valid, eq(citations.subjectKind, 'task'), ne(tasks.state, 'draft'))),
    ...await db.select(row).from(citations).innerJoin(reports, eq(reports.id, citations.subjectId)).innerJoin(tasks, eq(tasks.id, reports.taskId))
      .where(and(valid, eq(citations.subjectKind, 'report'))),
  ]
  const taskIds = [...new Set(cited.map(({ task }) => task))]
  const parts = Map.groupBy(taskIds.length ? await db.select().from(taskParts).where(inArray(taskParts.taskId, taskIds)) : [], ({ taskId }) => taskId)
  for (const { document, task, personId, assignerId } of cited) {
    const words = readers.get(document)!.add(citedOnTask).add(personWord(assignerId))
    if (personId) words.add(personWord(personId))
    for (const part of parts.get(task) ?? []) {
      words.add(unitWord(part.unitId))
      if (part.personId) words.add(personWord(part.personId))
    }
  }
  const elsewhere = await db.select({ document: citations.documentId, kind: citations.subjectKind }).from(citations)
    .where(and(valid, inArray(citations.subjectKind, ['plan', 'distribution', 'score'])))
  for (const { document, kind } of elsewhere) readers.get(document)!.add(kind === 'plan' ? citedOnPlan : kind === 'score' ? citedOnScore : citedOnPiece)
  return readers
}

export const documentSubject: Subject = {
  kind: 'document', label: 'Văn bản, minh chứng', icon: 'files',
  async changedBy(db, events) {
    const cited = events.flatMap(({ details }) => (typeof details.document === 'string' ? [details.document] : []))
    // Who sees a task sees its evidence: a hand-over opens and closes it.
    return [...new Set([...subjectIds(events, 'document'), ...cited, ...await citedOn(db, subjectIds(events, 'task'))])]
  },
  async idsAfter(db, id, limit) {
    return (await db.select({ id: documents.id }).from(documents).where(gt(documents.id, id)).orderBy(asc(documents.id)).limit(limit)).map(row => row.id)
  },
  async textsOf(db, ids) {
    const rows = await db.select().from(documents).where(inArray(documents.id, [...ids]))
    const readers = await readersOf(db, ids)
    return new Map(rows.map(({ id, subject, number, issuer, fileName, unitId, madeById }) => [id, {
      title: subject, body: [number, issuer, fileName], seenBy: [...new Set([personWord(madeById), ...(unitId ? [unitWord(unitId)] : []), ...readers.get(id)!])],
    }]))
  },
  reachOf(user) {
    const far = reach(user, 'see tasks')
    if (far === '-') return null
    const units = new Set([...unitsOf(user), ...ownUnits(user)])
    return [
      personWord(user.id), ...[...units].map(unitWord), ...(far === 'any' ? [citedOnTask] : []),
      ...(may(user, 'see plans') ? [citedOnPlan] : []), ...(may(user, 'see propaganda') ? [citedOnPiece] : []),
      ...(reach(user, 'see scores') === 'any' ? [citedOnScore] : []),
    ]
  },
  async hitsOf(db, user, ids) {
    const rows = await db.select().from(documents).where(and(inArray(documents.id, [...ids]), visibleDocuments(db, user)))
    return rows.map(document => ({
      id: document.id, title: document.subject, href: `/documents/${document.id}`, status: null, past: false,
      details: [numberInWords(document), document.issuer, document.fileId ? null : 'chưa có tệp'],
    }))
  },
}
