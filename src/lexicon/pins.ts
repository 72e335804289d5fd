// What pins say of one question: the procedure that comes first, and those that never come.
import { keysOf, markedShare, spoken } from '../assistant/vietnamese.ts'
import { fold } from '../text.ts'
import type { AnswerPin } from './tables.ts'

/** A pin that holds today, with the name of who made it. */
export interface Pin extends Pick<AnswerPin, 'kind' | 'phrase' | 'procedureId' | 'reason'> { madeBy: string }

export interface Pinned { first: Pin | null; excluded: ReadonlyMap<string, Pin> }

/** Tells of one question whether it says a phrase: whole words, in any spelling; one typed without tones need not have them. */
export function saying(question: string): (phrase: string) => boolean {
  const asked = spoken(keysOf(question))
  const bare = markedShare(question) < bareShare ? fold(asked) : null
  return phrase => {
    const wanted = spoken(keysOf(phrase))
    return asked.includes(wanted) || (bare !== null && bare.includes(fold(wanted)))
  }
}

/** Of a question typed without an input method hardly a syllable carries a mark. */
const bareShare = 0.12

/** `asked` is the question as it was typed and as it was read. The longest phrase counts, of equal ones the first given. */
export function pinned(asked: readonly string[], pins: readonly Pin[]): Pinned {
  if (!pins.length) return { first: null, excluded: new Map() }
  const says = asked.map(saying)
  const said = pins.filter(({ phrase }) => says.some(one => one(phrase))).toSorted((a, b) => keysOf(b.phrase).length - keysOf(a.phrase).length)
  const excluded = new Map(said.filter(({ kind }) => kind === 'exclude').map(pin => [pin.procedureId, pin]))
  return { first: said.find(({ kind, procedureId }) => kind === 'pin' && !excluded.has(procedureId)) ?? null, excluded }
}

/** For "vì sao trả lời như vậy". */
export const pinInWords = ({ kind, phrase, reason, madeBy }: Pin): string =>
  `${kind === 'pin' ? 'Ghim' : 'Loại trừ'} cho “${phrase}”, do ${madeBy} đặt, vì: ${reason}`
