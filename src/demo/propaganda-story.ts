// What data/demo says of propaganda: lines of its plan, pieces and where they were distributed; slips, and proposals for reform.
import { z } from 'zod'
import { demandReasons } from '../demand/tables.ts'
import { pieceForms } from '../propaganda/tables.ts'
import { moment } from './enquiry-story.ts'
import { day, life, words } from './story.ts'

const done = { at: moment, by: z.string() }

const line = z.object({
  key: z.string(), ...done, year: z.number().int(), quarter: z.number().int(), unit: z.string(), topic: words, forms: z.array(z.enum(pieceForms)),
  audience: z.string().optional(), budget: z.string().optional(), wanted: z.number().int(), due: day,
  /** Title of the task that it counts to. */ task: z.string().optional(),
  dropped: z.object({ ...done, reason: words }).optional(),
})

const distribution = z.object({
  ...done, on: day, note: z.string().optional(), /** Number of the document that proves it. */ document: z.string().optional(),
  places: z.array(z.object({ channel: words, place: z.string().default(''), reach: z.number().int().optional() })).min(1),
})

const piece = z.object({
  ...done, form: z.enum(pieceForms), unit: z.string(), /** Code of the procedure, or its name. */ procedure: z.string(),
  /** Key of the line that it counts to, from the day it is begun. */
  line: z.string().optional(), title: z.string().optional(),
  submitted: moment.optional(), returned: z.object({ ...done, reason: words }).optional(), approved: z.object(done).optional(),
  distributions: z.array(distribution).default([]), recalled: z.object({ ...done, reason: words }).optional(),
})

const slip = z.object({ ...done, procedure: z.string(), case: z.string().nullable().default(null) })

const proposal = z.object({
  ...done, procedure: z.string(), reason: z.enum(demandReasons), month: z.string().regex(/^\d{4}-\d\d$/), title: words, why: words, unit: z.string(),
  /** Taken into a plan as a task, by a document. */
  taken: z.object({
    ...done, plan: z.string(), domain: words, product: words, unit: z.string(), deadline: words, decision: words, life,
  }).optional(),
})

export const propagandaFile = z.object({ lines: z.array(line), pieces: z.array(piece), slips: z.array(slip), proposals: z.array(proposal) })
export type PropagandaTold = z.output<typeof propagandaFile>
