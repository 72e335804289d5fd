// The pages of sets: the list, one set with its tree, the forms of its head and of a line; and the set as a spreadsheet.
import { asc, eq } from 'drizzle-orm'
import { today } from '../clock.ts'
import { historyOf } from '../events/audit.ts'
import { may } from '../policy.ts'
import { amountInWords } from '../targets/computing.ts'
import { unitNames, unitOptions } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { blank, filled, type Form } from '../web/forms.ts'
import { number } from '../web/helpers.ts'
import { tree } from './counting.ts'
import { mistakesAmong, sideNames, textOfSource } from './criteria.ts'
import { methodNames, ruleInWords, toPoints } from './rules.ts'
import { ruleHints, textOfRule } from './rule-text.ts'
import { criteriaOf } from './seeing.ts'
import { listSets } from './sets.ts'
import { sourceOptions } from './sources.ts'
import { indexKinds, methods, scoringRounds, setStates, sides, type CriteriaSet, type Criterion } from './tables.ts'
import type { CriterionRow, ScoringViews } from './views.ts'
import { indexNames, indexShort, points, setStatus } from './words.ts'

/** A set before any round: nothing given, everything asked for. */
export const bareTree = (rows: readonly Criterion[]) => tree(rows, new Map(), { surveyed: true, bonusMost: 0, penaltyMost: 0 })

const total = (rows: readonly Criterion[]) => toPoints(rows.filter(({ method, side }) => method && side === 'plain').reduce((sum, { maximum }) => sum + (maximum ?? 0), 0))
const linesInWords = (rows: readonly Criterion[]) => `${number(rows.filter(({ method }) => method).length)} tiêu chí chấm điểm, tổng ${amountInWords(total(rows))} điểm`

export async function setsPage(c: Ask, form?: Form): Promise<ScoringViews['scoring/sets']> {
  const { store: { read }, user } = c.var
  const sets = await listSets(read)
  const rows = []
  for (const set of sets) {
    rows.push({
      href: `/scoring/sets/${set.id}`, name: set.name, index: indexShort[set.index], year: set.year, lines: linesInWords(await criteriaOf(read, set.id)),
      status: setStatus[set.state], sample: set.sample,
    })
  }
  return { sentence: `${rows.length ? number(rows.length) : 'Chưa có'} bộ tiêu chí, năm mới nhất trước.`, rows, mayWrite: may(user, 'write criteria'), form: form ?? filled({ year: today().slice(0, 4) }) }
}

export function setEditPage(set: CriteriaSet | null, form?: Form): ScoringViews['scoring/set-edit'] {
  return {
    title: set ? `Sửa ${set.name}` : 'Thêm bộ tiêu chí', action: set ? `/scoring/sets/${set.id}/edit` : '/scoring/sets', back: set ? `/scoring/sets/${set.id}` : '/scoring/sets',
    form: form ?? filled(set ? { name: set.name, index: set.index, year: set.year, basis: set.basis, state: set.state } : { index: 'parIndex', year: today().slice(0, 4) }),
    indices: indexKinds.filter(kind => kind !== 'papi').map(value => ({ value, label: indexNames[value] })),
    states: set ? setStates.map(value => ({ value, label: setStatus[value].label })) : null, revision: set?.revision ?? null,
  }
}

export async function setPage(c: Ask, set: CriteriaSet, form: Form = blank): Promise<ScoringViews['scoring/set']> {
  const { store: { read }, user } = c.var
  const rows = await criteriaOf(read, set.id)
  const used = await read.select({ id: scoringRounds.id, name: scoringRounds.name }).from(scoringRounds).where(eq(scoringRounds.setId, set.id)).orderBy(asc(scoringRounds.id))
  const mayWrite = may(user, 'write criteria')
  const mayEdit = mayWrite && !used.length
  const names = await unitNames(read)
  const plain = total(rows)
  const shown = bareTree(rows).map(({ criterion, depth, leaf, maximum }): CriterionRow => ({
    href: mayEdit ? `/scoring/sets/${set.id}/criteria/${criterion.id}` : null, number: criterion.number, name: criterion.name, level: Math.min(3, depth), group: !leaf,
    maximum: points(maximum), method: criterion.method ? methodNames[criterion.method] : '', rule: criterion.method ? ruleInWords(criterion) : '',
    notes: [criterion.side === 'plain' ? '' : sideNames[criterion.side], criterion.evidence ? `Kiểm chứng: ${criterion.evidence}` : '', criterion.optional ? 'có thể không áp dụng' : '',
      criterion.ownerUnitId ? names.get(criterion.ownerUnitId) ?? '' : '', criterion.source ? 'tự lấy số liệu' : ''].filter(Boolean).join(' · '),
  }))
  return {
    id: set.id, name: set.name, status: setStatus[set.state], sample: set.sample, used: used.map(({ id, name }) => ({ href: `/scoring/${id}`, label: name })), rows: shown,
    facts: [
      { label: 'Chỉ số', value: indexNames[set.index] }, { label: 'Năm', value: String(set.year) }, { label: 'Căn cứ', value: set.basis ?? (set.sample ? 'Không có: bộ mẫu do cổng soạn, thay bằng bộ của tỉnh khi có' : 'Chưa ghi') },
      { label: 'Tổng điểm', value: `${amountInWords(plain)} điểm${plain === 100 ? '' : ' (khác 100: chỉ số vẫn quy về 100)'}` },
    ],
    sentence: `${linesInWords(rows)}.`, mistakes: [...mistakesAmong(rows).values()], mayEdit, mayWrite, open: mayWrite && rows.length && set.state !== 'retired' ? `/scoring/new?set=${set.id}` : null,
    xlsx: `/scoring/sets/${set.id}/export/xlsx`, copy: filled({ year: set.year + 1 }), history: await historyOf(read, 'criteria', set.id, 20), form,
  }
}

export async function criterionEditPage(c: Ask, set: CriteriaSet, criterion: Criterion | null, form?: Form): Promise<ScoringViews['scoring/criterion-edit']> {
  const { read } = c.var.store
  const base = `/scoring/sets/${set.id}`
  return {
    title: criterion ? `Sửa tiêu chí ${criterion.number}` : 'Thêm tiêu chí', action: criterion ? `${base}/criteria/${criterion.id}` : `${base}/criteria`, back: base,
    removal: criterion ? `${base}/criteria/${criterion.id}/removal` : null,
    form: form ?? filled(criterion ? typedOf(criterion) : { side: 'plain', number: c.req.query('number') }),
    methods: [{ value: '', label: 'Không chấm: là nhóm, điểm bằng tổng các dòng con' }, ...methods.map(value => ({ value, label: methodNames[value] }))],
    sides: sides.map(value => ({ value, label: sideNames[value] })), units: [{ value: '', label: 'Không riêng đơn vị nào' }, ...await unitOptions(read)],
    sources: [{ value: '', label: 'Đơn vị tự kê khai' }, ...await sourceOptions(read)], hints: methods.map(method => `${methodNames[method]}: ${ruleHints[method]}`),
  }
}

/** A line as the form and the spreadsheet hold it. */
export const typedOf = ({ number: at, name, maximum, method, rule, evidence, optional, side, ownerUnitId, source }: Criterion) => ({
  number: at, name, maximum: maximum === null ? '' : String(maximum).replace('.', ','), method: method ?? '', rule: method ? textOfRule(method, rule) : '', what: rule.what ?? '', of: rule.of ?? '',
  evidence: evidence ?? '', optional: optional ? 'on' : '', side, owner: ownerUnitId ?? '', source: textOfSource(source),
})
