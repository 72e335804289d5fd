// The figures of a period, each with the list behind it: the one function that screens, exports, closing and reports call.
import { today } from '../clock.ts'
import type { Span } from '../figures/filter.ts'
import { keptFigures } from '../figures/kept.ts'
import { median } from '../figures/median.ts'
import type { Read } from '../store/store.ts'
import { dossierFigures } from './dossier-figures.ts'
import { enquiryListings } from './enquiry-figures.ts'
import { meetingFigures } from './meeting-figures.ts'
import { procedureFigures } from './procedure-figures.ts'
import { propagandaFigures } from './propaganda-figures.ts'
import type { Counted, Item, Way } from './tables.ts'
import { moveFigures, taskFigures } from './task-figures.ts'

export const sections = ['tasks', 'moves', 'meetings', 'procedures', 'dossiers', 'enquiries', 'propaganda', 'reform'] as const
export type FigureSection = (typeof sections)[number]

/** A figure and the list that it is made of: whatever is shown of it, of a unit or of a domain, is counted from the list. */
export interface Listing { key: string; section: FigureSection; label: string; measure: string; rule: string; way: Way; items: Item[] }

/** The figure of these items. */
export function countedOf(way: Way, items: readonly Item[]): Counted {
  const sum = (all: readonly Item[]) => all.reduce((total, { amount }) => total + amount, 0)
  if (way === 'share') {
    const [part, of] = [sum(items.filter(({ counts }) => counts)), sum(items)]
    return { value: of ? part / of : null, part, of }
  }
  const value = way === 'count' ? items.length : way === 'sum' ? sum(items) : way === 'median' ? median(items.map(({ amount }) => amount)) : items.length ? sum(items) / items.length : null
  return { value, part: null, of: null }
}

/** The figure by unit, or by domain and field; what has none stands under ''. */
export function countedBy({ way, items }: Pick<Listing, 'way' | 'items'>, by: 'unitId' | 'group'): Record<string, Counted> {
  return Object.fromEntries([...Map.groupBy(items, item => item[by] ?? '')].map(([key, own]) => [key, countedOf(way, own)]))
}

/** As things stood at the end of the span, by their own dates; until then, as they stand. Computed anew after every event. */
export const periodFigures = (db: Read, span: Span): Promise<Listing[]> => keptFigures(db, `period ${span.from} ${span.to}`, () => computeFigures(db, span))

/** The same, read in this very transaction. */
export async function computeFigures(db: Read, { from, to }: Span): Promise<Listing[]> {
  const end = to < today() ? to : today()
  const span = { from, to: end < from ? from : end }
  return [
    ...await taskFigures(db, span, to), ...await moveFigures(db, span), ...await meetingFigures(db, span), ...await procedureFigures(db, span),
    ...await dossierFigures(db, { from, to }), ...await enquiryListings(db, span), ...await propagandaFigures(db, span),
  ]
}
