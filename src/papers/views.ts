// What the pages of papers are given.
import type { Sheet } from '../documents/official.ts'
import type { FileLine } from '../evidence/kinds.ts'
import type { MeetingHead } from '../meetings/head.ts'
import type { Form } from '../web/forms.ts'
import type { Field, StatusKind } from '../web/layout.ts'
import type { Pager } from '../web/paging.ts'

interface Status { kind: StatusKind; label: string }
interface Link { href: string; label: string }

export interface PaperLine { name: string; href: string | null; status: Status; words: string; next: string; docx: string | null }

export interface CommentShown {
  id: string
  by: string
  at: Date
  /** 'Kết luận 2', or of the whole. */
  of: string
  text: string
  answer: { label: string; note: string | null; by: string; at: Date } | null
}

/** How a paper is signed by this reader. */
export interface Signing { fingerprint: string; button: string; says: string; /** What can no longer be done afterwards. */ warning: string | null }

export interface PaperViews {
  'papers/index': { head: MeetingHead; rows: PaperLine[]; newSupplement: string | null; registerHref: string }
  'papers/show': {
    head: MeetingHead
    name: string
    status: Status
    words: string
    base: string
    sheet: Sheet
    isSigned: boolean
    correctedBy: Link[]
    /** Printed after the minutes. */
    supplements: { sheet: Sheet; label: string }[]
    signing: Signing | null
    /** Who is waited for, or why this reader does not sign. */
    waiting: string
    lacking: string[]
    sending: { label: string; until: string } | null
    mayWord: boolean
    /** Of a supplement's draft. */
    correctionsHref: string | null
    mayEnd: boolean
    mayRemove: boolean
    commenting: { closed: string | null; until: string; conclusions: { value: string; label: string }[] } | null
    comments: CommentShown[]
    mayAnswer: boolean
    file: FileLine | null
    keeping: { accept: string; megabytes: number } | null
    history: { by: string; words: string; at: Date }[]
    form: Form
  }
  'papers/_next': Pick<PaperViews['papers/show'], 'base' | 'name' | 'signing' | 'waiting' | 'lacking' | 'sending' | 'mayEnd' | 'mayRemove' | 'file' | 'keeping' | 'isSigned' | 'form'>
  'papers/_comments': Pick<PaperViews['papers/show'], 'base' | 'comments' | 'commenting' | 'mayAnswer' | 'form'>
  'papers/edit': { head: MeetingHead; name: string; base: string; revision: number; fields: (Field & { worded: boolean })[]; choices: { value: string; label: string }[]; chosen: string; form: Form }
  'papers/supplement': {
    head: MeetingHead
    title: string
    action: string
    back: string
    conclusions: { number: string; text: string; open: boolean; fields: Field[] }[]
    labels: Record<string, string>
    form: Form
  }
  'papers/register': {
    rows: { number: string; on: string; kind: string; title: string; href: string; signer: string; file: boolean }[]
    sentence: string
    years: { value: string; label: string }[]
    kinds: { value: string; label: string }[]
    files: { value: string; label: string }[]
    filter: { year: string; kind: string; file: string }
    pager: Pager
    xlsx: string
    mayNumber: boolean
  }
  'papers/numbers': { year: number; rows: { name: string; symbol: string; last: number; outside: number; next: number }[]; kinds: { value: string; label: string }[]; form: Form }
}
