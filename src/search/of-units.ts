// Units in the search: found by name and by every other name they go by; those that ended come last.
import { asc, gt, inArray } from 'drizzle-orm'
import { today, written } from '../clock.ts'
import { may } from '../policy.ts'
import { units } from '../units/tables.ts'
import { kindNames, nowOf } from '../units/units.ts'
import type { Subject } from './subjects.ts'

export const unitSubject: Subject = {
  kind: 'unit', label: 'Đơn vị', icon: 'sitemap',
  // A merger is one event of one unit and changes several; an office has tens of them.
  async changedBy(db, events) {
    return events.some(({ subjectKind }) => subjectKind === 'unit') ? (await db.select({ id: units.id }).from(units)).map(({ id }) => id) : []
  },
  async idsAfter(db, id, limit) {
    return (await db.select({ id: units.id }).from(units).where(gt(units.id, id)).orderBy(asc(units.id)).limit(limit)).map(row => row.id)
  },
  async textsOf(db, ids) {
    const rows = await db.select().from(units).where(inArray(units.id, [...ids]))
    return new Map(rows.map(({ id, name, aliases }) => [id, { title: name, body: aliases, seenBy: [] }]))
  },
  reachOf: user => (may(user, 'see people') ? [] : null),
  async hitsOf(db, _, ids) {
    const rows = await db.select().from(units).where(inArray(units.id, [...ids]))
    return Promise.all(rows.map(async ({ id, name, kind, until, aliases }) => {
      const ended = until !== null && until <= today()
      const next = ended ? (await nowOf(db, id)).map(unit => unit.name).join(', ') : ''
      return { id, title: name, href: `/units/${id}`, past: ended, status: ended ? { kind: 'past' as const, label: `Kết thúc ${written(until)}` } : null,
        details: [next ? `nay là ${next}` : null, kindNames[kind], aliases.join(', ') || null] }
    }))
  },
}
