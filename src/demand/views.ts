// What the templates of demand and its proposals are given.
import type { EventRow } from '../events/audit.ts'
import type { Form } from '../web/forms.ts'
import type { StatusKind } from '../web/layout.ts'
import type { Pager } from '../web/paging.ts'
import type { UnknownGroup } from './unknown.ts'

type Option = { value: string; label: string }
type Status = { kind: StatusKind; label: string }

export interface DemandRow {
  name: string
  /** Null for the questions of a field. */
  href: string | null
  note: string
  /** The citizens' questions that it counts. */
  list: { href: string; label: string } | null
  value: string
  before: string
  change: string
  /** Where it is proposed; null for who may not. */
  propose: string | null
  proposal: { href: string; status: Status } | null
}

export interface DemandViews {
  'demand/_tabs': { here: 'enquiries' | 'demand' | 'proposals' }
  'demand/show': {
    period: string
    periods: Option[]
    words: string
    /** Where the period is not over: what it is compared with is. */
    running: boolean
    previous: string
    next: string | null
    totals: { label: string; value: string; change: string; list: DemandRow['list'] }[]
    sections: { id: string; heading: string; meaning: string; unit: string; rows: DemandRow[] }[]
    unknown: { groups: UnknownGroup[]; note: string }
    xlsx: string
  }
  'demand/_procedure': { sentence: string; href: string }
  'demand/proposals': {
    state: string
    states: Option[]
    sentence: string
    rows: { href: string; title: string; about: string; reason: string; by: string; at: Date; status: Status }[]
    pager: Pager
  }
  'demand/propose': {
    form: Form
    about: string
    figures: string
    units: Option[]
    /** Ticked where their name is in the form's values. */
    enquiries: { name: string; label: string; id: string; note: string; href: string; ticked: boolean }[]
    back: string
  }
  'demand/proposal': {
    id: string
    title: string
    why: string[]
    status: Status
    about: { name: string; href: string | null }
    facts: { label: string; value: string; href: string | null }[]
    enquiries: { href: string; label: string; note: string }[]
    /** How demand went since; null for what was not proposed out of demand. */
    course: { sentence: string; unit: string; rows: { label: string; note: string; value: string; share: number; change: string }[] } | null
    decided: { heading: string; sentence: string; note: string | null; task: { href: string; label: string } | null } | null
    decide: { plans: Option[]; plan: string; taking: DemandViews['demand/_taking'] | null; revision: number } | null
    history: EventRow[]
    form: Form
  }
  'demand/_taking': { action: string; form: Form; domains: Option[]; leads: Option[]; amending: boolean; plan: string; revision: number; sure: string }
}
