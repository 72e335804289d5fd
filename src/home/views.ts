// What the home page is given.
import type { RecentView } from '../assistant/views.ts'
import type { Said } from '../figures/views.ts'
import type { Figure } from '../procedures/views.ts'
import type { StatusKind } from '../web/layout.ts'
import type { Waiting } from './waiting.ts'

/** A change of the register: what became of which procedure, and by which decision. */
export interface Change { href: string; name: string; status: { kind: StatusKind; label: string }; detail: string }

export interface HomeViews {
  'home/show': {
    /** Today, 'YYYY-MM-DD'. */
    day: string
    /** What comes first for this person: '5 việc chờ quyết định, lâu nhất 3 ngày làm việc'. */
    headline: string
    mayAsk: boolean
    /** Whoever serves citizens asks first; whoever answers for the register sees its state first. */
    asksFirst: boolean
    /** The procedures that the person's unit keeps. */
    keeps: { count: number; href: string } | null
    figures: Figure[]
    /** How the tasks that the person's figures count stand. */
    tasks: Said[] | null
    waiting: Waiting[]
    /** The next meeting that the person takes part in, within a week. */
    meeting: { href: string; title: string; when: string } | null
    changes: Change[]
    recent: RecentView[]
  }
  'home/_ask': object
}
