// The local cut of the time limit: compared only within one unit, because days and working days are not the same.
import type { Limit } from './content.ts'

type Cut = { statutory: Limit; actual: Limit } | null

/** Whether the actual limit is shorter than the statutory one. Limits in different units are not comparable: false. */
export const isReduced = (cut: Cut): boolean => cut !== null && cut.statutory.unit === cut.actual.unit
  && cut.actual.number < cut.statutory.number

/** The share that was cut, from 0 to 1; null when the units differ or nothing is stated. */
export const reductionShare = (cut: Cut): number | null =>
  cut === null || cut.statutory.unit !== cut.actual.unit || cut.statutory.number <= 0 ? null
    : (cut.statutory.number - cut.actual.number) / cut.statutory.number

/** Limits that stand in different units, so that nobody can say whether one is shorter. */
export const isMixed = (cut: Cut): boolean => cut !== null && cut.statutory.unit !== cut.actual.unit
