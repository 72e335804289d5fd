// What the templates of the import are given.
import type { Form } from '../web/forms.ts'
import type { Pager } from '../web/paging.ts'
import type { Option, Status } from './views.ts'

export interface ImportLine { href: string; fileName: string; madeAt: Date; madeBy: string; status: Status; summary: string }

export interface ImportProgressData {
  /** Where the fragment refreshes itself from. */
  href: string
  /** What is going on, as a sentence. */
  sentence: string
  /** Share from 0 to 1; null while nobody knows how much there is. */
  share: number | null
  /** Rows a second, problems so far. */
  note: string
  /** Set while it goes on; a fragment that is not running does not ask again. */
  running: boolean
}

export interface ImportRowLine {
  number: number
  name: string
  code: string
  status: Status
  reasons: string[]
  changed: string
  /** The procedure itself, once there is one, or the one that it resembles. */
  procedure: { href: string; label: string } | null
  choice: { value: string; options: Option[] } | null
}

export interface ImportViews {
  'procedures/imports': { form: Form; mostMegabytes: number; imports: ImportLine[]; template: string }
  'procedures/import': {
    path: string
    fileName: string
    /** The answer of the page: what stands in the file, or what became of it. */
    heading: string
    lede: string
    form: Form
    progress: ImportProgressData | null
    /** What went wrong with the job, for people. */
    problem: string | null
    /** Of a job that stands still: the button that lets it go on. */
    mayResume: boolean
    mayStop: boolean
    mayDiscard: boolean
    /** Words on the button that starts the import; null when there is nothing to start. */
    start: string | null
    figures: { label: string; value: number; href: string; current: boolean }[]
    list: { sentence: string; rows: ImportRowLine[]; pager: Pager; choosing: boolean; problemsHref: string | null } | null
  }
  'procedures/_import-progress': ImportProgressData
  'procedures/_import-rows': { sentence: string; rows: ImportRowLine[]; choosing: boolean }
}
