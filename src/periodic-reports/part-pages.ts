// The parts that units send for a report: who was asked and has sent, and one part with the figures that help to write it.
import { today, written } from '../clock.ts'
import { figuresOf } from '../periods/closing.ts'
import type { Period } from '../periods/tables.ts'
import { fractionOf, inWords } from '../periods/words.ts'
import { may } from '../policy.ts'
import { unitNames } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { blank, filled, type Form } from '../web/forms.ts'
import { number } from '../web/helpers.ts'
import type { StatusKind } from '../web/layout.ts'
import { difficultiesIn } from './difficulties.ts'
import { askableUnits, mayReadPart, partsOf } from './parts.ts'
import { reportOf } from './reports.ts'
import type { ReportPart } from './tables.ts'
import type { PeriodicReportViews } from './views.ts'

const status = ({ state, returned, due }: ReportPart): { kind: StatusKind; label: string } => {
  if (state === 'taken') return { kind: 'done', label: 'Đã nhận' }
  if (state === 'sent') return { kind: 'ask', label: 'Đã gửi, chờ nhận' }
  if (returned) return { kind: 'ask', label: 'Trả lại để sửa' }
  return due < today() ? { kind: 'late', label: 'Quá hạn gửi' } : { kind: 'wait', label: 'Chờ đơn vị gửi' }
}

const linesIn = (words: string) => words.split('\n').map(line => line.trim()).filter(Boolean)
const prefix = 'unit.'

/** Ids of units that are ticked in the form. */
export const unitsIn = (values: Record<string, unknown>): string[] => Object.keys(values).flatMap(name => (name.startsWith(prefix) && values[name] === 'on' ? [name.slice(prefix.length)] : []))

export async function partsPage(c: Ask, period: Period, form?: Form): Promise<PeriodicReportViews['periodic-reports/parts']> {
  const { store: { read }, user } = c.var
  const names = await unitNames(read)
  const parts = await partsOf(read, period.id)
  const order = [...names.keys()]
  const seen = parts.filter(({ unitId }) => mayReadPart(user, unitId)).toSorted((a, b) => order.indexOf(a.unitId) - order.indexOf(b.unitId))
  const sent = parts.filter(({ state }) => state !== 'asked').length
  const unasked = (await askableUnits(read)).filter(({ id }) => !parts.some(({ unitId }) => unitId === id))
  const report = await reportOf(read, period.id)
  const asks = may(user, 'write reports') && unasked.length > 0 && (!report || report.state === 'draft')
  return {
    id: period.id, period: period.name,
    sentence: parts.length ? `${number(sent)}/${number(parts.length)} đơn vị đã gửi phần báo cáo, `
      + `${number(parts.filter(({ state }) => state === 'taken').length)} phần đã nhận.` : 'Chưa yêu cầu đơn vị nào gửi phần báo cáo.',
    rows: seen.map(part => ({
      href: `/periods/${period.id}/parts/${part.unitId}`, unit: names.get(part.unitId) ?? 'Đơn vị không còn', status: status(part), due: part.due,
      late: part.state === 'asked' && part.due < today(), note: part.returned ?? '',
    })),
    ask: asks ? {
      form: form ?? blank, due: form?.values.due ?? (period.unitsBy < today() ? '' : period.unitsBy),
      units: unasked.map(({ id, name }) => ({ name: `${prefix}${id}`, label: name, ticked: form ? form.values[`${prefix}${id}`] === 'on' : true })),
    } : null,
  }
}

const figuresShown = ['tasks.total', 'tasks.doneInTime', 'tasks.doneLate', 'tasks.overdue', 'tasks.due', 'enquiries.answered', 'propaganda.pieces', 'dossiers.settled']

export async function partPage(c: Ask, period: Period, part: ReportPart, form?: Form): Promise<PeriodicReportViews['periodic-reports/part']> {
  const { store: { read }, user } = c.var
  const report = await reportOf(read, period.id)
  const open = !report || report.state === 'draft'
  const heard = await difficultiesIn(read, period, part.unitId)
  const figures = (await figuresOf(read, period)).filter(({ key, byUnit }) => figuresShown.includes(key) && byUnit[part.unitId])
  const maySend = open && part.state !== 'taken' && may(user, 'send report parts', { unitId: part.unitId })
  return {
    id: period.id, period: period.name, unit: (await unitNames(read)).get(part.unitId) ?? 'Đơn vị không còn', unitId: part.unitId,
    status: status(part), due: part.due, returned: part.returned,
    results: linesIn(part.results), difficulties: linesIn(part.difficulties), proposals: linesIn(part.proposals),
    figures: figures.map(figure => {
      const counted = figure.byUnit[part.unitId]!
      return {
        href: `/periods/${period.id}/figures/${figure.key}?unit=${part.unitId}`, label: figure.label,
        value: [inWords(figure, counted), fractionOf(counted) && `(${fractionOf(counted)})`].filter(Boolean).join(' '),
      }
    }),
    heard: heard.map(one => ({ href: `/tasks/${one.taskId}`, title: one.title, words: one.words, note: `báo cáo lần ${one.number} ngày ${written(one.on)}` })),
    form: form ?? filled({
      results: part.results, difficulties: part.difficulties, proposals: part.proposals,
    }), maySend, again: part.state === 'sent', revision: part.revision,
    mayTake: may(user, 'write reports') && part.state === 'sent', mayReturn: open && may(user, 'write reports') && part.state !== 'asked',
  }
}
