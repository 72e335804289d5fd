// What data/demo says of reporting periods: the year they were made for, Biểu 06 of units, their parts, and the report that was sent.
import { z } from 'zod'
import { leaves } from '../dossiers/counting.ts'
import { periodKinds } from '../periods/tables.ts'
import { moment } from './enquiry-story.ts'
import { day, words } from './story.ts'

const done = { at: moment, by: z.string() }

const dossiers = z.object({
  ...done, /** Name of the period. */ period: z.string(), unit: z.string(), note: z.string().optional(),
  /** The numbers in the order of the form: online, direct, carried over; early, in time, late; pending, pending late. */
  rows: z.array(z.object({ field: words, numbers: z.array(z.number().int()).length(leaves.length) })).min(1),
})

const part = z.object({
  ...done, unit: z.string(), results: words, difficulties: z.string().default(''), proposals: z.string().default(''),
  returned: z.object({ ...done, reason: words }).optional(), taken: z.object(done).optional(),
})

const report = z.object({
  period: z.string(), asked: z.object({ ...done, units: z.array(z.string()), due: day }).optional(), parts: z.array(part).default([]), closed: z.object(done).optional(),
  /** By section of the customary outline. */
  worded: z.object({ ...done, sections: z.record(z.string(), words) }).optional(),
  submitted: z.object(done).optional(), approved: z.object(done).optional(), sent: z.object({ ...done, number: z.number().int(), signedOn: day }).optional(),
})

export const reportsFile = z.object({
  years: z.array(z.object({ ...done, year: z.number().int(), kinds: z.array(z.enum(periodKinds)) })), dossiers: z.array(dossiers), reports: z.array(report),
})
export type ReportsTold = z.infer<typeof reportsFile>
