// The page of one procedure: the version that is asked for, its place among the others, who keeps it and what it lacks.
import { today, addDays } from '../clock.ts'
import { demandLine } from '../demand/pages.ts'
import { NotFound } from '../errors.ts'
import { may } from '../policy.ts'
import type { Read } from '../store/store.ts'
import type { Ask } from '../web/context.ts'
import { filled, type Form } from '../web/forms.ts'
import { date, percent, weekday } from '../web/helpers.ts'
import { known } from './catalogue.ts'
import { difference, componentText } from './comparing.ts'
import { components, type ProcedureContent } from './content.ts'
import { canonical } from './facts.ts'
import { missingParts, partSentences } from './completeness.ts'
import { personNames, procedureFor, unitsToday, versionById, versionOn, type Known, type VersionLine } from './procedures.ts'
import { sections } from './sections.ts'
import { sheetOf } from './sheet.ts'
import type { ComparedComponent, ProcedureViews, VersionRow } from './views.ts'
import { componentWords, kindWords } from './words.ts'

const day = (text: string) => date(text)

/** The version that `?on=`, or the number in the address, asks for; today's without either. */
export function chosenVersion({ versions }: Known,
  asked: { number?: string | undefined; on?: string | null }): VersionLine | undefined {
  if (asked.number !== undefined) {
    const found = versions.find(({ number }) => String(number) === asked.number)
    if (!found) throw new NotFound('Thủ tục không có bản này.')
    return found
  }
  return versionOn(versions, asked.on ?? today()) ?? versions[0]
}

export async function showPage(c: Ask, id: string,
  asked: { number?: string | undefined; on?: string | null; full?: string | null },
  form?: Form): Promise<{ data: ProcedureViews['procedures/show']; name: string }> {
  const db = c.var.store.read
  const user = c.var.user
  const found = await procedureFor(db, user, id)
  const { procedure, unitName, checkedBy, versions, draft, thing, register } = found
  const line = chosenVersion(found, asked)
  const current = versionOn(versions, today())
  const full = asked.full ?? null
  const made = (content: ProcedureContent) => ({ sheet: sheetOf(content, full, percent),
    missing: missingParts(content).map(part => partSentences[part]) })
  // A version never changes: what its page says is kept, but for the long whole of a field.
  const ask = async () => made((await versionById(db, line!.id)).content)
  const { sheet, missing } = !line ? made(draft!.content) : full ? await ask() : await known(register, `sheet ${line.id}`, ask)
  const savedBy = draft && (await personNames(db, [draft.savedById])).get(draft.savedById)
  const alive = procedure.state !== 'abolished'
  const rights = {
    ask: may(user, 'ask the assistant'), inform: alive && may(user, 'write propaganda'), edit: alive && may(user, 'edit procedures', thing),
    publish: alive && may(user, 'publish procedures', thing),
    slip: current !== undefined && current.kind !== 'abolished',
  }
  const abolition = current?.kind === 'abolished' ? current : undefined
  const next = versions.find(({ effectiveFrom }) => effectiveFrom > today())
  const data: ProcedureViews['procedures/show'] = {
    id, here: c.req.path, sheet, demand: await demandLine(c, id),
    status: stateStatus(line, current, versions.length),
    version: line ? { number: line.number, effectiveFrom: day(line.effectiveFrom), decision: line.decision } : null,
    old: line && current && line.id !== current.id ? {
      sentence: oldSentence(line, versions, asked.on), href: `/procedures/${id}`,
      label: current.kind === 'abolished' ? 'Xem tình trạng hôm nay' : `Xem bản ${current.number} đang áp dụng`,
    } : null,
    abolished: abolition ? { decision: abolition.decision ?? 'văn bản không ghi số', from: day(abolition.effectiveFrom),
      note: abolition.note } : null,
    upcoming: next && line?.id !== next.id ? {
      sentence: `${next.kind === 'abolished' ? 'Bị bãi bỏ' : `Bản ${next.number} áp dụng`} từ ${weekday(next.effectiveFrom)}.`,
      href: `/procedures/${id}/versions/${next.number}`,
    } : null,
    versions: versions.map((version, at) => versionRow(id, version, versions[at + 1], current)).reverse(),
    compare: versions.length > 1 ? `/procedures/${id}/compare` : null,
    keeper: {
      unit: unitName, checkedOn: procedure.checkedOn && day(procedure.checkedOn),
      checkedBy, reviewOn: procedure.reviewOn && weekday(procedure.reviewOn),
      distance: procedure.reviewOn && daysInWords(procedure.reviewOn), late: procedure.reviewOn !== null && procedure.reviewOn < today(),
    },
    missing,
    draft: draft && { href: `/procedures/${id}/edit`, savedAt: draft.savedAt, savedBy: savedBy ?? 'người không còn trong danh bạ',
      publish: rights.publish ? `/procedures/${id}/publication` : null },
    may: rights,
    keeping: {
      form: form ?? filled({ unitId: procedure.ownerUnitId, reviewOn: monthsFrom(today(), c.var.config.reviewMonths) }),
      units: rights.publish ? await known(register, 'units today', async () =>
        (await unitsToday(db)).map(unit => ({ value: unit.id, label: unit.name }))) : [],
    },
    toc: [],
  }
  data.toc = tocOf(data)
  return { data, name: sheet.name }
}

function tocOf({ sheet, versions }: ProcedureViews['procedures/show']) {
  const parts = [sections.papers, sections.channels, sections.steps, ...(sheet.conditions ? [sections.conditions] : []),
    sections.audience, sections.result, sections.agencies,
    ...(sheet.reduction ? [sections.reduction] : []), sections.legalBases, ...(versions.length ? [sections.decision] : [])]
  return parts.map(({ anchor, heading }) => ({ anchor, heading }))
}

function stateStatus(line: VersionLine | undefined, current: VersionLine | undefined,
  count: number): ProcedureViews['procedures/show']['status'] {
  if (!count) return { kind: 'ask', label: 'Bản nháp, chưa công bố' }
  if (!current) return { kind: 'wait', label: 'Chưa đến ngày áp dụng' }
  if (current.kind === 'abolished') return { kind: 'past', label: 'Đã bãi bỏ' }
  if (line?.id === current.id) return { kind: 'done', label: 'Đang áp dụng' }
  return line!.number < current.number ? { kind: 'past', label: 'Đã thay' } : { kind: 'wait', label: 'Chưa áp dụng' }
}

function oldSentence(line: VersionLine, versions: VersionLine[], on: string | null | undefined): string {
  const next = versions.find(({ number }) => number > line.number)
  const until = next && next.effectiveFrom > line.effectiveFrom ? ` đến ${day(addDays(next.effectiveFrom, -1))}` : ''
  const when = line.effectiveFrom > today() ? `sẽ áp dụng từ ${day(line.effectiveFrom)}`
    : `áp dụng từ ${day(line.effectiveFrom)}${until}`
  const missing = on && on < line.effectiveFrom ? `Ngày ${day(on)} thủ tục này chưa có trong danh mục. ` : ''
  return `${missing}Bạn đang xem bản ${line.number}, ${when}.`
}

function versionRow(id: string, version: VersionLine, next: VersionLine | undefined,
  current: VersionLine | undefined): VersionRow {
  const until = next && next.effectiveFrom > version.effectiveFrom ? ` – ${day(addDays(next.effectiveFrom, -1))}` : ''
  return {
    number: version.number, href: `/procedures/${id}/versions/${version.number}`, kind: kindWords[version.kind],
    effectiveFrom: version.kind === 'abolished' ? `hết áp dụng từ ${day(version.effectiveFrom)}` : until
      ? `${day(version.effectiveFrom)}${until}` : `từ ${day(version.effectiveFrom)}`,
    publishedOn: day(version.publishedOn), decision: version.decision,
      changed: version.changed.map(component => componentWords[component]).join(', '), note: version.note,
    by: version.madeBy ?? 'Cổng tự nhập',
    status: version.effectiveFrom > today() ? { kind: 'wait', label: 'Chưa áp dụng' } : version.id !== current?.id
      ? { kind: 'past', label: 'Đã thay' }
      : version.kind === 'abolished' ? { kind: 'past', label: 'Đã bãi bỏ' } : { kind: 'done', label: 'Đang áp dụng' },
    compare: version.number > 1 && version.kind !== 'abolished'
      ? `/procedures/${id}/compare?from=${version.number - 1}&to=${version.number}` : null,
  }
}

/** Whole days from one day to another; less than 0 when the second is earlier. */
/** 'còn 3 ngày', 'hôm nay', 'quá 5 ngày'. */
export function daysInWords(day: string): string {
  const days = Math.round((Date.parse(day) - Date.parse(today())) / 86_400_000)
  return days === 0 ? 'hôm nay' : days > 0 ? `còn ${days} ngày` : `quá ${-days} ngày`
}

/** The same day of the month some months on; the last day of the month where there is no such day. */
export function monthsFrom(from: string, months: number): string {
  const [year, month, dayOfMonth] = from.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(dayOfMonth, last))).toISOString().slice(0, 10)
}

/** The components of two contents side by side; those that are equal are left out unless `all`. */
export function comparedParts(before: ProcedureContent, after: ProcedureContent, all = false): ComparedComponent[] {
  return components.flatMap(component => {
    const changed = canonical(before[component]) !== canonical(after[component])
    if (!changed && !all) return []
    const [old, fresh] = [componentText(before, component), componentText(after, component)]
    const runs = changed ? difference(old, fresh) : { before: [{ text: old, same: true }], after: [{ text: fresh, same: true }] }
    return [{ component, heading: componentWords[component], changed, ...runs }]
  })
}

export async function comparePage(c: Ask, id: string, from: string | null, to: string | null,
  all: boolean): Promise<ProcedureViews['procedures/compare']> {
  const db = c.var.store.read
  const found = await procedureFor(db, c.var.user, id)
  const { versions } = found
  if (versions.length < 2) throw new NotFound('Thủ tục mới có một bản nên chưa có gì để so.')
  const chosen = (number: string | null, otherwise: VersionLine) => contentOf(db, chosenVersion(found, { number: number ?? String(otherwise.number) })!)
  const [before, after] = [await chosen(from, versions.at(-2)!), await chosen(to, versions.at(-1)!)]
  const changed = comparedParts(before.content, after.content)
  const address = `/procedures/${id}/compare?from=${before.line.number}&to=${after.line.number}`
  return {
    name: after.content.name, back: `/procedures/${id}`, all, toggle: all ? address : `${address}&all=1`,
    from: { number: before.line.number, effectiveFrom: day(before.line.effectiveFrom) },
      to: { number: after.line.number, effectiveFrom: day(after.line.effectiveFrom) },
    numbers: versions.map(({ number, effectiveFrom, kind }) =>
      ({ value: String(number), label: `Bản ${number}, từ ${day(effectiveFrom)}${kind === 'abolished' ? ' (bãi bỏ)' : ''}` })),
    parts: all ? comparedParts(before.content, after.content, true) : changed, unchanged: components.length - changed.length,
  }
}

const contentOf = async (db: Read, line: VersionLine) => ({ line, content: (await versionById(db, line.id)).content })
