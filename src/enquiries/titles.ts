// What notices and mail call an enquiry: its number and procedure, never the words of the citizen.
import { inArray } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { may } from '../policy.ts'
import { procedureNames } from '../procedures/catalogue.ts'
import type { Read } from '../store/store.ts'
import { enquiries } from './tables.ts'
import { numberOf } from './words.ts'

/** Titles of those that the person may see. */
export async function titlesOfEnquiries(db: Read, user: User, ids: readonly string[]): Promise<{ id: string; title: string }[]> {
  if (!ids.length || !may(user, 'see enquiries')) return []
  const found = await db.select({ id: enquiries.id, year: enquiries.year, number: enquiries.number, procedureId: enquiries.procedureId, field: enquiries.field })
    .from(enquiries).where(inArray(enquiries.id, [...ids]))
  if (!found.length) return []
  const names = await procedureNames(db)
  return found.map(one => ({ id: one.id, title: `Công dân hỏi ${numberOf(one)}${[names.get(one.procedureId ?? ''), one.field].filter(Boolean).slice(0, 1).map(words => `: ${words}`).join('')}` }))
}
