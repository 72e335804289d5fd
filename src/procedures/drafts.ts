// The working copy of a procedure: begun from the newest version or from nothing, saved by several people without losing a word.
import { desc, eq } from 'drizzle-orm'
import { now } from '../clock.ts'
import { Invalid, NotFound } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { newId } from '../ids.ts'
import type { Read, Write } from '../store/store.ts'
import type { ProcedureContent } from './content.ts'
import { tidied } from './facts.ts'
import { procedureDrafts, procedures, procedureVersions, type ProcedureDraft, type ProcedureVersion, type VersionKind } from './tables.ts'
import { publish, type Publication } from './versions.ts'

export async function draftOf(db: Read, procedureId: string): Promise<ProcedureDraft | undefined> {
  const [draft] = await db.select().from(procedureDrafts).where(eq(procedureDrafts.procedureId, procedureId))
  return draft
}

/** Begins a procedure that is not published yet. Returns its id. */
export async function beginProcedure(db: Write, by: Actor, ownerUnitId: string | null,
  content: ProcedureContent): Promise<string> {
  const id = newId()
  await db.insert(procedures).values({ id, state: 'draft', ownerUnitId, createdAt: now() })
  await db.insert(procedureDrafts).values({ procedureId: id, content: tidied(content), baseVersionId: null, revision: 1,
    savedAt: now(), savedById: by.id })
  await record(db, by, 'procedure begun', 'procedure', id)
  return id
}

/**
 * Saves the working copy, beginning it when there is none (`revision` 0).
 * Returns null when it was saved; when somebody else has saved since `revision`, their copy, and nothing is changed.
 */
export async function saveDraft(db: Write, by: Actor, procedureId: string, revision: number,
  content: ProcedureContent): Promise<ProcedureDraft | null> {
  const kept = await draftOf(db, procedureId)
  if ((kept?.revision ?? 0) !== revision) {
    if (kept) return kept
    throw new Invalid({ '': 'Bản nháp này vừa được công bố hoặc bỏ đi. Hãy chép lại phần bạn đã gõ, rồi mở lại trang sửa.' })
  }
  const saved = { content: tidied(content), savedAt: now(), savedById: by.id, revision: revision + 1 }
  if (kept) await db.update(procedureDrafts).set(saved).where(eq(procedureDrafts.procedureId, procedureId))
  else {
    const [newest] = await db.select({ id: procedureVersions.id, kind: procedureVersions.kind }).from(procedureVersions)
      .where(eq(procedureVersions.procedureId, procedureId)).orderBy(desc(procedureVersions.number)).limit(1)
    if (newest?.kind === 'abolished') throw new Invalid({ '': 'Thủ tục đã bãi bỏ nên không sửa nữa.' })
    await db.insert(procedureDrafts).values({ procedureId, baseVersionId: newest?.id ?? null, ...saved })
  }
  await record(db, by, 'procedure draft saved', 'procedure', procedureId, { revision: revision + 1 })
  return null
}

/** Drops the working copy of a published procedure; what is published stays as it is. */
export async function dropDraft(db: Write, by: Actor, procedureId: string): Promise<void> {
  const kept = await draftOf(db, procedureId)
  if (!kept?.baseVersionId) throw new Invalid({ '': 'Chỉ bỏ được bản nháp của thủ tục đã công bố.' })
  await db.delete(procedureDrafts).where(eq(procedureDrafts.procedureId, procedureId))
  await record(db, by, 'procedure draft dropped', 'procedure', procedureId)
}

/**
 * Publishes the working copy as the next version and ends it. Throws Invalid when it was saved since `revision` or says
 * the same as the version in force.
 */
export async function publishDraft(db: Write, by: Actor, procedureId: string, revision: number, how: Omit<Publication,
  'procedureId' | 'content'> & { kind: VersionKind }): Promise<ProcedureVersion> {
  const kept = await draftOf(db, procedureId)
  if (!kept) throw new NotFound('Thủ tục này không có bản nháp.')
  if (kept.revision !== revision) throw new Invalid({ '': 'Bản nháp vừa được lưu lại. Hãy xem những thay đổi mới dưới đây rồi công bố.' })
  await db.delete(procedureDrafts).where(eq(procedureDrafts.procedureId, procedureId))
  return publish(db, by, { ...how, procedureId, content: kept.content })
}
