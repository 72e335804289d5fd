// What the templates of changed sources and of reviews are given.
import type { Tab } from '../assistant/tabs.ts'
import type { Form } from '../web/forms.ts'
import type { Facet, StatusKind } from '../web/layout.ts'
import type { Pager } from '../web/paging.ts'

export interface CitingRow {
  key: string
  ticked: boolean
  kind: string
  title: string
  href: string
  note: string
  procedure: string
  procedureHref: string
  compareHref: string
  change: string
  unit: string
  /** Whether anything can be done about it by this reader. */
  mayAct: boolean
  status: { kind: StatusKind; label: string }
  seen: string | null
  taskHref: string | null
}

export interface SourceViews {
  'sources/index': {
    tabs: Tab[]
    facets: Facet[]
    sentence: string
    rows: CitingRow[]
    pager: Pager
    /** The address of this list, to come back to. */
    query: string
    xlsx: string
    form: Form
    may: { act: boolean; confirm: boolean; give: boolean }
    narrowed: boolean
    wider: string
  }
}
