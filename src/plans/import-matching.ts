// Which line of the plan each row of a file is, and whether the row says anything else than the line does.
import { searchable, line as oneLine } from '../text.ts'
import { domainOf } from '../annex/domains.ts'
import { Pace } from '../jobs/pace.ts'
import { measureSchema } from '../targets/measure.ts'
import { wordsOfLine, type AnnexLine, type OfficeUnits } from './annex-lines.ts'
import { everyUnit, valuesOf, type CellName, type Fixes, type ImportReading, type RowRead, type RowState, type RowValues } from './import-rows.ts'
import { sameDeadline, type LineValues } from './plan-tasks.ts'
import type { PlanDomain } from './tables.ts'

export interface Judged { line: AnnexLine | null; state: RowState; changes: CellName[] }
interface Row { read: RowRead; fixes: Fixes }

/** The plan's domain for each group of the file; null where it has none of that name. */
export function domainsFor(reading: ImportReading, domains: readonly PlanDomain[]): (PlanDomain | null)[] {
  const official = new Map(domains.map(domain => [domainOf(domain.title) ?? searchable(domain.title), domain]))
  const named = new Map(domains.map(domain => [searchable(domain.title), domain]))
  return reading.groups.map(group => named.get(searchable(group.title)) ?? official.get(group.official ?? searchable(group.title)) ?? null)
}

/** The units in the lead: each unit but the leaders where it is for all of them. */
export const leadsOf = ({ lead }: RowValues, office: OfficeUnits): string[] => (lead === everyUnit ? office.others('') : lead ? [lead] : [])
export function coordinatorsOf({ lead, coordinators }: RowValues, office: OfficeUnits): string[] {
  const all = coordinators.includes(everyUnit) ? office.others(lead) : []
  return [...new Set([...coordinators.filter(id => id !== everyUnit), ...all])].filter(id => id !== lead)
}

/** Judges rows against the lines of the plan: by number and title, then by title alone, then by number and alike titles. Each line is one row at most. */
export async function judge(rows: readonly Row[], lines: readonly AnnexLine[], reading: ImportReading, domains: readonly PlanDomain[], office: OfficeUnits): Promise<Judged[]> {
  const places = domainsFor(reading, domains)
  const values = rows.map(valuesOf)
  const domainIdOf = (value: RowValues) => places[value.domain]?.id ?? null
  const pace = new Pace(lines.length + 1)
  const free = new Set(lines)
  const found: (AnnexLine | null)[] = rows.map(() => null)
  const round = async (keyOfLine: (line: AnnexLine) => string, keyOfRow: (value: RowValues) => string, fits: (line: AnnexLine, value: RowValues) => boolean = () => true) => {
    const byKey = Map.groupBy(free, keyOfLine)
    for (const [at, value] of values.entries()) {
      if (found[at]) continue
      const line = byKey.get(keyOfRow(value))?.find(one => free.has(one) && fits(one, value))
      if (line) { found[at] = line; free.delete(line) }
      if (at % 100 === 99) await pace.breathe()
    }
  }
  const titles = new Map<string, string>()
  const title = (text: string) => titles.get(text) ?? (titles.set(text, searchable(text)), titles.get(text)!)
  for (const [at, one] of [...lines, ...values].entries()) { title(one.title); if (at % 100 === 99) await pace.breathe() }
  await round(one => `${one.domainId} ${one.number} ${title(one.title)}`, one => `${domainIdOf(one)} ${one.number} ${title(one.title)}`)
  await round(one => `${one.domainId} ${title(one.title)}`, one => `${domainIdOf(one)} ${title(one.title)}`)
  await round(one => title(one.title), one => title(one.title))
  await round(one => `${one.domainId} ${one.number}`, one => `${domainIdOf(one)} ${one.number}`, (line, value) => value.number !== '' && alike(title(line.title), title(value.title)))
  const judged: Judged[] = []
  for (const [at, row] of rows.entries()) {
    const line = found[at] ?? null
    const changes = line ? differing(row, line, domainIdOf(values[at]!), reading, office) : []
    judged.push({ line, changes, state: !line ? 'new' : changes.length ? 'changed' : 'same' })
    if (at % 20 === 19) await pace.breathe()
  }
  return judged
}

/** Whether two titles share most of their words: the same task, reworded. */
function alike(a: string, b: string): boolean {
  const [one, other] = [new Set(a.split(' ')), new Set(b.split(' '))]
  const shared = [...one].filter(word => other.has(word)).length
  return shared / Math.max(one.size, other.size) >= 0.6
}

const sameText = (a: string | null, b: string | null) => oneLine(a ?? '') === oneLine(b ?? '')
const sameSet = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every(one => b.includes(one))

/**
 * Cells in which a row says something else than the line. Words that an export of the line would write mean the line, however
 * they would be read alone: so a plan's own export changes nothing, whatever people put right in it.
 */
function differing({ read, fixes }: Row, line: AnnexLine, domainId: string | null, { hasTargets }: ImportReading, office: OfficeUnits): CellName[] {
  const value = valuesOf({ read, fixes })
  const words = wordsOfLine(line, office)
  const asRead = (...fields: (keyof RowValues)[]) => fields.every(field => !(field in fixes.values))
  const leads = leadsOf(value, office)
  const same: Record<CellName, boolean> = {
    domain: line.domainId === domainId && line.number === value.number && sameText(line.heading, value.heading),
    title: sameText(line.title, value.title),
    product: sameText(line.product, value.product),
    lead: (asRead('lead') && sameText(words.lead, read.words.lead)) || sameSet(line.leads, leads),
    coordinators: (asRead('coordinators') && sameText(words.coordinators, read.words.coordinators))
      || (sameSet(line.coordinators, leads.length > 1 ? value.coordinators.filter(id => id !== everyUnit) : coordinatorsOf(value, office)) && sameText(line.outsiders.join(';'), value.outsiders.join(';'))),
    deadline: value.deadline !== null && (sameText(words.deadline, value.deadline.original) || sameDeadline(line.deadline, value.deadline)),
    budget: sameText(line.budgetText, value.budgetText),
    note: sameText(line.note, value.note),
    target: (asRead('measure') && !hasTargets && sameText(line.title, value.title) && sameText(line.product, value.product)) || sameMeasure(line, value),
  }
  return (Object.keys(same) as CellName[]).filter(cell => !same[cell])
}

function sameMeasure({ measure: a }: AnnexLine, { measure: b }: RowValues): boolean {
  if (!a || !b) return a === b
  const [one, other] = [measureSchema.parse(a), measureSchema.parse(b)]
  return one.kind === other.kind && one.number === other.number && one.unit === other.unit && one.direction === other.direction
}

/** What the line is to hold after the row was taken: cells that say the same keep what stands. */
export function lineOf(row: Row, { line, changes }: Judged, domainId: string | null, office: OfficeUnits): LineValues {
  const value = valuesOf(row)
  const fresh: LineValues = {
    domainId, number: value.number, heading: value.heading, title: value.title, product: value.product, leads: leadsOf(value, office),
    coordinators: value.lead === everyUnit ? value.coordinators.filter(id => id !== everyUnit) : coordinatorsOf(value, office), outsiders: value.outsiders,
    deadline: value.deadline!, measure: value.measure, weight: line?.weight ?? 1, budgetText: value.budgetText, budget: value.budget, note: value.note,
  }
  if (!line) return fresh
  const keep = (cell: CellName) => !changes.includes(cell)
  return {
    ...fresh,
    ...(keep('lead') ? { leads: line.leads } : {}), ...(keep('coordinators') ? { coordinators: line.coordinators, outsiders: line.outsiders } : {}),
    ...(keep('deadline') ? { deadline: line.deadline } : {}), ...(keep('target') ? { measure: line.measure } : {}), ...(keep('budget') ? { budget: line.budget } : {}),
  }
}
