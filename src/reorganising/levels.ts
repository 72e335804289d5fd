// Levels of procedures changed in bulk: what a level did that was abolished goes to another, as new versions by one decision.
import { asc, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { isDay, today } from '../clock.ts'
import { Invalid } from '../errors.ts'
import type { Actor } from '../events/events.ts'
import { levels, type Level } from '../procedures/content.ts'
import { procedureVersions } from '../procedures/tables.ts'
import { publishMany } from '../procedures/versions.ts'
import type { Read, Write } from '../store/store.ts'
import { line } from '../text.ts'

const ids = z.union([z.string().transform(one => [one]), z.array(z.string())]).default([])
export const levelsForm = z.object({
  to: z.enum(levels, 'Hãy chọn cấp mới.').refine(level => level !== 'district', 'Cấp huyện đã kết thúc hoạt động.'),
  decision: z.string().transform(line).pipe(z.string().min(1, 'Hãy ghi số quyết định.').max(300, 'Dài quá 300 ký tự.')),
  effectiveFrom: z.string().refine(isDay, 'Hãy nhập ngày áp dụng.'),
  item: ids,
})

interface OfDistrict { id: string; name: string; code: string | null; field: string | null; levels: Level[] }

/** Procedures whose newest version still names the district level. */
export async function ofDistrict(db: Read): Promise<OfDistrict[]> {
  const { procedureId: id, number, kind, name, code, field, facts } = procedureVersions
  const rows = await db.select({ id, number, kind, name, code, field, facts }).from(procedureVersions).orderBy(asc(procedureVersions.number))
  const newest = new Map(rows.map(row => [row.id, row]))
  return [...newest.values()].filter(row => row.kind !== 'abolished' && row.facts.levels.includes('district'))
    .map(({ id, name, code, field, facts }) => ({ id, name, code, field, levels: facts.levels }))
    .toSorted((a, b) => (a.field ?? '').localeCompare(b.field ?? '', 'vi') || a.name.localeCompare(b.name, 'vi') || (a.id < b.id ? -1 : 1))
}

/** One new version of each, in which the new level stands in place of the district's; nothing older changes. Returns how many. */
export async function changeLevels(db: Write, actor: Actor, { to, decision, effectiveFrom, item }: z.infer<typeof levelsForm>): Promise<number> {
  const chosen = (await ofDistrict(db)).filter(({ id }) => item.includes(id)).map(({ id }) => id)
  if (!chosen.length) throw new Invalid({ '': 'Hãy chọn ít nhất một thủ tục.' })
  for (let start = 0; start < chosen.length; start += 100) {
    const some = chosen.slice(start, start + 100)
    const rows = await db.select({ id: procedureVersions.procedureId, content: procedureVersions.content }).from(procedureVersions)
      .where(inArray(procedureVersions.procedureId, some)).orderBy(asc(procedureVersions.number))
    const newest = new Map(rows.map(({ id, content }) => [id, content]))
    await publishMany(db, actor, [...newest].map(([procedureId, content]) => ({
      procedureId, decision, effectiveFrom, publishedOn: today(), note: 'Đổi cấp thực hiện theo quyết định sắp xếp.',
      content: { ...content, levels: [...new Set(content.levels.map(level => (level === 'district' ? to : level)))] },
    })), 'levels')
  }
  return chosen.length
}
