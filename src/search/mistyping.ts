// One wrong letter: a word that stands nowhere is read as the nearest one that does.
import { numbersWith, type Wanted } from '../store/full-text.ts'
import type { Read } from '../store/store.ts'
import { queryOf, wantedOf, wordsIn, type Query } from './words.ts'

const letters = [...'abcdefghijklmnopqrstuvwxyz']

/** Everything that is one letter away: one too many, one missing, another one, two changed about. */
export function neighbours(word: string): string[] {
  const all = new Set<string>()
  for (let at = 0; at <= word.length; at++) {
    const [before, after] = [word.slice(0, at), word.slice(at)]
    if (after.length > 1) all.add(before + after[1]! + after[0]! + after.slice(2))
    if (after && word.length > 3) all.add(before + after.slice(1))
    for (const letter of letters) {
      if (after) all.add(before + letter + after.slice(1))
      all.add(before + letter + after)
    }
  }
  all.delete(word)
  return [...all]
}

const mostWords = 8

/**
 * The text with each word that stands nowhere in these scopes put right by one letter; null when none is so, or none helps.
 * A word put right has no marks.
 */
export async function corrected(db: Read, query: Query, scopes: readonly Wanted[]): Promise<string | null> {
  const tokens = query.text.split(' ')
  if (tokens.length > mostWords) return null
  let changed = false
  for (const [at, token] of tokens.entries()) {
    const [one, ...more] = wordsIn(token)
    // Short forms are several words, and numbers are not mistyped but unknown.
    // The last word may be half of one still: a short one is left alone.
    if (!one || more.length || !/^[a-z]{3,9}$/.test(one.plain) || (at === tokens.length - 1 && one.plain.length < 4)) continue
    const word = one.plain
    if (await stands(db, scopes, [[`a${word}`]])) continue
    const others = queryOf(tokens.filter((_, other) => other !== at).join(' '))
    const better = await bestOf(db, scopes, others.words.length ? wantedOf(others, { title: false, exact: false }) : [], neighbours(word))
    if (!better) continue
    tokens[at] = better
    changed = true
  }
  return changed ? tokens.join(' ') : null
}

const enough = 200

async function found(db: Read, scopes: readonly Wanted[], wanted: Wanted): Promise<number> {
  let count = 0
  for (const scope of scopes) count += (await numbersWith(db, [...scope, ...wanted], enough)).length
  return count
}

const stands = async (db: Read, scopes: readonly Wanted[], wanted: Wanted) => {
  for (const scope of scopes) if ((await numbersWith(db, [...scope, ...wanted], 1)).length) return true
  return false
}

/** The word that finds most, sought by halves. */
async function bestOf(db: Read, scopes: readonly Wanted[], others: Wanted, words: string[]): Promise<string | null> {
  const group = (some: string[]): Wanted => [...others, some.map(word => `a${word}`)]
  if (!await stands(db, scopes, group(words))) return null
  let left = words
  while (left.length > 1) {
    const half = left.length >> 1
    const [first, second] = [left.slice(0, half), left.slice(half)]
    left = await found(db, scopes, group(first)) >= await found(db, scopes, group(second)) ? first : second
  }
  return left[0]!
}
