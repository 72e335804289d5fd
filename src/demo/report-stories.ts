// The stories of the demo's reporting periods: made, asked for, filled, closed, reported and sent, by the functions that their pages use.
import { eq } from 'drizzle-orm'
import { leaves } from '../dossiers/counting.ts'
import { enterDossiers } from '../dossiers/entering.ts'
import { versionsOf } from '../dossiers/sheets.ts'
import { askForParts, findPart, returnPart, sendPart, takePart } from '../periodic-reports/parts.ts'
import { approveReport, reportOf, sendReport, submitReport, wordReport } from '../periodic-reports/reports.ts'
import { closePeriod } from '../periods/closing.ts'
import { makeYear } from '../periods/periods.ts'
import { periods, type Period } from '../periods/tables.ts'
import { stepAt } from './enquiry-stories.ts'
import type { ReportsTold } from './report-story.ts'
import type { Telling } from './telling.ts'

type ReportTold = ReportsTold['reports'][number]

export function addReportStories(telling: Telling, told: ReportsTold): void {
  const { db, known: { office } } = telling
  for (const { at, by, year, kinds } of told.years) stepAt(telling, at, by, `periods of ${year}`, user => makeYear(db, user, year, kinds, office.superior))
  for (const one of told.dossiers) {
    stepAt(telling, one.at, one.by, `dossiers of ${one.unit}`, async user => {
      const period = await named(telling, one.period)
      const unitId = telling.unit(one.unit)
      const typed = one.rows.flatMap(({ field, numbers }, row) => [[`field.${row}`, field], ...leaves.map((leaf, place) => [`${leaf}.${row}`, String(numbers[place])])])
      const number = String((await versionsOf(db, period.id, unitId)).length)
      await enterDossiers(db, user, period, unitId, { ...Object.fromEntries(typed), note: one.note, number })
    })
  }
  for (const report of told.reports) addReport(telling, report)
}

async function named({ db }: Telling, name: string): Promise<Period> {
  const [period] = await db.select().from(periods).where(eq(periods.name, name))
  if (!period) throw new Error(`there is no period “${name}”`)
  return period
}

function addReport(telling: Telling, told: ReportTold): void {
  const { db, known: { office } } = telling
  const { asked, parts, closed, worded, submitted, approved, sent } = told
  const period = () => named(telling, told.period)
  const revision = async () => (await reportOf(db, (await period()).id))?.revision ?? 0
  if (asked) stepAt(telling, asked.at, asked.by, told.period, async user => askForParts(db, user, await period(), asked.units.map(key => telling.unit(key)), asked.due))
  for (const part of parts) {
    const { unit, returned, taken, results, difficulties, proposals } = part
    const of = async (user: Parameters<typeof findPart>[1]) => findPart(db, user, (await period()).id, telling.unit(unit))
    stepAt(telling, part.at, part.by, `part of ${unit}`, async user => {
      const found = await of(user)
      await sendPart(db, user, await period(), found, { results, difficulties, proposals, revision: found.revision })
    })
    if (returned) stepAt(
      telling, returned.at, returned.by, `part of ${unit}`,
      async user => { const found = await of(user); await returnPart(db, user, await period(), found, { reason: returned.reason, revision: found.revision }) }
    )
    if (taken) stepAt(
      telling, taken.at, taken.by, `part of ${unit}`,
      async user => { const found = await of(user); await takePart(db, user, await period(), found, found.revision) }
    )
  }
  if (closed) stepAt(telling, closed.at, closed.by, told.period, async user => { const found = await period(); await closePeriod(db, user, found, found.revision) })
  if (worded) {
    const typed = Object.fromEntries(Object.entries(worded.sections).map(([id, text]) => [`section.${id}`, text]))
    stepAt(telling, worded.at, worded.by, told.period, async user => wordReport(db, user, await period(), office, typed, await revision()))
  }
  if (submitted) stepAt(telling, submitted.at, submitted.by, told.period, async user => submitReport(db, user, await period(), office, await revision()))
  if (approved) stepAt(telling, approved.at, approved.by, told.period, async user => approveReport(db, user, await period(), await revision()))
  if (sent) stepAt(
    telling, sent.at, sent.by, told.period,
    async user => sendReport(db, user, await period(), { number: sent.number, signedOn: sent.signedOn, revision: await revision() })
  )
}
