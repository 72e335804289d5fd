// What the templates of proving are given.
import type { Tab } from '../assistant/tabs.ts'
import type { Form } from '../web/forms.ts'
import type { StatusKind } from '../web/layout.ts'
import type { Pager } from '../web/paging.ts'
import type { EffectData } from './effect-pages.ts'
import type { ReadTests } from './exchange.ts'
import type { Share } from './scoring.ts'

interface Option { value: string; label: string }
export interface Status { kind: StatusKind; label: string }
export interface Link { href: string; label: string }

/** How far a run has come; `href` is where the fragment asks again. */
export interface RunProgressData { sentence: string; share: number | null }

/** One figure with the rule by which it is counted. */
export interface FigureLine { label: string; value: string; rule: string }

export interface ResultLine {
  href: string
  question: string
  kind: string
  /** What it had to do, and what came. */
  expected: string
  golds: string[]
  came: string
  found: string[]
}

export interface TurnOfTest {
  question: string
  expected: string
  golds: Link[]
  contains: string[]
  /** What the assistant says now. */
  now: { status: Status; outcome: string; text: string; found: Link[]; wrong: string[] }
}

export interface ProvingViews {
  'proving/index': {
    tabs: Tab[]
    sentence: string
    q: string
    facets: { key: string; label: string; value: string; options: Option[] }[]
    chips: { words: string; href: string }[]
    rows: { href: string; title: string; note: string; kind: string; asks: string; golds: string[]; status: Status }[]
    pager: Pager
    exports: { xlsx: string; csv: string; jsonl: string }
    none: boolean
    progress: RunProgressData | null
    last: { href: string; sentence: string } | null
    mayRun: boolean
  }
  'proving/_progress': RunProgressData
  'proving/edit': {
    tabs: Tab[]
    title: string
    lede: string
    action: string
    back: string
    form: Form
    labels: Record<string, string>
    revision: number
    kinds: Option[]
    musts: Option[]
    aspects: Option[]
    turns: { at: number; golds: { id: string; label: string; note: string; ticked: boolean }[]; nothing: boolean }[]
    mayAdd: boolean
  }
  'proving/show': {
    tabs: Tab[]
    id: string
    title: string
    lede: string
    status: Status
    note: string | null
    origin: string | null
    turns: TurnOfTest[]
    history: { href: string; at: Date; status: Status }[]
    inUse: boolean
    mayChange: boolean
  }
  'proving/import': {
    tabs: Tab[]
    form: Form
    megabytes: number
    preview: {
      sentence: string
      /** The file as it came, to be sent again. */
      lines: string
      rows: { question: string; asks: string; kind: string }[]
      more: number
      problems: ReadTests['problems']
    } | null
  }
  'proving/runs': {
    tabs: Tab[]
    progress: RunProgressData | null
    problem: string | null
    mayRun: boolean
    /** `days` of the first and the last run drawn. */
    graph: { words: string; days: string[]; lines: { key: 'right1' | 'handled' | 'refused'; label: string; points: string; now: string }[] } | null
    runs: { href: string; at: Date; by: string; turns: number; right1: string; told: string; refused: string; falseNo: string; handled: string; p50: string }[]
  }
  'proving/run': {
    tabs: Tab[]
    title: string
    lede: string
    figures: FigureLine[]
    kinds: ({ kind: string; turns: number } & Record<Share, string>)[]
    before: { href: string; sentence: string; right: ResultLine[]; wrong: ResultLine[] } | null
    misses: ResultLine[]
    missesSentence: string
    exportHref: string
  }
  'proving/_results': { caption: string; rows: ResultLine[] }
  'proving/_effect': EffectData
  'proving/effect': { title: string; back: Link; effect: EffectData }
}
