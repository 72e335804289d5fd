// Numbers of persons in a text: digits in whatever groups, spelling or words they come, apart from codes, dates and amounts.
import {
  before, fillers, hotline, listed, moneyUnits, nobodys, ofAccount, ofCode, ofHotline, ofIdentity, ofInsurance, ofMoney, ofOrganisation, ofPhone, ofTax,
  units, words,
} from './labels.ts'
import type { Reading } from './reading.ts'

export type NumberKind = 'cccd' | 'cmnd' | 'phone' | 'bankAccount' | 'insurance' | 'taxId'
export interface NumberFound { kind: NumberKind; start: number; end: number; digits: string }

/** How far a group stands from the one before it: next to it, by punctuation or a word like 'rồi', by other words. */
type Gap = 0 | 1 | 2 | 3
interface Group { digits: string; start: number; end: number; gap: Gap; typed: string; worded: boolean; stuck: boolean; unit: boolean }

/** '2.300.000', and several of them: '2.300.000 - 4.600.000'. */
const amounts = /^[1-9]\d{0,2}(?:[.,]\d{3})*(?: ?[ -] ?[1-9]\d{0,2}(?:[.,]\d{3})*)*$/

const phone = /^(?:0[35789]\d{8}|01[2689]\d{8}|02\d{8,9})$/
const withCountry = /^(?:00)?84(0?(?:[35789]\d{8}|2\d{8,9}))$/

/** The numbers of persons, in the order of the text; places are those of `plain`. */
export function numbersIn({ plain, bare, typed }: Reading): NumberFound[] {
  const found: NumberFound[] = []
  if (!/\d|(?:khong|chin|tam|bay)[ ,.-]/.test(plain)) return found
  const open = /\d/.test(plain) ? plain.replace(nobodys, match => '#'.repeat(match.length)) : plain
  for (const run of runs(open, bare, typed)) {
    let from = 0
    for (let index = 0; index < run.length; index++) {
      const strong = strongAt(plain, run, from, index)
      if (!strong) continue
      weak(plain, run.slice(from, strong.first), found)
      if (strong.found) found.push(strong.found)
      index = strong.last
      from = index + 1
    }
    weak(plain, run.slice(from), found)
  }
  return found.map(one => ({ ...one, start: opened(plain, one) }))
}

/** '+' and the bracket that the number itself closes belong to it. */
function opened(plain: string, { start, end }: NumberFound): number {
  let from = start
  if (/\+ ?$/.test(before(plain, from, 2))) from = plain.lastIndexOf('+', from - 1)
  if (/[([]/.test(plain[from - 1] ?? '') && /[)\]]/.test(plain.slice(start, end))) from -= 1
  return from
}

/** Groups of digits that may belong together; a word that is neither digit nor filler, and the end of a sentence, part them. */
function runs(plain: string, bare: Reading['bare'], typed: Reading['typed']): Group[][] {
  const all: Group[][] = []
  let run: Group[] = []
  const close = () => { if (run.length) all.push(run); run = [] }
  let others = 0
  let filled = false
  let end = 0
  const add = (digits: string, start: number, stop: number, worded: boolean, stuck: boolean) => {
    const between = run.length ? plain.slice(end, start) : ''
    if (run.length && (between.includes('#') || /[!?]|\. {0,3}[a-z]/.test(between) || between.length > 30)) close()
    const gap: Gap = !run.length ? 0 : others ? 3 : filled ? 2 : /^(?:[ .\-_]| ?- ?|\. |\) ?|\)[.-])?$/.test(between) ? (between === '' ? 0 : 1) : 2
    run.push({ digits, start, end: stop, gap, typed: plain.slice(start, stop), worded, stuck, unit: false })
    end = stop
    others = 0
    filled = false
  }
  for (const match of plain.matchAll(/[a-z0-9]+/g)) {
    const word = match[0]
    const start = match.index
    if (/^\d+$/.test(word)) add(word, start, start + word.length, false, false)
    else if (words[word]) add(words[word], start, start + word.length, true, false)
    else if (/^[\doil]+$/.test(word) && /\d/.test(word) || word === 'o' && bare(start) && /^ ?\d/.test(plain.slice(start + 1, start + 3))) {
      add(word.replaceAll('o', '0').replace(/[il]/g, '1'), start, start + word.length, false, false)
    } else if (/\d/.test(word)) {
      const pieces = [...word.matchAll(/\d+|[a-z]+/g)]
      const spelled = pieces.every(([piece]) => /\d/.test(piece) || words[piece])
      if (spelled) {
        for (const { 0: piece, index } of pieces) add(words[piece] ?? piece, start + index, start + index + piece.length, false, false)
        continue
      }
      for (const piece of word.matchAll(/\d+/g)) {
        const stuck = piece.index > 0 && !/(?:so|sdt|dt|tel|cccd|cmnd|cmt|stk|tk|zalo)$/.test(word.slice(0, piece.index))
        if (stuck && piece[0].length < 9) { close(); continue }
        add(piece[0], start + piece.index, start + piece.index + piece[0].length, false, stuck)
      }
      if (/\d(?:d|k|tr|vnd|usd|m2|ha|km|kg)$/.test(word) && run.length) run.at(-1)!.unit = true
    } else {
      const last = run.at(-1)
      if (!last) continue
      if (word === 'muoi' && last.worded && start - end < 2) {
        // 'chín mười hai' is 9 12, 'chín mươi hai' 92.
        if (typed(start, start + 4) === 'mười') add('1', start, start + 4, true, false)
        else end = tens(last, start, plain)
        continue
      }
      if (units.has(word) && !others && !filled && /^ ?$/.test(plain.slice(end, start)) && !noUnit.test(plain.slice(start, start + 9))) last.unit = true
      if (fillers.has(word)) filled = true
      else others += 1
      if (others > 3 || word === 'tram' || word === 'nghin' || word === 'trieu') { close(); others = 0; filled = false }
    }
  }
  close()
  return all.map(spoken).filter(part => part.length)
}

// 'đồng chí', 'đ/c', 'ngân hàng'.
const noUnit = /^(?:dong chi|d\/c|ngan hang)/

/** 'ba mươi', followed by no other digit, is 30. */
function tens(last: Group, start: number, plain: string): number {
  const [next] = /[a-z]+/.exec(plain.slice(start + 4, start + 12)) ?? []
  if (!next || !words[next]) last.digits += '0'
  last.end = start + 4
  return last.end
}

/** A few words that are also digits ('năm', 'ba', 'không') count only among others: four in a row, two after 'không', or every other one. */
function spoken(run: Group[]): Group[] {
  const part: Group[] = []
  for (let index = 0; index < run.length;) {
    if (!run[index]!.worded) { part.push(run[index]!); index += 1; continue }
    let stop = index
    while (stop < run.length && run[stop]!.worded && (stop === index || run[stop]!.gap < 3)) stop += 1
    const many = stop - index
    const single = run.every(group => group.digits.length === 1) && run.length >= 9
    const beside = run[index - 1] && run[index]!.gap < 2 || run[stop] && run[stop]!.gap < 2
    if (many >= 4 || single || many >= 2 && (run[index]!.digits === '0' || beside && many >= 3)) part.push(...run.slice(index, stop))
    else {
      const next = run[stop]
      if (next) next.gap = 3
    }
    index = stop
  }
  return part
}

/** The closest groups from the group on that make one whole telephone or identity number. */
function closest(plain: string, run: Group[], index: number): { kind: NumberKind; gap: Gap; last: number } | null {
  const first = run[index]!
  const apart = first.digits.length > 2 && first.digits.startsWith('0') && !/[\d.,]/.test(before(plain, first.start, 1))
  const plus = /\+ ?$/.test(before(plain, first.start, 2))
  let digits = ''
  let gap: Gap = 0
  let best: { kind: NumberKind; gap: Gap; last: number } | null = null
  for (let last = index; last < run.length && digits.length < 15; last++) {
    const group = run[last]!
    if (last > index && (group.stuck || group.unit || group.gap === 3 && !apart)) break
    if (last > index && group.gap > gap) gap = group.gap
    digits += group.digits
    const kind = strongKind(digits, plus || gap < 2)
    if (kind && (!best || gap <= best.gap)) best = { kind, gap, last }
    if (kind && last === index) break
  }
  return best
}

/** A telephone or identity number beginning at the group, however it is spelled. `found` is null when it is an office's. */
function strongAt(plain: string, run: Group[], from: number, index: number): { found: NumberFound | null; first: number; last: number } | null {
  const first = run[index]!
  if (!/^[08]/.test(first.digits) || first.stuck && first.digits.length < 10) return null
  const best = closest(plain, run, index)
  if (!best) return null
  const groups = run.slice(index, best.last + 1)
  const { end, unit } = groups.at(-1)!
  const words = before(plain, first.start)
  if (best.gap > 0 && (counting(groups) || groups.every(({ digits }) => digits.length < 3) && listed.test(words))) return null
  if (best.kind === 'phone') {
    if (first.digits.startsWith('02') && ofHotline.test(words)) return { found: null, first: index, last: best.last }
    if (best.gap === 0 && ofOrganisation.test(words)) return null
    // '84.912.345.678 đồng' is an amount, though it could be a telephone number.
    if (first.digits === '84' && !words.endsWith('+') && amounts.test(plain.slice(first.start, end)) && (unit || ofMoney.test(words))) return null
  }
  // '9704 0512 3456 7890': what looks whole is the end of a longer number.
  const longer = ({ digits, unit: counted, start: at }: Group) =>
    digits.length > 3 && !counted && !years(digits) && (!hotline.test(digits) || labelOf(plain, at) === 'account')
  let start = index
  while (start > from && first.digits.length < 9 && run[start]!.gap < 2 && longer(run[start - 1]!)) start -= 1
  const kind = start < index || labelOf(plain, run[start]!.start) === 'account' ? 'bankAccount' : best.kind
  const digits = run.slice(start, best.last + 1).map(group => group.digits).join('')
  return { found: { kind, start: run[start]!.start, end, digits }, first: start, last: best.last }
}

function strongKind(digits: string, close: boolean): NumberKind | null {
  if (phone.test(digits)) return 'phone'
  if (digits.length === 12 && digits.startsWith('0') && !digits.startsWith('00')) return 'cccd'
  if (digits.length === 12 && /^00[1-9]/.test(digits)) return 'cccd'
  const country = withCountry.exec(digits)
  return country && (close || digits.startsWith('00')) ? 'phone' : null
}

/** 1, 2, 3 …: columns, points, counting aloud. */
const counting = (groups: Group[]): boolean =>
  groups.length >= 4 && groups.every((group, index) => !index || Number(group.digits) === Number(groups[index - 1]!.digits) + 1)

const years = (digits: string): boolean => /^(?:(?:19|20)\d\d)+$/.test(digits)

/** What is left: numbers that only their length and the words before them give away. */
function weak(plain: string, groups: Group[], found: NumberFound[]) {
  for (let from = 0; from < groups.length;) {
    const label = labelOf(plain, groups[from]!.start)
    let to = from + 1
    while (to < groups.length && !groups[to]!.stuck && groups[to]!.gap <= (label ? 2 : 1)) to += 1
    const kind = weakKind(plain, groups.slice(from, to), label)
    const digits = groups.slice(from, to).map(group => group.digits).join('')
    if (kind) found.push({ kind, start: groups[from]!.start, end: groups[to - 1]!.end, digits })
    from = to
  }
}

type Label = 'account' | 'identity' | 'phone' | 'insurance' | null
function labelOf(plain: string, start: number): Label {
  const words = before(plain, start)
  return ofIdentity.test(words) ? 'identity' : ofAccount.test(words) ? 'account' : ofInsurance.test(words) ? 'insurance' : ofPhone.test(words) ? 'phone' : null
}

function weakKind(plain: string, groups: Group[], label: Label): NumberKind | null {
  const { start } = groups[0]!
  const digits = groups.map(group => group.digits).join('')
  const typed = plain.slice(start, groups.at(-1)!.end)
  if (digits.length < 6 || groups[0]!.stuck && label !== 'account' || groups.every(group => years(group.digits)) || counting(groups)) return null
  if (hotline.test(digits) && label !== 'account') return null
  const next = /^ ?([a-z]+)/.exec(plain.slice(groups.at(-1)!.end, groups.at(-1)!.end + 8))?.[1] ?? ''
  const unit = groups.at(-1)!.unit
  const amount = /^[1-9]\d{0,2}(?: \d{3})+$/.test(typed) || /[.,]/.test(typed) && amounts.test(typed)
  if (label === 'identity' && (digits.length === 9 || digits.length === 12)) return digits.length === 9 ? 'cmnd' : 'cccd'
  if (unit && moneyUnits.has(next) || amount && (unit || typed.includes('.') || typed.includes(',')) && label !== 'account') return null
  if (amount && typed.includes('.') && label === 'account' && digits.length < 9) return null
  if (label === 'account') return digits.length < 9 && unit ? null : 'bankAccount'
  if (label === 'insurance' && digits.length === 10) return 'insurance'
  if (label === 'phone' && (digits.length === 7 || digits.length === 8 || digits.length === 9) && !unit) return 'phone'
  if (digits.length < 9 || unit && groups.length > 1) return null
  // A tax number that begins with 8 is a person's; the others name an organisation, and are public.
  if (ofOrganisation.test(before(plain, start))) return ofTax.test(before(plain, start)) && digits.startsWith('8') && digits.length === 10 ? 'taxId' : null
  if (ofCode.test(before(plain, start))) return null
  if (/^[1-9]\d*00000$/.test(digits) || !digits.startsWith('0') && ofMoney.test(before(plain, start))) return null
  if (digits.length === 9) return groups.some(group => group.digits.length < 2) && groups.length < 9 ? null : 'cmnd'
  return groups.length > 1 && digits.length / groups.length < 3 && !groups.every(group => group.digits.length === 1) ? null : 'bankAccount'
}
