// Documents on which a plan rests, with the clause that it quotes; only a draft's can be changed.
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { isDay } from '../clock.ts'
import { NotFound } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { newId } from '../ids.ts'
import type { Write } from '../store/store.ts'
import { clean, line } from '../text.ts'
import { basesOf } from './plans.ts'
import { planBases, type Plan } from './tables.ts'

const optional = (most: number) => z.string().trim().max(most, `Không quá ${most} chữ.`).optional().transform(value => (value ? line(value) : null))
export const basisForm = z.looseObject({
  number: z.string('Hãy ghi số, ký hiệu, ví dụ 76/NQ-CP.').trim().min(1, 'Hãy ghi số, ký hiệu, ví dụ 76/NQ-CP.').max(80, 'Không quá 80 chữ.').transform(line),
  title: z.string('Hãy ghi loại và trích yếu văn bản.').trim().min(1, 'Hãy ghi loại và trích yếu văn bản.').max(600, 'Không quá 600 chữ.').transform(line),
  date: z.string().optional().transform(value => value || null).refine(value => value === null || isDay(value), 'Hãy ghi ngày có thật.'),
  issuer: optional(200), clause: optional(200),
  quote: z.string().trim().max(4000, 'Không quá 4.000 chữ.').optional().transform(value => (value ? clean(value) : null)),
})
type BasisInput = z.output<typeof basisForm>
const kept = ({ number, title, date, issuer, clause, quote }: BasisInput) => ({ number, title, date, issuer, clause, quote })

export async function addBasis(db: Write, actor: Actor, plan: Plan, input: BasisInput): Promise<void> {
  const last = (await basesOf(db, plan.id)).at(-1)
  await db.insert(planBases).values({ id: newId(), planId: plan.id, position: (last?.position ?? -1) + 1, ...kept(input) })
  await record(db, actor, 'plan basis changed', 'plan', plan.id, { number: input.number, change: 'added' })
}

export async function changeBasis(db: Write, actor: Actor, plan: Plan, id: string, input: BasisInput): Promise<void> {
  const changed = await db.update(planBases).set(kept(input)).where(and(eq(planBases.id, id), eq(planBases.planId, plan.id))).returning({ id: planBases.id })
  if (!changed.length) throw new NotFound('Không có căn cứ này, hoặc nó đã bị bỏ.')
  await record(db, actor, 'plan basis changed', 'plan', plan.id, { number: input.number, change: 'changed' })
}

export async function removeBasis(db: Write, actor: Actor, plan: Plan, id: string): Promise<void> {
  const removed = await db.delete(planBases).where(and(eq(planBases.id, id), eq(planBases.planId, plan.id))).returning({ number: planBases.number })
  if (!removed.length) throw new NotFound('Không có căn cứ này, hoặc nó đã bị bỏ.')
  await record(db, actor, 'plan basis changed', 'plan', plan.id, { number: removed[0]!.number, change: 'removed' })
}
