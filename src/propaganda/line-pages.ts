// One line of the plan of propaganda: its page, and the form it is written in.
import { asc, eq } from 'drizzle-orm'
import { withQuery } from '../addresses.ts'
import { today } from '../clock.ts'
import { historyOf } from '../events/audit.ts'
import { may } from '../policy.ts'
import { unitNames } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { blank, filled, type Form } from '../web/forms.ts'
import { date, number } from '../web/helpers.ts'
import { distributedTimes } from './distributing.ts'
import { formNames } from './forms.ts'
import { daysOfQuarter, plannedUnits, quarterOf, tasksToCountTo, valuesOf } from './lines.ts'
import { lineStatus, quarterInWords, roman, tasksOf } from './plan-pages.ts'
import type { PropagandaPlanViews } from './plan-views.ts'
import { standingOfLines } from './standing.ts'
import { pieceForms, pieces, type PropagandaLine } from './tables.ts'
import { propagandaTabs } from './tabs.ts'
import { pieceStatus } from './words.ts'

export async function linePage(c: Ask, line: PropagandaLine, form: Form = blank): Promise<PropagandaPlanViews['propaganda/line']> {
  const { store: { read: db }, user } = c.var
  const standing = (await standingOfLines(db, [line])).get(line.id)!
  const unit = (await unitNames(db)).get(line.unitId) ?? ''
  const made = await db.select().from(pieces).where(eq(pieces.lineId, line.id)).orderBy(asc(pieces.id))
  const shown = made.filter(({ approvedNumber, unitId }) =>
    approvedNumber !== null || may(user, 'write propaganda', { unitId }) || may(user, 'approve propaganda', { unitId }))
  const times = await distributedTimes(db, shown.map(({ id }) => id))
  return {
    id: line.id, tabs: propagandaTabs('/propaganda/plan'), topic: line.topic, lede: `Kế hoạch tuyên truyền ${quarterInWords(line)} của ${unit}.`,
    status: lineStatus(standing.state),
    figures: [
      {
        label: 'Đã phát', value: `${number(standing.distributed)}/${number(line.wanted)}`,
        note: `${number(standing.times)} lần phát${standing.reach ? `, ${number(standing.reach)} người` : ''}`,
      },
      { label: 'Đã soạn', value: number(standing.made), note: `${number(standing.approved)} đã duyệt` }, { label: 'Hạn phát xong', value: date(line.due), note: null },
    ],
    facts: [
      { label: 'Hình thức', value: line.forms.map(one => formNames[one]).join(', ') }, { label: 'Đối tượng', value: line.audience ?? '' },
      { label: 'Kinh phí', value: line.budget ?? '' },
    ].filter(({ value }) => value),
    task: line.taskId ? (await tasksOf(db, user, [line])).get(line.taskId) ?? null : null,
    pieces: shown.map(piece => ({
      href: `/propaganda/${piece.id}`, title: piece.title, form: formNames[piece.form], times: times.get(piece.id) ?? 0, status: pieceStatus(piece),
    })),
    history: await historyOf(db, 'propagandaLine', line.id, 50), mayPlan: !line.droppedAt && may(user, 'plan propaganda', { unitId: line.unitId }), form,
  }
}

export const newLineForm = async (c: Ask): Promise<Form> => {
  const quarter = quarterOf(today())
  const units = await plannedUnits(c.var.store.read, c.var.user)
  const unitId = units.find(({ value }) => value === c.var.user.unitId)?.value ?? units[0]?.value ?? ''
  return filled({ ...quarter, unitId, wanted: 1, due: daysOfQuarter(quarter).to })
}

export const lineAsForm = (line: PropagandaLine): Form => filled(valuesOf(line))

export async function lineFormPage(c: Ask, line: PropagandaLine | null, form: Form): Promise<PropagandaPlanViews['propaganda/line-edit']> {
  const { store: { read: db }, user } = c.var
  const units = await plannedUnits(db, user)
  const path = line ? `/propaganda/plan/${line.id}` : '/propaganda/plan'
  const unitId = form.values.unitId ?? ''
  const tasks = unitId ? await tasksToCountTo(db, user, unitId) : []
  const had = line?.taskId && !tasks.some(({ value }) => value === line.taskId) ? await tasksOf(db, user, [line]) : new Map<string, { title: string }>()
  const kept = [...had].map(([value, { title }]) => ({ value, label: title }))
  return {
    title: line ? 'Sửa dòng kế hoạch tuyên truyền' : 'Thêm dòng kế hoạch tuyên truyền', action: path,
    draft: withQuery('/propaganda/plan/draft', { of: line?.id ?? '' }), back: path, form,
    labels: {
      year: 'Năm', quarter: 'Quý', unitId: 'Đơn vị thực hiện', topic: 'Nội dung', forms: 'Hình thức', audience: 'Đối tượng', budget: 'Kinh phí',
      wanted: 'Số sản phẩm', due: 'Hạn phát xong', taskId: 'Tính vào nhiệm vụ',
    },
    units: line && !units.some(({ value }) => value === line.unitId) ? [{ value: line.unitId, label: (await unitNames(db)).get(line.unitId) ?? '' }, ...units] : units,
    quarters: [1, 2, 3, 4].map(one => ({ value: String(one), label: `Quý ${roman[one]}` })),
    forms: pieceForms.map(one => ({ name: `form.${one}`, label: formNames[one] })),
    tasks: [{ value: '', label: 'Không tính vào nhiệm vụ nào' }, ...kept, ...tasks],
  }
}
