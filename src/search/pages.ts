// The search's page and its suggestions: what was typed, what was found of each kind, and what to try when there is nothing.
import { hasPersonalData } from '../masking/masking.ts'
import { may } from '../policy.ts'
import { fold, line } from '../text.ts'
import type { Ask } from '../web/context.ts'
import { number } from '../web/helpers.ts'
import { find, kindsOf, type Found, type Group } from './finding.ts'
import { isWhole } from './keeping.ts'
import { marked } from './ranking.ts'
import type { Hit } from './subjects.ts'
import type { GroupView, HitView, SearchViews } from './views.ts'
import type { Query } from './words.ts'

export const withheldSentence = 'Điều vừa gõ giống số căn cước, số điện thoại hoặc thông tin riêng của người dân, nên cổng không tìm và không lưu. Hãy tìm bằng tên việc, số văn bản hoặc mã thủ tục.'

/** Whether it looks like data of a citizen: then it is neither looked for nor kept in an address. */
export const isPersonal = (typed: string): boolean => hasPersonalData(line(typed))

const address = (q: string, kind = '') => `/search?${new URLSearchParams({ q, ...(kind && { kind }) })}`

export async function searchPage(c: Ask, typed: string, kind: string, withheld: boolean): Promise<SearchViews['search/show']> {
  const { store: { read }, user } = c.var
  const q = withheld ? '' : line(typed).slice(0, 500)
  const scopes = kindsOf(user)
  const chosen = scopes.find(({ subject }) => subject.kind === kind)?.subject ?? null
  const base = { q, kind: chosen?.kind ?? '', withheld: withheld ? withheldSentence : null, mayAsk: may(user, 'ask the assistant') }
  const found = await find(read, user, q, chosen ? { kind: chosen.kind, shown: 50, looked: 200 } : { shown: 5 })
  if (!found.query.words.length) {
    const nothing = q && !withheld ? { title: 'Chưa có chữ nào để tìm', tries: ['Gõ một tên việc, số văn bản, mã thủ tục, tên người hoặc tên đơn vị.'] } : null
    return { ...base, sentence: null, notes: [], toneless: null, kinds: [], groups: [], empty: nothing, examples: examplesFor(scopes.map(({ subject }) => subject.kind)) }
  }
  const whole = await isWhole(read)
  const groups = found.groups.filter(({ subject, count }) => count && (!chosen || subject === chosen)).map(group => groupView(q, found.query, group, chosen !== null))
  const all = found.groups.reduce((sum, { count }) => sum + count, 0)
  const say = countWords(all, found.groups.some(({ more }) => more))
  return {
    ...base, groups, examples: [],
    sentence: all ? `${say} cho “${found.query.text}”${chosen ? `, trong đó ${inWords(found.groups.find(({ subject }) => subject === chosen)!)}` : ''}` : `Không có kết quả cho “${found.query.text}”`,
    notes: notesOf(q, found, whole),
    toneless: found.how === 'exact' ? address(fold(q), chosen?.kind) : null,
    kinds: all ? [{ href: address(q), label: `Tất cả ${say.replace(' kết quả', '')}`, current: !chosen },
      ...found.groups.filter(({ count, subject }) => count || subject === chosen).map(group => ({ href: address(q, group.subject.kind), label: `${group.subject.label} ${countOf(group)}`, current: group.subject === chosen }))] : [],
    empty: groups.length ? null : {
      title: all && chosen ? `Không có ${chosen.label.toLowerCase()} nào khớp` : 'Không tìm thấy trong những gì bạn được xem',
      tries: all ? [`Có kết quả ở mục khác: bấm “Tất cả” ở trên.`] : ['Gõ ít chữ hơn, chỉ những chữ chắc chắn có.', 'Gõ không dấu: “ke hoach” tìm cả “kế hoạch”.', 'Gõ số văn bản hoặc mã số: “27/KH”, “1.001776”.'],
    },
  }
}

const countOf = ({ count, more }: Group): string => `${number(count)}${more ? '+' : ''}`
const countWords = (count: number, more: boolean): string => `${more ? 'Hơn ' : ''}${number(count)} kết quả`
const inWords = (group: Group): string => `${group.more ? 'hơn ' : ''}${number(group.count)} ${group.subject.label.toLowerCase()}`

function notesOf(q: string, { how, query }: Found, whole: boolean): string[] {
  return [
    ...(how === 'near' ? [`Không có gì khớp “${q}”. Đây là kết quả cho chữ gần giống: “${query.text}”.`] : []),
    ...(how === 'plain' && query.words.some(word => word.marked) ? ['Không có kết quả đúng dấu đã gõ; đây là kết quả không kể dấu.'] : []),
    ...(query.cut ? ['Chỉ tìm theo những chữ đầu: điều vừa gõ dài quá.'] : []),
    ...(whole ? [] : ['Chỉ mục tìm kiếm đang được dựng: có thể chưa thấy hết. Vài phút nữa hãy tìm lại.']),
  ]
}

function groupView(q: string, query: Query, group: Group, alone: boolean): GroupView {
  const left = group.count - group.hits.length
  return {
    heading: `${group.subject.label} (${countOf(group)})`, icon: group.subject.icon,
    hits: group.hits.map(hit => hitView(hit, query)),
    rest: left > 0 ? (alone ? { href: '#q', label: `Đang xem ${number(group.hits.length)} kết quả sát nhất; gõ thêm chữ để thu hẹp` }
      : { href: address(q, group.subject.kind), label: `Xem cả ${inWords(group)}` }) : null,
  }
}

/** Names of over a thousand characters exist. */
const longest = 260
const shortened = (title: string) => (title.length > longest ? `${title.slice(0, title.lastIndexOf(' ', longest))}…` : title)

const hitView = ({ href, title, details, status }: Hit, query: Query): HitView =>
  ({ href, status, title: marked(shortened(title), query), details: details.flatMap(detail => (detail ? [marked(shortened(detail), query)] : [])) })

const examples: Record<string, string[]> = { task: ['rà soát thủ tục', 'chuyển đổi số'], plan: ['kế hoạch CCHC'], meeting: ['giao ban'], procedure: ['trợ cấp thất nghiệp', '1.001776'], person: ['chuyên viên'], unit: ['văn phòng'] }
const examplesFor = (kinds: string[]) => kinds.flatMap(kind => examples[kind] ?? []).map(label => ({ href: address(label), label }))

/** The nearest of all kinds, a few of each, for the box in the page head. */
export async function suggestions(c: Ask, typed: string): Promise<SearchViews['search/_suggestions']> {
  const { store: { read }, user } = c.var
  const none = { announced: '', sentence: null, rows: [], all: null, question: null }
  if (isPersonal(typed)) return { ...none, announced: withheldSentence, sentence: withheldSentence }
  const found = await find(read, user, typed, { shown: 3, looked: 30, correct: false })
  const { text, words } = found.query
  if (!words.length || text.length < 2) return none
  const rows = found.groups.flatMap(({ subject, hits }) => hits.map(hit => ({
    href: hit.href, title: marked(shortened(hit.title), found.query), kind: subject.label, icon: subject.icon, detail: hit.details.filter(Boolean).slice(0, 2).join(' · '),
  }))).slice(0, 9)
  const all = found.groups.reduce((sum, { count }) => sum + count, 0)
  return {
    rows, announced: rows.length ? `${rows.length} gợi ý, bấm mũi tên xuống để chọn` : 'Không có gợi ý',
    sentence: rows.length ? null : 'Không có gợi ý. Bấm “Tìm” để tìm cả chữ gần giống.',
    all: rows.length ? { href: address(line(typed)), label: `Xem ${countWords(all, found.groups.some(({ more }) => more)).toLowerCase()}` } : null,
    question: may(user, 'ask the assistant') ? line(typed).slice(0, 200) : null,
  }
}
