// A record as the index keeps it, and a term as MiniSearch gets it.
import { facetsNamed, rangesNamed, type Facets } from './facets.ts'
import { placesIn } from './noise.ts'
import type { IndexField } from './passages.ts'
import { keysOf, spoken } from './vietnamese.ts'
import type { Term } from './vocabulary.ts'

/** An everyday name as terms: its words and every two neighbours. */
export interface SaidName { text: string, terms: readonly Term[], bits?: { epoch: number, sum: number } }

export interface Titled {
  id: string
  name: string
  /** National code, for questions that name it. */
  code: string | null
  /** lĩnh vực */
  field: string | null
}

/** One record as the index keeps it; a saved copy has its title and `fields`. */
export interface Entry extends Titled {
  fields: Record<IndexField, readonly Term[]>
  nameTerms: ReadonlySet<Term>
  /** What people call it. */
  names: readonly SaidName[]
  facets: Facets
  ranges: ReturnType<typeof rangesNamed>
  places: string[]
  bits?: { epoch: number, sum: number }
}

export function entryOf(titled: Titled, fields: Record<IndexField, Term[]>, names: readonly SaidName[]): Entry {
  const text = spoken(keysOf(titled.name))
  const facets = facetsNamed(text, spoken(keysOf(titled.field ?? '')))
  return { ...titled, fields, nameTerms: new Set(fields.name), names, facets, ranges: rangesNamed(text), places: placesIn(text) }
}

// MiniSearch's tree looks at all branches of a node in turn; terms spelled with eight letters only go in twice as fast.
export function codeOf(term: Term): string {
  let code = ''
  for (let rest = term; ; rest >>= 3) {
    code += 'abcdefgh'[rest & 7]
    if (rest < 8) return code
  }
}

/** The term that `codeOf` spelled. */
export function termOf(code: string): Term {
  let term = 0
  for (let at = code.length - 1; at >= 0; at--) term = (term << 3) | 'abcdefgh'.indexOf(code[at]!)
  return term
}
