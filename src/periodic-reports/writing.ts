// The sentences of the report that the portal writes by itself, each number of them a figure of the period.
import { officialDomains } from '../annex/domains.ts'
import { written } from '../clock.ts'
import { countedBy, countedOf, type Listing } from '../periods/figures.ts'
import type { Compared } from '../periods/closing.ts'
import type { Counted, Period } from '../periods/tables.ts'
import { changeInWords, fractionOf, inWords, nothingToCount, valueInWords } from '../periods/words.ts'
import type { Difficulty } from './difficulties.ts'
import type { ReportPart, SectionContent } from './tables.ts'

export interface Material {
  period: Pick<Period, 'from' | 'to'>
  listings: ReadonlyMap<string, Listing>
  before: Compared | null
  difficulties: readonly Difficulty[]
  /** Parts that were taken into the report, in the order of the units. */
  parts: readonly Pick<ReportPart, 'unitId' | 'results' | 'difficulties' | 'proposals'>[]
  unitName: (id: string) => string
}

/** Figures that a section speaks of: the page leads from each to its list. */
export const figuresOfContent: Partial<Record<SectionContent, string[]>> = {
  tasks: [
    'tasks.total', 'tasks.doneInTime', 'tasks.doneLate', 'tasks.claimed', 'tasks.inTime', 'tasks.overdue', 'tasks.overdueLong', 'tasks.paused',
    'tasks.due', 'moves.given', 'moves.extended', 'moves.handedOver', 'moves.changed', 'moves.dropped',
  ],
  meetings: ['meetings.held', 'meetings.conclusions', 'meetings.papers', 'tasks.conclusions'],
  propaganda: ['propaganda.pieces', 'propaganda.times', 'propaganda.reach', 'propaganda.lines'],
  domains: ['tasks.total', 'tasks.doneInTime', 'tasks.doneLate', 'tasks.overdue'],
  procedures: [
    'procedures.total', 'procedures.province', 'procedures.commune', 'procedures.new', 'procedures.amended', 'procedures.abolished',
    'procedures.online', 'procedures.full', 'procedures.postal', 'procedures.reduced', 'procedures.reducedMean',
  ],
  dossiers: ['dossiers.received', 'dossiers.online', 'dossiers.settled', 'dossiers.onTime', 'dossiers.pending', 'dossiers.pendingLate'],
  enquiries: ['enquiries.received', 'enquiries.answered', 'enquiries.onTime', 'enquiries.hours', 'enquiries.open', 'enquiries.openLate', 'enquiries.reopened'],
  next: ['tasks.next'],
  proposals: ['reform.proposals', 'reform.taken'],
}

/** As many tasks of the next period stand in the text; the annex has all. */
const mostNext = 10

export function madeText(content: SectionContent, material: Material): string {
  const { listings, before, period } = material
  const counted = (key: string): Counted => { const { way, items } = listings.get(key)!; return countedOf(way, items) }
  const value = (key: string) => valueInWords(listings.get(key)!, counted(key))
  const share = (key: string) => { const one = counted(key); return one.value === null ? nothingToCount : `${fractionOf(one)} (${inWords(listings.get(key)!, one)})` }
  const moved = (key: string, words: string) => { const change = changeInWords(listings.get(key)!, counted(key), before?.figures[key]); return change && `${words} ${change}` }
  const compared = (pairs: [string, string][]) => (before ? `So với ${before.name}: `
    + `${pairs.map(([key, words]) => moved(key, words)).filter(Boolean).join('; ')}.` : 'Chưa có kỳ trước để so.')
  switch (content) {
    case 'tasks': {
      const done = counted('tasks.doneInTime').value! + counted('tasks.doneLate').value!
      return [
        `Tổng số nhiệm vụ phải theo dõi trong kỳ: ${value('tasks.total')}; đã hoàn thành ${done} (đúng hạn ${value('tasks.doneInTime')}, `
          + `sau hạn ${value('tasks.doneLate')}), chờ xác nhận ${value('tasks.claimed')}, `
          + `đang thực hiện trong hạn ${value('tasks.inTime')}, quá hạn chưa xong ${value('tasks.overdue')} (trên 120 ngày: `
            + `${value('tasks.overdueLong')}), tạm dừng ${value('tasks.paused')}.`,
        `Nhiệm vụ đến hạn trong kỳ xong đúng hạn: ${share('tasks.due')}.`,
        `Thay đổi trong kỳ: giao mới ${value('moves.given')}, lùi hoặc đổi hạn ${value('moves.extended')}, `
          + `chuyển đơn vị ${value('moves.handedOver')}, đổi chỉ tiêu ${value('moves.changed')}, bỏ ${value('moves.dropped')} nhiệm vụ.`,
        compared([['tasks.doneInTime', 'hoàn thành đúng hạn'], ['tasks.overdue', 'quá hạn'], ['tasks.due', 'tỷ lệ xong đúng hạn']]),
      ].join('\n')
    }
    case 'meetings': return `Đã tổ chức ${value('meetings.held')} cuộc họp giao ban, họp chuyên đề; kết luận đã có người lo: `
      + `${share('meetings.conclusions')}; ký ${value('meetings.papers')} biên bản, thông báo kết luận. Nhiệm vụ từ kết luận đã xong: `
      + `${share('tasks.conclusions')}.`
    case 'propaganda': return counted('propaganda.times').value
      ? `Đã phát ${value('propaganda.pieces')} sản phẩm tuyên truyền, ${value('propaganda.times')} lượt, `
        + `tiếp cận ${value('propaganda.reach')} lượt người. Nội dung của kế hoạch tuyên truyền đến hạn đã phát đủ: ${share('propaganda.lines')}.`
      : `Trong kỳ chưa phát sản phẩm tuyên truyền nào. Nội dung của kế hoạch tuyên truyền đến hạn đã phát đủ: ${share('propaganda.lines')}.`
    case 'domains': return domainLines(material)
    case 'procedures': return [
      `Đến ngày ${written(period.to)} có ${value('procedures.total')} thủ tục hành chính đang áp dụng, `
        + `trong đó cấp tỉnh ${value('procedures.province')}, cấp xã ${value('procedures.commune')}; `
        + `trong kỳ ban hành mới ${value('procedures.new')}, sửa đổi, bổ sung, thay thế ${value('procedures.amended')}, `
        + `bãi bỏ ${value('procedures.abolished')}.`,
      `Thủ tục cấp tỉnh cung cấp trực tuyến: ${share('procedures.online')}, toàn trình ${share('procedures.full')}; qua bưu chính công ích: `
        + `${share('procedures.postal')}; được cắt giảm thời hạn: ${share('procedures.reduced')}, `
        + `mức giảm bình quân ${inWords(listings.get('procedures.reducedMean')!, counted('procedures.reducedMean'))}.`,
      compared([['procedures.total', 'số thủ tục'], ['procedures.online', 'tỷ lệ trực tuyến']]),
    ].join('\n')
    case 'dossiers': return listings.get('dossiers.received')!.items.length
      ? `Tiếp nhận ${value('dossiers.received')} hồ sơ, kể cả kỳ trước chuyển sang; tiếp nhận mới trực tuyến: ${share('dossiers.online')}. `
        + `Đã giải quyết ${value('dossiers.settled')} hồ sơ, trước và đúng hạn: ${share('dossiers.onTime')}. `
        + `Đang giải quyết ${value('dossiers.pending')} hồ sơ, quá hạn ${value('dossiers.pendingLate')}. Chi tiết ở Biểu 06 kèm theo.`
      : 'Chưa có số liệu Biểu 06 của kỳ.'
    case 'enquiries': return [
      `Tiếp nhận ${value('enquiries.received')} câu hỏi của công dân; trả lời ${value('enquiries.answered')}, đúng hạn: `
        + `${share('enquiries.onTime')}; thời gian trả lời (số ở giữa): `
        + `${inWords(listings.get('enquiries.hours')!, counted('enquiries.hours'))}; `
        + `hết kỳ còn ${value('enquiries.open')} câu chưa trả lời (quá hạn ${value('enquiries.openLate')}); `
        + `công dân hỏi lại ${value('enquiries.reopened')} lần.`,
      compared([['enquiries.received', 'tiếp nhận'], ['enquiries.onTime', 'tỷ lệ đúng hạn']]),
    ].join('\n')
    case 'merits': return partLines(material, 'results') || 'Chưa nhận phần báo cáo của đơn vị nào.'
    case 'difficulties': return [
      difficultyLines(material), partLines(material, 'difficulties'),
    ].filter(Boolean).join('\n') || 'Trong kỳ các báo cáo tiến độ và đơn vị không nêu khó khăn, vướng mắc.'
    case 'next': return nextLines(material)
    case 'proposals': return [
      counted('reform.proposals').value ? `Trong kỳ có ${value('reform.proposals')} đề xuất cải cách từ câu hỏi của công dân; `
        + `đã đưa vào kế hoạch: ${share('reform.taken')}.` : '',
      partLines(material, 'proposals'),
    ].filter(Boolean).join('\n') || 'Không có kiến nghị, đề xuất.'
    case 'none': return ''
  }
}

const oneLine = (words: string) => words.split('\n').map(line => line.replace(/^\s*[-–+*•]\s*/, '').trim()).filter(Boolean).map(line => line.replace(/[.;]$/, '')).join('. ')

const partLines = ({ parts, unitName }: Material, field: 'results' | 'difficulties' | 'proposals'): string =>
  parts.flatMap(part => (part[field].trim() ? [`- ${unitName(part.unitId)}: ${oneLine(part[field])}.`] : [])).join('\n')

const difficultyLines = ({ difficulties, unitName }: Material): string => difficulties
  .map(({ unitId, title, words, number, on }) => `- ${unitName(unitId)}, nhiệm vụ “${title}”: ${oneLine(words)} (báo cáo lần ${number} ngày ${written(on)}).`).join('\n')

/** The official domains in their order, then others, what has none last. */
function placeOf(domain: string): number {
  const at = (officialDomains as readonly string[]).indexOf(domain)
  return domain === '' ? 99 : at < 0 ? 98 : at
}

function domainLines({ listings }: Material): string {
  const by = (key: string) => countedBy(listings.get(key)!, 'group')
  const [total, inTime, late, overdue] = [by('tasks.total'), by('tasks.doneInTime'), by('tasks.doneLate'), by('tasks.overdue')]
  const of = (counts: Record<string, Counted>, domain: string) => counts[domain]?.value ?? 0
  const names = Object.keys(total).toSorted((a, b) => placeOf(a) - placeOf(b) || of(total, b) - of(total, a) || a.localeCompare(b, 'vi'))
  if (!names.length) return 'Trong kỳ không có nhiệm vụ nào phải theo dõi.'
  return names.map(domain => `- ${domain || 'Nhiệm vụ ngoài các lĩnh vực'}: ${of(total, domain)} nhiệm vụ; `
    + `hoàn thành ${of(inTime, domain) + of(late, domain)} (đúng hạn ${of(inTime, domain)}), quá hạn chưa xong ${of(overdue, domain)}.`).join('\n')
}

function nextLines({ listings, unitName }: Material): string {
  const { items } = listings.get('tasks.next')!
  if (!items.length) return 'Kỳ tới không có nhiệm vụ nào đến hạn.'
  const shown = items.slice(0, mostNext).map(({ label, unitId, note }) => `- ${label} (${[unitId && unitName(unitId), note].filter(Boolean).join(', ')}).`)
  return [
    `Kỳ tới có ${items.length} nhiệm vụ đến hạn${items.length > mostNext ? `, gồm ${mostNext} nhiệm vụ hạn gần nhất sau đây và các nhiệm vụ khác tại Phụ lục` : ''}:`,
    ...shown
  ].join('\n')
}
