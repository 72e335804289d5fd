// Near-twins offered as choices: each by the one thing in which they differ.
import { levels, type ProcedureContent } from '../procedures/content.ts'
import { levelWords } from '../procedures/words.ts'
import type { Choice } from './answering.ts'
import { facetsNamed } from './facets.ts'
import { facetWords, type Difference } from './sentences.ts'
import { keysOf, spoken } from './vietnamese.ts'

interface Option { id: string, name: string, content: ProcedureContent }

const longest = 90

/** What an option is by a facet of its name, in words; null where its name is silent. */
const ofName = (facet: string) => ({ name, content }: Option): string | null => {
  const values = facetsNamed(spoken(keysOf(name)), spoken(keysOf(content.field ?? ''))).get(facet)
  const words = [...values ?? []].map(value => facetWords[facet]?.[value])
  return words.length && words.every(word => word !== undefined) ? words.join(', ') : null
}

const short = (text: string | null) => (text && text.length <= longest ? text : null)

const facets: { differs: Difference, of: (option: Option) => string | null }[] = [
  { differs: 'operation', of: ofName('operation') },
  { differs: 'who', of: ofName('force') },
  { differs: 'who', of: ofName('service') },
  { differs: 'who', of: ofName('father') },
  { differs: 'school', of: ofName('school') },
  { differs: 'school', of: ofName('owner') },
  { differs: 'kind', of: ofName('insurance') },
  { differs: 'level', of: ({ content }) => (content.levels.length ? levels.filter(level => content.levels.includes(level)).map(level => levelWords[level].toLowerCase()).join(', ') : null) },
  { differs: 'who', of: ({ content }) => short(content.audience) },
  { differs: 'field', of: ({ content }) => short(content.field) },
  { differs: 'agency', of: ({ content }) => short(content.agencies.handling) },
]

const bound = /^(?:giấy|trợ|chế|người|lao|bảo|cơ|hỗ|đối|thủ|trường|trung|quyết|chứng|đăng|tổ|doanh|mức|thân|liệt|thương)$/iu

const follows = /^(?:đối|cho|của|tại|theo|do|trong|từ|đến)$/iu

/** What stands in each name only: the names without the words with which all begin and end; null where one has nothing left. */
export function ownWords(names: readonly string[]): string[] | null {
  const split = names.map(name => name.split(/\s+/))
  const shared = (at: (words: string[], index: number) => string | undefined) => {
    let count = 0
    while (split.every(words => count < words.length && at(words, count)?.toLowerCase() === at(split[0]!, count)?.toLowerCase())) count++
    return count
  }
  let start = shared((words, index) => words[index])
  // A compound is not cut in two: 'giấy phép' and 'giấy xác nhận' share no word that stands alone.
  while (start > 0 && bound.test(split[0]![start - 1]!)) start--
  let end = shared((words, index) => words.at(-1 - index))
  // Where one name is the other's end ('giấy phép …', 'giấy xác nhận không thuộc diện cấp giấy phép …') only what follows the matter is left out.
  const swallowed = () => split.some(words => words.length - end <= start)
  if (swallowed()) while (end > 0 && (swallowed() || !follows.test(split[0]!.at(-end)!))) end--
  const own = split.map(words => words.slice(start, Math.max(start, words.length - end)).join(' ').replace(/^[,;–-]\s*|[,;]$/g, ''))
  return own.every(words => words && words.length <= longest) ? own.map(words => words[0]!.toUpperCase() + words.slice(1)) : null
}

/** The choices, and what tells them apart; `difference` is null where only their whole names do. */
export function differences(options: readonly Option[]): { differs: Difference, choices: Choice[] } {
  for (const { differs, of } of facets) {
    const told = options.map(of)
    if (told.every(words => words !== null) && new Set(told).size === options.length) {
      return { differs, choices: options.map(({ id, name }, at) => ({ id, name, difference: told[at]! })) }
    }
  }
  const own = ownWords(options.map(({ name }) => name))
  const told = own && new Set(own).size === own.length ? own : null
  return { differs: told ? 'case' : 'name', choices: options.map(({ id, name }, at) => ({ id, name, difference: told?.[at] ?? null })) }
}
