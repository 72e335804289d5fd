// Words that people ask with and that stand in the name of no procedure: perhaps how they say what the register calls otherwise.
import { empty } from '../assistant/noise.ts'
import { foldKey, keysOf, spell } from '../assistant/vietnamese.ts'
import { catalogue, remembered } from '../procedures/catalogue.ts'
import type { Read } from '../store/store.ts'
import { fold } from '../text.ts'

const most = 12
// Typed without tones, particles look like words.
const said = new Set([...empty].map(key => foldKey(key)))

export async function unknownWords(db: Read, questions: readonly (string | null)[]): Promise<string[]> {
  const register = await catalogue(db)
  const known = remembered(register, 'words of names', () => new Set(register.rows.flatMap(({ name }) => fold(name).split(/[^\p{L}\p{N}]+/u))))
  const words = new Map<string, string>()
  for (const question of questions) {
    for (const key of keysOf(question ?? '')) {
      const word = spell(key)
      const isParticle = empty.has(key) || (fold(word) === word && said.has(word))
      if (!isParticle && !/^\d/.test(key) && !known.has(fold(word))) words.set(fold(word), word)
    }
  }
  return [...words.values()].slice(0, most)
}
