// Who asked: kept in one table that is erased, shown to few, and hinted at for the rest.
import { eq } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import type { Read, Write } from '../store/store.ts'
import { maySeeCitizen } from './seeing.ts'
import { enquiryPeople, type Channel, type Enquiry } from './tables.ts'
import { channelNames } from './words.ts'

export interface Citizen { name: string | null; contact: string | null; eraseOn: string | null }

export async function citizenOf(db: Read, enquiryId: string): Promise<Citizen | null> {
  const [row] = await db.select({ name: enquiryPeople.name, contact: enquiryPeople.contact, eraseOn: enquiryPeople.eraseOn }).from(enquiryPeople).where(eq(enquiryPeople.id, enquiryId))
  return row ?? null
}

/** Keeps name and contact; nothing of both takes the row away. */
export async function keepCitizen(db: Write, enquiryId: string, { name, contact }: Pick<Citizen, 'name' | 'contact'>): Promise<void> {
  if (!name && !contact) await db.delete(enquiryPeople).where(eq(enquiryPeople.id, enquiryId))
  else await db.insert(enquiryPeople).values({ id: enquiryId, name, contact, eraseOn: null }).onConflictDoUpdate({ target: enquiryPeople.id, set: { name, contact } })
}

export interface CitizenShown { hint: string; whole: Citizen | null; mayChange: boolean }

/** 'N*** (một cửa)': enough to tell two apart on a page, and nobody. */
function hintOf(citizen: Citizen | null, channel: Channel): string {
  const where = channel === 'zalo' ? channelNames.zalo : channelNames[channel].toLocaleLowerCase('vi')
  const given = citizen?.name?.trim().split(/\s+/).at(-1)
  return given ? `${given.charAt(0).toLocaleUpperCase('vi')}*** (${where})` : citizen ? `Có liên hệ (${where})` : `Không ghi tên (${where})`
}

/** As this person may see who asked. */
export async function citizenShown(db: Read, user: User, enquiry: Enquiry): Promise<CitizenShown> {
  const citizen = await citizenOf(db, enquiry.id)
  const mayChange = maySeeCitizen(user, enquiry)
  return { hint: hintOf(citizen, enquiry.channel), whole: mayChange ? citizen : null, mayChange }
}
