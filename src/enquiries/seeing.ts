// Which questions of citizens a person finds, and who may see who asked.
import { eq } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { NotFound } from '../errors.ts'
import { may, type Action, type Thing } from '../policy.ts'
import { given, prepared } from '../store/prepared.ts'
import type { Read } from '../store/store.ts'
import { enquiries, type Enquiry } from './tables.ts'

const byId = prepared((db: Read) => db.select().from(enquiries).where(eq(enquiries.id, given('id'))).prepare(''))

/** A question that the person may see. Throws NotFound. */
export async function findEnquiry(db: Read, user: User, id: string): Promise<Enquiry> {
  const [enquiry] = may(user, 'see enquiries') ? await byId(db).execute({ id }) : []
  if (!enquiry) throw new NotFound('Không có câu hỏi này của công dân.')
  return enquiry
}

type Kept = Pick<Enquiry, 'unitId' | 'field' | 'personId' | 'madeById'>

/** What a question says of itself to the policy: once as it is worked on, once as it was entered. */
export const thingOf = ({ unitId, field, personId }: Pick<Kept, 'unitId' | 'field' | 'personId'>): Thing => ({ unitId, field, personId })
const things = (enquiry: Kept): Thing[] => [thingOf(enquiry), { ...thingOf(enquiry), personId: enquiry.madeById }]

/** Whether the action reaches the question: theirs is also the one that they entered. */
const reaches = (user: User, action: Action, enquiry: Kept): boolean => things(enquiry).some(thing => may(user, action, thing))

/** Whether name and contact of who asked are shown to the person, and may be corrected or erased by them. */
export const maySeeCitizen = (user: User, enquiry: Kept): boolean => reaches(user, 'see citizens', enquiry)

/** Whether the person may correct what was entered: who entered it, and those who route questions. */
export const mayCorrect = (user: User, enquiry: Kept): boolean => enquiry.madeById === user.id || may(user, 'route enquiries', thingOf(enquiry))
