// The page of demand for a month or a quarter, its spreadsheet, and the line that a procedure's page shows of it.
import { column, writeWorkbook, type SheetToWrite } from '../admin/workbook.ts'
import { spanOf } from '../calendar/deadlines.ts'
import { today } from '../clock.ts'
import { happenedHref } from '../enquiries/filter.ts'
import { fileKinds } from '../evidence/kinds.ts'
import { keptFigures } from '../figures/kept.ts'
import { may } from '../policy.ts'
import { catalogue, rowsById } from '../procedures/catalogue.ts'
import { capital } from '../text.ts'
import type { Ask } from '../web/context.ts'
import { number } from '../web/helpers.ts'
import { download } from '../web/render.ts'
import { withQuery } from '../addresses.ts'
import { unitNames } from '../units/units.ts'
import { demandOf, enquiriesLike, keyOf, rankedBy, totalOf, type Figures, type Of, type Ranked } from './figures.ts'
import { isMonth, isOver, momentsOf, monthOf, movedPeriod, periodFrom, periodInWords, recentPeriods, thisMonth, type Period } from './periods.ts'
import { latestProposals } from './proposing.ts'
import { demandReasons, type DemandReason } from './tables.ts'
import { unknownIn } from './unknown.ts'
import type { DemandRow, DemandViews } from './views.ts'
import { changeInWords, proposalStatus, reasonHeadings, reasonMeanings, valueInWords, valueShort } from './words.ts'

const mostRanked = 20
const sectionIds: Record<DemandReason, string> = { asked: 'hoi-nhieu', refused: 'khong-tra-loi', reopened: 'hoi-lai', slow: 'cham' }
const units: Record<DemandReason, string> = { asked: 'Lượt hỏi', refused: 'Lượt', reopened: 'Lượt', slow: 'Giờ làm việc' }

/** What the page is made of, kept until something happens. */
function counted(c: Ask, period: Period) {
  const { read } = c.var.store
  return keptFigures(read, `demand ${period}`, async () => {
    const [demand, before] = [await demandOf(read, momentsOf(period)), await demandOf(read, momentsOf(movedPeriod(period, -1)))]
    return { total: totalOf(demand), totalBefore: totalOf(before), ranked: rankedBy(demand, before, mostRanked), notable: demand.get('')?.asked ?? 0 }
  })
}

/** What a line is called, and who owns its answers. */
export async function namingOf(c: Ask): Promise<(of: Of) => { name: string; href: string | null; unitId: string | null; unit: string }> {
  const { read } = c.var.store
  const rows = rowsById(await catalogue(read))
  const names = await unitNames(read)
  return ({ procedureId, field }) => {
    const row = procedureId === null ? undefined : rows.get(procedureId)
    const unitId = row?.ownerUnitId ?? null
    return {
      name: procedureId === null ? `Lĩnh vực ${field ?? 'chưa ghi'}, không nêu thủ tục` : row?.name ?? 'Thủ tục không còn trong sổ',
      href: procedureId === null ? null : `/procedures/${procedureId}`, unitId, unit: names.get(unitId ?? '') ?? '',
    }
  }
}

/** Citizens' questions among what a reason counts, and the list of them; null where there are none. */
function listBehind(period: Period, reason: DemandReason, figures: Omit<Figures, 'hours'>, of?: Of): DemandRow['list'] {
  const { from, to } = spanOf(period)
  const [count, what] = ({
    asked: [figures.entered, 'received'], refused: [figures.enteredRefused, 'refused'], reopened: [figures.reopened, 'reopened'], slow: [figures.answered, 'answered'],
  } as const)[reason]
  return count ? { href: happenedHref(what, from, to, of && enquiriesLike(of)), label: `${number(count)} câu hỏi của công dân` } : null
}

/** The rows of a reason, each with what was proposed of it. */
async function rowsBy(c: Ask, period: Period): Promise<(reason: DemandReason, ranked: readonly Ranked[]) => DemandRow[]> {
  const { store: { read }, user } = c.var
  const naming = await namingOf(c)
  const proposed = await latestProposals(read)
  return (reason, ranked) => ranked.map(one => {
    const { name, href, unitId, unit } = naming(one)
    const proposal = proposed.get(keyOf(one))
    const asked = { procedure: one.procedureId ?? '', field: one.field ?? '', reason, month: monthOf(period) }
    return {
      name, href, note: unit, list: listBehind(period, reason, one.figures, one),
      // A median of nothing is no time.
      value: valueShort(one.value), ...reason === 'slow' && !one.before ? { before: '–', change: '' }
        : { before: valueShort(one.before), change: changeInWords(one.value, one.before) },
      propose: may(user, 'propose reforms', { unitId }) ? withQuery('/demand/proposals/new', asked) : null,
      proposal: proposal ? { href: `/demand/proposals/${proposal.id}`, status: proposalStatus[proposal.state] } : null,
    }
  })
}

export async function demandPage(c: Ask): Promise<DemandViews['demand/show']> {
  const { store: { read }, user } = c.var
  const period = periodFrom(c.req.query())
  const { total, totalBefore, ranked, notable } = await counted(c, period)
  const rowsOf = await rowsBy(c, period)
  const readsTurns = may(user, 'write knowledge')
  const { groups, erased, cut } = await keptFigures(read, `unknown ${period} ${readsTurns}`, () => unknownIn(read, period, readsTurns, mostRanked))
  const figure = (label: string, name: 'asked' | 'refused' | 'reopened' | 'answered') => (
    { label, value: number(total[name]), change: changeInWords(total[name], totalBefore[name]), list: listBehind(period, name === 'answered' ? 'slow' : name, total) }
  )
  return {
    period, words: periodInWords(period), running: !isOver(period),
    periods: [...new Set([...recentPeriods(), period])].map(value => ({ value, label: capital(periodInWords(value)) })),
    previous: `/demand?period=${movedPeriod(period, -1)}`, next: isOver(period) ? `/demand?period=${movedPeriod(period, 1)}` : null,
    totals: [figure('Lượt hỏi', 'asked'), figure('Không trả lời được', 'refused'), figure('Hỏi lại', 'reopened'), figure('Đã trả lời', 'answered')],
    sections: demandReasons.map(reason => ({
      id: sectionIds[reason], heading: reasonHeadings[reason], meaning: reasonMeanings[reason], unit: units[reason], rows: rowsOf(reason, ranked[reason]),
    })),
    unknown: { groups, note: [
      `${number(notable)} câu không thuộc thủ tục, lĩnh vực nào trong sổ.`, erased ? `${number(erased)} câu hỏi trợ lý đã xóa nội dung, chỉ còn đếm.` : '',
      cut ? 'Chỉ xếp nhóm các câu mới nhất.' : '', readsTurns ? '' : 'Chỉ hiện câu hỏi của công dân; câu hỏi trợ lý do người giữ kiến thức xem.',
    ].filter(Boolean).join(' ') },
    xlsx: `/demand/export/xlsx?period=${period}`,
  }
}

export async function demandExported(c: Ask) {
  const period = periodFrom(c.req.query())
  const { ranked } = await counted(c, period)
  const naming = await namingOf(c)
  const sheets = demandReasons.map((reason): SheetToWrite => ({
    name: reasonHeadings[reason], note: `${capital(periodInWords(period))}. ${reasonMeanings[reason]}`,
    columns: [
      column('Thủ tục, lĩnh vực', 80), column('Đơn vị giữ', 32), column(units[reason], 14, 'number'),
      column(isMonth(period) ? 'Tháng trước' : 'Quý trước', 14, 'number'), column('Lượt hỏi trong kỳ', 16, 'number'),
    ],
    rows: ranked[reason].map(one => { const { name, unit } = naming(one); return [name, unit, rounded(one.value), rounded(one.before), one.figures.asked] }),
  }))
  return download(c, `Nhu cầu ${periodInWords(period).replace('/', '-')} ${today()}.xlsx`, fileKinds.xlsx.mime, await writeWorkbook(sheets))
}

const rounded = (value: number) => Math.round(value * 10) / 10

/** What this month has seen of a procedure, in a line; null for who may not see demand, or where there was nothing. */
export async function demandLine(c: Ask, procedureId: string): Promise<DemandViews['demand/_procedure'] | null> {
  if (!may(c.var.user, 'see enquiries')) return null
  const month = thisMonth()
  const line = (await demandOf(c.var.store.read, momentsOf(month), { procedureId, field: null })).get(procedureId)
  if (!line?.asked) return null
  const more = [line.refused ? valueInWords(line.refused, 'refused') : '', line.reopened ? valueInWords(line.reopened, 'reopened') : ''].filter(Boolean)
  return { sentence: `${capital(periodInWords(month))}: ${[valueInWords(line.asked, 'asked'), ...more].join(', ')}`, href: `/demand?period=${month}` }
}
