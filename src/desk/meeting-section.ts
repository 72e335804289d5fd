// The section of a meeting's package about decisions: what waits for the chair, as it waits on the chair's own desk.
import { column } from '../admin/workbook.ts'
import { loadCalendar } from '../calendar/calendar.ts'
import type { Section } from '../meetings/sections.ts'
import { may, reach } from '../policy.ts'
import { countInWords, dayInWords, decisionsFor, kindsInWords, sharesOf, type Decision } from './decisions.ts'

export interface WaitingRow extends Pick<Decision, 'title' | 'href' | 'what' | 'facts' | 'words' | 'wait' | 'tone'> { kind: string }
export interface MeetingDecisions {
  /** '12', 'trên 200'. */
  count: string
  /** '3 đề nghị, 2 báo hoàn thành'. */
  kinds: string
  longest: string
  rows: WaitingRow[]
  more: boolean
}

const [mostRows, onSlide] = [10, 6]

export const waitingDecisions: Section<'desk/_meeting', MeetingDecisions> = {
  key: 'decisions', title: 'Chờ chủ trì quyết định', template: 'desk/_meeting',
  async load(db, { user, chair }) {
    // These are of all units: for the chair, and for whoever sees every task anyway.
    if (user.id !== chair.id && reach(user, 'see tasks') !== 'any') return null
    const groups = may(chair, 'decide on tasks') ? await decisionsFor(db, chair) : []
    // Tasks of which a clock ran out are counted as on the desk, but told of by the section of overdue tasks.
    const asked = groups.filter(({ kind }) => !kind.byClock)
    const shares = sharesOf(asked.map(({ count }) => count), mostRows)
    const rows: WaitingRow[] = []
    for (const [at, { kind, waiting }] of asked.entries()) {
      const decisions = await kind.decisions(db, chair, waiting.slice(0, shares[at]).map(({ id }) => id))
      rows.push(...decisions.map(({ title, href, what, facts, words, wait, tone }) => ({ kind: kind.title, title, href, what, facts, words, wait, tone })))
    }
    return {
      count: groups.length ? countInWords(groups) : '0', kinds: kindsInWords(groups), longest: dayInWords(await loadCalendar(db), groups)?.longest ?? '', rows,
      more: asked.reduce((sum, { count }) => sum + count, 0) > rows.length,
    }
  },
  summary: ({ count, longest }) => (longest ? `${count} việc, ${longest}` : 'không có việc nào'),
  shortened: data => ({ ...data, rows: data.rows.slice(0, onSlide).map(row => ({ ...row, words: null })), more: data.more || data.rows.length > onSlide }),
  sheets: ({ rows }) => [{ name: 'Chờ quyết định',
    columns: [column('Loại', 26), column('Nhiệm vụ', 70), column('Nội dung', 40), column('Ai, tiến độ', 50), column('Lý do, kết quả', 60), column('Đã chờ', 20)],
    rows: rows.map(({ kind, title, what, facts, words, wait }) => [kind, title, what, facts.join('; '), words, wait]) }],
}
