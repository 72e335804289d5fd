// Words of life and the words of law that records use for them, and short forms of chat: general knowledge of the field, no single procedure.
import { keysOf } from './vietnamese.ts'

/** What a lexicon is made of; the portal's own stands in data/assistant/lexicon.txt, an office's in its table. */
export interface LexiconText {
  /** `said`: what people say; 'a + b' counts only where both are said. */
  sayings: readonly { law: string, said: readonly string[] }[]
  /** A key in capitals is read so only when typed in capitals ('CA' is công an, 'ca' is a shift). */
  short: readonly { form: string, words: string }[]
}

export interface Saying {
  said: string[]
  law: string[]
  /** Must stand somewhere in the question as well ('xuất ngũ + học nghề'). */
  also: string[] | null
  /** As people write it, for telling why. */
  text: string
}

/** A lexicon ready to be looked into. */
export class Lexicon {
  /** Sayings by their first key, longest first. */
  readonly sayings = new Map<string, Saying[]>()
  readonly #short = new Map<string, string>()
  /** The phrases as text: what restoring of tones learns of the words that records do not have. */
  readonly lines: readonly string[]

  constructor({ sayings, short }: LexiconText) {
    for (const { law, said } of sayings) {
      for (const phrase of said) {
        const [start, also] = phrase.split('+')
        const keys = keysOf(start!)
        if (!keys.length) continue
        const list = this.sayings.get(keys[0]!) ?? []
        list.push({ said: keys, law: keysOf(law), also: also ? keysOf(also) : null, text: phrase })
        this.sayings.set(keys[0]!, list)
      }
    }
    for (const list of this.sayings.values()) list.sort((a, b) => b.said.length - a.said.length || Number(b.also !== null) - Number(a.also !== null))
    for (const { form, words } of short) this.#short.set(form, words)
    this.lines = sayings.flatMap(({ law, said }) => [law, ...said.flatMap(phrase => phrase.split('+'))])
  }

  /** Short forms written out. A form kept in small letters is read in any case ('Hs', 'ĐKKD'). */
  writeOut(text: string): string {
    return text.replace(/[\p{L}\p{M}]+\d?\p{L}*/gu, word => this.#short.get(word) ?? this.#short.get(word.toLowerCase()) ?? word)
  }
}

/** The lexicon of a file in the form of data/assistant/lexicon.txt; a line that is none is told by its number. */
export function readLexicon(text: string): LexiconText {
  const sayings: { law: string, said: string[] }[] = []
  const short: { form: string, words: string }[] = []
  let section = ''
  for (const [at, raw] of text.normalize('NFC').split('\n').entries()) {
    const line = raw.trim()
    if (!line || line.startsWith('#')) continue
    if (/^\[.*\]$/.test(line)) { section = line.slice(1, -1); continue }
    const [left, right] = line.split('=').map(part => part.trim().replace(/\s+/g, ' '))
    if (!left || !right) throw new Error(`Dòng ${at + 1} không có dạng “a = b”: ${line.slice(0, 60)}`)
    if (section === 'sayings') sayings.push({ law: left, said: right.split(',').map(one => one.trim()).filter(Boolean) })
    else if (section === 'short') short.push({ form: left, words: right })
    else throw new Error(`Dòng ${at + 1} đứng trước [sayings] và [short].`)
  }
  return { sayings, short }
}
