// Slips that were handed out: made once for the same guidance on one day, opened again by their code, listed.
import { and, desc, eq, gte, inArray, isNull, lt, type SQL } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { addDays, isDay, now, startOf, today } from '../clock.ts'
import { NotFound } from '../errors.ts'
import { record } from '../events/events.ts'
import { actor } from '../policy.ts'
import { catalogue } from '../procedures/catalogue.ts'
import type { Known, VersionLine } from '../procedures/procedures.ts'
import type { Read, Write } from '../store/store.ts'
import { searchable } from '../text.ts'
import { codesNear, newCode, readCode } from './codes.ts'
import { slips, type Slip } from './tables.ts'

export interface Printing { case: string | null; turnId: string | null }

/** The code of the guidance: that of today's slip where this person has printed the same already. */
export async function printSlip(
  db: Write, user: User, { procedure }: Pick<Known, 'procedure'>, version: Pick<VersionLine, 'id'>, { case: chosen, turnId }: Printing,
): Promise<string> {
  const [same] = await db.select({ id: slips.id }).from(slips).where(and(
    eq(slips.procedureId, procedure.id), gte(slips.madeAt, startOf(today())), eq(slips.versionId, version.id), eq(slips.madeById, user.id),
    chosen === null ? isNull(slips.case) : eq(slips.case, chosen), turnId === null ? isNull(slips.turnId) : eq(slips.turnId, turnId),
  ))
  if (same) return same.id
  const code = await freeCode(db)
  await db.insert(slips).values({
    id: code, procedureId: procedure.id, versionId: version.id, case: chosen, turnId, checkedOn: procedure.checkedOn, checkedById: procedure.checkedById,
    unitId: procedure.ownerUnitId, madeById: user.id, madeAt: now(),
  })
  await record(db, actor(user, 'enter enquiries'), 'slip printed', 'slip', code, { code, procedureId: procedure.id })
  return code
}

async function freeCode(db: Write): Promise<string> {
  for (;;) {
    const code = newCode()
    if (!await hasSlip(db, code)) return code
  }
}

export const hasSlip = async (db: Read, code: string): Promise<boolean> => await db.$count(slips, eq(slips.id, code)) > 0

const mostNear = 5

/** Slips whose codes a mistyped one may stand for, the latest first: offered, never opened by themselves. */
export const slipsNear = (db: Read, typed: string): Promise<Slip[]> =>
  db.select().from(slips).where(inArray(slips.id, ['', ...codesNear(typed)])).orderBy(desc(slips.madeAt), desc(slips.id)).limit(mostNear)

/** The slip of a code as it was typed. Throws NotFound, with words that help who mistyped it. */
export async function findSlip(db: Read, typed: string): Promise<Slip> {
  const code = readCode(typed)
  if (!code) throw new NotFound('Mã phiếu gõ chưa đúng: mã có 5 ký tự, hãy xem lại từng ký tự trên phiếu.')
  const [slip] = await db.select().from(slips).where(eq(slips.id, code))
  if (!slip) throw new NotFound(`Không có phiếu nào mang mã ${code}.`)
  return slip
}

/** '' is no condition, but without words the list is of one day. */
export interface SlipFilter { q: string; day: string }

export function slipFilter({ q = '', day = '' }: Record<string, string>): SlipFilter {
  const words = q.trim().slice(0, 200)
  return { q: words, day: isDay(day) ? day : words ? '' : today() }
}

/** The condition of a filter: words are looked for in the names and codes of procedures. */
async function condition(db: Read, { q, day }: SlipFilter): Promise<SQL | undefined> {
  const words = searchable(q).split(' ').filter(Boolean)
  const rows = words.length ? (await catalogue(db)).rows : []
  const named = words.length ? rows.filter(({ search }) => words.every(word => search.includes(` ${word}`))).map(({ id }) => id) : null
  return and(day ? and(gte(slips.madeAt, startOf(day)), lt(slips.madeAt, startOf(addDays(day, 1)))) : undefined, named ? inArray(slips.procedureId, named) : undefined)
}

export async function slipsFor(db: Read, filter: SlipFilter, limit: number, offset: number): Promise<Slip[]> {
  return db.select().from(slips).where(await condition(db, filter)).orderBy(desc(slips.madeAt), desc(slips.id)).limit(limit).offset(offset)
}

export const countSlips = async (db: Read, filter: SlipFilter): Promise<number> => db.$count(slips, await condition(db, filter))
