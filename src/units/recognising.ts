// Recognises a unit by its name, an abbreviation or another spelling, among given units; needs no database.
import { fold, line } from '../text.ts'

interface Nameable { name: string; aliases: string[] }

/** `doubt`: why a person should look, as a Vietnamese sentence; `others`: units that it may also be. */
interface Match<T> { unit: T; doubt: string | null; others: T[] }

/** The unit that a text means, among units that need have no more than names; undefined when it looks like none. */
export function recognise<T extends Nameable>(units: T[], text: string): Match<T> | undefined {
  const asked = line(text)
  if (!/\p{L}/u.test(asked)) return undefined
  for (const way of ways) {
    const found = units.filter(unit => [unit.name, ...unit.aliases].some(name => way.fits(asked, name)))
    if (!found.length) continue
    const [unit, ...others] = found as [T, ...T[]]
    if (others.length) return { unit, others, doubt: `“${asked}” có thể là ${found.map(({ name }) => name).join(' hoặc ')}.` }
    return { unit, others, doubt: way.doubt?.(asked, unit.name) ?? null }
  }
  return nearest(units, asked)
}

/**
 * The unit that running text names at its beginning, and where the name ends; undefined when it begins otherwise.
 * @param inList whether the kind of unit may be left out, as in "các phòng Người có công, Bảo trợ xã hội - Trẻ em".
 */
export function namedAtStart<T extends Nameable>(units: T[], text: string, inList = false): { unit: T; end: number; doubt: string | null } | undefined {
  const given = [...text.slice(0, longestName).matchAll(/[\p{L}\p{N}]+/gu)].map(match => ({ word: match[0], end: match.index + match[0].length }))
  if (!given.length || /^\p{P}/u.test(text)) return undefined
  const isAbbreviation = /^\p{Lu}{3,}$/u.test(given[0]!.word)
  const isName = inList && /^\p{Lu}/u.test(given[0]!.word)
  let best: { unit: T; count: number; name: string } | undefined
  for (const unit of units) {
    for (const { name, full, short } of spellingsOf(unit)) {
      const count = Math.max(reach(given, 0, full), (isAbbreviation || isName) && short.length < full.length ? reach(given, 0, short) : 0, beginning(given, full))
      if (count > (best?.count ?? 0)) best = { unit, count, name }
    }
  }
  if (!best) return undefined
  const { unit, count, name } = best
  const end = given[count - 1]!.end
  const marked = new Set(words(name).map(bySound))
  const folded = new Set(words(name).map(fold))
  const isMisspelt = given.slice(0, count).some(({ word }) => word !== fold(word) && folded.has(fold(word)) && fold(word) !== word.toLowerCase() && !marked.has(bySound(word)))
  // "Văn phòng Sở", but not "Văn phòng Sở Nội vụ".
  const office = /^\s+(?:(?:thuộc|của)\s+)?Sở(?!\s+(?:\p{Lu}|\p{L}+ (?:hóa|liệu)))/u.exec(text.slice(end))
  return { unit, end: end + (office?.[0].length ?? 0), doubt: isMisspelt ? misspelt(text.slice(0, end), unit.name) : null }
}

/** A word without regard to where its tone mark was put: "túy" and "tuý" are one. */
const bySound = (word: string): string => {
  const tones = /[\u0300\u0301\u0303\u0309\u0323]/g
  const letters = word.toLowerCase().normalize('NFD')
  return letters.replace(tones, '') + (letters.match(tones) ?? []).join('')
}

interface Spelling { name: string; full: string[]; short: string[] }
const spellings = new WeakMap<Nameable, Spelling[]>()

function spellingsOf(unit: Nameable): Spelling[] {
  const known = spellings.get(unit) ?? [unit.name, ...unit.aliases].map(name => { const full = words(name).map(fold); return { name, full, short: withoutKind(full) } })
  spellings.set(unit, known)
  return known
}

const longestName = 160
type Given = { word: string; end: number }[]

/** How many words of a text cover the whole name from a place on; 0 for none. */
function reach(given: Given, at: number, target: string[]): number {
  if (!target.length) return at
  const word = given[at]?.word
  if (word === undefined) return 0
  if (at > 0 && /^(?:và|va)$/iu.test(word)) return reach(given, at + 1, target)
  const said = fold(word)
  const kind = shortKinds[said]
  const isShort = word.length >= 2 && word.length <= target.length && word === word.toUpperCase() && [...said].every((letter, index) => target[index]!.startsWith(letter))
  return Math.max(
    said === target[0] ? reach(given, at + 1, target.slice(1)) : 0,
    kind?.every((part, index) => target[index] === part) ? reach(given, at + 1, target.slice(kind.length)) : 0,
    isShort ? reach(given, at + 1, target.slice(word.length)) : 0,
  )
}

/** "Cơ sở cai nghiện" leaves out the end of one long name: how many words are its beginning, at least three. */
function beginning(given: Given, full: string[]): number {
  let count = 0
  while (count < full.length - 1 && given[count] && fold(given[count]!.word) === full[count]) count++
  return count >= 3 ? count : 0
}

// From the surest way to the boldest; the first that fits any unit decides.
const ways: { fits: (asked: string, name: string) => boolean; doubt?: (asked: string, name: string) => string | null }[] = [
  { fits: (asked, name) => plain(asked) === plain(name) },
  // A text without any mark was typed without; one with marks in other places was misspelt.
  { fits: (asked, name) => fold(plain(asked)) === fold(plain(name)), doubt: (asked, name) => (plain(asked) === fold(plain(asked)) ? null : misspelt(asked, name)) },
  { fits: (asked, name) => shortened(asked, name, true) },
  { fits: (asked, name) => shortened(asked, name, false) },
  { fits: (asked, name) => begins(asked, name), doubt: (asked, name) => `“${asked}” có lẽ là tên viết gọn của ${name}.` },
]
const misspelt = (asked: string, name: string) => `“${asked}” có lẽ là ${name} viết sai.`

/** Small letters, one blank between words, without dashes, "&", "và" and the office's own name at the end. */
const plain = (text: string): string => words(text).join(' ').toLowerCase().replace(/(?<=\S) (của )?sở( lđtbxh| lao động thương binh xã hội)?$/u, '')

/** Words as written, without signs; "P.KHTC" is two words. */
function words(text: string): string[] {
  return line(text).replace(/\bTr\.?\s?tâm\b/giu, 'Trung tâm').replace(/[&+]/g, ' ').replace(/[^\p{L}\p{N}]+/gu, ' ').split(' ')
    .filter(word => word !== '' && !/^(và|va)$/iu.test(word))
}

const shortKinds: Record<string, string[]> = { p: ['phong'], tt: ['trung', 'tam'], vp: ['van', 'phong'], ttr: ['thanh', 'tra'], cs: ['co', 'so'], cc: ['chi', 'cuc'], ld: ['lanh', 'dao'], bgd: ['ban', 'giam', 'doc'] }
const kindWords = [['phong'], ['trung', 'tam'], ['van', 'phong'], ['co', 'so'], ['chi', 'cuc'], ['ban']]

/** Whether the text is the name with some words shortened to their first letters: "P. KHTC", "TTDVVL", "Phòng Việc làm - ATLĐ". `kept`: the kind of unit stands in it. */
function shortened(asked: string, name: string, kept: boolean): boolean {
  const full = words(name).map(fold)
  const target = kept ? full : withoutKind(full)
  const given = words(asked)
  if (!target.length || !given.length || (!kept && target.length === full.length)) return false
  return covers(given, target)
}

function covers(given: string[], target: string[]): boolean {
  if (!given.length) return !target.length
  const [first, ...rest] = given as [string, ...string[]]
  const word = fold(first)
  if (word === target[0] && covers(rest, target.slice(1))) return true
  const kind = shortKinds[word]
  if (kind && kind.every((part, at) => target[at] === part) && covers(rest, target.slice(kind.length))) return true
  // Words that were written out in small letters are not abbreviations.
  if (word.length < 2 || word.length > target.length || first !== first.toUpperCase()) return false
  return [...word].every((letter, at) => target[at]!.startsWith(letter)) && covers(rest, target.slice(word.length))
}

function withoutKind(full: string[]): string[] {
  const kind = kindWords.find(kind => kind.every((part, at) => full[at] === part) && full.length > kind.length)
  return kind ? full.slice(kind.length) : full
}

/** At least two whole words at the beginning of the name, or of what follows the kind of unit. */
function begins(asked: string, name: string): boolean {
  const given = words(asked).map(fold)
  const full = words(name).map(fold)
  const opens = (target: string[]) => given.length >= 2 && given.length < target.length && given.every((word, at) => word === target[at])
  return opens(full) && given.length > (full.length - withoutKind(full).length) || opens(withoutKind(full)) || (given.length >= 2 && given.join(' ') === withoutKind(full).join(' '))
}

/** The unit whose name differs by one or two letters, if it is the only one that near. */
function nearest<T extends Nameable>(units: T[], asked: string): Match<T> | undefined {
  const key = fold(plain(asked))
  const allowed = key.length >= 14 ? 2 : key.length >= 7 ? 1 : 0
  const near = units.map(unit => ({ unit, far: Math.min(...[unit.name, ...unit.aliases].map(name => distance(key, fold(plain(name)), allowed))) }))
    .filter(({ far }) => far <= allowed).toSorted((a, b) => a.far - b.far)
  if (!near.length || near[1]?.far === near[0]!.far) return undefined
  return { unit: near[0]!.unit, doubt: misspelt(asked, near[0]!.unit.name), others: [] }
}

/** Letters to change, add, drop or swap to come from one text to the other; `most` + 1 when there are more. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      let least = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, before[j - 2]! + 1)
      next.push(least)
    }
    before = row
    row = next
  }
  return row[b.length]!
}
