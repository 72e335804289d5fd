// A record as its page and its slip show it: words for codes, "chưa có thông tin" for what is not known, long texts cut.
import { written } from '../clock.ts'
import type { StatusKind } from '../web/layout.ts'
import { copiesWords } from './comparing.ts'
import type { Channel, Component, Paper, ProcedureContent, Validity } from './content.ts'
import { emptyFilter, listAddress } from './filter.ts'
import { isMixed, reductionShare } from './reduction.ts'
import type { ChannelRow, LongText, PaperGroup, ProcedureSheet } from './views.ts'
import { channelLimit, channelWords, levelWords, limitWords, onlineWords, unknown, validityWords } from './words.ts'

/** Characters shown at once, and at most, before the reader asks for the whole text. */
const atOnce = 3_000
const atMost = 25_000

/** @param whole the component that is asked for in full. @param percentWords writes a share as a percentage. */
export function sheetOf(content: ProcedureContent, whole: string | null, percentWords: (share: number) =>
  string): ProcedureSheet {
  const long = (component: Component, text: string | null) => longText(text, whole === component, `?full=${component}`)
  const { reduction, agencies, decision } = content
  const share = reductionShare(reduction)
  return {
    name: content.name, code: content.code ? `Mã ${content.code}` : 'Không có mã số', aliases: content.aliases, field: content.field,
    fieldHref: content.field && listAddress({ ...emptyFilter, chosen: { field: [content.field] } }),
    levels: content.levels.map(level => levelWords[level]).join(', ') || 'Chưa ghi cấp thực hiện',
    online: content.onlineLevel ? onlineWords[content.onlineLevel] : unknown,
    postal: content.postal === null ? unknown : content.postal ? 'Có' : 'Không',
    limit: agreed(content.channels.map(channelLimit), rangeOf(content.channels) ?? 'Tùy cách nộp, xem bảng dưới'),
    fee: agreed(content.channels.map(({ fee }) => (fee === null ? unknown : fee.length > 60 ? 'Xem bảng dưới' : fee)),
      'Tùy cách nộp, xem bảng dưới'),
    place: shortened(agencies.receiving ?? agencies.handling ?? unknown, 160),
    papers: paperGroups(content.papers),
    channels: content.channels.map(channel => channelRow(channel, whole === 'channels')),
    steps: long('steps', content.steps), conditions: long('conditions', content.conditions),
    result: long('result', content.result), audience: long('audience', content.audience),
    agencies: ([['Cơ quan thực hiện', agencies.handling], ['Cơ quan có thẩm quyền', agencies.competent],
      ['Cơ quan phối hợp', agencies.coordinating], ['Cơ quan ban hành', agencies.issuing],
      ['Địa chỉ tiếp nhận hồ sơ', agencies.receiving]] as const)
      .flatMap(([role, name]) => (name ? [{ role, name }] : [])),
    legalBases: content.legalBases.map(({ number, title, date, issuer, validity }) =>
      ({ number, title, date, issuer, validity: { kind: validityKinds[validity], label: validityWords[validity] } })),
    decision: decision && [decision.number, decision.date && `ngày ${written(decision.date)}`,
      decision.issuer].filter(Boolean).join(', '),
    sourceUrl: content.sourceUrl && /^https?:\/\//.test(content.sourceUrl) ? content.sourceUrl : null,
    reduction: reduction && {
      statutory: limitWords(reduction.statutory), actual: limitWords(reduction.actual), decision: reduction.decision,
      share: isMixed(reduction) ? null : share !== null ? percentWords(share) : null,
    },
  }
}

const validityKinds: Record<Validity, StatusKind> = { inForce: 'done', partly: 'near', expired: 'late', unknown: 'new' }

/** The one thing all rows say, or words for their differing. */
function agreed(values: string[], differing: string): string {
  const said = new Set(values)
  return said.size === 0 ? unknown : said.size === 1 ? [...said][0]! : differing
}

/** '20–25 ngày làm việc, tùy cách nộp', where every row has a number and all are in one unit. */
function rangeOf(channels: Channel[]): string | null {
  const limits = channels.flatMap(({ limit }) => limit ?? [])
  if (!limits.length || limits.length < channels.length || limits.some(({ unit }) => unit !== limits[0]!.unit)) return null
  const numbers = limits.map(({ number }) => number)
  return `${String(Math.min(...numbers)).replace('.', ',')}–${limitWords({ number: Math.max(...numbers), unit: limits[0]!.unit })}, tùy cách nộp`
}

const shortened = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text)

function paperGroups(papers: Paper[]): PaperGroup[] {
  const groups = new Map<string | null, PaperGroup>()
  for (const paper of papers) {
    const group = groups.get(paper.case) ?? { case: paper.case, papers: [] }
    groups.set(paper.case, group)
    // A bullet that the source put before the name is no part of it.
    group.papers.push({ name: paper.name.replace(/^[+\-–•*]\s+/, ''), copies: copiesWords(paper), form: paper.form,
      note: paper.note, required: paper.required })
  }
  return [...groups.values()]
}

function channelRow(channel: Channel, whole: boolean): ChannelRow {
  const limit = channelLimit(channel)
  return {
    kind: channelWords[channel.kind], case: channel.case, limit,
    limitNote: channel.limit && channel.limitText && channel.limitText.toLowerCase() !== limit.toLowerCase()
      && !sameLimit(channel.limitText, limit) ? channel.limitText : null,
    fee: channel.fee ?? unknown, feeKnown: channel.fee !== null, note: longText(channel.note, whole, '?full=channels'),
  }
}

// "05 Ngày làm việc" says no more than "5 ngày làm việc".
const sameLimit = (text: string, limit: string) => text.replace(/^0+/, '').toLowerCase() === limit.toLowerCase()

/** The lines of a text: at first some, the rest behind a click, and what would make the page heavy only when asked for. */
export function longText(text: string | null, whole: boolean, href: string): LongText | null {
  if (!text) return null
  const shown = whole || text.length <= atMost ? text : text.slice(0, text.lastIndexOf(' ', atMost))
  const all = shown.split('\n').filter(line => line.trim())
  const lines: string[] = []
  let length = 0
  while (lines.length < all.length && (length === 0 || length + all[lines.length]!.length <= atOnce || whole)) {
    const next = all[lines.length]!
    lines.push(next)
    length += next.length
  }
  return { lines, rest: all.slice(lines.length), cut: text.length - shown.length, whole: href }
}
