// What the templates of the register are given.
import type { Outcome } from '../outcomes.ts'
import type { Form } from '../web/forms.ts'
import type { Facet, StatusKind, WebViews } from '../web/layout.ts'
import type { Pager } from '../web/paging.ts'
import type { RegisterView } from './filter.ts'
import type { Chip } from './words.ts'

export interface TaskRow {
  id: string
  title: string
  /** Where it comes from: 'Kế hoạch 27/KH-SLĐTBXH, mục III.2'. */
  source: string
  unit: string
  person: string | null
  /** '74,6 %' with 'cần ≥ 80 %' under it. */
  figure: { value: string; note: string | null }
  /** 'T4 30/09/2026'; null where the deadline has no day: then its words are shown, which may be long. */
  due: string | null
  deadline: string
  distance: string
  tone: 'late' | 'near' | null
  status: { kind: StatusKind; label: string }
  /** 'đang xin gia hạn', 'chưa báo cáo từ 01/10/2026', 'thiếu minh chứng'. */
  notes: string[]
}

/** A list over the list: a usual or a saved filter. */
export interface Tab { words: string; href: string; count: number; current: boolean; title: string | null }
export interface SortLink { label: string; href: string; sorted: boolean }

/** What stands over the tasks in each of the three ways they are shown. */
export interface RegisterHead {
  view: RegisterView
  /** The same tasks shown in the other ways. */
  ways: { view: RegisterView; label: string; icon: string; href: string }[]
  sentence: string
  q: string
  from: string
  to: string
  /** Conditions of the address that have no field of their own. */
  hidden: [string, string][]
  facets: Facet[]
  moreOpen: boolean
  chips: Chip[]
  clear: string
  /** Where the filter is saved; null where nothing is chosen or it is saved already. */
  save: string | null
  tabs: Tab[]
  xlsx: string
  mayGive: boolean
  empty: { title: string; sentence: string; action: { href: string; label: string } | null } | null
}

export interface SavedRow {
  id: string
  name: string
  href: string
  sentence: string
  shared: boolean
  own: boolean
  owner: string
  /** The register opens with it. */
  opens: boolean
  /** What was typed and could not be written. */
  form: Form | null
}

/** The list whose filters are saved: where it is, what it is called, whether it can be opened with one of them. */
export interface FiltersOf { path: string; back: string; list: string; above: string; example: string; opens: boolean }

export interface RegisterViews {
  'register/changed': { title: string; sentence: string; items: { id: string; title: string; said: string }[]; undo: string | null; undone: Outcome[] | null; back: string }
  'register/filters': { of: FiltersOf; saving: { query: string; sentence: string; form: Form } | null; rows: SavedRow[]; mayShare: boolean; form: Form }
  'register/index': {
    head: RegisterHead
    /** What may be done to many at once; null for who may do nothing. */
    bulk: WebViews['web/_bulk'] | null
    rows: TaskRow[]
    sorts: Record<'plan' | 'unit' | 'percent' | 'due' | 'pressing', SortLink>
    pager: Pager
  }
  'register/_head': RegisterHead
  'register/_tabs': { tabs: Tab[] }
  'register/_sort': SortLink
}
