// What the search's templates are given: what was found as rows with the words marked, every sentence already decided.
import type { StatusKind } from '../web/layout.ts'
import type { Piece } from './ranking.ts'

export interface HitView {
  href: string
  title: Piece[]
  details: Piece[][]
  status: { kind: StatusKind; label: string } | null
}

export interface GroupView {
  heading: string
  icon: string
  hits: HitView[]
  /** To the rest of the kind. */
  rest: { href: string; label: string } | null
}

export interface SearchViews {
  'search/show': {
    /** As it was typed; '' when nothing was, or when it was withheld. */
    q: string
    kind: string
    /** Why nothing was looked for. */
    withheld: string | null
    /** How many of what; null when nothing was looked for. */
    sentence: string | null
    notes: string[]
    /** The same without looking at tones. */
    toneless: string | null
    kinds: { href: string; label: string; current: boolean }[]
    groups: GroupView[]
    empty: { title: string; tries: string[] } | null
    examples: { href: string; label: string }[]
    mayAsk: boolean
  }
  'search/_pieces': { pieces: Piece[] }
  'search/_suggestions': {
    /** Read out: how many there are, and how to go to them. */
    announced: string
    /** In place of suggestions: why there are none. */
    sentence: string | null
    rows: { href: string; title: Piece[]; kind: string; icon: string; detail: string }[]
    all: { href: string; label: string } | null
    /** The question for the assistant, for those who may ask it. */
    question: string | null
  }
}
