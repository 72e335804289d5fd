// The page on which the plan's workbook is read back: what each row would do, what is wrong with it, one button for all.
import { unitNames } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { blank, type Form } from '../web/forms.ts'
import { date, number } from '../web/helpers.ts'
import type { StatusKind } from '../web/layout.ts'
import { formNames } from './forms.ts'
import { tasksToCountTo, type LineValues } from './lines.ts'
import { planTitles } from './plan-columns.ts'
import { judgeLines, toWrite, type JudgedLine } from './plan-importing.ts'
import { quarterInWords, tasksOf } from './plan-pages.ts'
import type { FileLine } from './plan-reading.ts'
import type { PropagandaPlanViews } from './plan-views.ts'
import { propagandaTabs } from './tabs.ts'

const states: Record<JudgedLine['state'], { kind: StatusKind; label: string }> = {
  refused: { kind: 'late', label: 'Chưa ghi được' }, changed: { kind: 'wait', label: 'Thay đổi' }, new: { kind: 'new', label: 'Mới' }, same: { kind: 'done', label: 'Đã có' },
}
const order = Object.keys(states) as JudgedLine['state'][]

export async function planImportPage(c: Ask, lines: readonly FileLine[] | null, form: Form = blank): Promise<PropagandaPlanViews['propaganda/plan-import']> {
  const tabs = propagandaTabs('/propaganda/plan')
  if (!lines) return { tabs, form, preview: null }
  const { store: { read: db }, user } = c.var
  const judged = await judgeLines(db, user, lines)
  const names = await unitNames(db)
  const tasks = new Map([...await tasksOf(db, user, judged.flatMap(({ before }) => before ?? []))].map(([id, { title }]) => [id, title]))
  for (const id of new Set(judged.flatMap(({ after }) => (after?.taskId ? [after.unitId] : [])))) {
    for (const { value, label } of await tasksToCountTo(db, user, id)) tasks.set(value, label)
  }
  const said: { [key in keyof LineValues]: (values: LineValues) => string } = {
    year: ({ year }) => String(year), quarter: quarterInWords, unitId: ({ unitId }) => names.get(unitId) ?? '', topic: ({ topic }) => topic,
    forms: ({ forms }) => forms.map(one => formNames[one]).join(', '), audience: ({ audience }) => audience ?? '', budget: ({ budget }) => budget ?? '',
    wanted: ({ wanted }) => number(wanted), due: ({ due }) => date(due), taskId: ({ taskId }) => tasks.get(taskId ?? '') ?? '',
  }
  const count = (state: JudgedLine['state']) => judged.filter(one => one.state === state).length
  const [added, changed, refused, same] = [count('new'), count('changed'), count('refused'), count('same')]
  const left = refused ? ` ${number(refused)} dòng có chỗ sai để lại: sửa trong tệp rồi gửi lại.` : ''
  return {
    tabs, form,
    preview: {
      sentence: `${number(added)} dòng mới, ${number(changed)} dòng thay đổi, ${number(refused)} dòng chưa ghi được, ${number(same)} dòng đã có. Chưa ghi gì.`,
      rest: added + changed ? `Dòng của kế hoạch không có trong tệp thì giữ nguyên.${left}` : refused ? left.trim() : 'Kế hoạch đã đúng như trong tệp.',
      sent: toWrite(judged), button: added + changed ? `Ghi ${number(added + changed)} dòng` : null,
      rows: judged.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state)).map(({ row, values, state, before, after, changes, errors }) => ({
        row, topic: values.topic || before?.topic || '', unit: names.get(values.unitId ?? '') ?? '', status: states[state], errors: Object.values(errors),
        changes: changes.map(key => ({ label: planTitles[key], before: said[key](before!) || 'để trống', after: said[key](after!) || 'để trống' })),
      })),
    },
  }
}
