// What data/demo says of citizens' questions: templates of replies, what was asked by which way, and what became of it.
import { z } from 'zod'
import { channels } from '../enquiries/tables.ts'
import { sections } from '../procedures/sections.ts'
import { day, words } from './story.ts'

/** '2026-07-06 08:30', and who did it. */
export const moment = z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d$/)
const done = { at: moment, by: z.string() }
const section = z.enum(Object.keys(sections) as (keyof typeof sections)[])

/** The text of an answer: a template filled in, words of one's own after it, passages of the procedure that it rests on. */
const answer = { template: z.string().optional(), text: z.string().default(''), cites: z.array(section).default([]) }

const step = z.discriminatedUnion('do', [
  z.object({ do: z.literal('give'), ...done, unit: z.string(), person: z.string().default(''), reason: z.string().default('') }),
  z.object({ do: z.literal('name'), ...done, person: z.string() }),
  z.object({ do: z.literal('begin'), ...done }),
  z.object({ do: z.literal('draft'), ...done, ...answer }),
  z.object({ do: z.literal('answer'), ...done, ...answer }),
  z.object({ do: z.literal('return'), ...done, reason: words }),
  z.object({ do: z.literal('check'), ...done }),
  z.object({ do: z.literal('pause'), ...done, reason: words }),
  z.object({ do: z.literal('resume'), ...done }),
  z.object({ do: z.literal('merge'), ...done, into: z.string() }),
  z.object({ do: z.literal('link'), ...done, with: z.string() }),
  z.object({ do: z.literal('close'), ...done, reason: z.string().default('') }),
  z.object({ do: z.literal('reopen'), ...done, reason: words }),
  z.object({ do: z.literal('erase'), ...done }),
  /** Its answer made into a frequently asked question, and that one approved by a second person. */
  z.object({ do: z.literal('publish'), ...done, question: words }),
  z.object({ do: z.literal('approve'), ...done, reviewOn: day }),
])

const enquiry = z.object({
  /** By which other ones name it. */
  key: z.string().optional(),
  at: moment, by: z.string(), channel: z.enum(channels), question: words,
  /** Code of the procedure, or its name where it has none; unit: 'none' where nobody was to answer yet. */
  procedure: z.string().optional(), field: z.string().optional(), unit: z.string().optional(),
  name: z.string().optional(), contact: z.string().optional(),
  /** 'refused': the assistant was asked first and had no answer; 'settled': its answer was read out, and that was all. */
  asked: z.enum(['refused', 'settled']).optional(),
  steps: z.array(step).default([]),
})

const template = z.object({
  key: z.string(), ...done, title: words, text: words, field: z.string().default(''), forState: z.string().default(''), unit: z.string(),
  aside: z.object(done).optional(),
})

export const enquiriesFile = z.object({ templates: z.array(template), enquiries: z.array(enquiry) })
export type EnquiriesTold = z.output<typeof enquiriesFile>
export type EnquiryTold = z.output<typeof enquiry>
export type EnquiryStep = EnquiryTold['steps'][number]
