// A fact as a person would say it aloud: whole sentences that hold the record's words, without headings, numbers of lists, forms and decrees.
import { capital } from '../../text.ts'
import { publicText } from '../../wording/public.ts'
import { own, type Fact, type Line } from './facts.ts'

const document = '(?:Nghị định|Thông tư|Quyết định|Luật|Nghị quyết)(?: liên tịch)? (?:số )?[\\d/A-ZĐa-z-]+(?:,? ngày [\\d/]+)?(?: của [^,;.()]{3,60}?)?(?=[,;.()]|$|\\s(?:và|hoặc|kể|có|đối))'
const unheard: readonly [RegExp, string][] = [
  // Nobody notes a form or a decree by ear: 'theo Mẫu số 04 ban hành kèm theo Nghị định số 20/2021/NĐ-CP' is 'theo mẫu'.
  [/\s*\((?:theo )?[Mm]ẫu [^()]*\)/g, ' theo mẫu'], [/\s*\(?(?:đã )?được sửa đổi, bổ sung (?:tại|bởi|theo) [^();.]*\)?/g, ''],
  [new RegExp(`,?\\s(?:theo )?[Mm]ẫu (?:số )?[\\dA-Za-zđ/., -]{1,40}?(?: (?:tại|của))?(?: Phụ lục(?: [IVX\\d]+)?)?,?(?: được)?(?: ban hành)?(?: kèm(?: theo)?)?,? ${document}`, 'g'), ' theo mẫu'],
  [new RegExp(`\\s*\\((?:theo |quy định tại |ban hành kèm theo )?[^()]*${document}[^()]*\\)`, 'g'), ''], [/(theo mẫu)(?:\s+theo mẫu)+/g, '$1'],
  [/^(?:(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)]|\([\da-zđ]{1,2}\))\s*/u, ''], [/\s{2,}/g, ' '], [/\s+([.,;:])/g, '$1'],
]
/** The words of a record without what cannot be kept in mind by listening. */
const heard = (words: string): string => unheard.reduce((left, [mark, to]) => left.replace(mark, to), publicText(words)).trim()
const open = (words: string): string => words.replace(/[.;,]$/, '')
/** 'Công dân Việt Nam' within a sentence; names of offices keep their capital. */
export const within = (words: string): string => (/^(?:Ủy ban|Sở|Bộ|Cục|Chi cục|Ban|Công an|Bảo hiểm xã hội|Tòa án|Viện|Trung tâm)(?!\p{L})/u.test(words) || !/^\p{Lu}\p{Ll}/u.test(words)
  ? words : words.charAt(0).toLowerCase() + words.slice(1))

const ways: Record<string, string> = {
  'Trực tiếp': 'nộp hồ sơ trực tiếp', 'Trực tuyến': 'nộp hồ sơ trực tuyến', 'Dịch vụ bưu chính': 'gửi hồ sơ qua dịch vụ bưu chính',
}
/** 'Bà con có thể nộp hồ sơ trực tiếp. Ngoài ra, bà con có thể gửi hồ sơ qua dịch vụ bưu chính.' */
const handedIn = (lines: readonly Line[]): Line[] => lines.map((one, at) => {
  const begin = lines.length === 1 ? 'Bà con' : at === 0 ? 'Bà con có thể' : at === lines.length - 1 ? 'Ngoài ra, bà con có thể' : 'Bà con cũng có thể'
  const way = ways[one.from?.quote ?? '']
  return way ? { ...one, text: `${begin} ${way}.` } : one
})

/** Limits and fees: each value once, with the ways of handing in that it is for where others have another. */
function ofWays(lines: readonly Line[], sentence: (value: string) => string): Line[] {
  const told = lines.filter(({ from }) => from).map(one => {
    const value = open(publicText(one.from!.quote))
    const name = one.text.slice(0, one.text.indexOf(value)).replace(/:\s*$/, '')
    return { one, value, name }
  })
  // A way of which nothing is published is one of them too: what is known of the others does not stand for it.
  const names = new Set([...told.map(({ name }) => name), ...lines.filter(({ from }) => !from).map(({ text }) => text.slice(0, text.indexOf(': ')))])
  const groups = [...Map.groupBy(told, ({ value }) => value.toLowerCase()).values()].toSorted((a, b) => b.length - a.length)
  const seen = new Set<string>()
  const said = groups.map((group): Line => {
    const own = [...new Set(group.map(({ name }) => name))]
    const again = own.every(name => seen.has(name))
    for (const name of own) seen.add(name)
    const nameSaid = (name: string) => { const [way = '', ...cases] = name.split(', '); return [ways[way] ?? within(way), ...cases].join(', ') }
    const begin = again && groups.length > 1 ? 'có trường hợp, ' : own.length === names.size ? '' : `nếu ${own.map(nameSaid).join(' hoặc ')}, `
    return { ...group[0]!.one, text: `${capital(begin + sentence(group[0]!.value))}.` }
  })
  return [...said, ...lines.filter(({ from }) => !from).slice(0, said.length ? 0 : 1)]
}
const limitSaid = (value: string): string => (/^không/i.test(value) ? `thời hạn giải quyết ${within(value)}` : `thời hạn giải quyết là ${within(value)}`)
function feeSaid(value: string): string {
  const [, kind = 'phí, lệ phí', amount = value] = /^(phí|lệ phí)\s*:\s*(.+)$/i.exec(value) ?? []
  return /^miễn/i.test(amount) ? `bà con được ${within(amount)}` : /^không$/i.test(amount) ? `bà con ${within(amount)} phải nộp phí, lệ phí` : `${within(kind)} là ${within(amount)}`
}

const ordinals = ['Thứ nhất', 'Thứ hai', 'Thứ ba', 'Thứ tư', 'Thứ năm', 'Thứ sáu', 'Thứ bảy', 'Thứ tám', 'Thứ chín', 'Thứ mười']
/** Syllables of a case that a listener can still connect with its papers. */
const longestCase = 25

/** Papers one after the other, those of one case together behind its name; what is for a case too long to be said stays unsaid. */
function papersSaid(lines: readonly Line[], fits: (lines: readonly Line[]) => boolean): { told: Line[]; whole: boolean } {
  const cases = [...Map.groupBy(lines, ({ paper }) => paper?.case ?? '')]
  const told: Line[] = []
  let whole = true
  for (const [name, papers] of cases) {
    const first = cases.length > 1 && name ? `${/^(?:đối với|trường hợp|khi|nếu)/i.test(name) ? capital(name) : `Trường hợp ${within(name)}`}: ` : ''
    const sayable = !first || first.split(' ').length <= longestCase
    let began = false
    for (const one of papers) {
      const named = open(heard(one.from!.quote))
      const copies = one.paper?.copies
      const words = `${named}${copies && copies !== '1 bản chính' && !(copies === '1 bản sao' && /^bản sao/i.test(named)) ? `, ${copies}` : ''}.`
      const next = { ...one, text: capital(began ? words : `${first}${first ? within(words) : words}`) }
      // What ends with a colon is nothing without what follows it in the record.
      if (!sayable || words.endsWith(':.') || !fits([...told, next])) { whole = false; continue }
      told.push(next)
      began = true
    }
  }
  const numbered = told.length > 1 && told.length <= ordinals.length && cases.length === 1
  return { told: numbered ? told.map((one, at) => ({ ...one, text: `${ordinals[at]}, ${within(one.text)}` })) : told, whole }
}

/** The sentences of one fact that `fits` has room for; conditions and steps are said whole or not at all. */
export function said({ key, lines }: Fact, fits: (lines: readonly Line[]) => boolean): { told: Line[]; whole: boolean } {
  const [first] = lines
  const all = (told: Line[]) => (fits(told) ? { told, whole: true } : { told: [], whole: false })
  if (key === 'legal' || !first) return { told: [], whole: true }
  if (key === 'how') return all(handedIn(lines))
  if (key === 'limit') return all(ofWays(lines, limitSaid))
  if (key === 'fee') return all(ofWays(lines, feeSaid))
  if (!first.from) return all([first])
  if (key === 'papers') {
    const { told, whole } = papersSaid(lines, fits)
    if (!told.length) return { told, whole: false }
    const only = whole && told.length === 1
    return only ? { told: [{ ...first, text: `Bà con cần chuẩn bị ${within(told[0]!.text)}` }], whole }
      : { told: [own(whole ? 'Bà con cần chuẩn bị những giấy tờ sau đây.' : 'Hồ sơ có nhiều giấy tờ, trong đó bà con cần chuẩn bị:'), ...told], whole }
  }
  const words = lines.map(one => ({ ...one, text: key === 'answer' ? one.text : capital(`${open(heard(one.from?.quote ?? one.text))}.`.replace(/([:!?])\.$/, '$1')) }))
  if (key === 'answer') {
    const told = words.filter((_, at) => fits(words.slice(0, at + 1)))
    return { told, whole: told.length === words.length }
  }
  const { one, many } = frames[key]
  const single = (text: string) => (key === 'who' ? text.split(', ').map(within).join(', ') : within(text))
  return all(words.length === 1 && one ? [{ ...words[0]!, text: `${one} ${single(words[0]!.text)}` }] : [own(many), ...words])
}

const frames = {
  who: { one: 'Thủ tục này dành cho', many: 'Thủ tục này dành cho những người, tổ chức sau đây.' },
  conditions: { one: null, many: 'Bà con lưu ý các yêu cầu, điều kiện sau đây.' },
  where: { one: 'Bà con nộp hồ sơ tại', many: 'Bà con nộp hồ sơ tại những nơi sau đây.' },
  result: { one: 'Khi giải quyết xong, bà con nhận được', many: 'Kết quả của thủ tục như sau.' },
  steps: { one: null, many: 'Các bước làm như sau.' },
}
