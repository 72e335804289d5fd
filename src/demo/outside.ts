// What the demo's people did for citizens, told step by step like the rest of its history, once the register is in.
import { withOneCalendar } from '../calendar/calendar.ts'
import type { Write } from '../store/store.ts'
import { withOneOffice } from '../units/units.ts'
import type { Asking } from './asking.ts'
import { addEnquiryStories } from './enquiry-stories.ts'
import type { EnquiriesTold } from './enquiry-story.ts'
import { Telling, type Known } from './telling.ts'

interface OutsideTold { enquiries: EnquiriesTold }

/** Throws with the words of what cannot have been so. */
export async function tellOutside(db: Write, { enquiries }: OutsideTold, known: Known, asking: Asking): Promise<void> {
  const telling = new Telling(db, known)
  addEnquiryStories(telling, enquiries, asking)
  await telling.tell(async () => {}, steps => withOneCalendar(db, () => withOneOffice(db, steps)))
}
