// What the template of the audit log is given.
import type { Pager } from '../web/paging.ts'
import type { EventFilter, EventRow } from './audit.ts'

export interface EventViews {
  /** What happened to one thing, for its page. */
  'events/_history': { rows: EventRow[] }
  'events/index': {
    filter: EventFilter
    /** The filter in words: what is shown, how many. */
    sentence: string
    filtered: boolean
    people: { value: string; label: string }[]
    kinds: { value: string; label: string }[]
    rows: EventRow[]
    pager: Pager
    export: string
    exportLimit: number
  }
}
