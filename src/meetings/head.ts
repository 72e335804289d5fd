// The head that all pages of one meeting share: what, when, who, how far; and the way between them.
import type { User } from '../accounts/accounts.ts'
import { namesOfPeople } from '../accounts/people.ts'
import type { Read } from '../store/store.ts'
import type { StatusKind } from '../web/layout.ts'
import { isOpen, mayWriteMeeting, stateNames } from './meetings.ts'
import type { Meeting, MeetingState } from './tables.ts'

const statusKinds: Record<MeetingState, StatusKind> = { draft: 'new', called: 'wait', held: 'done', cancelled: 'past' }
export function statusOf({ state, beganAt }: Pick<Meeting, 'state' | 'beganAt'>): { kind: StatusKind; label: string } {
  return { kind: statusKinds[state], label: state === 'called' && beganAt ? 'Đang họp' : stateNames[state] }
}

/** Pages of one meeting in the order in which they are used. Each subject adds its own. */
export const tabs = [
  { key: 'package', path: '', label: 'Gói giao ban' },
  { key: 'room', path: '/room', label: 'Trong phòng họp' },
  { key: 'conclusions', path: '/conclusions', label: 'Kết luận' },
  { key: 'papers', path: '/papers', label: 'Biên bản, văn bản' },
] as const satisfies { key: string; path: string; label: string }[]
export type TabKey = typeof tabs[number]['key'] | 'edit'
/** Comes first for those who prepare the meeting, until it was held. */
const preparing = { key: 'edit', path: '/edit', label: 'Chuẩn bị' } as const

export interface MeetingHead {
  id: string
  title: string
  status: { kind: StatusKind; label: string }
  on: string
  startsAt: string
  place: string
  chair: string
  secretary: string
  tabs: { href: string; label: string; current: boolean }[]
}

export async function headOf(db: Read, meeting: Meeting, current: TabKey, user: User): Promise<MeetingHead> {
  const names = await namesOfPeople(db, [meeting.chairId, meeting.secretaryId])
  return {
    id: meeting.id, title: meeting.title, status: statusOf(meeting), on: meeting.on, startsAt: meeting.startsAt, place: meeting.place,
    chair: names.get(meeting.chairId) ?? 'chưa rõ', secretary: names.get(meeting.secretaryId) ?? 'chưa rõ',
    tabs: [...(mayWriteMeeting(user, meeting) && isOpen(meeting) ? [preparing] : []), ...tabs]
      .map(({ key, path, label }) => ({ href: `/meetings/${meeting.id}${path}`, label, current: key === current })),
  }
}
