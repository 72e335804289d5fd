// What data/demo says of scoring: results of past years, and a round that units are declaring for.
import { z } from 'zod'
import { indexKinds } from '../scoring/tables.ts'
import { moment } from './enquiry-story.ts'
import { day, words } from './story.ts'

const done = { at: moment, by: z.string() }

const rank = z.object({ ...done, index: z.enum(indexKinds), year: z.number().int(), rank: z.number().int(), source: words })

/** As typed into the form of a criterion, by its number in the sample set. */
const score = z.object({ number: z.string() }).catchall(z.string())

const round = z.object({
  ...done, name: words, /** Year of the sample set that it uses. */ year: z.number().int(), units: z.array(z.string()), opensOn: day, closesOn: day, explainBy: day,
  countsFrom: day, countsTo: day, declared: z.array(z.object({ ...done, unit: z.string(), scores: z.array(score) })),
})

export const scoringFile = z.object({ ranks: z.array(rank), rounds: z.array(round) })
export type ScoringTold = z.output<typeof scoringFile>
