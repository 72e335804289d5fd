// Near-twins offered as choices: each with the one thing that tells it from the others, where there is exactly one.
import { levels, type ProcedureContent } from '../procedures/content.ts'
import { channelWords, levelWords } from '../procedures/words.ts'
import type { Choice } from './answering.ts'

const facets: ((content: ProcedureContent) => string | null)[] = [
  content => content.levels.length ? levels.filter(level => content.levels.includes(level)).map(level => levelWords[level].toLowerCase()).join(', ') : null,
  content => content.field,
  content => content.audience?.slice(0, 120) ?? null,
  content => content.agencies.handling?.slice(0, 120) ?? null,
  content => [...new Set(content.channels.map(({ kind }) => channelWords[kind].toLowerCase()))].join(', ') || null,
]

/** `difference` is null where names alone tell the choices apart, or more than one thing differs. */
export function differences(options: readonly { id: string, name: string, content: ProcedureContent }[]): Choice[] {
  const telling = facets.filter(facet => new Set(options.map(({ content }) => facet(content))).size === options.length)
  const [only] = telling
  return options.map(({ id, name, content }) => ({ id, name, difference: telling.length === 1 && only ? only(content) : null }))
}
