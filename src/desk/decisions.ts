// What waits for somebody's decision: the kinds that subjects register, counted and listed by one function.
import type { User } from '../accounts/accounts.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import type { Read, Write } from '../store/store.ts'
import type { AssigningRules } from '../tasks/assigning.ts'
import { answersToCheck } from '../replies/check-decisions.ts'
import type { Field } from '../web/layout.ts'
import { overdue, silent, unaccepted } from './escalations.ts'
import { claims, reportsToRead } from './report-decisions.ts'
import { requestsToDecide } from './request-decisions.ts'
import { waited } from './task-words.ts'

export interface Waiting { id: string; since: Date }

/** One way to decide. What cannot be taken back and what needs words asks in place first; the rest is written at one press. */
export interface Choice {
  value: string
  label: string
  icon: string
  /** The letter that presses it: d agrees, t says no or answers, n reminds, r directs. */
  key: 'd' | 't' | 'n' | 'r'
  /** What comes of it, said before it is written. */
  ask: string | null
  /** Their ids are made by the page, which has each of them many times. */
  fields: Omit<Field, 'id'>[]
  /** On the button that writes it, where something is asked first. */
  send: string
}

/** One thing to decide, with all that the decision needs: nothing has to be opened first. */
export interface Decision {
  kind: string
  id: string
  title: string
  /** The page on which the whole of it stands. */
  href: string
  /** What is asked for, in one line. */
  what: string
  /** Who asks, and the last figures. */
  facts: string[]
  /** The reason, or what was reported. */
  words: string | null
  /** How long it has waited: 'chờ 4 ngày làm việc'. */
  wait: string
  tone: 'late' | 'near' | null
  /** What to look at before deciding. */
  caution: string | null
  choices: Choice[]
  /** Nothing in it asks for attention: what may be acknowledged with others at one press. Null: never. */
  plain: boolean | null
}

/**
 * A kind of decision. A subject that has one of its own (answers to sign, minutes to confirm) makes it beside its nouns
 * and adds it to `kinds`: the desk, its counts and the home page need nothing else.
 */
export interface Kind {
  /** As addresses name it: /desk/request/:id. */
  name: string
  title: string
  /** 'đề nghị' in '3 đề nghị, 2 báo hoàn thành'. */
  noun: string
  icon: string
  /** Nobody asks for it: a clock ran out. */
  byClock?: true
  /** What waits for this person, the longest waiting first, `limit` at most. */
  waiting(db: Read, user: User, limit: number): Promise<Waiting[]>
  /** Those with these ids that the person may decide on, in this order, decided or not. */
  decisions(db: Read, user: User, ids: readonly string[]): Promise<Decision[]>
  /** Decides by what the form holds, and says what was decided. Throws Invalid beside the field; with '' where somebody was first. */
  decide(db: Write, user: User, id: string, values: Record<string, string>, rules: AssigningRules): Promise<string>
}

export const kinds: readonly Kind[] = [requestsToDecide, claims, reportsToRead, answersToCheck, unaccepted, overdue, silent]

/** More than this of one kind is not counted out: who looks at the desk does not need the figure, and it would take time. */
export const mostCounted = 100

export interface Group { kind: Kind; waiting: Waiting[]; count: number; more: boolean }

/** What waits for the person's decision, kind by kind; kinds with nothing are left out. */
export async function decisionsFor(db: Read, user: User): Promise<Group[]> {
  const groups: Group[] = []
  for (const kind of kinds) {
    const waiting = await kind.waiting(db, user, mostCounted + 1)
    if (waiting.length) groups.push({ kind, waiting: waiting.slice(0, mostCounted), count: Math.min(waiting.length, mostCounted), more: waiting.length > mostCounted })
  }
  return groups
}

const number = (value: number) => value.toLocaleString('vi-VN')

/** '12'; 'trên 200' where no more were counted. */
export const countInWords = (groups: readonly Pick<Group, 'count' | 'more'>[]): string =>
  `${groups.some(({ more }) => more) ? 'trên ' : ''}${number(groups.reduce((sum, { count }) => sum + count, 0))}`

/** '3 đề nghị, 2 báo hoàn thành'. */
export const kindsInWords = (groups: readonly Group[]): string => groups.map(group => `${countInWords([group])} ${group.kind.noun}`).join(', ')

/** '5 việc chờ quyết định' and 'lâu nhất 3 ngày làm việc'; null where nothing waits. */
export function dayInWords(calendar: WorkingCalendar, groups: readonly Group[]): { waiting: string; longest: string } | null {
  const moments = groups.flatMap(({ waiting }) => waiting.map(({ since }) => since.getTime()))
  if (!moments.length) return null
  const { days } = waited(calendar, new Date(Math.min(...moments)))
  return { waiting: `${countInWords(groups)} việc chờ quyết định`, longest: days ? `lâu nhất ${days} ngày làm việc` : 'đều mới hôm nay' }
}

/** How many of each group come on one page of `most` rows: in turns, so that one long kind does not hide the others. */
export function sharesOf(counts: readonly number[], most: number): number[] {
  const shares = counts.map(() => 0)
  let left = most
  while (left > 0 && shares.some((share, at) => share < counts[at]!)) {
    for (const [at, count] of counts.entries()) if (left > 0 && shares[at]! < count) { shares[at]!++; left-- }
  }
  return shares
}
