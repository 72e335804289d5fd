// Personal data in a text, found in one way everywhere: what the assistant refuses, what forms turn away, and what is masked before it is kept.
import { numbersIn, type NumberKind } from './numbers.ts'
import { isPublicAddress, isPublicNumber } from './public-contacts.ts'
import { reading, type Reading } from './reading.ts'

export type MaskedKind = NumberKind | 'email' | 'password' | 'passport'
/** `request`: asks for data of someone else; there is nothing to mask in it. */
export type PersonalDatum = MaskedKind | 'request'

/** What each kind is called in the sentence that tells the person. */
export const personalDataNames: Record<PersonalDatum, string> = {
  cccd: 'số căn cước công dân', cmnd: 'số chứng minh nhân dân', phone: 'số điện thoại', email: 'địa chỉ thư điện tử',
  bankAccount: 'số tài khoản ngân hàng', password: 'mật khẩu', passport: 'số hộ chiếu', insurance: 'số bảo hiểm', taxId: 'mã số thuế cá nhân',
  request: 'thông tin riêng của người khác',
}

/** What stands in the place of each. */
export const marks: Record<MaskedKind, string> = {
  cccd: '[số căn cước]', cmnd: '[số chứng minh]', phone: '[số điện thoại]', email: '[địa chỉ thư]', bankAccount: '[số tài khoản]', password: '[mật khẩu]',
  passport: '[số hộ chiếu]', insurance: '[số bảo hiểm]', taxId: '[mã số thuế]',
}

/** The marks that stand in a text, each once. */
export const marksIn = (text: string): string[] => Object.values(marks).filter(mark => text.includes(mark))
/** A text as those read it from whom it came: an ellipsis in the place of each mark. */
export const withoutMarks = (text: string): string => Object.values(marks).reduce((left, mark) => left.replaceAll(mark, '…'), text)

export interface Found { kind: MaskedKind; start: number; end: number }

/** The text with a mark in the place of each datum; `found` has their places in the text that was given, in its order. */
export function masked(text: string): { text: string; found: Found[] } {
  const found = foundIn(text)
  let left = ''
  let from = 0
  for (const { kind, start, end } of found) {
    left += text.slice(from, start) + marks[kind]
    from = end
  }
  return { text: left + text.slice(from), found }
}

export const hasPersonalData = (text: string): boolean => foundIn(text).length > 0

/** The kinds of personal data in a text, none when it is clean; also whether it asks for data of others. */
export function personalDataIn(text: string): PersonalDatum[] {
  const kinds = new Set<PersonalDatum>(foundIn(text).map(({ kind }) => kind))
  if (request.test(text.normalize('NFC'))) kinds.add('request')
  return [...kinds]
}

const request = new RegExp([
  '(?:số tài khoản|số điện thoại|số căn cước|số cccd|số cmnd|địa chỉ nhà|ngày sinh)(?: của| ngân hàng của)? (?:ông|bà|anh|chị|từng|các|những)',
  '(?:danh sách|thông tin)[^.?!]{0,60}kèm[^.?!]{0,30}(?:tài khoản|điện thoại|căn cước|cccd|địa chỉ)',
  '(?:cho|xin|gửi)(?: tôi| em| mình)? (?:địa chỉ nhà|số điện thoại|số tài khoản)',
].join('|'), 'iu')

function foundIn(text: string): Found[] {
  const read = reading(text)
  const numbers = numbersIn(read).filter(({ kind, digits }) => kind !== 'phone' || !isPublicNumber(digits))
  const all: Found[] = [...emailsIn(read.plain), ...passwordsIn(read), ...documentsIn(read.plain), ...numbers]
    .sort((a, b) => a.start - b.start || b.end - a.end)
  const found: Found[] = []
  for (const { kind, start, end } of all) {
    const last = found.at(-1)
    // The text's place after a letter is that of the next one, less the marks and hidden characters in between: they go with the datum.
    const one = { kind, start: read.at[start]!, end: read.at[end]! }
    if (!last || one.start >= last.end) found.push(one)
    else last.end = Math.max(last.end, one.end)
  }
  return found
}

const atSign = /@|[([{<] ?(?:@|at|a|a[ -]?cong|a moc) ?[)\]}>]|(?<![a-z0-9])(?:a[ -]?c(?:o|oo|u)ng|acong|a moc|at)(?![a-z0-9])/g
const dot = '(?:\\.| ?[.,] ?(?=(?:com|vn|net|org|gov|edu|info)(?![a-z0-9]))| ?[([{<] ?(?:dot|cham|\\.) ?[)\\]}>] ?| (?:dot|cham) | (?=com(?![a-z])))'
const localPart = new RegExp(`(?:(?<![a-z0-9])[a-z0-9_%+-]+(?: (?:cham|dot|gach duoi|gach ngang|gach) | ?\\. ?))*[a-z0-9._%+-]+ {0,3}$`)
const domain = new RegExp(`^ {0,3}[a-z0-9-]+(?:${dot}[a-z0-9-]+)*`)

/** Addresses of mail, also as people spell them out: 'an chấm nguyen a còng gmail chấm com'. */
function* emailsIn(plain: string): Generator<Found> {
  for (const { 0: sign, index } of plain.matchAll(atSign)) {
    const [local] = localPart.exec(plain.slice(Math.max(0, index - 60), index)) ?? []
    const after = index + sign.length
    const [host] = domain.exec(plain.slice(after, after + 80)) ?? []
    if (!local || !host || !/[a-z]/.test(host)) continue
    const dotted = /^ *[a-z0-9-]+[^a-z0-9-]/.test(host)
    const spelled = /^[a-z]/.test(sign)
    if (isPublicAddress(local, host)) continue
    if (dotted || sign === '@' && !/ $/.test(local) && !host.startsWith(' ') || spelled && sign !== 'at' && /^ *(?:gmail|yahoo|outlook|hotmail|icloud)/.test(host)) {
      yield { kind: 'email', start: index - local.length, end: after + host.trimEnd().length }
    }
  }
}

const password = /(?<![a-z])(?:mat khau|password|pass|mk|otp|ma pin|ma xac (?:nhan|thuc))(?![a-z])[^.?!\n]{0,20}?(?: la |:|=) *((?:[a-z]+ ){0,2}\S*\d\S*|\S+)/g
const passwordBeside = /(?<![a-z])(?:mat khau|password|pass|mk)(?![a-z]) (?:cua \S+ )?((?=\S*\d)(?=\S*[a-z])\S+)|(?:otp|ma pin|ma xac (?:nhan|thuc)) (\d{4,8})(?!\d)/g
const noPassword = /^(?:gi|bi|do|duoc|mot|khong|chua|nhung|cac|cai|viec|de|cua|thong|nao|bao|nguoi|ai|co|so|chuoi|phai|ca)(?![a-z])/

/** After 'là' or ':'; a word with diacritics is none, since passwords are typed without. */
function* passwordsIn({ plain, bare }: Reading): Generator<Found> {
  for (const match of [...plain.matchAll(password), ...plain.matchAll(passwordBeside)]) {
    const word = (match[1] ?? match[2])!
    const whole = word.replace(/[\])”"’'.,;?]+$/, '').replace(/^["“‘']+/, '')
    const start = match.index + match[0].length - word.length + word.indexOf(whole)
    if (!whole || word.startsWith('[') || noPassword.test(whole) || [...whole].some((_, index) => !bare(start + index))) continue
    yield { kind: 'password', start, end: start + whole.length }
  }
}

const passport = /(?:ho chieu|passport)[^.;\n\d]{0,25}?(?<![a-z])([a-z] ?\d{7})(?!\d)/g
const insuranceCard = /(?<![a-z0-9])[a-z]{2}(?: (?=\d \d\d \d))?\d ?\d\d ?\d\d ?\d{3} ?\d{5}(?!\d)/g

/** Numbers that begin with letters: passports and cards of health insurance. */
function* documentsIn(plain: string): Generator<Found> {
  for (const match of plain.matchAll(passport)) yield { kind: 'passport', start: match.index + match[0].length - match[1]!.length, end: match.index + match[0].length }
  for (const { 0: card, index } of plain.matchAll(insuranceCard)) yield { kind: 'insurance', start: index, end: index + card.length }
}
