// What a target asks for and what a report says of it: eight kinds, each with the figures that it needs.
import { z } from 'zod'

export const measureKinds = ['percent_min', 'percent_max', 'count', 'change', 'binary', 'deadline', 'banded', 'milestone'] as const
export type MeasureKind = (typeof measureKinds)[number]

export const measureNames: Record<MeasureKind, string> = {
  percent_min: 'Tỷ lệ tối thiểu', percent_max: 'Tỷ lệ tối đa', count: 'Số lượng', change: 'Mức tăng, giảm', binary: 'Có hoặc không',
  deadline: 'Đúng hạn', banded: 'Theo bậc điểm', milestone: 'Theo các bước',
}

export const measureSchema = z.object({
  kind: z.enum(measureKinds),
  /** What is to be reached: 95 (%), 12 (tin, bài), -20 (% thời gian); null for what needs no number. */
  number: z.number().nullable().default(null),
  /** '%', 'TTHC', 'bậc' …; null where there is none. */
  unit: z.string().trim().max(60).nullable().default(null),
  /** Whether more or less is better; of a percentage its kind says so already. */
  direction: z.enum(['min', 'max']).default('min'),
  /** Where a change is counted from, and of which year. */
  baseline: z.number().nullable().default(null),
  baselineYear: z.number().int().nullable().default(null),
  /** Points by what was reached, the highest first: over 90 % gives 2, from 70 % gives 1, else 0. */
  bands: z.array(z.object({ over: z.number(), points: z.number() })).default([]),
  /** Steps with their weights. */
  steps: z.array(z.object({ name: z.string().trim().min(1), weight: z.number().positive() })).default([]),
  /** What numerator and denominator count, and where they are taken from. */
  numeratorName: z.string().trim().max(200).nullable().default(null),
  denominatorName: z.string().trim().max(200).nullable().default(null),
  source: z.string().trim().max(300).nullable().default(null),
})
export type Measure = z.infer<typeof measureSchema>

/** Figures of one report. Which of them count is said by the measure's kind. */
export const valueSchema = z.object({
  numerator: z.number().nullable().default(null),
  denominator: z.number().nullable().default(null),
  /** Number reached, for counts, changes and bands; 1 or 0 for yes or no. */
  value: z.number().nullable().default(null),
  /** Numbers of the steps that are done, from 0. */
  steps: z.array(z.number().int().min(0)).default([]),
  /** Nothing of the kind came up in the period: neither 0 nor 100 %. */
  notArising: z.boolean().default(false),
})
export type Value = z.infer<typeof valueSchema>
