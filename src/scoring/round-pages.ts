// The pages of rounds: the list, one round with its units and ranks, and the form that opens or changes one.
import { withQuery } from '../addresses.ts'
import { column, writeWorkbook } from '../admin/workbook.ts'
import { addDays, today, written } from '../clock.ts'
import { historyOf } from '../events/audit.ts'
import { fileKinds } from '../evidence/kinds.ts'
import { may, unitsHeld } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { unitsOn } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { blank, filled, type Form } from '../web/forms.ts'
import { number } from '../web/helpers.ts'
import { download } from '../web/render.ts'
import { indexRule } from './counting.ts'
import { listRounds, nextStage, stageNames } from './rounds.ts'
import { roundingRule } from './rules.ts'
import { findSet, isOpen } from './seeing.ts'
import { listSets } from './sets.ts'
import { standingOfRound } from './standing.ts'
import { indexKinds, scoringSheets, type CriteriaSet, type IndexKind, type ScoringRound } from './tables.ts'
import type { ScoringViews } from './views.ts'
import { indexShort, nowOf, points, roundStatus } from './words.ts'

interface RoundFilter { year: string; index: IndexKind | '' }

export const roundFilter = ({ year = '', index = '' }: Record<string, string>): RoundFilter =>
  ({ year: /^20\d\d$/.test(year) ? year : '', index: indexKinds.find(one => one === index) ?? '' })

async function found(db: Read, { year, index }: RoundFilter) {
  const sets = new Map((await listSets(db)).map(set => [set.id, set]))
  const counts = Map.groupBy(await db.select({ id: scoringSheets.roundId, unitId: scoringSheets.unitId }).from(scoringSheets), ({ id }) => id)
  const all = await listRounds(db)
  const rows = all.map(round => ({ round, set: sets.get(round.setId)!, sheets: counts.get(round.id) ?? [] }))
    .filter(({ round, set }) => (!year || String(round.year) === year) && (!index || set.index === index))
  return { rows, years: [...new Set(all.map(round => String(round.year)))] }
}

const sentenceOf = (count: number, { year, index }: RoundFilter) =>
  `${count ? number(count) : 'Chưa có'} đợt chấm điểm${index ? ` ${indexShort[index]}` : ''}${year ? ` của năm ${year}` : ''}, mới nhất trước.`

const unitsInWords = ({ way }: ScoringRound, count: number) => (way === 'office' ? 'Toàn cơ quan, mỗi đơn vị phần mình phụ trách' : `${number(count)} đơn vị`)

export async function roundsPage(c: Ask): Promise<ScoringViews['scoring/index']> {
  const filter = roundFilter(c.req.query())
  const { rows, years } = await found(c.var.store.read, filter)
  return {
    ...filter, years: [{ value: '', label: 'Mọi năm' }, ...years.map(value => ({ value, label: `Năm ${value}` }))],
    indices: [{ value: '', label: 'Mọi chỉ số' }, ...indexKinds.map(value => ({ value, label: indexShort[value] }))],
    sentence: sentenceOf(rows.length, filter), xlsx: withQuery('/scoring/export/xlsx', { ...filter }), mayWrite: may(c.var.user, 'write criteria'),
    rows: rows.map(({ round, set, sheets }) => ({
      href: `/scoring/${round.id}`, name: round.name, set: set.name, days: `${written(round.opensOn)} – ${written(round.closesOn)}`,
      units: unitsInWords(round, sheets.length), status: roundStatus(round),
    })),
  }
}

export async function roundsExported(c: Ask) {
  const filter = roundFilter(c.req.query())
  const { rows } = await found(c.var.store.read, filter)
  return download(c, `Đợt chấm điểm ${today()}.xlsx`, fileKinds.xlsx.mime, await writeWorkbook([{
    name: 'Đợt chấm điểm', note: sentenceOf(rows.length, filter),
    columns: [column('Đợt', 50), column('Bộ tiêu chí', 50), column('Năm', 8, 'number'), column('Mở', 12, 'date'), column('Khóa', 12, 'date'), column('Đối tượng', 30), column('Tình trạng', 20), column('Quyết định công bố', 30)],
    rows: rows.map(({ round, set, sheets }) => [round.name, set.name, round.year, round.opensOn, round.closesOn, unitsInWords(round, sheets.length), roundStatus(round).label, round.decision ?? '']),
  }]))
}

const setOption = ({ id, name, year }: CriteriaSet) => ({ value: id, label: `${name} (${year})` })

export async function editPage(c: Ask, round: ScoringRound | null, form?: Form): Promise<ScoringViews['scoring/edit']> {
  const { read } = c.var.store
  const sets = await listSets(read)
  const year = today().slice(0, 4)
  const start: Form = form ?? (round
    ? filled({ ...round, surveyed: round.surveyed ? 'on' : '', demo: null, publishedAt: null, madeAt: null })
    : filled({
      name: `Chấm điểm cải cách hành chính năm ${year}`, setId: c.req.query('set') ?? sets.find(({ state }) => state !== 'retired')?.id, way: 'each', opensOn: today(),
      closesOn: addDays(today(), 30), explainBy: addDays(today(), 60), countsFrom: `${year}-01-01`, countsTo: `${year}-12-31`, bonusMost: '3', penaltyMost: '3',
    }))
  const units = round ? [] : (await unitsOn(read, today())).filter(({ kind }) => kind !== 'leadership')
  return {
    title: round ? `Sửa ${round.name}` : 'Mở đợt chấm điểm', action: round ? `/scoring/${round.id}/edit` : '/scoring', back: round ? `/scoring/${round.id}` : '/scoring',
    form: start, revision: round?.revision ?? null, sets: sets.filter(({ id, state }) => state !== 'retired' || id === round?.setId).map(setOption),
    ways: [{ value: 'each', label: 'Mỗi đơn vị một phiếu, chấm cả bộ, xếp hạng' }, { value: 'office', label: 'Toàn cơ quan một phiếu, mỗi đơn vị tự chấm tiêu chí mình phụ trách' }],
    units: units.map(({ id, name }) => ({ name: `unit.${id}`, label: name, ticked: form ? form.values[`unit.${id}`] === 'on' : true })),
  }
}

const dayRange = (from: string, to: string) => `${written(from)} – ${written(to)}`

export async function roundPage(c: Ask, round: ScoringRound, form: Form = blank): Promise<ScoringViews['scoring/show']> {
  const { store: { read }, user } = c.var
  const set = await findSet(read, round.setId)
  const standing = await standingOfRound(read, user, round)
  const own = unitsHeld(user, 'score units')
  const rows = standing.map(({ sheet, name, rank, totals }) => ({
    href: `/scoring/${round.id}/sheets/${sheet.id}`, name, rank: rank === null ? '' : String(rank),
    done: `${number(totals.done.declared)}/${number(totals.all)}`, appraised: `${number(totals.done.appraised)}/${number(totals.all)}`,
    points: `${points(totals.points)}/${points(totals.maximum)}`, index: points(totals.index), share: (totals.index ?? 0) / 100, own: sheet.unitId !== null && own.includes(sheet.unitId),
  }))
  const to = nextStage(round)
  const mayWrite = may(user, 'write criteria')
  const ready = round.stage !== 'scoring' || today() > round.closesOn
  return {
    id: round.id, name: round.name, status: roundStatus(round), now: nowOf(round), sample: set.sample, set: { href: `/scoring/sets/${set.id}`, label: set.name },
    facts: [
      { label: 'Tự chấm', value: dayRange(round.opensOn, round.closesOn) }, { label: 'Giải trình đến', value: written(round.explainBy) },
      { label: 'Số liệu tính', value: dayRange(round.countsFrom, round.countsTo) },
      { label: 'Điều tra xã hội học', value: round.surveyed ? 'Có' : 'Không: tiêu chí điều tra không nằm trong mẫu số, kết quả quy về 100' },
      { label: 'Điểm thưởng, phạt', value: `nhiều nhất ${points(round.bonusMost)} và ${points(round.penaltyMost)} điểm` },
    ],
    rows, ranked: rows.some(({ rank }) => rank !== ''), office: round.way === 'office', rule: `${indexRule} ${roundingRule}`, lost: `/scoring/${round.id}/lost`,
    sentence: rows.length ? `${number(rows.length)} phiếu chấm${rows.some(({ rank }) => rank) ? `, xếp theo chỉ số${round.stage === 'published' ? '' : ' tạm tính'}` : ''}.` : 'Chưa có phiếu nào bạn được xem trước khi công bố.',
    edit: mayWrite && round.stage !== 'published' ? `/scoring/${round.id}/edit` : null,
    move: mayWrite && to && to !== 'published' ? { to, label: `Chuyển sang ${stageNames[to].toLocaleLowerCase('vi')}`, revision: round.revision, ready, why: isOpen(round) ? 'Chuyển được khi đã qua ngày khóa.' : '' } : null,
    publish: to === 'published' && may(user, 'publish scores') ? { revision: round.revision } : null,
    files: { xlsx: `/scoring/${round.id}/export/xlsx`, docx: `/scoring/${round.id}/export/docx` }, history: await historyOf(read, 'scoring', round.id, 8), form,
  }
}
