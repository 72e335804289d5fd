// A meeting to tell stories about: prepared by the reform officer, with the chair, guests and agenda that a test asks for.
import { addMeeting, type MeetingInput } from '../src/meetings/meetings.ts'
import { meetings, type MeetingState } from '../src/meetings/tables.ts'
import { eq } from 'drizzle-orm'
import type { TestPortal } from './portal.ts'

/** A monthly meeting of 12/10/2026, chaired by Lan, written by Ký; Hoa (Phòng Người có công) is invited. Returns its id. */
export async function aMeeting({ store }: Pick<TestPortal, 'store'>, { state = 'called', ...input }: Partial<MeetingInput> & { state?: MeetingState } = {}): Promise<string> {
  return store.write(async db => {
    const id = await addMeeting(db, { id: 'yen' }, {
      title: 'Giao ban cải cách hành chính tháng 10/2026', on: '2026-10-12', startsAt: '08:00', minutes: 90, place: 'Phòng họp tầng 2', chairId: 'lan', secretaryId: 'ky',
      guests: [{ personId: 'hoa', unitId: 'merit', name: 'Bế Thị Hoa', title: 'Trưởng phòng' }],
      agenda: [{ title: 'Kết quả tháng 9', presenterId: 'binh', minutes: 20 }, { title: 'Rà soát thủ tục người có công', presenterId: 'hoa', minutes: 15 }], ...input,
    })
    if (state !== 'draft') await db.update(meetings).set({ state }).where(eq(meetings.id, id))
    return id
  })
}
