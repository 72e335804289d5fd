// Pieces of propaganda in the search: found by title, form and every word of the latest version.
import { asc, gt, inArray } from 'drizzle-orm'
import { may } from '../policy.ts'
import { formNames } from '../propaganda/forms.ts'
import { pieces } from '../propaganda/tables.ts'
import { pieceStatus } from '../propaganda/words.ts'
import { subjectIds, type Subject } from './subjects.ts'

export const pieceSubject: Subject = {
  kind: 'piece', label: 'Bài tuyên truyền', icon: 'speakerphone',
  async changedBy(_, events) { return subjectIds(events, 'piece') },
  async idsAfter(db, id, limit) {
    return (await db.select({ id: pieces.id }).from(pieces).where(gt(pieces.id, id)).orderBy(asc(pieces.id)).limit(limit)).map(row => row.id)
  },
  async textsOf(db, ids) {
    const rows = await db.select({ id: pieces.id, title: pieces.title, form: pieces.form, search: pieces.search }).from(pieces).where(inArray(pieces.id, [...ids]))
    return new Map(rows.map(({ id, title, form, search }) => [id, { title, body: [formNames[form], search], seenBy: [] }]))
  },
  reachOf: user => (may(user, 'see propaganda') ? [] : null),
  async hitsOf(db, user, ids) {
    if (!may(user, 'see propaganda')) return []
    const rows = await db.select().from(pieces).where(inArray(pieces.id, [...ids]))
    return rows.map(piece => ({ id: piece.id, title: piece.title, href: `/propaganda/${piece.id}`, status: pieceStatus(piece), past: piece.state === 'recalled', details: [formNames[piece.form]] }))
  },
}
