// A place that quotes what has changed: what it is, whose, and whether the part that it quotes is among those that differ.
import type { Component } from '../procedures/content.ts'
import type { Change } from './changes.ts'

export const placeKinds = ['faq', 'template', 'piece', 'test', 'enquiry', 'given', 'slip', 'answer'] as const
export type PlaceKind = (typeof placeKinds)[number]

export interface Place {
  kind: PlaceKind
  id: string
  title: string
  href: string
  change: Change
  /** The version it quotes, where that is known. */
  cited: number | null
  /** Of the parts that it quotes, those that differ now; null where it is not known which it quotes. */
  touched: Component[] | null
  ownerUnitId: string | null
  /** Who looks after it, gave it or asked. */
  personId: string
  /** The day it was written, given or answered. */
  on: string
}

/** What nobody need hurry with: no part that it quotes is another one now. */
export const isQuiet = ({ touched, change }: Pick<Place, 'touched' | 'change'>): boolean => touched !== null && !touched.length && !change.ended

type Cited = { procedureId: string; versionId: string; section: Component }

/** Cited parts that differ between a version and the one in force. */
export function touchedBy(change: Change, number: number | undefined, parts: readonly Component[] | null): Component[] | null {
  const since = change.since(number)
  return since && parts && since.filter(part => parts.includes(part))
}

/** What some citations say of older versions, each procedure once, by the oldest version cited of it. */
export function oldIn(procedures: ReadonlyMap<string, Change>, citations: readonly Cited[]): Pick<Place, 'change' | 'cited' | 'touched'>[] {
  if (!citations.some(({ procedureId }) => procedures.has(procedureId))) return []
  return [...Map.groupBy(citations, ({ procedureId }) => procedureId)].flatMap(([id, own]) => {
    const change = procedures.get(id)
    const old = change ? own.filter(({ versionId }) => (change.numberOf(versionId) ?? 0) < change.number && versionId !== change.version) : []
    if (!change || !old.length) return []
    const numbers = old.map(({ versionId }) => change.numberOf(versionId))
    const number = numbers.includes(undefined) ? undefined : Math.min(...numbers as number[])
    return [{ change, cited: number ?? null, touched: touchedBy(change, number, old.map(({ section }) => section)) }]
  })
}
