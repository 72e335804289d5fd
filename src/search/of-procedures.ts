// Procedures in the search: found by name, everyday names, code, field, agency and decision; as they stand today.
import { asc, gt, inArray } from 'drizzle-orm'
import { may } from '../policy.ts'
import { catalogue, rowsById } from '../procedures/catalogue.ts'
import { statusOf } from '../procedures/list-pages.ts'
import { procedures, procedureVersions } from '../procedures/tables.ts'
import { procedureIdsOf } from '../procedures/versions.ts'
import type { Subject } from './subjects.ts'

export const procedureSubject: Subject = {
  kind: 'procedure', label: 'Thủ tục', icon: 'file-text',
  async changedBy(_, events) { return [...new Set(events.flatMap(procedureIdsOf))] },
  async idsAfter(db, id, limit) {
    return (await db.select({ id: procedures.id }).from(procedures).where(gt(procedures.id, id)).orderBy(asc(procedures.id)).limit(limit)).map(row => row.id)
  },
  async textsOf(db, ids) {
    const v = procedureVersions
    const rows = await db.select({ id: v.procedureId, name: v.name, code: v.code, field: v.field, agency: v.agency, decision: v.decision, search: v.search })
      .from(v).where(inArray(v.procedureId, [...ids])).orderBy(asc(v.procedureId), asc(v.number))
    // The newest version comes last and stands. Everyday names are in its folded words: reading whole records for them would take long.
    return new Map(rows.map(({ id, name, search, ...more }) => [id, { title: name, body: [more.code, more.field, more.agency, more.decision, search], seenBy: [] }]))
  },
  reachOf: user => (may(user, 'see procedures') ? [] : null),
  async hitsOf(db, _, ids) {
    const register = await catalogue(db)
    const byId = rowsById(register)
    return ids.flatMap(id => {
      const row = byId.get(id)
      return row ? [{ id, title: row.name, href: `/procedures/${id}`, status: statusOf(row.state), past: row.state === 'abolished', details: [row.code, row.field] }] : []
    })
  },
}
