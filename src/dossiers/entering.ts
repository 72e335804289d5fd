// Entering a unit's table of dossiers: read from a form, checked crosswise and against the period before, kept as a version of its own.
import type { User } from '../accounts/accounts.ts'
import { now } from '../clock.ts'
import { Invalid, NotAllowed } from '../errors.ts'
import { record } from '../events/events.ts'
import { newId } from '../ids.ts'
import type { Period } from '../periods/tables.ts'
import { actor, may } from '../policy.ts'
import type { Write } from '../store/store.ts'
import { fold, line } from '../text.ts'
import { unitNames } from '../units/units.ts'
import { carriedOver, crossFoot, leaves } from './counting.ts'
import { rowsBefore, versionsOf } from './sheets.ts'
import { dossierSheets, type DossierRow } from './tables.ts'

export const mostRows = 60

/** The values of a form for rows. */
export const valuesOf = (rows: readonly DossierRow[]): Record<string, string> =>
  Object.fromEntries(rows.flatMap((row, at) => [
    [`field.${at}`, row.field], ...leaves.map((leaf): [string, string] => [`${leaf}.${at}`, row[leaf] ? String(row[leaf]) : '']),
  ]))

/** The rows that a form holds. Throws Invalid with a sentence for each cell that makes no sense. */
function rowsIn(typed: Record<string, unknown>): { rows: DossierRow[]; places: number[] } {
  const text = (name: string) => (typeof typed[name] === 'string' ? line(typed[name]) : '')
  const errors: Record<string, string> = {}
  const rows: DossierRow[] = []
  const places: number[] = []
  const fields = new Set<string>()
  for (let at = 0; at < mostRows; at++) {
    const field = text(`field.${at}`)
    const row: DossierRow = { field, carried: 0, online: 0, direct: 0, early: 0, onTime: 0, late: 0, pending: 0, pendingLate: 0 }
    let any = false
    for (const leaf of leaves) {
      const said = text(`${leaf}.${at}`).replace(/[.\s]/g, '')
      if (!said) continue
      any = true
      if (/^\d{1,7}$/.test(said)) row[leaf] = Number(said)
      else errors[`${leaf}.${at}`] = 'Ghi số nguyên, không âm.'
    }
    if (!field) {
      if (any) errors[`field.${at}`] = 'Ghi tên lĩnh vực.'
      continue
    }
    if (field.length > 300) errors[`field.${at}`] = 'Không quá 300 ký tự.'
    if (fields.has(fold(field))) errors[`field.${at}`] = 'Lĩnh vực này đã có ở dòng trên.'
    fields.add(fold(field))
    rows.push(row)
    places.push(at)
  }
  if (!Object.keys(errors).length && !rows.length) errors['field.0'] = 'Ghi ít nhất một lĩnh vực.'
  if (Object.keys(errors).length) throw new Invalid(errors)
  return { rows, places }
}

/**
 * Keeps what was typed as the next version. Sums must agree in each row; what was carried over must be what the period before
 * left, or the note says why not. Throws Invalid otherwise.
 */
export async function enterDossiers(db: Write, user: User, period: Period, unitId: string, typed: Record<string, unknown>): Promise<number> {
  if (!may(user, 'enter dossiers', { unitId })) throw new NotAllowed('Biểu 06 của đơn vị do người của đơn vị ấy và đầu mối KSTTHC nhập.')
  const { rows, places } = rowsIn(typed)
  const note = typeof typed.note === 'string' ? typed.note.trim().slice(0, 1000) || null : null
  const before = await rowsBefore(db, period, unitId)
  const errors: Record<string, string> = {}
  for (const [at, row] of rows.entries()) {
    const unequal = crossFoot(row)
    if (unequal) errors[`row.${places[at]}`] = unequal
    const carried = carriedOver(row, before)
    if (carried && !note) errors[`carried.${places[at]}`] = `${carried} Sửa lại, hoặc ghi lý do ở ghi chú.`
  }
  if (Object.keys(errors).length) throw new Invalid(errors)
  const [latest] = await versionsOf(db, period.id, unitId)
  const number = (latest?.number ?? 0) + 1
  if (String(latest?.number ?? 0) !== typed.number) throw new Invalid({ '': 'Biểu này vừa được người khác nhập. Điều bạn ghi còn ở đây; mở lại trang ở thẻ khác để so trước khi lưu.' })
  await db.insert(dossierSheets).values({
    id: newId(), periodId: period.id, unitId, number, rows, note, source: typed.source === 'file' ? 'file' : 'typed', byId: user.id, at: now(),
  })
  await record(
    db, actor(user, 'enter dossiers', { unitId }), 'dossiers entered', 'period', period.id,
    { unit: unitId, unitName: (await unitNames(db)).get(unitId) ?? '', number }
  )
  return number
}
