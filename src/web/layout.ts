// What stands around every page: navigation by role, the banner, the notice, the head; and the parts that every page may include.
import type { User } from '../accounts/accounts.ts'
import { now } from '../clock.ts'
import type { Outcome } from '../outcomes.ts'
import { may, roleNames, type Action } from '../policy.ts'
import type { Ask } from './context.ts'
import type { Form } from './forms.ts'
import type { Pager } from './paging.ts'

/** `key` is the letter that goes there after g; `count` what waits there, null for entries that never count. */
export interface NavItem { href: string; label: string; icon: string; key: string; current: boolean; count: string | null }

export interface LayoutData {
  title: string
  office: { name: string; place: string }
  user: User | null
  /** The user's roles as words, those lent to them marked. */
  roles: string
  nav: NavItem[]
  /** Notices not read yet. */
  unread: number
  /** The assistant's panel is on every page but the assistant's own, which have a box for the question themselves. */
  asksInPanel: boolean
  /** The box of the search stands in the head of every page but its own. */
  searchesInHead: boolean
  /** The demo's date while it is in. */
  demoDay: string | null
  notice: string | null
  theme: 'light' | 'dark' | 'auto'
  compact: boolean
  shortcuts: boolean
  font: 'system' | 'be-vietnam-pro'
  /** For the line on printouts. */
  printedAt: Date
  /** The address of this page, to come back to it. */
  here: string
}

/** One field of a form with its label, hint and mistake. The field's id is `f-` and the name, unless `id` says otherwise. */
export interface Field {
  name: string
  label: string
  value?: string | undefined
  /** What to do, when what was typed cannot be taken. */
  error?: string | undefined
  hint?: string | undefined
  type?: 'text' | 'search' | 'email' | 'tel' | 'url' | 'password' | 'date' | 'time' | 'number' | 'file' | 'textarea' | 'select' | 'radios' | 'checkbox'
  /** For select, radios; with `list` true for suggestions to a text. */
  options?: readonly { value: string; label: string }[]
  /** True: announced as required. False: marked "không bắt buộc". Left out: no mark. The server checks, not the browser. */
  required?: boolean
  autocomplete?: string
  rows?: number
  id?: string
  placeholder?: string
  inputmode?: 'numeric' | 'decimal' | 'search'
  maxlength?: number
  accept?: string
  readonly?: boolean
  autofocus?: boolean
  /** False for names, codes and addresses, which no dictionary knows. */
  spellcheck?: boolean
}

/** One condition of a list: a select that says how many rows each choice would give. */
export interface Facet {
  key: string
  label: string
  /** The choice of no value in particular; null where one always holds. */
  all: string | null
  options: { value: string; label: string; selected: boolean }[]
  /** Chosen together by a link, so that a single choice cannot show them. */
  several: string[]
  /** Said under a list that does not hold all values. */
  hint: string | null
}

export type StatusKind = 'late' | 'near' | 'done' | 'wait' | 'new' | 'ask' | 'past'

/** The things of a list that are changed many at once: '/tasks/changes' takes them, each in a field called `name`. */
export interface ChangeOf { noun: string; path: string; name: string; list: string; back: string; lede: string }

export interface WebViews {
  'web/_icon': { name: string }
  'web/_field': Field
  /** Summary on top of a form: `labels` gives the words for the fields' names, '' stands for the form as a whole. */
  'web/_field-attributes': Field
  'web/_errors': { errors: Record<string, string>; labels?: Record<string, string> }
  'web/_facet': Facet
  'web/_pager': Pager
  'web/_empty': { icon: string; title: string; sentence: string; action?: { href: string; label: string } | null }
  'web/_status': { kind: StatusKind; label: string }
  'web/_outcomes': { outcomes: Outcome[]; /** Where each has its page. */ path: string }
  /** What may be done to the ticked rows of a list: the form's boxes are named by `ChangeOf.name`. */
  'web/_bulk': { noun: string; short: string; kinds: { value: string; label: string }[]; query: string; count: number; most: number }
  'web/change': {
    of: ChangeOf
    kind: string
    /** 'Dời hạn 12 nhiệm vụ'. */
    title: string
    ids: string[]
    /** The one thing that all of them get, and the words that go with it; null where none is asked for. */
    field: Field | null
    note: Field | null
    /** What would become of each; null before it was tried. */
    preview: Outcome[] | null
    form: Form
  }
  'web/_refusal': { title: string; sentence: string; reference: string | null }
  'web/_shortcuts': { nav: NavItem[] }
  'web/error': { title: string; sentence: string; next: { href: string; label: string }[]; reference: string | null }
}

/** `also`: where else the subject has pages. */
const navigation: { href: string; label: string; icon: string; key: string; action: Action; also?: readonly string[] }[] = [
  { href: '/', label: 'Hôm nay', icon: 'sun', key: 'h', action: 'use the portal' },
  { href: '/desk', label: 'Sổ tay', icon: 'clipboard-check', key: 's', action: 'decide on tasks' },
  { href: '/work', label: 'Việc của tôi', icon: 'checklist', key: 'w', action: 'report on tasks' },
  { href: '/tasks', label: 'Nhiệm vụ', icon: 'target-arrow', key: 'm', action: 'see tasks' },
  { href: '/plans', label: 'Kế hoạch', icon: 'clipboard-list', key: 'e', action: 'see plans' },
  { href: '/meetings', label: 'Giao ban', icon: 'users-group', key: 'r', action: 'see meetings', also: ['/conclusions', '/papers'] },
  { href: '/figures', label: 'Tổng quan', icon: 'chart-donut', key: 'o', action: 'see tasks' },
  { href: '/periods', label: 'Báo cáo', icon: 'report-analytics', key: 'y', action: 'see reports' },
  { href: '/scoring', label: 'Chấm điểm', icon: 'star', key: 'j', action: 'see scores' },
  { href: '/procedures', label: 'Thủ tục', icon: 'file-text', key: 't', action: 'see procedures' },
  { href: '/ask', label: 'Hỏi đáp', icon: 'message-question', key: 'd', action: 'ask the assistant', also: ['/faqs', '/assistant', '/slips'] },
  { href: '/enquiries', label: 'Công dân hỏi', icon: 'headset', key: 'i', action: 'see enquiries', also: ['/replies', '/demand'] },
  { href: '/propaganda', label: 'Tuyên truyền', icon: 'speakerphone', key: 'l', action: 'see propaganda' },
  { href: '/statistics', label: 'Thống kê', icon: 'chart-bar', key: 'k', action: 'see procedures' },
  { href: '/people', label: 'Danh bạ', icon: 'users', key: 'b', action: 'see people' },
  { href: '/units', label: 'Đơn vị', icon: 'sitemap', key: 'v', action: 'see people' },
  { href: '/events', label: 'Nhật ký', icon: 'history', key: 'n', action: 'see the audit log' },
  { href: '/admin', label: 'Quản trị', icon: 'settings', key: 'q', action: 'run the portal' },
]

/** Entries that say how much waits there. */
const counting = ['/desk', '/work']

const stands = (path: string, href: string): boolean => (href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`))

export function layoutData(c: Ask, title: string, notice: string | null): LayoutData {
  const { config, demo } = c.var
  const user = (c.get('user') as User | undefined) ?? null
  const url = new URL(c.req.url)
  const path = url.pathname
  return {
    title, notice, user, office: config.office, font: config.font, printedAt: now(),
    roles: user ? user.roles.map(({ role, lentById }) => roleNames[role] + (lentById ? ' (được ủy quyền)' : '')).join(', ') : '',
    nav: user ? navigation.filter(item => may(user, item.action)).map(({ href, label, icon, key, also = [] }) => ({
      href, label, icon, key, count: counting.includes(href) ? c.get('counts')?.[href] ?? '' : null, current: [href, ...also].some(one => stands(path, one)),
    })) : [],
    unread: c.get('unread') ?? 0,
    asksInPanel: user !== null && may(user, 'ask the assistant') && path !== '/ask' && !path.startsWith('/ask/'),
    searchesInHead: user !== null && path !== '/search',
    demoDay: demo?.state === 'in' ? demo.day : null,
    theme: user?.preferences.theme ?? 'auto',
    compact: user?.preferences.compact ?? false,
    shortcuts: user?.preferences.shortcuts ?? true,
    // Only a page that can be asked for again: what was posted cannot.
    here: c.req.method === 'GET' ? path + url.search : '/',
  }
}
