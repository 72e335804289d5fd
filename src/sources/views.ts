// What the template of changed sources is given.
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
  source: string
  sourceHref: string
  /** The version cited and that in force, side by side. */
  compareHref: string | null
  change: string
  /** What of the parts that it quotes is another one; null where that is not known. */
  touched: string | null
  unit: string
  person: string
  /** Whether anything can be done about it by this reader. */
  mayAct: boolean
  toDo: string
  status: { kind: StatusKind; label: string }
  seen: string | null
  taskHref: string | null
}

export interface SourceViews {
  'sources/index': {
    tabs: Tab[]
    facets: Facet[]
    q: string
    procedure: { id: string; name: string; without: string } | null
    sentence: string
    rows: CitingRow[]
    pager: Pager
    /** Places under the same filter whose quoted parts are as they were; `mine`: those that the reader may confirm. */
    quiet: { count: number; mine: number; href: string } | null
    /** The address of this list, to come back to. */
    query: string
    xlsx: string
    form: Form
    may: { act: boolean; confirm: boolean; tell: boolean; recall: boolean; give: boolean }
    narrowed: boolean
    wider: string
  }
  'sources/_touches': { touches: string }
  /** On the page of a procedure: where it is quoted now, and how much of what quotes it has not been looked at since it changed. */
  'sources/_quoting': { quotes: string; old: { sentence: string; href: string } | null }
}
