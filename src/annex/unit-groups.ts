// Words for many units at once ("các phòng, đơn vị", "các đơn vị sự nghiệp trực thuộc") and for bodies outside the office.
import { fold, searchable } from '../text.ts'
import type { UnitKind } from '../units/tables.ts'

export interface KnownUnit { name: string; aliases: string[]; kind: UnitKind }

export interface Crowd {
  /** Where the words stand. */
  at: number
  end: number
  /** ['*'] for all. */
  units: string[]
  /** The words, where they mean bodies outside the office. */
  external?: string
  doubt: string | null
}

const noun = '(?:phong|ban|don vi|trung tam|co so|chi cuc|bo phan)'
const nouns = `${noun}(?:\\s*(?:,|;|va|-|/|&|\\s)\\s*(?:cac\\s+)?${noun})*`
const quality = '(?:chuyen mon|nghiep vu|chuc nang|chuyen nganh|quan ly nha nuoc|tham muu|su nghiep(?: cong lap| cong)?|truc thuoc(?: so)?|thuoc(?: va truc thuoc)?(?: so)?|cua so|trong so|toan so|con lai|khac|(?:co )?lien quan|so)'
const crowd = new RegExp(`(?<!\\p{L})((?:(?:truong|thu truong|lanh dao)\\s+)?(?:(?:tat ca|toan the|toan bo)\\s+)?(?:cac|tung|moi|nhung)\\s+)?(${nouns})((?:\\s*,?\\s*${quality})*)(?!\\p{L})`, 'gu')
const everyone = /(?<!\p{L})(?:toan so|toan co quan|toan nganh|ca so|toan the (?:cong chuc|can bo)[^;\n]*|cong chuc, vien chuc[^;\n]*)(?!\p{L})/gu
const others = /(?<!\p{L})(?:cac )?(?:so(?:\s*,\s*|\s+)(?:ban(?:\s*,\s*|\s+))?nganh|co quan(?:\s*,\s*|\s+va\s+)(?:don vi|to chuc)(?: co)? lien quan|co quan(?: co)? lien quan|huyen, (?:thi xa, )?thanh pho|xa, phuong(?:, thi tran)?)(?: (?:cua |tren dia ban )?tinh| lien quan| co lien quan)*/gu

/** The groups of units that a text names. */
export function crowdsIn(text: string, units: KnownUnit[]): Crowd[] {
  const said = fold(text)
  const found: Crowd[] = []
  for (const match of said.matchAll(crowd)) {
    const [all, every, which, quality] = match as unknown as [string, string | undefined, string, string]
    // "các phòng: NCC, GDNN" and "Các phòng NCC và GDNN" name their units; "Phòng Người có công" is one.
    const next = said.slice(match.index + all.length).replace(/^\([^)]*\)/, '')
    if ((!every && !/su nghiep|chuyen mon|truc thuoc|^phong,? (?:ban|don vi)/.test(`${which}${quality}`)) || /^[^\S\n]*(?::\s*[-–\p{L}\d]|[\p{L}\d])/u.test(next.replace(/^\s+(?:va|phoi hop|chu tri|thuc hien|lien quan)(?!\p{L})/u, ';'))) continue
    found.push({ at: match.index, end: match.index + all.trimEnd().length, ...meaning(which, quality, all, text.slice(match.index, match.index + all.length).trim(), units) })
  }
  for (const match of said.matchAll(everyone)) {
    const person = /cong chuc|can bo/.test(match[0])
    found.push({ at: match.index, end: match.index + match[0].length, units: ['*'], doubt: person ? 'Giao cho người, không cho đơn vị; cổng hiểu là mọi đơn vị.' : null })
  }
  for (const match of said.matchAll(others)) {
    const end = match.index + match[0].length
    found.push({ at: match.index, end, units: [], external: text.slice(match.index, end), doubt: null })
  }
  return found.toSorted((a, b) => a.at - b.at || b.end - a.end)
}

const crowdHere = new RegExp(crowd.source, 'uy')
// Words that are others once their marks are gone: "các đơn vị số hóa", "các phòng ban hành", "các đơn vị khắc phục".
const otherWords = /(?<!\p{L})(?:số|sổ|khắc|ban(?= hành)|có sự)(?!\p{L})/giu

/** The group that running text names at a place, where words go on after it; undefined when none begins there. */
export function crowdAt(text: string, at: number, units: KnownUnit[]): Crowd | undefined {
  const said = fold(text.slice(at, at + 200).replace(otherWords, word => 'x'.repeat(word.length)))
  crowdHere.lastIndex = 0
  const match = crowdHere.exec(said) as unknown as [string, string | undefined, string, string] | null
  if (!match || (!match[1] && !/su nghiep|chuyen mon|truc thuoc|^phong,? (?:ban|don vi)/.test(`${match[2]}${match[3]}`))) return undefined
  const [all, , which, quality] = match
  const end = all.trimEnd().length
  return { at, end: at + end, ...meaning(which, quality, all, text.slice(at, at + end).trim(), units) }
}

function meaning(which: string, quality: string, all: string, words: string, units: KnownUnit[]): { units: string[]; doubt: string | null } {
  const named = (test: (unit: KnownUnit) => boolean) => units.filter(test).map(({ name }) => name)
  const says = (word: string) => which.includes(word)
  if (/lien quan/.test(quality)) return { units: ['*'], doubt: `“${words}”: chưa rõ những đơn vị nào; cổng hiểu là mọi đơn vị.` }
  if (/su nghiep/.test(quality)) {
    return { units: named(({ kind }) => kind === 'service' || (says('phong') && kind === 'division')), doubt: null }
  }
  if (says('don vi')) {
    if (!says('phong') && !says('ban') && /truc thuoc/.test(quality) && !/thuoc va truc thuoc/.test(quality)) {
      return { units: named(({ kind }) => kind === 'service'), doubt: `“${words}” được hiểu là các đơn vị sự nghiệp.` }
    }
    return { units: ['*'], doubt: /khac|con lai/.test(quality) && !says('phong') ? `“${words}” được hiểu là mọi đơn vị.` : null }
  }
  if (says('phong') && !says('trung tam') && !says('co so')) {
    if (says('ban')) return { units: ['*'], doubt: null }
    const sure = /chuyen mon|nghiep vu|chuc nang|chuyen nganh|quan ly nha nuoc|tham muu/.test(quality)
    return { units: named(({ kind }) => kind === 'division'), doubt: sure ? null : `“${words}” được hiểu là các phòng chuyên môn.` }
  }
  const beginnings = ['phong', 'trung tam', 'co so', 'chi cuc'].filter(says)
  const found = named(unit => beginnings.some(begins => searchable(unit.name).startsWith(`${begins} `)))
  return { units: found, doubt: found.length && /^(?:cac|tung)/.test(all) ? null : `Chưa hiểu “${words}” là những đơn vị nào.` }
}

const outside = new RegExp(`^(?:${[
  'so (?!ldtbxh|lao dong)', 'cac so', 'ubnd', 'uy ban', 'hdnd', 'hoi dong nhan dan', 'tinh uy', 'huyen uy', 'bo (?!phan)', 'cuc ', 'tong cuc', 'vu ', 'vien ', 'buu dien', 'buu cuc', 'cong an', 'vnpt', 'viettel', 'mobifone', 'fpt',
  'bhxh', 'bao hiem xa hoi', 'kho bac', 'ngan hang', 'agribank', 'vietcombank', 'bidv', 'vietinbank', 'bao ', 'dai ', 'truong (?:dai hoc|cao dang|chinh tri|trung cap|cac)', 'hoi ', 'lien doan', 'lien minh', 'mat tran', 'uy ban mttq', 'doan thanh nien', 'tinh doan',
  'toa an', 'vien kiem sat', 'cac doanh nghiep', 'doanh nghiep', 'cong ty', 'tap doan', 'van phong (?:ubnd|uy ban|hdnd|doan|tinh uy|chinh phu|quoc hoi)', 'thanh tra (?:tinh|chinh phu|bo)', 'ban (?:to chuc|tuyen giao|dan toc|quan ly|noi chinh|dan van)',
  'trung tam phuc vu hanh chinh cong', 'cac huyen', 'cac xa', 'cac dia phuong', 'dia phuong', 'don vi tu van', 'nha cung cap', 'don vi cung cap', 'cac co quan', 'co quan ', 'cac to chuc', 'chinh phu', 'thue', 'chi cuc thue', 'benh vien',
].join('|')})|(?: |^)(?:tinh|cac huyen|cap huyen|cap xa|thanh pho|thi xa|cac xa|xa, phuong|trung uong|lao cai)$`)

/** Whether a name that is no unit looks like a body outside the office. */
export const isOutside = (name: string): boolean => outside.test(fold(name).trim())
