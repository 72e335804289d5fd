// What data/demo says of plans and tasks: who did what on which day, and in which words.
import { z } from 'zod'
import { deadlineSchema } from '../calendar/deadlines.ts'
import { planKinds } from '../plans/tables.ts'
import { measureSchema, valueSchema } from '../targets/measure.ts'
import { cadences, lights, originKinds, requestKinds } from '../tasks/tables.ts'

export const day = z.iso.date()
export const words = z.string().min(3)
/** Someone on a day; people and units are called by their keys. */
export const acted = { on: day, by: z.string() }
const document = { number: z.string().nullable(), date: day.nullable(), issuer: z.string().nullable() }

const report = z.object({
  on: day, /** Left out: the person named for the task, else the head of the unit. */ by: z.string().optional(), unit: z.string().optional(),
  light: z.enum(lights).default('green'), percent: z.number().int().default(100), value: valueSchema.partial().optional(), result: words,
  difficulties: words.optional(), next: words.optional(), done: z.boolean().default(false), finishedOn: day.optional(), missing: words.optional(),
  evidence: z.array(z.object({ ...document, subject: words, /** A file of data/demo/files. */ file: z.string().optional() })).default([]),
  review: z.object({ ...acted, decision: z.enum(['acknowledged', 'returned', 'confirmed']), reason: words.optional() }).optional(),
})

const oneLife = z.object({
  /** Day on which the heads of all its units accepted it; left out: not accepted. */
  accepted: day.optional(),
  person: z.string().optional(),
  /** Persons whom co-ordinating units named, by unit. */
  people: z.record(z.string(), z.string()).default({}),
  reports: z.array(report).default([]),
  parts: z.array(z.object({ ...acted, unit: z.string(), note: words })).default([]),
  requests: z.array(z.object({
    ...acted, kind: z.enum(requestKinds), reason: words, due: day.optional(), toUnit: z.string().optional(),
    decided: z.object({ ...acted, decision: z.enum(['granted', 'refused', 'answered']), due: day.optional(), note: words.optional() }).optional(),
  })).default([]),
  notes: z.array(z.object({ ...acted, kind: z.enum(['comment', 'direction', 'reminder']), text: words })).default([]),
  steps: z.array(z.object({ text: words, on: day.optional(), by: z.string().optional() })).default([]),
  paused: z.object({ ...acted, reason: words }).optional(),
  dropped: z.object({ ...acted, reason: words }).optional(),
})

export const life = oneLife.extend({
  /** The lives of the turns of what recurs, by period. */
  turns: z.record(z.string(), oneLife).default({}),
})

const task = life.extend({
  plan: z.string().optional(), domain: z.string().optional(), number: z.string().optional(), heading: z.string().optional(),
  title: words, product: words.optional(), weight: z.number().default(1),
  lead: z.string(), with: z.array(z.object({ unit: z.string(), duty: words.optional() })).default([]), outsiders: z.array(z.string()).default([]),
  deadline: deadlineSchema, measure: measureSchema.optional(), cadence: z.enum(cadences).default('none'),
  budgetText: z.string().optional(), budget: z.number().optional(), note: z.string().optional(),
  /** Of what no plan holds: who gave it when, and where it comes from. */
  given: z.object({
    ...acted, kind: z.enum(originKinds), number: z.string().optional(), date: day.optional(), issuer: z.string().optional(), title: z.string().optional(),
    clause: z.string().optional(), quote: z.string().optional(), saidBy: z.string().optional(),
  }).optional(),
})

const plan = z.object({
  key: z.string(), kind: z.enum(planKinds), title: words, since: day, until: day, under: z.string().optional(), unit: z.string(), note: z.string().optional(),
  begun: z.object(acted),
  submitted: day.optional(),
  /** Left out: it is a draft still. Without `submitted` it was approved on paper, before there was a portal. */
  approved: z.object({ by: z.string(), number: z.string(), signedOn: day, issuer: z.string() }).optional(),
  closed: z.object({ ...acted, reason: words.optional() }).optional(),
  bases: z.array(z.object({
    ...document, number: z.string(), title: words, clause: z.string().nullable().default(null), quote: z.string().nullable().default(null),
  })).default([]),
  amendments: z.array(z.object({ ...acted, decision: words, summary: words, task: z.string(), deadline: deadlineSchema })).default([]),
})

export const tasksFile = z.array(task)
export const plansFile = z.array(plan)
export type LifeTold = z.output<typeof oneLife>
export type LivesTold = z.output<typeof life>
export type TaskTold = z.output<typeof task>
export type PlanTold = z.output<typeof plan>
