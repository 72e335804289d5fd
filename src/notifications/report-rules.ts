// Whom an event of a reporting period tells: heads of the units that are asked, who asked and who sent, those who approve, who submitted.
import { dayOf } from '../clock.ts'
import type { Event } from '../events/tables.ts'
import { reportOf } from '../periodic-reports/reports.ts'
import type { Read } from '../store/store.ts'
import { headsOf, holdersOf } from './recipients.ts'
import type { Reason, Tell } from './tables.ts'

export async function tellOfPeriod(db: Read, { action, subjectId, details, at }: Event, tell: Tell): Promise<void> {
  const day = dayOf(at)
  if (action === 'report parts asked') for (const unit of (details.unitIds ?? []) as string[]) for (const id of await headsOf(db, unit, day)) tell(id, 'request', 'partSender')
  if (action === 'report part sent') tell(details.askedBy, 'report', 'reportWriter')
  if (action === 'report part returned') {
    tell(details.sentBy, 'decision', 'partSender', true)
    for (const id of await headsOf(db, typeof details.unit === 'string' ? details.unit : null, day)) tell(id, 'decision', 'partSender')
  }
  if (action === 'report part taken') tell(details.sentBy, 'decision', 'partSender')
  if (action === 'periodic report submitted') {
    const report = await reportOf(db, subjectId)
    const writers = new Set(report?.writerIds ?? [])
    const leaders = (await Promise.all((['director', 'chiefOfOffice'] as const).map(role => holdersOf(db, role, day)))).flat()
    for (const id of leaders) if (!writers.has(id)) tell(id, 'request', 'reportApprover')
  }
  if (action === 'periodic report returned' || action === 'periodic report approved') tell(details.submittedBy, 'decision', 'reportWriter')
  if (action === 'period reminded') for (const [id, why] of Object.entries((details.to ?? {}) as Record<string, Reason>)) tell(id, 'reminder', why)
}
