// The section of a meeting's package about the register: what was published, amended and abolished since the meeting before.
import { column } from '../admin/workbook.ts'
import { today } from '../clock.ts'
import type { Section } from '../meetings/sections.ts'
import type { StatusKind } from '../web/layout.ts'
import { emptyFilter, listAddress, type Filter } from './filter.ts'
import { changesBetween, publishedBetween } from './procedures.ts'
import { changes } from './statistics.ts'
import type { VersionKind } from './tables.ts'
import { kindWords } from './words.ts'

export interface ProcedureChange {
  href: string
  /** Its name; of several, how many and of which field. */
  name: string
  count: number
  status: { kind: StatusKind; label: string }
  decision: string | null
  publishedOn: string
  effectiveFrom: string
}
export interface MeetingProcedures {
  from: string
  to: string
  counts: { label: string; value: number; href: string }[]
  rows: ProcedureChange[]
  more: number
  href: string
}

const [mostRows, onSlide] = [10, 7]
const statusKinds: Record<VersionKind, StatusKind> = { new: 'done', amended: 'done', replaced: 'done', abolished: 'past' }
/** As the page of statistics groups them. */
const groups: { label: string; kinds: VersionKind[]; change: Filter['change'] }[] = [
  { label: 'mới ban hành', kinds: ['new'], change: 'new' },
  { label: 'sửa đổi, bổ sung, thay thế', kinds: ['amended', 'replaced'], change: 'changed' },
  { label: 'bãi bỏ', kinds: ['abolished'], change: 'abolished' },
]

export const changedProcedures: Section<'procedures/_meeting', MeetingProcedures> = {
  key: 'procedures', title: 'Thủ tục thay đổi từ kỳ trước', template: 'procedures/_meeting',
  async load(db, { since: from }) {
    const to = today()
    const published = await publishedBetween(db, from, to)
    const together = await changesBetween(db, from, to)
    return {
      from, to, more: Math.max(0, together.length - mostRows), href: `/statistics?${new URLSearchParams({ from, to }).toString()}`,
      counts: groups.map(({ label, kinds, change }) => ({ label, value: changes(published, kinds).events, href: listAddress({ ...emptyFilter, change, from, to }) })),
      rows: together.slice(0, mostRows).map(({ procedureId, kind, count, name, field, decision, publishedOn, effectiveFrom }) => ({
        count, decision, publishedOn, effectiveFrom, status: { kind: statusKinds[kind], label: kindWords[kind] },
        name: count === 1 ? name : `${count} thủ tục${field ? `, lĩnh vực ${field}` : ''}`,
        href: count === 1 ? `/procedures/${procedureId}` : listAddress({ ...emptyFilter, change: kind, from: publishedOn, to: publishedOn }),
      })),
    }
  },
  summary: ({ counts }) => counts.filter(({ value }) => value).map(({ label, value }) => `${value} ${label}`).join(', ') || 'không có',
  shortened: data => ({ ...data, rows: data.rows.slice(0, onSlide), more: data.more + Math.max(0, data.rows.length - onSlide) }),
  sheets: ({ rows }) => [{ name: 'Thủ tục thay đổi',
    columns: [column('Thủ tục', 80), column('Số thủ tục', 10, 'number'), column('Thay đổi', 18), column('Quyết định', 30), column('Công bố', 12, 'date'), column('Áp dụng từ', 12, 'date')],
    rows: rows.map(row => [row.name, row.count, row.status.label, row.decision, row.publishedOn, row.effectiveFrom]) }],
}
