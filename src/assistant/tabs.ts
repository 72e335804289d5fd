// The pages around the assistant, as the tabs that each of them shows: asking, its knowledge, and how it is made better.
import type { User } from '../accounts/accounts.ts'
import { addresses, may, type Action } from '../policy.ts'

export interface Tab { href: string; label: string; current: boolean }

const tabs: { href: string; label: string; action: Action }[] = [
  { href: '/ask', label: 'Hỏi trợ lý', action: 'ask the assistant' },
  { href: '/faqs', label: 'Câu hỏi thường gặp', action: 'see knowledge' },
  { href: '/replies/templates', label: 'Mẫu trả lời', action: 'write knowledge' },
  { href: '/assistant/queue', label: 'Câu chưa trả lời được', action: 'write knowledge' },
  { href: '/assistant/words', label: 'Từ ngữ', action: 'write knowledge' },
  { href: '/assistant/tests', label: 'Kiểm chứng', action: 'write knowledge' },
  { href: '/assistant/bench', label: 'Bàn thử', action: 'write knowledge' },
  { href: '/assistant/sources', label: 'Nguồn thay đổi', action: 'see knowledge' },
  { href: '/slips', label: 'Phiếu', action: 'see procedures' },
]

/** The tabs that the person may open; `here` is the address of the one shown. */
export const tabsFor = (user: User, here: string): Tab[] =>
  tabs.filter(({ href, action }) => `GET ${href}` in addresses && may(user, action)).map(({ href, label }) => ({ href, label, current: href === here }))
