// Neighbouring words of a question as single words for the full text: few questions share them, so that those alike are found at once.
import { weightOf } from '../assistant/noise.ts'
import { foldKey, keysOf } from '../assistant/vietnamese.ts'

const bare = (key: string): string => foldKey(key).replace(/[^a-z0-9]/g, '').slice(0, 30)

/** Each pair once, in the order of the text; words that tell nothing are passed over. */
export function pairsOf(text: string): string[] {
  const words = keysOf(text).filter(key => weightOf(key) > 0).map(bare).filter(word => word && !/^\d{9,}$/.test(word))
  return [...new Set(words.slice(1).map((word, at) => `q${words[at]}q${word}`))]
}
