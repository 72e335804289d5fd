// Whom a sentence names at a place: units by name, post or person, groups of units, bodies outside the office.
import { crowdAt, isOutside, type KnownUnit } from '../annex/unit-groups.ts'
import { fold } from '../text.ts'
import { namedAtStart, recognise } from '../units/recognising.ts'
import { smallWork, workWord } from './words.ts'

/** Whom the sentence names, in its order. */
export interface Named {
  end: number
  /** Canonical names; '*' is all units. */
  units: string[]
  external: string[]
  doubts: string[]
  /** Whether several were named one by one, which leaves open who leads. */
  joint: boolean
  /** "mỗi phòng": the same for each of them. */
  each: boolean
}

/** Who stands in for whom: the unit of a person, by the name in NFC. */
export type People = ReadonlyMap<string, string>

interface One { end: number; units: string[]; external?: string; doubt?: string; crowd?: boolean }

const unitWord = '(?:[Pp]hòng|[Vv]ăn phòng|[Tt]hanh tra|[Tt]rung tâm|[Cc]ơ sở|[Cc]hi cục|[Bb]an|VP|TT|TTr|P\\.|CSCN|[Cc]ác (?:phòng|đơn vị|trung tâm))'
const comrade = /(?:(?:các\s+)?(?:đồng chí|đ\/c|ông|bà|anh|chị)\s+)/iuy
const post = new RegExp('(?:(?:quyền|q\\.)\\s+)?(?:phó\\s+)?(?:chánh|trưởng|thủ trưởng|giám đốc|lãnh đạo|người đứng đầu|phụ trách|công chức|viên chức|'
  + `chuyên viên|bộ phận (?:một cửa|kế toán|văn thư) (?:của )?)\\s*(?=${unitWord})`, 'iuy')
const leaders = new RegExp('(?:(?:[Tt]ập thể|[Bb]an|[Cc]ác(?: đồng chí)?)\\s+)?(?:[Ll]ãnh đạo|[Pp]hó [Gg]iám đốc|[Gg]iám đốc|PGĐ|BGĐ|'
  + 'GĐ(?!NN))(?:\\s+(?:[Ss]ở(?!\\s+\\p{Lu})|phụ trách(?: lĩnh vực)?(?=[\\s,;:.])))*(?!\\s*(?:[Tt]rung tâm|TT|[Pp]hòng|'
  + '[Vv]ăn phòng|[Cc]ông ty|[Nn]gân hàng|[Kk]ho bạc|[Ss]ở|UBND|Ủy ban|HĐND|Hội đồng|[Tt]ỉnh|[Hh]uyện|[Xx]ã|Bộ|Cục))', 'uy')
const person = /((?:\p{Lu}\p{L}*\s+){1,4}\p{Lu}\p{L}*)(?:\s*(?:,|[-–(])\s*)?/uy
const between = /\s*(?:,\s*(?:và\s+)?|;\s*(?:và\s+)?|\/|&|\+|\s+và\s+|\s+cùng(?: với)?\s+)\s*/uy
const each = /\s*,?\s*(?:mỗi|từng)\s+(?:phòng|đơn vị|trung tâm|cơ sở|bên)(?:,\s*(?:phòng|đơn vị))*\s*/iuy
const bracket = /\s*\([^()]{1,80}\)/uy

const at = (pattern: RegExp, text: string, from: number): RegExpExecArray | null => { pattern.lastIndex = from; return pattern.exec(text) }

const mostGuesses = 300

export interface Naming {
  listAt(text: string, from: number): Named | null
  /** A name of nobody in the office, where somebody is given work: it runs to the first word of work. */
  strangerAt(text: string, from: number): Named | null
}

const byKind = /(phòng|trung tâm|cơ sở|chi cục|ban|đơn vị)(?:\s+(?:này|trên|nói trên))?(?!\p{L})/iuy
const saidOfUnit = /^\s*(?:(?:chưa|đã|còn|mỗi|hằng|hàng|định kỳ|cũng)(?!\p{L})|$)/iu
const rolesOfUnit = /^\s+(?:chủ trì|phối hợp|thực hiện|liên quan|đầu mối)/iu

export function namingOf(units: KnownUnit[], people: People): Naming {
  const leadership = units.find(({ kind }) => kind === 'leadership')

  // Comparing with misspelt names takes long: nobody misspells so many in one text.
  const guesses = new Map<string, ReturnType<typeof recognise<KnownUnit>>>()
  function guessed(asked: string): ReturnType<typeof recognise<KnownUnit>> {
    if (!guesses.has(asked) && guesses.size < mostGuesses) guesses.set(asked, recognise(units, asked))
    return guesses.get(asked)
  }

  function oneAt(text: string, from: number, inList: boolean): One | null {
    const address = at(comrade, text, from)
    const start = from + (address?.[0].length ?? 0)
    const said = at(post, text, start)
    const place = start + (said?.[0].length ?? 0)
    const crowd = crowdAt(text, place, units)
    if (crowd) return crowdOrList(text, crowd)
    const slice = text.slice(place, place + 160)
    const ofBody = /^(?:(?:[Ll]ãnh đạo|[Cc]hủ tịch|[Tt]hường trực|[Gg]iám đốc)\s+)*/u.exec(slice)![0].length
    const body = outside(slice.slice(ofBody))
    if (body) return { end: place + ofBody + body.length, units: [], external: body }
    const unit = namedAtStart(units, slice, inList)
    const called = slice.slice(0, unit?.end ?? 0)
    const isName = said !== null || /^\p{Lu}/u.test(called) || (/\s/.test(called) && !/^(?:văn phòng|thanh tra)$/iu.test(called))
    if (unit && isName && !isCutShort(slice, unit)) return { end: place + unit.end, units: [unit.unit.name], ...(unit.doubt ? { doubt: unit.doubt } : {}) }
    const leading = leadership && !said && at(leaders, text, start)
    if (leading) return { end: leaders.lastIndex, units: [leadership.name] }
    if (address && !said) return personAt(text, start)
    return namedBefore(text, place, said !== null) ?? unsure(text, place)
  }

  /** "các phòng Người có công, Kế hoạch - Tài chính" names its units; "các phòng, đơn vị" means all. */
  function crowdOrList(text: string, { end, units: many, doubt }: { end: number; units: string[]; doubt: string | null }): One | null {
    const colon = /^\s*:?\s*/.exec(text.slice(end))![0].length
    const first = namedAtStart(units, text.slice(end + colon), true)
    if (first && /^\s*:?\s+(?=\p{Lu})/u.test(text.slice(end))) return { end: end + colon + first.end, units: [first.unit.name] }
    return { end, units: many, ...(doubt ? { doubt } : {}), crowd: true }
  }

  function personAt(text: string, start: number): One | null {
    const found = at(person, text, start)
    if (!found) return null
    const name = found[1]!
    const next = oneAt(text, start + found[0].length, false)
    if (found[0].length > name.length && next && !next.external) return { end: next.end, units: next.units }
    const unit = people.get(name.normalize('NFC'))
    const end = start + name.length
    return unit ? { end, units: [unit] } : { end, units: [], doubt: `Giao cho “${name}”, chưa rõ thuộc đơn vị nào` }
  }

  /** "Phòng", "đơn vị" alone: the unit of that kind that was named last. */
  function namedBefore(text: string, from: number, byPost: boolean): One | null {
    const found = at(byKind, text, from)
    if (!found) return null
    const end = from + found[0].length
    const next = text.slice(end, end + 40)
    const isSubject = smallWork(text, end + /^\s*/.exec(next)![0].length) || saidOfUnit.test(next) || (byPost && /^\s*[,;:.)]/.test(next))
    const kind = fold(found[1]!)
    if (!isSubject || (kind === 'don vi' && rolesOfUnit.test(next))) return null
    const named = [...text.slice(0, from).matchAll(/(?<!\p{L})(?=\p{Lu})/gu)].flatMap(({ index }) => {
      const one = namedAtStart(units, text.slice(index, from))
      return one && (kind === 'don vi' ? one.unit !== leadership : fold(one.unit.name).startsWith(`${kind} `)) ? [one.unit.name] : []
    })
    const last = named.at(-1)
    if (!last) return byPost || /^\p{Lu}/u.test(found[0]) ? { end, units: [], doubt: `Chưa rõ “${found[0]}” là đơn vị nào` } : null
    return { end, units: [last], ...(new Set(named).size > 1 ? { doubt: `“${found[0]}”: hiểu là ${last}, nêu ngay trước đó` } : {}) }
  }

  /** What looks like a unit but is not known for sure: misspelt, or of another office or time. */
  function unsure(text: string, from: number): One | null {
    const looks = /^(?:[Pp]hòng|Trung tâm|Cơ sở|Chi cục|Ban|TT|P\.|Bộ phận|Tổ|Quỹ|Văn phòng|Thanh tra|VP)\s*(?=\p{Lu}|\p{L})/u.exec(text.slice(from, from + 160))
    if (!looks) return null
    const words = [...text.slice(from, from + 120).matchAll(/[^\s,;:.()]+(?:\.(?=\s*\p{Lu}))?/gu)].slice(0, 12)
    const verb = words.findIndex(({ index }, count) => count > 0 && smallWork(text, from + index) && !(count === 1 && nounAfterKind.test(text.slice(from + index))))
    const stop = words.findIndex(({ index, 0: word }, count) => count > 0 && /[,;:()]|\s\.\s/.test(text.slice(from + words[count - 1]!.index + words[count - 1]![0].length, from + index)) && word !== '')
    const most = Math.min(...[verb, stop, words.length].filter(count => count > 0))
    for (let count = most; count >= 2; count--) {
      const end = words[count - 1]!.index + words[count - 1]![0].length
      const asked = text.slice(from, from + end)
      const found = guessed(asked)
      const isPart = found && count < most && fold(found.unit.name).startsWith(fold(asked))
      if (found && !isPart) return { end: from + end, units: [found.unit.name], ...(found.doubt ? { doubt: found.doubt.replace(/\.$/, '') } : {}) }
    }
    if (most < 2 || (verb < 0 && stop < 0 && words.length > 11)) return null
    const end = words[most - 1]!.index + words[most - 1]![0].length
    // "Phòng Lao động - Việc làm (nay là Phòng …)".
    const now = /^\s*\((?:nay|hiện|hiện nay) là\s+/u.exec(text.slice(from + end, from + end + 40))
    const unit = now && oneAt(text, from + end + now[0].length, false)
    if (unit?.units.length) return { end: unit.end + (text[unit.end] === ')' ? 1 : 0), units: unit.units }
    return { end: from + end, units: [], doubt: `Không nhận ra đơn vị “${text.slice(from, from + end)}”` }
  }

  return {
    strangerAt(text, from) {
      const name = /^\p{Lu}/u.test(text.slice(from)) && !workWord(text, from) ? nameToWork(text.slice(from, from + 160)) : null
      return name === null ? null : { end: from + name.length, units: [], external: [name], doubts: [], joint: false, each: false }
    },
    listAt(text, from) {
      const result: Named = { end: from, units: [], external: [], doubts: [], joint: false, each: false }
      let position = from
      let count = 0
      let inList = false
      let crowds = ''
      for (;;) {
        const one = oneAt(text, position, inList)
        if (!one) break
        count++
        inList ||= /^(?:các\s+)?(?:phòng|trung tâm|p\.)/iu.test(text.slice(position, one.end)) || one.crowd === true
        if (one.crowd) crowds += ` ${fold(text.slice(position, one.end))}`
        else crowds += ' -'
        result.units.push(...one.units)
        if (one.external) result.external.push(one.external)
        if (one.doubt) result.doubts.push(one.doubt)
        result.end = one.end
        const aside = at(bracket, text, one.end)
        if (aside && !/trừ|không (?:kể|gồm|bao)/iu.test(aside[0])) result.end = bracket.lastIndex
        else if (aside) { result.end = bracket.lastIndex; result.doubts.push('Có đơn vị được trừ ra') }
        const next = at(each, text, result.end) ? null : at(between, text, result.end)
        if (!next) break
        position = between.lastIndex
      }
      if (!count) return null
      const every = at(each, text, result.end)
      if (every) { result.each = true; result.end = each.lastIndex }
      // "Trưởng các phòng, thủ trưởng các đơn vị trực thuộc": all of them.
      if (count > 1 && !crowds.includes('-') && /phong/.test(crowds) && /don vi/.test(crowds) && !/su nghiep/.test(crowds)) Object.assign(result, { units: ['*'], doubts: [] })
      result.joint = count > 1
      result.units = [...new Set(result.units)]
      return result
    },
  }
}

/** "Ban quản lý dự án", "Tổ giúp việc": work in the name. */
const nounAfterKind = /^(?:quản lý|chỉ đạo|điều hành|hỗ trợ|phục vụ|giúp việc|tư vấn|soạn thảo|biên tập|giám sát)(?!\p{L})/u
const joint = new RegExp('^\\s+(?:và|với|cùng|có|đã|đang|chưa|còn|không|được|bị|của|thuộc|về|tại|theo|mỗi|từng|hằng|hàng|định kỳ|là|cũng|để|do|từ|'
  + 'trong|vào|cho|đến|thì|nhằm)(?!\\p{L})', 'u')

/** "Trung tâm Công" of "Trung tâm Công nghệ số": words go on that are not of the unit. */
function isCutShort(text: string, { unit, end }: { unit: KnownUnit; end: number }): boolean {
  const said = fold(text.slice(0, end))
  if (said === fold(unit.name) || !fold(unit.name).startsWith(said)) return false
  const next = text.slice(end)
  return /^\s+\p{L}/u.test(next) && !joint.test(next) && !workWord(text, end + /^\s*/.exec(next)![0].length)
}

/** The words up to the first word of work in small letters; null where none comes, or something else comes between. */
function nameToWork(text: string): string | null {
  const words = [...text.matchAll(/\S+/gu)].slice(0, 12)
  for (const [count, { index }] of words.entries()) {
    if (count > 1 && smallWork(text, index)) return text.slice(0, index).trimEnd()
    if (count > 1 && joint.test(` ${text.slice(index)}`) || /[,;:.()]$/.test(words[count]![0])) return null
  }
  return null
}

const placeWord = /^\s+(?:tỉnh|các|xã,?|phường,?|huyện,?|thành phố|thị xã|cấp|và|trên địa bàn|\p{Lu}[\p{L}\d-]*)/u

const smallBody = /^(?:các (?:sở|xã|huyện|địa phương|doanh nghiệp|cơ quan)|đơn vị (?:tư vấn|cung cấp)|doanh nghiệp|công ty|địa phương)/u
const bodyWord = new RegExp('^(?:Ủy ban nhân dân|Hội đồng nhân dân|Bưu điện|Bưu cục|Công an|Kho bạc Nhà nước|Kho bạc|Ngân hàng|Bảo hiểm xã hội|'
  + 'Trung tâm Phục vụ hành chính công|Văn phòng|Thanh tra|Liên đoàn [Ll]ao động|Mặt trận Tổ quốc|Cục|Sở|Bộ|[Cc]ác sở(?:, ban)?(?:,? ngành)?|'
  + '[Cc]ác (?:địa phương|xã|huyện|doanh nghiệp|cơ quan)|[Đđ]ơn vị (?:tư vấn|cung cấp dịch vụ|cung cấp)|[Dd]oanh nghiệp|[Cc]ông ty|[Đđ]ịa phương|'
  + '\\p{L}[\\p{L}\\d-]*)', 'u')

/** The body outside the office that a text begins with. */
function outside(text: string): string | null {
  if (!isOutside(text) || !(/^\p{Lu}/u.test(text) || smallBody.test(text))) return null
  const first = bodyWord.exec(text)
  // "Báo Lào Cai", but not "Báo cáo"; "Sở Nội vụ", but not "Sở tổ chức".
  if (!first || (/^\p{Lu}\p{Ll}*$/u.test(first[0]) && first[0].length > 1 && !/^\s+\p{Lu}/u.test(text.slice(first[0].length)))) return null
  let end = first[0].length
  for (let next = placeWord.exec(text.slice(end)); next; next = placeWord.exec(text.slice(end))) {
    if (/\svà$/.test(next[0]) && !/^\s+(?:Xã hội|Đầu tư|Môi trường|Du lịch|Công nghệ|Đào tạo|Truyền thông)/u.test(text.slice(end + next[0].length))) break
    end += next[0].length
    // Names of ministries and departments: the second word is small ("Sở Tài chính", "Sở Nội vụ").
    const small = /\s\p{Lu}\p{Ll}+$/u.test(next[0]) && /^(?:Sở|Bộ|Cục|Ban|Công ty)/u.test(text) ? /^\s+(?!và\s|tham|xây|tổng|rà|khắc|thẩm|kiểm|hoàn|gửi|cung|hướng)\p{Ll}+/u.exec(text.slice(end)) : null
    if (small && !workWord(text, end + 1)) end += small[0].length
  }
  const next = text.slice(end)
  const isOver = !/^\s+\p{L}/u.test(next) || joint.test(next) || smallWork(text, end + /^\s*/.exec(next)![0].length)
  return (isOver ? null : nameToWork(text)) ?? (text.slice(0, end).replace(/[,\s]+$/, '') || fold(text))
}
