// Closing a period: its figures and the lists behind them are kept as they stand; what is different since is told beside them.
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { now, today, written } from '../clock.ts'
import { Invalid, NotAllowed, NotFound } from '../errors.ts'
import { record } from '../events/events.ts'
import { keptFigures } from '../figures/kept.ts'
import { newId } from '../ids.ts'
import { actor, may } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { computeFigures, countedBy, countedOf, periodFigures, type FigureSection, type Listing } from './figures.ts'
import { periodBefore, stateOf } from './periods.ts'
import { periodFigures as frozen, periods, type Counted, type Item, type Period } from './tables.ts'

/** A figure without its list: as it was kept, or as it stands. */
export interface Figure extends Omit<Listing, 'items'> { counted: Counted; byUnit: Record<string, Counted>; byGroup: Record<string, Counted> }

const figureOf = ({ items, ...listing }: Listing): Figure =>
  ({ ...listing, counted: countedOf(listing.way, items), byUnit: countedBy({ ...listing, items }, 'unitId'), byGroup: countedBy({ ...listing, items }, 'group') })

const columns = {
  key: frozen.key, section: frozen.section, label: frozen.label, measure: frozen.measure, rule: frozen.rule, way: frozen.way,
  counted: frozen.counted, byUnit: frozen.byUnit, byGroup: frozen.byGroup,
}

/** The figures of a period: frozen once it is closed. */
export async function figuresOf(db: Read, period: Period): Promise<Figure[]> {
  if (!period.closedAt) return (await periodFigures(db, period)).map(figureOf)
  const rows = await db.select(columns).from(frozen).where(eq(frozen.periodId, period.id)).orderBy(asc(frozen.position))
  return rows.map(row => ({ ...row, section: row.section as FigureSection }))
}

/** Figures with their lists: frozen once the period is closed. */
export async function listingsOf(db: Read, period: Period): Promise<Listing[]> {
  if (!period.closedAt) return periodFigures(db, period)
  const rows = await db.select({ ...columns, items: frozen.items }).from(frozen).where(eq(frozen.periodId, period.id)).orderBy(asc(frozen.position))
  return rows.map(({ key, section, label, measure, rule, way, items }) => ({ key, section: section as FigureSection, label, measure, rule, way, items }))
}

/** One figure with its list. Throws NotFound. */
export async function listingOf(db: Read, period: Period, key: string): Promise<Listing> {
  const found = period.closedAt
    ? (await db.select().from(frozen).where(and(eq(frozen.periodId, period.id), eq(frozen.key, key)))).map(row => ({ ...row, section: row.section as FigureSection }))[0]
    : (await periodFigures(db, period)).find(one => one.key === key)
  if (!found) throw new NotFound('Không có chỉ tiêu này trong kỳ.')
  return found
}

export interface Compared { name: string; figures: Record<string, Counted> }

/** What a period is compared with: once closed, as it was then. */
export async function comparedWith(db: Read, period: Period): Promise<Compared | null> {
  if (period.closedAt) return period.before
  const before = await periodBefore(db, period)
  return before && { name: before.name, figures: Object.fromEntries((await figuresOf(db, before)).map(({ key, counted }) => [key, counted])) }
}

/** Freezes the figures of a period that is over. */
export async function closePeriod(db: Write, user: User, period: Period, revision: number): Promise<void> {
  if (!may(user, 'write reports')) throw new NotAllowed('Văn phòng và đầu mối CCHC chốt số liệu.')
  if (period.closedAt) throw new Invalid({ '': `Số liệu ${period.name} đã chốt.` })
  if (stateOf(period) !== 'toClose') throw new Invalid({ '': `Chưa hết kỳ: chốt được từ ngày sau ${written(period.to)}, hôm nay ${written(today())}.` })
  const listings = await computeFigures(db, period)
  const before = await periodBefore(db, period)
  const compared = before && { name: before.name, figures: await valuesOf(db, before) }
  const closed = await db.update(periods).set({ closedAt: now(), closedById: user.id, before: compared, revision: period.revision + 1 })
    .where(and(eq(periods.id, period.id), eq(periods.revision, revision), isNull(periods.closedAt))).returning({ id: periods.id })
  if (!closed.length) throw new Invalid({ '': 'Kỳ này vừa được người khác sửa hoặc chốt. Hãy mở lại trang.' })
  for (const [position, listing] of listings.entries()) {
    await db.insert(frozen).values({ id: newId(), periodId: period.id, position, ...figureOf(listing), items: listing.items })
  }
  await record(db, actor(user, 'write reports'), 'period closed', 'period', period.id, { figures: listings.length })
}

/** The values of a period by key, read in this very transaction. */
async function valuesOf(db: Read, period: Period): Promise<Record<string, Counted>> {
  const figures = period.closedAt ? await figuresOf(db, period) : (await computeFigures(db, period)).map(figureOf)
  return Object.fromEntries(figures.map(({ key, counted }) => [key, counted]))
}

export interface Changed { figure: Pick<Listing, 'key' | 'label' | 'way' | 'section'>; frozen: Counted; now: Counted; added: Item[]; removed: Item[] }

/** Figures of a closed period that would be different if they were counted now, with what came to their lists and what left them. */
export const changedSince = async (db: Read, period: Period): Promise<Changed[]> =>
  (period.closedAt ? keptFigures(db, `changed since ${period.id}`, () => computeChanged(db, period)) : [])

async function computeChanged(db: Read, period: Period): Promise<Changed[]> {
  const live = new Map((await periodFigures(db, period)).map(listing => [listing.key, listing]))
  return (await listingsOf(db, period)).flatMap(listing => {
    const now_ = live.get(listing.key)
    if (!now_) return []
    const [kept, present] = [listing.items, now_.items]
    const [added, removed] = [without(present, kept), without(kept, present)]
    if (!added.length && !removed.length) return []
    return [{ figure: listing, frozen: countedOf(listing.way, kept), now: countedOf(now_.way, present), added, removed }]
  })
}

/** Items of one list that are not in the other, each as often as it stands there; what it is called makes no difference. */
function without(items: readonly Item[], others: readonly Item[]): Item[] {
  const keyOf = ({ kind, id, unitId, amount, counts }: Item) => `${kind} ${id} ${unitId ?? ''} ${amount} ${counts}`
  const left = new Map<string, number>()
  for (const one of others) left.set(keyOf(one), (left.get(keyOf(one)) ?? 0) + 1)
  return items.filter(one => {
    const count = left.get(keyOf(one)) ?? 0
    left.set(keyOf(one), count - 1)
    return count <= 0
  })
}
