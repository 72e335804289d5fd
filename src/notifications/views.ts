// What the pages of notices, mail and escalation are given.
import type { Form } from '../web/forms.ts'
import type { StatusKind } from '../web/layout.ts'
import type { Pager } from '../web/paging.ts'
import type { NoticeRow } from './inbox.ts'

export interface NotificationViews {
  'notifications/index': { list: NotificationViews['notifications/_list']; mailOff: boolean; mayClimb: boolean }
  /** `address` of this part alone: asked again when the bell says that something changed. */
  'notifications/_list': { rows: NoticeRow[]; pager: Pager; unread: boolean; unreadCount: number; address: string }
  'notifications/_bell': { count: number }
  'notifications/settings': {
    digest: boolean
    immediate: boolean
    kinds: { name: string; label: string; value: string; options: { value: string; label: string }[] }[]
    /** 'HH:mm' */
    digestTime: string
    email: string | null
    mailOff: boolean
    /** The address just made, shown once; null otherwise. */
    feedAddress: string | null
    hasFeed: boolean
  }
  'notifications/mails': {
    /** The sender; null where no mail server is set. */
    from: string | null
    failed: number
    mostShown: number
    rows: { name: string; email: string; kind: string; madeAt: Date; tries: number; problem: string; nextAt: Date | null; status: { kind: StatusKind; label: string } }[]
  }
  'notifications/escalation': {
    form: Form
    /** The ladder shown is as typed, not as kept. */
    tried: boolean
    clocks: string[]
    labels: Record<string, string>
    /** One place of the line each, with its working days by clock; '' means never. */
    rows: { label: string; cells: { name: string; label: string; value: string; error: string }[] }[]
    remindDays: number[]
    overdueDays: number
    preview: {
      waiting: number
      told: number
      more: number
      when: Date | null
      people: { name: string; count: number }[]
      rows: { title: string; href: string | null; to: string[]; why: string; told: Date | null }[]
    } | null
  }
}
