// What the pages of figures are given.
import type { Pager } from '../web/paging.ts'
import type { FigureFilter, Span } from './filter.ts'
import type { LateTask, MeetingTasks } from './meeting-section.ts'

type Option = { value: string; label: string }

/** A piece of a sentence of figures; with an address it leads to the list behind it. */
export interface Said { text: string; href: string | null; late?: boolean }

export interface Head {
  /** Which of the four pages of figures. */
  here: 'show' | 'units' | 'moves' | 'silence'
  title: string
  lede: string
  tabs: { href: string; label: string; current: boolean }[]
  xlsx: string
}

export interface FilterForm {
  action: string
  filter: FigureFilter
  plans: Option[]
  years: Option[]
  /** Empty for whoever sees the own unit alone. */
  units: Option[]
  span: Span | null
  /** What is counted, as a sentence. */
  sentence: string
}

export interface Cell { value: number; href: string | null; late: boolean }
/** Tasks of a unit or domain: a bar in parts, and the number of each. */
export interface StackRow { label: string; href: string | null; parts: { x: number; width: number; part: string }[]; cells: Cell[] }
export interface Stack { caption: string; first: string; rows: StackRow[]; note: string | null; rule: string | null }
export interface AgeRow { label: string; share: number; count: number; href: string; percent: string }
export interface Curve {
  /** Points of the two lines for an SVG of 1000 × 300. */
  due: string
  done: string
  points: { label: string; until: string; due: number; done: number | null }[]
  /** What the chart says, in words. */
  words: string
  /** What is written at the ends of the lines. */
  ends: { due: string; done: string }
  rule: string
}
export interface ComparedRow { place: string; unit: string; href: string; share: number; shareText: string; firstShare: string; count: number; inTime: number; late: number; overdue: number; median: string }
export interface MoveRow { href: string; title: string; unit: string; what: string; on: string }
export interface SilentRow { href: string; title: string; unit: string; person: string; since: string; days: string; last: string; due: string | null }

export interface FigureViews {
  'figures/_head': Head
  'figures/_meeting': MeetingTasks
  'figures/_meeting-tasks': { rows: LateTask[] }
  'figures/_filter': FilterForm
  'figures/_sentence': { parts: Said[] }
  'figures/_stack': Stack
  'figures/show': { head: Head; filters: FilterForm; sentence: Said[]; units: Stack; domains: Stack; ages: AgeRow[]; curve: Curve | null; empty: boolean }
  'figures/units': { head: Head; filters: FilterForm; rows: ComparedRow[]; rules: string[]; maps: { href: string; label: string; current: boolean }[] }
  'figures/moves': { head: Head; filters: FilterForm; counts: { label: string; count: number; before: number; anchor: string }[]; groups: { anchor: string; label: string; count: number; rule: string; rows: MoveRow[]; more: number }[] }
  'figures/silence': { head: Head; filters: FilterForm; units: { label: string; href: string; count: number; share: number; since: string }[]; rows: SilentRow[]; pager: Pager; rule: string }
}
