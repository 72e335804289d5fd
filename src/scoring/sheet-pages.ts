// The workbook: a sheet's tree with its columns, and one criterion with what can be done with it now.
import { withQuery } from '../addresses.ts'
import { namesOfPeople } from '../accounts/people.ts'
import { today } from '../clock.ts'
import { eq } from 'drizzle-orm'
import { documentsLike } from '../evidence/list.ts'
import { numberInWords } from '../evidence/documents.ts'
import { NotFound } from '../errors.ts'
import { may } from '../policy.ts'
import { unitNames } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { blank, filled, type Form } from '../web/forms.ts'
import { number } from '../web/helpers.ts'
import { asked, columns, holding, indexRule, type Cell, type Node } from './counting.ts'
import { evidenceOn, takesEvidence } from './evidence.ts'
import { appraisalStep, seenByOffice, seenByUnit } from './giving.ts'
import { answerName, methodNames, pointsInWords, roundingRule, ruleInWords } from './rules.ts'
import { cellsOf, criteriaOf, declarerOf, findRound, findSheet, isOpen, mayAppraise, mayScore } from './seeing.ts'
import { sourceOf } from './sources.ts'
import { officeName, standingOf } from './standing.ts'
import { scores, type Criterion, type Declared, type Score, type ScoringRound, type ScoringSheet, type Step } from './tables.ts'
import type { NodeRow, ScoringViews } from './views.ts'
import { cellStatus, nowOf, points, roundStatus, stepNames } from './words.ts'

export interface Found { round: ScoringRound; sheet: ScoringSheet; criteria: Criterion[]; cells: Map<string, Cell> }

/** The sheet of the address. Throws NotFound. */
export async function foundSheet(c: Ask): Promise<Found> {
  const { store: { read }, user } = c.var
  const round = await findRound(read, c.req.param('id')!)
  const sheet = await findSheet(read, user, round, c.req.param('sheet')!)
  return { round, sheet, criteria: await criteriaOf(read, round.setId), cells: await cellsOf(read, sheet.id) }
}

/** The criterion of the address: only those that are scored have a page. Throws NotFound. */
export function foundCriterion(c: Ask, { criteria }: Found): Criterion {
  const found = criteria.find(({ id, method }) => id === c.req.param('criterion') && method)
  if (!found) throw new NotFound('Không có tiêu chí này trong phiếu chấm.')
  return found
}

const pathOf = (round: ScoringRound, sheet: ScoringSheet) => `/scoring/${round.id}/sheets/${sheet.id}`

const shows = {
  '': { label: 'Tất cả', test: () => true },
  own: { label: 'Chờ tôi làm', test: null },
  lost: { label: 'Mất điểm', test: (node: Node) => (node.lost ?? 0) > 0 && holding(node.cell) !== undefined },
}

/** Whether the person has something to do with the criterion now: declare it, or appraise it. */
function waitsFor(c: Ask, { round, sheet }: Found, { criterion, cell }: Node): boolean {
  const { user } = c.var
  const unitId = declarerOf(sheet, criterion)
  if (!asked(criterion, round)) return false
  if (isOpen(round)) return !cell.declared && criterion.method !== 'survey' && mayScore(user, unitId)
  const step = appraisalStep(round)
  if (step === 'appraised') return !cell.appraised && mayAppraise(user, unitId, cell)
  if (step === 'reappraised') return Boolean(cell.explained && !cell.reappraised) && mayAppraise(user, unitId, cell)
  return round.stage === 'explanation' && !cell.explained && (cell.declared?.points ?? 0) > (cell.appraised?.points ?? 0) && mayScore(user, unitId)
}

export async function sheetPage(c: Ask, found: Found, form: Form = blank): Promise<ScoringViews['scoring/sheet']> {
  const { store: { read } } = c.var
  const { round, sheet, criteria } = found
  const { nodes, totals, name } = await standingOf(read, round, sheet, criteria, await unitNames(read))
  const show = c.req.query('show') ?? ''
  const mine = new Set(nodes.filter(node => node.leaf && waitsFor(c, found, node)).map(node => node.criterion.id))
  const kept = show === 'own' ? nodes.filter(node => mine.has(node.criterion.id)) : show === 'lost' ? nodes.filter(node => node.leaf && shows.lost.test(node)) : nodes
  const path = pathOf(round, sheet)
  const flagged = new Set<string>()
  for (const { criterion, cell, leaf } of nodes) if (leaf && criterion.source && (await sourceOf(read, round, sheet, criterion, cell))?.changed) flagged.add(criterion.id)
  // Steps that nobody took yet would only take room.
  const shownSteps = columns.filter(step => step === 'declared' || nodes.some(({ cell }) => cell[step]))
  const first = nodes.find(({ criterion }) => mine.has(criterion.id))
  const acceptable = appraisalStep(round) === 'appraised'
    ? nodes.filter(node => mine.has(node.criterion.id) && node.cell.declared && node.criterion.method !== 'survey').length : 0
  return {
    name, round: { href: `/scoring/${round.id}`, name: round.name }, status: roundStatus(round), now: nowOf(round),
    figures: [
      { label: 'Chỉ số', value: points(totals.index), note: round.stage === 'published' ? 'đã công bố' : 'tạm tính' },
      { label: 'Điểm đạt', value: points(totals.points), note: `trên ${points(totals.maximum)} điểm áp dụng` },
      { label: 'Mất', value: points(totals.lost), note: totals.bonus || totals.penalty ? `thưởng ${points(totals.bonus)}, phạt ${points(totals.penalty)}` : '' },
      { label: 'Đã tự chấm', value: `${number(totals.done.declared)}/${number(totals.all)}`, note: `thẩm định ${number(totals.done.appraised)}/${number(totals.all)}` },
    ],
    sentence: `${number(kept.filter(({ leaf }) => leaf).length)} tiêu chí${show === 'own' ? ' chờ bạn làm' : show === 'lost' ? ' mất điểm' : ', theo thứ tự của bộ'}.`,
    show, shows: Object.entries(shows).map(([value, { label }]) => ({ href: withQuery(path, { show: value }), label: value === 'own' ? `${label} (${number(mine.size)})` : label, current: value === show })),
    columns: shownSteps.map(step => stepNames[step]), rule: `${indexRule} ${roundingRule}`, form,
    rows: kept.map(node => rowOf(node, path, round, flagged, show !== '', shownSteps)),
    accept: acceptable ? { action: `${path}/acceptance`, count: acceptable } : null,
    first: first ? { href: `${path}/${first.criterion.id}`, label: isOpen(round) ? 'Chấm tiếp' : round.stage === 'explanation' ? 'Giải trình tiếp' : 'Thẩm định tiếp' } : null,
    files: { xlsx: `${path}/export/xlsx`, docx: `${path}/export/docx` },
  }
}

function rowOf(node: Node, path: string, round: ScoringRound, flagged: ReadonlySet<string>, isFlat: boolean, shownSteps: readonly Step[]): NodeRow {
  const { criterion, depth, leaf, maximum, values, lost, applies } = node
  return {
    id: criterion.id, href: leaf ? `${path}/${criterion.id}` : null, number: criterion.number, name: criterion.name, level: isFlat ? 0 : Math.min(3, depth),
    maximum: leaf && !applies ? `(${points(criterion.maximum)})` : points(maximum), lost: lost ? points(lost) : lost === null ? '' : '0', changed: flagged.has(criterion.id),
    values: shownSteps.map(step => ({ label: stepNames[step], value: values[step] === null ? '' : points(values[step]) })),
    status: leaf ? cellStatus(node, round.surveyed) : null,
  }
}

const fieldsOf = ({ method, rule }: Criterion) =>
  (method === 'yesNo' || method === 'timely' ? method : method === 'perItem' ? 'items' : method === 'manual' ? 'points' : method === 'bands' && rule.measured === 'figure' ? 'figure' : 'share')

const typedOf = (declared: Declared | null | undefined) => {
  const amount = (value: number | undefined) => (value === undefined ? '' : String(value).replace('.', ','))
  return { answer: declared?.answer ?? '', part: amount(declared?.part), of: amount(declared?.of), figure: amount(declared?.figure), items: amount(declared?.items) }
}

const mostFound = 8

export async function criterionPage(c: Ask, found: Found, criterion: Criterion, form?: Form): Promise<ScoringViews['scoring/criterion']> {
  const { store: { read }, user } = c.var
  const { round, sheet, criteria, cells } = found
  const path = `${pathOf(round, sheet)}/${criterion.id}`
  const cell = cells.get(criterion.id) ?? {}
  const unitId = declarerOf(sheet, criterion)
  const leaves = criteria.filter(({ method }) => method)
  const at = leaves.indexOf(criterion)
  const to = (one: Criterion | undefined) => (one ? `${pathOf(round, sheet)}/${one.id}` : null)
  const isAsked = asked(criterion, round)
  const source = isAsked ? await sourceOf(read, round, sheet, criterion, cell) : null
  const [scorer, open] = [mayScore(user, unitId), isOpen(round)]
  const declares = isAsked && scorer && open
  const step = appraisalStep(round)
  const appraises = isAsked && step !== null && mayAppraise(user, unitId, cell)
  const explains = isAsked && scorer && round.stage === 'explanation' && today() <= round.explainBy && criterion.method !== 'survey'
  const q = c.req.query('q') ?? ''
  const documents = scorer && takesEvidence(round) ? await documentsLike(read, user, q, mostFound + 1) : []
  const kept = cell.declared
  const start = form ?? filled(appraises || explains ? { points: pointsToBegin(cell, step), notApplying: holding(cell)?.applies === false ? 'on' : '' } : {
    ...typedOf(kept?.declared ?? source?.declared), points: criterion.method === 'manual' || (kept && kept.points !== kept.computed) ? String(kept?.points ?? '').replace('.', ',') : '',
    notApplying: kept?.applies === false && !kept.declared ? 'on' : '', reason: kept?.reason, explanation: kept?.explanation,
  })
  const named = await unitNames(read)
  return {
    path, number: criterion.number, name: criterion.name, group: groupsOf(criteria, criterion).map(({ number: at_, name }) => `${at_}. ${name}`).join(' › '),
    sheet: { href: pathOf(round, sheet), name: sheet.unitId ? named.get(sheet.unitId) ?? 'Đơn vị không còn' : officeName }, round: { href: `/scoring/${round.id}`, name: round.name },
    place: `Tiêu chí ${number(at + 1)} trong ${number(leaves.length)}`, previous: to(leaves[at - 1]), next: to(leaves[at + 1]), now: nowOf(round),
    status: cellStatus(nodeOf(criterion, cell, isAsked), round.surveyed),
    facts: [
      { label: 'Điểm tối đa', value: points(criterion.maximum) }, { label: 'Cách tính', value: `${methodNames[criterion.method!]}. ${ruleInWords(criterion)}` },
      ...(criterion.evidence ? [{ label: 'Tài liệu kiểm chứng', value: criterion.evidence }] : []),
      ...(sheet.unitId ? [] : [{ label: 'Đơn vị phụ trách', value: unitId ? named.get(unitId) ?? 'Đơn vị không còn' : 'Chưa giao, Văn phòng kê khai' }]),
    ],
    declare: declares && criterion.method !== 'survey' ? {
      action: `${path}/declaration`, fields: fieldsOf(criterion), optional: criterion.optional, seen: seenByUnit(cell), maximum: points(criterion.maximum),
      answers: (criterion.method === 'yesNo' ? ['yes', 'no'] as const : ['timely', 'late', 'none'] as const).map(value => ({ value, label: answerName(value) })),
      what: criterion.rule.what ?? '', of: criterion.rule.of ?? '', proposed: kept ? `${kept.words ?? ''}` : '',
    } : null,
    register: declares ? { action: `${path}/registration`, seen: seenByUnit(cell) } : null,
    explain: explains ? { action: `${path}/explanation`, seen: seenByUnit(cell) } : null,
    appraise: appraises ? { action: `${path}/appraisal`, seen: seenByOffice(cell), title: step === 'appraised' ? 'Thẩm định lần 1' : 'Thẩm định lần 2', optional: criterion.optional || cell.declared?.applies === false } : null,
    refused: declares || appraises || explains ? '' : refusalOf(c, found, criterion, cell, isAsked),
    source, form: start,
    evidence: {
      wanted: criterion.evidence, rows: await evidenceOn(read, sheet.id, criterion.id), action: scorer && takesEvidence(round) ? `${path}/evidence` : null, q, more: documents.length > mostFound,
      found: documents.slice(0, mostFound).map(({ id, subject, issuer, fileName, ...rest }) => ({ id, subject, words: numberInWords(rest), issuer, file: fileName })),
    },
    lines: await linesOf(c, sheet, criterion, cell),
  }
}

const pointsToBegin = (cell: Cell, step: ReturnType<typeof appraisalStep>) => {
  const from = step === 'reappraised' ? cell.reappraised ?? cell.explained ?? cell.appraised : step === 'appraised' ? cell.appraised ?? cell.declared : cell.explained ?? cell.declared
  return from?.points == null ? '' : String(from.points).replace('.', ',')
}

const nodeOf = (criterion: Criterion, cell: Cell, isAsked: boolean): Node => ({
  criterion, cell, depth: 0, leaf: true, applies: isAsked && (holding(cell)?.applies ?? true), maximum: criterion.maximum ?? 0,
  values: { registered: null, declared: null, appraised: null, explained: null, reappraised: null }, points: null, lost: null,
})

function groupsOf(criteria: readonly Criterion[], { parentId }: Criterion): Criterion[] {
  const parent = criteria.find(({ id }) => id === parentId)
  return parent ? [...groupsOf(criteria, parent), parent] : []
}

/** Why this reader has nothing to do here now. */
function refusalOf(c: Ask, { round, sheet }: Found, criterion: Criterion, cell: Cell, isAsked: boolean): string {
  const { user } = c.var
  const unitId = declarerOf(sheet, criterion)
  if (!isAsked) return 'Đợt này không điều tra nên tiêu chí không chấm và không nằm trong mẫu số.'
  if (appraisalStep(round) && may(user, 'appraise scores') && !mayAppraise(user, unitId, cell)) return 'Bạn không thẩm định tiêu chí này: không ai thẩm định điểm của đơn vị mình hoặc điểm mình đã kê khai.'
  return nowOf(round)
}

async function linesOf(c: Ask, sheet: ScoringSheet, criterion: Criterion, cell: Cell): Promise<ScoringViews['scoring/criterion']['lines']> {
  const { read } = c.var.store
  const rows = (await read.select().from(scores).where(eq(scores.sheetId, sheet.id)).orderBy(scores.id)).filter(({ criterionId }) => criterionId === criterion.id)
  const names = await namesOfPeople(read, [...new Set(rows.map(({ byId }) => byId))])
  const valueOf = ({ applies, points: given }: Score) => (!applies ? 'Không áp dụng' : given === null ? '–' : pointsInWords(given))
  return rows.toReversed().map(row => ({
    at: row.at, by: names.get(row.byId) ?? 'Người không còn trong danh bạ', step: stepNames[row.step], value: valueOf(row), words: row.words ?? '',
    notes: [row.reason ? `Lý do: ${row.reason}` : '', row.explanation ? `Giải trình: ${row.explanation}` : ''].filter(Boolean), valid: cell[row.step]?.id === row.id,
  }))
}
