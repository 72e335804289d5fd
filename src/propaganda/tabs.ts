// The pages of propaganda as the tabs that each of them shows.
import { addresses } from '../policy.ts'

const tabs = [{ href: '/propaganda', label: 'Bài, tài liệu' }, { href: '/propaganda/plan', label: 'Kế hoạch tuyên truyền' }]

export const propagandaTabs = (here: string): { href: string; label: string; current: boolean }[] =>
  tabs.filter(({ href }) => `GET ${href}` in addresses).map(tab => ({ ...tab, current: tab.href === here }))
