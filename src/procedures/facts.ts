// What lists, counts and statistics need of a record, taken out once when a version is written.
import { createHash } from 'node:crypto'
import { clean, searchable, sortKey } from '../text.ts'
import { missingParts, type Part } from './completeness.ts'
import { channelKinds, levels, limitUnits, type ChannelKind, type Level, type Limit, type OnlineLevel, type ProcedureContent } from './content.ts'

export interface Facts {
  levels: Level[]
  onlineLevel: OnlineLevel | null
  channels: ChannelKind[]
  postal: boolean | null
  /** The limits stated as numbers, each once. */
  limits: Limit[]
  reduction: { statutory: Limit; actual: Limit } | null
  missing: Part[]
}

/** The columns of a version that stand beside its content. */
export function factColumns(content: ProcedureContent) {
  const agency = content.agencies.handling
  return {
    code: content.code,
    name: content.name,
    field: content.field,
    agency,
    facts: factsOf(content),
    search: searchable([content.name, ...content.aliases, content.code, content.field, agency,
      content.decision?.number].filter(Boolean).join(' ')).slice(0, 4_000),
    sort: sortKey(content.name).slice(0, 400),
  }
}

function factsOf(content: ProcedureContent): Facts {
  const limits = new Map(content.channels.flatMap(({ limit }) =>
    (limit ? [[`${limit.number} ${limit.unit}`, limit] as const] : [])))
  return {
    levels: levels.filter(level => content.levels.includes(level)),
    onlineLevel: content.onlineLevel,
    channels: channelKinds.filter(kind => content.channels.some(channel => channel.kind === kind)),
    postal: content.postal,
    limits: [...limits.values()].sort((a, b) => limitUnits.indexOf(a.unit) - limitUnits.indexOf(b.unit) || a.number - b.number),
    reduction: content.reduction && { statutory: content.reduction.statutory, actual: content.reduction.actual },
    missing: missingParts(content),
  }
}

/** The same content with its text in NFC and without hidden characters, whoever hands it in. */
export const tidied = (content: ProcedureContent): ProcedureContent => deep(content, clean) as ProcedureContent

function deep(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map(item => deep(item, change))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, deep(inner, change)]))
}

/** SHA-256, in hex, of the content with its keys in alphabetical order: PostgreSQL hands them back in an order of its own. */
export const digestOf = (content: unknown): string => createHash('sha256').update(canonical(content)).digest('hex')

/** JSON with the keys of every object in alphabetical order: equal texts mean equal values. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null)
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`
}
