// What stands around every page: navigation by role, the banner, the notice, the head.
import type { User } from '../accounts/accounts.ts'
import { now } from '../clock.ts'
import { may, type Action } from '../policy.ts'
import type { Ask } from './context.ts'

export interface NavItem { href: string; label: string; icon: string; current: boolean }

export interface LayoutData {
  title: string
  office: { name: string; place: string }
  user: User | null
  nav: NavItem[]
  /** The demo's date while it is in. */
  demoDay: string | null
  notice: string | null
  theme: 'light' | 'dark' | null
  shortcuts: boolean
  font: 'system' | 'be-vietnam-pro'
  /** For the line on printouts. */
  printedAt: Date
}

export interface WebViews {
  'web/_icon': { name: string }
  'web/_refusal': { title: string; sentence: string; reference: string | null }
  'web/error': { title: string; sentence: string; next: { href: string; label: string }[]; reference: string | null }
}

const navigation: { href: string; label: string; icon: string; action: Action }[] = [
  { href: '/', label: 'Hôm nay', icon: 'sun', action: 'use the portal' },
  { href: '/procedures', label: 'Thủ tục', icon: 'file-text', action: 'see procedures' },
  { href: '/ask', label: 'Hỏi đáp', icon: 'message-question', action: 'ask the assistant' },
  { href: '/statistics', label: 'Thống kê', icon: 'chart-bar', action: 'see procedures' },
  { href: '/people', label: 'Danh bạ', icon: 'users', action: 'see people' },
  { href: '/units', label: 'Đơn vị', icon: 'sitemap', action: 'see people' },
  { href: '/events', label: 'Nhật ký', icon: 'history', action: 'see the audit log' },
  { href: '/admin', label: 'Quản trị', icon: 'settings', action: 'run the portal' },
]

export function layoutData(c: Ask, title: string, notice: string | null): LayoutData {
  const { config, demo } = c.var
  const user = (c.get('user') as User | undefined) ?? null
  const path = c.req.path
  return {
    title, notice, user, office: config.office, font: config.font, printedAt: now(),
    nav: user ? navigation.filter(item => may(user, item.action)).map(({ href, label, icon }) => ({
      href, label, icon, current: href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`),
    })) : [],
    demoDay: demo?.state === 'in' ? demo.day : null,
    theme: user?.preferences.theme ?? null,
    shortcuts: user?.preferences.shortcuts ?? true,
  }
}
