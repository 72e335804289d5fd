// The filter of what quotes changed sources, as it stands in the address, and what it finds of what a person may see.
import type { User } from '../accounts/accounts.ts'
import { withQuery } from '../addresses.ts'
import { may } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { line, searchable } from '../text.ts'
import { citingChanged, handlings, type Citing } from './citing.ts'
import { isQuiet, placeKinds, type PlaceKind } from './places.ts'

export const spans = ['30', '90', '180', '365']
export const states = ['open', ...handlings] as const
export type State = (typeof states)[number]
export const parts = ['changed', 'same'] as const
type Part = (typeof parts)[number]

/** '' is no condition; `part`: whether what a place quotes is another one now. */
export interface SourceFilter {
  days: string; kind: PlaceKind | ''; unit: string; state: State | 'all'; part: Part | 'all'; procedure: string; q: string; page: number
}

type Query = Record<string, string | undefined>
export const sourceFilter = ({ days = '', kind, unit = '', state, part, procedure = '', q = '', page }: Query): SourceFilter => ({
  days: spans.includes(days) ? days : '90', kind: placeKinds.find(one => one === kind) ?? '', unit: unit.slice(0, 100),
  state: state === '' || state === 'all' ? 'all' : states.find(one => one === state) ?? 'open',
  part: part === '' || part === 'all' ? 'all' : parts.find(one => one === part) ?? 'changed',
  procedure: procedure.slice(0, 100), q: line(q).slice(0, 200), page: Number(page) || 1,
})

export const sourcesPath = '/assistant/sources'

export function sourcesHref({ days, kind, unit, state, part, procedure, q, page }: SourceFilter, path = sourcesPath): string {
  return withQuery(path, {
    days: days === '90' ? '' : days, kind, unit, state: state === 'open' ? '' : state, part: part === 'changed' ? '' : part, procedure, q,
    page: page > 1 ? String(page) : '',
  })
}

export const stateOf = ({ seen }: Citing): State => seen?.how ?? 'open'
export const partOf = (one: Citing): Part => (isQuiet(one) ? 'same' : 'changed')

function mayRead(user: User, { kind, personId }: Citing): boolean {
  if (kind === 'answer') return may(user, 'see conversations', { personId })
  return kind === 'piece' ? may(user, 'see propaganda') : kind === 'enquiry' || kind === 'given' ? may(user, 'see enquiries') : true
}

export function passes(one: Citing, { kind, unit, state, part, q }: Omit<SourceFilter, 'days' | 'procedure' | 'page'>): boolean {
  const words = q ? searchable(q).split(' ') : []
  const text = words.length ? searchable(`${one.title} ${one.change.name} ${one.change.code ?? ''}`) : ''
  return (!kind || one.kind === kind) && (!unit || (one.ownerUnitId ?? 'none') === unit) && (state === 'all' || stateOf(one) === state)
    && (part === 'all' || partOf(one) === part) && words.every(word => text.includes(word))
}

/** What the filter leaves of what the reader may see; `hidden` answers are other people's. */
export async function citingsFor(db: Read, user: User, filter: SourceFilter): Promise<{ all: Citing[]; found: Citing[]; hidden: number }> {
  const everything = await citingChanged(db, Number(filter.days), filter.procedure || null)
  const all = everything.filter(one => mayRead(user, one))
  return { all, found: all.filter(one => passes(one, filter)), hidden: everything.filter(one => !mayRead(user, one) && passes(one, filter)).length }
}
