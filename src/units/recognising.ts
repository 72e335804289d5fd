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
