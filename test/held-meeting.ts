// A meeting that is over, with everything its papers are made of.
import { eq } from 'drizzle-orm'
import { conclusions, conclusionWorks } from '../src/conclusions/tables.ts'
import { agendaItems, meetingGuests, meetings } from '../src/meetings/tables.ts'
import { aMeeting } from './meetings-office.ts'
import type { TestPortal } from './portal.ts'

/** A meeting that was held, with notes, attendance and two conclusions. */
export async function aHeldMeeting(portal: Pick<TestPortal, 'store'>, more: Parameters<typeof aMeeting>[1] = {}): Promise<string> {
  const id = await aMeeting(portal, { state: 'held', ...more })
  await portal.store.write(async db => {
    await db.update(meetings).set({ beganAt: new Date('2026-10-12T08:05:00+07:00'), endedAt: new Date('2026-10-12T09:30:00+07:00') }).where(eq(meetings.id, id))
    await db.update(meetingGuests).set({ attendance: 'present' }).where(eq(meetingGuests.meetingId, id))
    await db.update(agendaItems).set({ notes: 'Báo cáo 12 nhiệm vụ, 2 quá hạn.', outcome: 'Thống nhất số liệu.' }).where(eq(agendaItems.title, 'Kết quả tháng 9'))
    const conclusion = (position: number, text: string) => ({ id: `${id}-${position}`, meetingId: id, position, number: String(position), text, kind: 'assign' as const, search: '', madeById: 'ky', madeAt: new Date() })
    await db.insert(conclusions).values([conclusion(1, 'Giao Văn phòng rà soát thủ tục.'), conclusion(2, 'Phòng Người có công báo cáo trước ngày 30/10/2026.')])
    await db.insert(conclusionWorks).values({
      id: `${id}-work`, conclusionId: `${id}-1`, position: 1, title: 'Rà soát thủ tục', unitIds: ['office'], coordinatorIds: ['merit'], outsiders: [], deadline: { kind: 'date', value: '2026-10-23', original: '23/10/2026' },
    })
  })
  return id
}
