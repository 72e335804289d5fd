// The figures of the register, each computed in one place, with the rule by which it is computed.
import type { Row, Snapshot } from './catalogue.ts'
import { levels, limitUnits, type Level, type LimitUnit } from './content.ts'
import { byPost } from './filter.ts'
import { isMixed, isReduced, reductionShare } from './reduction.ts'
import type { ProcedureVersion, VersionKind } from './tables.ts'

/** Procedures in force on the snapshot's day: what every figure but the changes is made of. */
export const inForce = ({ rows }: Snapshot): Row[] => rows.filter(({ state }) => state === 'published' || state === 'amended')

/** Rows of one level; null is all. A procedure of several levels belongs to each. */
export const atLevel = (rows: Row[], level: Level | null): Row[] =>
  (level ? rows.filter(({ facts }) => facts.levels.includes(level)) : rows)

/** How many rows stand at each level. The sum may exceed the total: a procedure of two levels counts in both. */
export const countByLevel = (rows: Row[]): { level: Level | null; count: number }[] => [
  ...levels.map(level => ({ level, count: atLevel(rows, level).length })),
  { level: null, count: rows.filter(({ facts }) => !facts.levels.length).length },
].filter(({ count }) => count > 0)

/** Rows by field, most first. Every row has one field or none. */
export function countByField(rows: Row[]): { field: string | null; count: number }[] {
  const counts = new Map<string | null, number>()
  for (const { field } of rows) counts.set(field, (counts.get(field) ?? 0) + 1)
  return [...counts].map(([field, count]) => ({ field, count })).sort((a, b) => b.count - a.count
    || ((a.field ?? '') < (b.field ?? '') ? -1 : 1))
}

export interface Online { full: number; partial: number; either: number; unknown: number; of: number }
/** Online services: full or partial, by what the record says; "unknown" counts as neither. */
export function online(rows: Row[]): Online {
  const count = (level: string | null) => rows.filter(({ facts }) => facts.onlineLevel === level).length
  const [full, partial] = [count('full'), count('partial')]
  return { full, partial, either: full + partial, unknown: count(null), of: rows.length }
}

/** Rows whose papers go by public post. */
export const postal = (rows: Row[]): number => rows.filter(row => byPost(row) === true).length

export interface Reduced {
  /** Rows whose actual limit is shorter than the statutory one, both in the same unit. */
  count: number
  of: number
  /** Rows with both limits, but in units that cannot be compared. */
  mixed: number
  /** A: mean of each reduced procedure's share; null without any. */
  mean: number | null
  /** B: all that was cut over all that was statutory, for each unit apart. */
  weighted: { unit: LimitUnit; count: number; cut: number; statutory: number; share: number }[]
  /** C: A spread over all rows, those that were not reduced counting as 0. */
  spread: number | null
}

/** The cut of time limits by the three formulas. Days and working days are never added together. */
export function reduced(rows: Row[]): Reduced {
  const cut = rows.flatMap(({ facts: { reduction } }) => (isReduced(reduction) ? [reduction!] : []))
  const shares = cut.map(reduction => reductionShare(reduction)!)
  const sum = shares.reduce((total, share) => total + share, 0)
  return {
    count: cut.length, of: rows.length, mixed: rows.filter(({ facts }) => isMixed(facts.reduction)).length,
    mean: cut.length ? sum / cut.length : null,
    weighted: limitUnits.flatMap(unit => {
      const own = cut.filter(({ statutory }) => statutory.unit === unit)
      const [statutory, less] = [own.reduce((total, one) => total + one.statutory.number, 0),
        own.reduce((total, one) => total + one.statutory.number - one.actual.number, 0)]
      return own.length ? [{ unit, count: own.length, cut: less, statutory, share: less / statutory }] : []
    }),
    spread: rows.length && cut.length ? sum / rows.length : null,
  }
}

/** Publications between two days, by kind: events, not present states, so one procedure may count several times. */
export function changes(versions: Pick<ProcedureVersion, 'procedureId' | 'kind'>[],
  kinds: VersionKind[]): { events: number; procedures: number } {
  const own = versions.filter(({ kind }) => kinds.includes(kind))
  return { events: own.length, procedures: new Set(own.map(({ procedureId }) => procedureId)).size }
}

/** A share to one decimal, cut instead of rounded: 107/135 → 0.792. */
export const truncated = (share: number): number => Math.floor(share * 1000 + 1e-9) / 1000
