// What units send for the report of a period: asked for with a day, sent, taken by whoever writes the report or returned with a reason.
import { and, asc, eq, inArray, notInArray, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { isDay, now, today } from '../clock.ts'
import { Invalid, NotAllowed, NotFound } from '../errors.ts'
import { record } from '../events/events.ts'
import { newId } from '../ids.ts'
import type { Period } from '../periods/tables.ts'
import { actor, may } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { unitNames, unitsOn } from '../units/units.ts'
import { periodicReports, reportParts, type ReportPart } from './tables.ts'

/** The report is laid before those who approve it, or beyond. */
const decided = inArray(periodicReports.state, ['submitted', 'approved', 'sent'])

const prose = z.string().optional().transform(value => (value ?? '').trim()).pipe(z.string().max(8000, 'Không quá 8.000 ký tự.'))
export const partForm = z.looseObject({ results: prose, difficulties: prose, proposals: prose, revision: z.coerce.number('Hãy mở lại trang.') })
export const askForm = z.looseObject({ due: z.string().optional().transform(value => value ?? '').refine(isDay, 'Chọn ngày đơn vị phải gửi.') })
export const returnForm = z.looseObject({
  reason: z.string().optional().transform(value => (value ?? '').trim()).pipe(z.string().min(3, 'Ghi cần sửa, bổ sung gì.').max(1000, 'Không quá 1.000 ký tự.')),
  revision: z.coerce.number('Hãy mở lại trang.'),
})
export const revisionForm = z.looseObject({ revision: z.coerce.number('Hãy mở lại trang.') })

/** Units that are asked for a part: all that stand today but the leadership. */
export const askableUnits = async (db: Read) => (await unitsOn(db, today())).filter(({ kind }) => kind !== 'leadership')

export const partsOf = (db: Read, periodId: string): Promise<ReportPart[]> =>
  db.select().from(reportParts).where(eq(reportParts.periodId, periodId)).orderBy(asc(reportParts.askedAt), asc(reportParts.unitId))

/** Whether the person writes, or decides on, reports: they read every part. */
export const readsAllParts = (user: User): boolean => may(user, 'write reports') || may(user, 'approve reports')
export const mayReadPart = (user: User, unitId: string): boolean => readsAllParts(user) || may(user, 'send report parts', { unitId })

/** The part of a unit, where the person may read it. Throws NotFound. */
export async function findPart(db: Read, user: User, periodId: string, unitId: string): Promise<ReportPart> {
  const [part] = mayReadPart(user, unitId) ? await db.select().from(reportParts).where(and(eq(reportParts.periodId, periodId), eq(reportParts.unitId, unitId))) : []
  if (!part) throw new NotFound('Đơn vị này không được yêu cầu gửi phần báo cáo, hoặc bạn không được xem.')
  return part
}

/** Asks units for their parts; those that were asked already stay as they are. Returns how many were asked anew. */
export async function askForParts(db: Write, user: User, period: Period, unitIds: readonly string[], due: string): Promise<number> {
  if (!may(user, 'write reports')) throw new NotAllowed()
  await refuseSent(db, period)
  if (due < today()) throw new Invalid({ due: 'Ngày này đã qua. Chọn từ hôm nay trở đi.' })
  const known = new Set((await askableUnits(db)).map(({ id }) => id))
  const wanted = unitIds.filter(id => known.has(id))
  if (!wanted.length) throw new Invalid({ units: 'Chọn ít nhất một đơn vị.' })
  const asked = await db.insert(reportParts).values(wanted.map(unitId => ({
    id: newId(), periodId: period.id, unitId, state: 'asked' as const, due, askedById: user.id, askedAt: now(),
  })))
    .onConflictDoNothing().returning({ unitId: reportParts.unitId })
  if (!asked.length) throw new Invalid({ units: 'Các đơn vị này đã được yêu cầu.' })
  await record(db, actor(user, 'write reports'), 'report parts asked', 'period', period.id, { units: asked.length, unitIds: asked.map(({ unitId }) => unitId), due })
  return asked.length
}

/** Sends the part of a unit, or sends it again until it is taken. */
export async function sendPart(db: Write, user: User, period: Period, part: ReportPart, input: z.output<typeof partForm>): Promise<void> {
  if (!may(user, 'send report parts', { unitId: part.unitId })) throw new NotAllowed('Người của đơn vị gửi phần báo cáo của đơn vị.')
  await refuseSent(db, period)
  if (part.state === 'taken') throw new Invalid({ '': 'Phần này đã được nhận vào báo cáo. Cần sửa thì nhờ đầu mối CCHC trả lại.' })
  const { results, difficulties, proposals } = input
  if (!results) throw new Invalid({ results: 'Ghi kết quả của đơn vị trong kỳ.' })
  await change(db, part, input.revision, { results, difficulties, proposals, state: 'sent', returned: null, sentById: user.id, sentAt: now() })
  await record(
    db, actor(user, 'send report parts', { unitId: part.unitId }), 'report part sent', 'period', period.id,
    { unit: part.unitId, unitName: await nameOf(db, part.unitId), askedBy: part.askedById }
  )
}

/** Takes a part into the report. */
export async function takePart(db: Write, user: User, period: Period, part: ReportPart, revision: number): Promise<void> {
  if (!may(user, 'write reports')) throw new NotAllowed()
  if (part.state !== 'sent') throw new Invalid({ '': part.state === 'taken' ? 'Phần này đã được nhận.' : 'Đơn vị chưa gửi phần này.' })
  await change(db, part, revision, { state: 'taken', takenById: user.id, takenAt: now() })
  await record(
    db, actor(user, 'write reports'), 'report part taken', 'period', period.id,
    { unit: part.unitId, unitName: await nameOf(db, part.unitId), sentBy: part.sentById }
  )
}

/** Returns a part that was sent, or taken by mistake, with what is wanted. */
export async function returnPart(db: Write, user: User, period: Period, part: ReportPart, { reason, revision }: z.output<typeof returnForm>): Promise<void> {
  if (!may(user, 'write reports')) throw new NotAllowed()
  await refuseSent(db, period)
  if (part.state === 'asked') throw new Invalid({ '': 'Đơn vị chưa gửi phần này.' })
  await change(db, part, revision, { state: 'asked', returned: reason, takenById: null, takenAt: null })
  await record(
    db, actor(user, 'write reports'), 'report part returned', 'period', period.id,
    { unit: part.unitId, unitName: await nameOf(db, part.unitId), reason, sentBy: part.sentById }
  )
}

async function change(db: Write, part: ReportPart, revision: number, values: Partial<ReportPart>): Promise<void> {
  const changed = await db.update(reportParts).set({ ...values, revision: part.revision + 1 })
    .where(and(eq(reportParts.id, part.id), eq(reportParts.revision, revision))).returning({ id: reportParts.id })
  if (!changed.length) throw new Invalid({ '': 'Phần này vừa được người khác sửa. Điều bạn ghi còn ở đây; mở lại trang ở thẻ khác để so trước khi gửi.' })
}

const nameOf = async (db: Read, unitId: string) => (await unitNames(db)).get(unitId) ?? ''

/** A report that is decided on has taken its parts. */
async function refuseSent(db: Read, { id }: Period): Promise<void> {
  if (await db.$count(
    periodicReports, and(eq(periodicReports.periodId, id), decided)
  )) throw new Invalid({ '': 'Báo cáo của kỳ đã trình nên phần của đơn vị không đổi được nữa.' })
}


/** The condition for parts that units still owe: once the report is laid before the leaders, nobody waits for them. */
export const owedParts = (db: Read): SQL | undefined =>
  and(eq(reportParts.state, 'asked'), notInArray(reportParts.periodId, db.select({ id: periodicReports.periodId }).from(periodicReports).where(decided)))

/** Parts that wait for the units of the person, the most pressing first. */
export async function partsOwed(db: Read, user: User): Promise<ReportPart[]> {
  const unitIds = [...new Set(user.roles.flatMap(held => held.unitIds))].filter(unitId => may(user, 'send report parts', { unitId }))
  if (!unitIds.length) return []
  return db.select().from(reportParts).where(and(inArray(reportParts.unitId, unitIds), owedParts(db))).orderBy(asc(reportParts.due), asc(reportParts.id))
}
