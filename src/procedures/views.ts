// What the templates of the register and its statistics are given.
import type { DemandViews } from '../demand/views.ts'
import type { Form } from '../web/forms.ts'
import type { Facet, StatusKind } from '../web/layout.ts'
import type { Pager } from '../web/paging.ts'
import type { Component } from './content.ts'
import type { Run } from './comparing.ts'
import type { Chip } from './filter.ts'
import type { MeetingProcedures } from './meeting-section.ts'

export interface Option { value: string; label: string }
export interface Status { kind: StatusKind; label: string }

export interface ListRow {
  href: string
  name: string
  code: string
  field: string | null
  levels: string
  limit: string
  online: string
  effectiveFrom: string
  reviewOn: string | null
  status: Status
  missing: number
}

export interface DraftLine { href: string; name: string; field: string | null; savedAt: Date; savedBy: string | null; unit: string | null }

/** A long text, cut where the reader need not see it all at once. */
export interface LongText {
  /** Paragraphs or steps; a step has its own number. */
  lines: string[]
  rest: string[]
  /** Characters left out of the page; 0 when everything is here. */
  cut: number
  whole: string
}

export interface VersionRow {
  number: number
  href: string
  kind: string
  effectiveFrom: string
  publishedOn: string
  decision: string | null
  changed: string
  note: string | null
  by: string
  status: Status
  compare: string | null
}

export interface PaperGroup { case: string | null; papers: { name: string; copies: string | null; form: string | null; note: string | null; required: boolean }[] }
export interface ChannelRow { kind: string; case: string | null; limit: string; limitNote: string | null; fee: string; feeKnown: boolean; note: LongText | null }

export interface ProcedureSheet {
  name: string
  code: string
  aliases: string[]
  field: string | null
  fieldHref: string | null
  levels: string
  online: string
  postal: string
  limit: string
  fee: string
  place: string
  papers: PaperGroup[]
  channels: ChannelRow[]
  steps: LongText | null
  conditions: LongText | null
  result: LongText | null
  audience: LongText | null
  agencies: { role: string; name: string }[]
  legalBases: { number: string | null; title: string | null; date: string | null; issuer: string | null; validity: Status }[]
  decision: string | null
  sourceUrl: string | null
  reduction: { statutory: string; actual: string; share: string | null; decision: string | null } | null
}

export interface ComparedComponent { component: Component; heading: string; before: Run[]; after: Run[]; changed: boolean }

export interface Figure {
  label: string
  value: string
  /** '107/135' */
  fraction: string | null
  href: string | null
  rule: string
}

export interface Bar { label: string; href: string; count: number; share: number; percent: string }

export interface RowsOf { channels: number; papers: number; legalBases: number }

export interface ReviewRow {
  id: string
  ticked: boolean
  href: string
  name: string
  code: string
  unit: string
  mayConfirm: boolean
  checkedOn: string
  reviewOn: string
  distance: string
  late: boolean
}

export interface ProcedureViews {
  'procedures/reviews': { facets: Facet[]; sentence: string; rows: ReviewRow[]; pager: Pager; query: string; xlsx: string; wider: string | null; form: Form; mayConfirm: boolean }
  'procedures/_meeting': MeetingProcedures
  'procedures/index': {
    sentence: string
    count: number
    q: string
    on: string
    isToday: boolean
    hidden: [string, string][]
    facets: Facet[]
    moreFacets: Facet[]
    moreOpen: boolean
    sorts: (Option & { selected: boolean })[]
    chips: Chip[]
    rows: ListRow[]
    pager: Pager
    clear: string
    exports: { xlsx: string; csv: string }
    drafts: DraftLine[] | null
    empty: { title: string; sentence: string; action: { href: string; label: string } | null } | null
    mayBegin: boolean
    mayReview: boolean
    mayImport: boolean
  }
  'procedures/_drafts': { drafts: DraftLine[] }
  'procedures/_text': { text: LongText | null; missing: string }
  'procedures/show': {
    /** What citizens asked of it this month. */
    demand: DemandViews['demand/_procedure'] | null
    id: string
    here: string
    sheet: ProcedureSheet
    status: Status
    version: { number: number; effectiveFrom: string; decision: string | null } | null
    /** Why this is not the version in force today, and where that one is. */
    old: { sentence: string; href: string; label: string } | null
    abolished: { decision: string; from: string; note: string | null } | null
    upcoming: { sentence: string; href: string } | null
    versions: VersionRow[]
    compare: string | null
    keeper: { unit: string | null; checkedOn: string | null; checkedBy: string | null; reviewOn: string | null; distance: string | null; late: boolean }
    missing: string[]
    draft: { href: string; savedAt: Date; savedBy: string; publish: string | null } | null
    may: { ask: boolean; edit: boolean; publish: boolean; slip: boolean; inform: boolean }
    keeping: { form: Form; units: Option[] }
    toc: { anchor: string; heading: string }[]
  }
  'procedures/_keeping': { id: string; form: Form; units: Option[] }
  'procedures/compare': {
    name: string
    back: string
    from: { number: number; effectiveFrom: string }
    to: { number: number; effectiveFrom: string }
    numbers: Option[]
    parts: ComparedComponent[]
    unchanged: number
    all: boolean
    toggle: string
  }
  /** The two versions to compare, to be chosen anew. */
  'procedures/_versions': { numbers: Option[]; from: number; to: number }
  'procedures/_parts': { parts: ComparedComponent[]; before: string; after: string }
  'procedures/edit': {
    title: string
    lede: string
    action: string
    back: string
    form: Form
    labels: Record<string, string>
    rows: RowsOf
    revision: number
    /** Copy that somebody else saved meanwhile, compared with what was typed. */
    conflict: { by: string; at: Date; parts: ComparedComponent[] } | null
    missing: string[]
    fields: Option[]
    units: Option[] | null
    publish: string | null
    drop: string | null
  }
  'procedures/_rows': { form: Form; rows: RowsOf; action: string }
  'procedures/publish': {
    id: string
    name: string
    isNew: boolean
    form: Form
    labels: Record<string, string>
    revision: number
    kinds: Option[]
    parts: ComparedComponent[]
    missing: string[]
    days: number
    /** How often it is quoted; null for nowhere. */
    /** What its next version touches, counted in words; '' where nothing quotes it. */
    touches: string
  }
  'procedures/abolish': { id: string; name: string; code: string; form: Form; labels: Record<string, string>; touches: string }
  'procedures/statistics': {
    on: string
    from: string
    to: string
    sentence: string
    isToday: boolean
    xlsx: string
    main: Figure[]
    levels: { bars: Bar[]; note: string | null; rule: string }
    fields: { bars: Bar[]; note: string | null; rule: string }
    online: Figure[]
    postal: Figure[]
    reduction: Figure[]
    changes: Figure[]
  }
  'procedures/_figures': { figures: Figure[] }
  'procedures/_bars': { bars: Bar[]; caption: string; first: string }
}
