// What data/demo says of meetings: when they took place, who came, what was concluded, and which papers came of it.
import { z } from 'zod'
import { deadlineSchema } from '../calendar/deadlines.ts'
import { conclusionKinds } from '../conclusions/tables.ts'
import { attendances, rhythms } from '../meetings/tables.ts'
import { acted, day, life, words } from './story.ts'

const time = z.string().regex(/^\d\d:\d\d$/)
const item = z.object({ title: words, presenter: z.string().optional(), minutes: z.number().int() })

const series = z.object({
  key: z.string(), name: words, begun: z.object(acted), startsAt: time, minutes: z.number().int(), place: words, chair: z.string(), secretary: z.string(),
  rhythm: z.object({ every: z.enum(rhythms), monthOfPeriod: z.number().int(), week: z.number().int(), weekday: z.number().int() }),
  shift: z.enum(['after', 'before']), prepareDays: z.number().int(), units: z.array(z.string()), people: z.array(z.string()), agenda: z.array(item),
})

const proposal = z.object({
  ...acted, /** By which an agenda takes it. */ key: z.string().optional(), series: z.string().nullable(), title: words, body: words.optional(), minutes: z.number().int(),
  refused: z.object({ ...acted, reason: words }).optional(),
})

const work = z.object({
  title: words, product: words.optional(), lead: z.array(z.string()).or(z.literal('*')), with: z.array(z.string()).default([]), outsiders: z.array(z.string()).default([]),
  deadline: deadlineSchema,
  /** What became of its task; `lives`: of those of several units. */
  life: life.optional(), lives: z.record(z.string(), life).default({}),
})

const conclusion = z.object({
  kind: z.enum(conclusionKinds), text: words, noTask: z.boolean().default(false), works: z.array(work).default([]),
  /** By which later ones remind of it; and what it reminds of. */
  key: z.string().optional(), reminds: z.string().optional(),
})

const signed = z.object({ /** Where the portal's series does not stand there yet: the number that the paper bore. */ number: z.number().int().optional(), signed: day })

const meeting = z.object({
  series: z.string(), on: day, prepared: day, called: day.optional(), cancelled: z.object({ ...acted, reason: words }).optional(),
  /** Items beside those of the template; `backlog`: one that was proposed. */
  items: z.array(item.extend({ backlog: z.string().optional() })).default([]),
  documents: z.array(z.object({ number: z.string(), item: z.number().int() })).default([]),
  /** It was held, from when to when. */
  began: time.optional(), ended: time.optional(),
  attendance: z.array(z.object({ who: z.string(), attendance: z.enum(attendances), reason: z.string().default(''), deputy: z.string().default('') })).default([]),
  uninvited: z.array(z.object({ name: words, title: words })).default([]),
  notes: z.array(z.object({ item: z.number().int(), notes: words, outcome: z.string().default('') })).default([]),
  conclusions: z.array(conclusion).default([]),
  invitation: signed.optional(),
  minutes: z.object({
    until: day, signed: day.optional(), /** The signed paper, a file of data/demo/files. */ scan: z.object({ on: day, file: z.string() }).optional(),
    comments: z.array(z.object({
      ...acted, conclusion: z.number().int().optional(), text: words, answered: z.object({ on: day, answer: z.enum(['taken', 'declined']), note: words.optional() }).optional(),
    })).default([]),
  }).optional(),
  notice: signed.optional(),
  /** What one conclusion says after its minutes were corrected. */
  supplement: z.object({ drafted: day, signed: day, reason: words, conclusion: z.number().int(), text: words, deadline: words }).optional(),
})

export const meetingsFile = z.object({ series: z.array(series), backlog: z.array(proposal), meetings: z.array(meeting) })
export type MeetingsTold = z.output<typeof meetingsFile>
export type MeetingTold = z.output<typeof meeting>
export type ConclusionTold = z.output<typeof conclusion>
export type WorkTold = z.output<typeof work>
