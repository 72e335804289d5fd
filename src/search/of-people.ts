// People in the search: found by name, title, unit, duties and address, as the directory shows them to everybody.
import { and, asc, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm'
import { people, postings } from '../accounts/tables.ts'
import { today, written } from '../clock.ts'
import { may } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { units } from '../units/tables.ts'
import { subjectIds, type Subject } from './subjects.ts'

const everybody = async (db: Read) => (await db.select({ id: people.id }).from(people)).map(({ id }) => id)

/** Where each serves today, or will from a day that is known. */
async function placesOf(db: Read, ids: readonly string[], future: boolean) {
  const day = today()
  const rows = await db.select({ personId: postings.personId, title: postings.title, unit: units.name, since: postings.since })
    .from(postings).innerJoin(units, eq(units.id, postings.unitId))
    .where(and(inArray(postings.personId, [...ids]), future ? undefined : lte(postings.since, day), or(isNull(postings.until), gt(postings.until, day))))
    .orderBy(asc(postings.since))
  return Map.groupBy(rows, ({ personId }) => personId)
}

export const peopleSubject: Subject = {
  kind: 'person', label: 'Người', icon: 'users',
  async changedBy(db, events) {
    const own = subjectIds(events.filter(({ action }) => !action.includes('session')), 'person')
    // Units that change take their people along.
    return events.some(({ subjectKind }) => subjectKind === 'unit') ? everybody(db) : own
  },
  async idsAfter(db, id, limit) {
    return (await db.select({ id: people.id }).from(people).where(gt(people.id, id)).orderBy(asc(people.id)).limit(limit)).map(row => row.id)
  },
  async textsOf(db, ids) {
    const places = await placesOf(db, ids, true)
    const rows = await db.select().from(people).where(inArray(people.id, [...ids]))
    return new Map(rows.map(({ id, name, email, userName, duties }) => [id, {
      title: name, seenBy: [], body: [...duties, email?.split('@')[0] ?? null, userName, ...(places.get(id) ?? []).flatMap(({ title, unit }) => [title, unit])],
    }]))
  },
  reachOf: user => (may(user, 'see people') ? [] : null),
  async hitsOf(db, _, ids) {
    const places = await placesOf(db, ids, false)
    const rows = await db.select().from(people).where(inArray(people.id, [...ids]))
    return rows.map(({ id, name, leftOn, duties, extension }) => {
      const place = places.get(id)?.[0]
      return {
        id, title: name, href: `/people/${id}`, past: leftOn !== null, status: leftOn ? { kind: 'past' as const, label: `Thôi công tác ${written(leftOn)}` } : null,
        details: [place?.title ?? null, place?.unit ?? null, ...duties, extension && `máy lẻ ${extension}`],
      }
    })
  },
}
