// The two lists of what the assistant could not answer: the questions themselves, and those handed to a unit.
import type { Tab } from '../assistant/tabs.ts'
import { addresses } from '../policy.ts'

const sections = [{ href: '/assistant/queue', label: 'Câu chưa trả lời được' }, { href: '/assistant/handovers', label: 'Câu chuyển đến' }]

export const sectionsFor = (here: string): Tab[] => sections.filter(({ href }) => `GET ${href}` in addresses).map(one => ({ ...one, current: one.href === here }))
