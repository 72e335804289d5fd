// The form of a test question: what it sends under names such as turns.0.question, and what that means.
import { aspectHeadings } from '../assistant/sentences.ts'
import { aspects } from '../assistant/understanding.ts'
import type { Expected } from './tables.ts'
import { mostTurns, type Written } from './tests.ts'

type Values = Record<string, string>

export const aspectOptions = [{ value: '', label: 'Không xét' }, ...aspects.map(value => ({ value, label: aspectHeadings[value] }))]

/** Turns that the form holds, at least one. */
export const turnsIn = (values: Values): number =>
  Math.max(1, ...Object.keys(values).flatMap(name => { const at = /^turns\.(\d+)\./.exec(name)?.[1]; return at ? [Math.min(Number(at) + 1, mostTurns)] : [] }))

/** Ids of the procedures that are ticked for a turn. */
export const goldIn = (values: Values, at: number): string[] => {
  const start = `turns.${at}.gold.`
  return Object.keys(values).filter(name => name.startsWith(start) && values[name]).map(name => name.slice(start.length))
}

/** The test that a form says; what is wrong with it, tests.ts says. */
export const testIn = (values: Values): Written => ({
  kind: values.kind ?? '', note: values.note ?? null,
  turns: Array.from({ length: turnsIn(values) }, (_, at) => ({
    question: values[`turns.${at}.question`] ?? '', must: (values[`turns.${at}.must`] ?? '') as Expected['must'],
    aspect: (values[`turns.${at}.aspect`] || null) as (typeof aspects)[number] | null,
    gold: goldIn(values, at), contains: (values[`turns.${at}.contains`] ?? '').split('\n'),
  })),
})

/** What the form holds for a test that is kept, or is to be made of something. */
export const valuesOfTest = ({ kind, note, turns }: { kind: string; note: string | null; turns: readonly Expected[] }): Values => ({
  kind, note: note ?? '', ...Object.fromEntries(turns.flatMap(({ question, must, aspect, gold, contains }, at) => [
    [`turns.${at}.question`, question], [`turns.${at}.must`, must], [`turns.${at}.aspect`, aspect ?? ''], [`turns.${at}.contains`, contains.join('\n')],
    ...gold.map(id => [`turns.${at}.gold.${id}`, 'on'] as const),
  ])),
})

/** What a button that only changes the form made of it; null when the form was sent to be kept. */
export function changedForm(values: Values): Values | null {
  const [, doing, number] = /^(add|drop|find)-(\d+)$/.exec(values.do ?? '') ?? []
  if (doing === 'add') return { ...values, [`turns.${turnsIn(values)}.question`]: '' }
  if (doing === 'find') return values
  if (doing !== 'drop') return null
  const gone = Number(number)
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => {
    const [, at, rest] = /^turns\.(\d+)\.(.*)$/.exec(name) ?? []
    if (at === undefined || Number(at) < gone) return [[name, value]]
    return Number(at) === gone ? [] : [[`turns.${Number(at) - 1}.${rest}`, value]]
  }))
}
