// Pages with the forms of plans: a new plan, a draft's head and domains, a copy for another year, one task of the annex.
import { today } from '../clock.ts'
import { NotFound } from '../errors.ts'
import type { Read } from '../store/store.ts'
import { measureKinds, measureNames } from '../targets/measure.ts'
import { eq } from 'drizzle-orm'
import { tasks } from '../tasks/tables.ts'
import { unitOptions } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { filled, type Form } from '../web/forms.ts'
import { linesWithin, type AnnexLine, type OfficeUnits } from './annex-lines.ts'
import { movedWords } from './copying.ts'
import { everyUnit } from './import-rows.ts'
import { customaryDomains, domainsOf, kindNames, possibleParents, type DomainInput } from './plans.ts'
import { planKinds, type Plan, type PlanDomain } from './tables.ts'
import { filledFrom } from './task-form.ts'
import type { Option, PlanViews } from './views.ts'

type EditView = PlanViews['plans/edit']
const moreDomains = 3

const domainValues = (domains: readonly DomainInput[]): Record<string, string> => Object.fromEntries(domains.flatMap(({ id, title, weight }, at) =>
  [[`domains.${at}.id`, id ?? ''], [`domains.${at}.title`, title], [`domains.${at}.weight`, String(weight).replace('.', ',')]]))

/** Rows of domains that a form has, and some empty ones after them. */
const rowsOfForm = ({ values }: Form): number => {
  const all = Object.keys(values).flatMap(name => /^domains\.(\d+)\.title$/.exec(name)?.[1] ?? [])
  return Math.max(0, ...all.filter(at => values[`domains.${at}.title`]).map(at => Number(at) + 1)) + moreDomains
}

async function choices(c: Ask, plan: Plan | null): Promise<Pick<EditView, 'kinds' | 'parents' | 'units'>> {
  const { read } = c.var.store
  return {
    kinds: planKinds.map(kind => ({ value: kind, label: kindNames[kind] })),
    parents: [{ value: '', label: 'Không thuộc kế hoạch nào' }, ...await possibleParents(read, c.var.user, plan)],
    units: await unitOptions(read),
  }
}

export async function newPage(c: Ask, form?: Form): Promise<EditView> {
  const { user, config } = c.var
  const year = Number(today().slice(0, 4)) + (today().slice(5) >= '10-01' ? 1 : 0)
  const shown = form ?? filled({
    kind: 'yearly', title: `Kế hoạch cải cách hành chính năm ${year}`, since: `${year}-01-01`, until: `${year}-12-31`, issuer: config.office.name, unitId: user.unitId, ...domainValues(customaryDomains()),
  })
  return { title: 'Soạn kế hoạch', lede: 'Sau khi lưu, thêm nhiệm vụ từ tệp phụ lục hoặc từng dòng. Chưa ai được giao việc cho đến khi kế hoạch được phê duyệt.', action: '/plans', back: '/plans', button: 'Lưu bản nháp', form: shown, ...await choices(c, null), revision: 0, domains: rowsOfForm(shown) }
}

export async function editPage(c: Ask, plan: Plan, form?: Form): Promise<EditView> {
  const { kind, title, since, until, parentId, number, signedOn, issuer, note, unitId } = plan
  const shown = form ?? filled({ kind, title, since, until, parentId, number, signedOn, issuer, note, unitId, ...domainValues(await domainsOf(c.var.store.read, [plan.id])) })
  return { title: 'Sửa kế hoạch', lede: plan.title, action: `/plans/${plan.id}/edit`, back: `/plans/${plan.id}`, button: 'Lưu', form: shown, ...await choices(c, plan), revision: plan.revision, domains: rowsOfForm(shown) }
}

export async function copyPage(c: Ask, plan: Plan, form?: Form): Promise<EditView> {
  const from = Number(plan.since.slice(0, 4))
  const next = (day: string) => `${Number(day.slice(0, 4)) + 1}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`
  const { kind, parentId, issuer, note, unitId } = plan
  const shown = form ?? filled({ kind, title: movedWords(plan.title, from, 1), since: next(plan.since), until: next(plan.until), parentId, issuer, note, unitId })
  return {
    title: 'Chép thành kế hoạch mới', lede: `Từ “${plan.title}”: giữ lĩnh vực, căn cứ, nhiệm vụ, chỉ tiêu; thời hạn dời theo năm; tiến độ và báo cáo bắt đầu lại.`, action: `/plans/${plan.id}/copy`, back: `/plans/${plan.id}`,
    button: 'Chép thành bản nháp', form: shown, ...await choices(c, null), revision: 0, domains: null,
  }
}

/** The line that holds a task of the plan. Throws NotFound. */
export async function lineWith(db: Read, plan: Plan, taskId: string): Promise<AnnexLine> {
  const [task] = await db.select({ position: tasks.position, planId: tasks.planId }).from(tasks).where(eq(tasks.id, taskId))
  const line = task?.planId === plan.id ? (await linesWithin(db, plan.id, eq(tasks.position, task.position))).find(one => one.tasks.some(({ id }) => id === taskId)) : undefined
  if (!line) throw new NotFound('Không có nhiệm vụ này trong kế hoạch.')
  return line
}

/** The form of one line; `line` is null for a new one. */
export function taskPage(plan: Plan, line: AnnexLine | null, domains: readonly PlanDomain[], office: OfficeUnits, form: Form | null): PlanViews['plans/task'] {
  const amending = plan.state !== 'draft'
  const units = [...office.standing.map(({ id, name }): Option => ({ value: id, label: name })), ...(line?.coordinators ?? []).filter(id => !office.standing.some(unit => unit.id === id)).map(id => ({ value: id, label: office.name(id) }))]
  const many = line && line.leads.length > 1 ? [{ value: 'kept', label: `Như đang có: ${office.words(line.leads)}` }] : []
  const shown = form ?? filled(line ? filledFrom(line) : { domainId: domains[0]?.id, weight: '1' })
  const at = line?.tasks[0]?.id
  return {
    title: !line ? 'Thêm nhiệm vụ' : amending ? 'Điều chỉnh nhiệm vụ' : 'Sửa nhiệm vụ',
    lede: !line ? 'Một dòng của phụ lục.' : amending ? 'Kế hoạch đã phê duyệt: mỗi thay đổi cần văn bản quyết định và được giữ lại cùng nội dung trước đó.' : `${line.number} ${line.title}`.trim(),
    action: line ? `/plans/${plan.id}/tasks/${at}/${amending ? 'amendment' : 'edit'}` : `/plans/${plan.id}/tasks`, back: `/plans/${plan.id}`, planTitle: plan.title,
    button: amending ? 'Ghi điều chỉnh' : 'Lưu nhiệm vụ', form: shown, domains: [{ value: '', label: 'Chọn lĩnh vực' }, ...domains.map(({ id, number, title }) => ({ value: id, label: `${number}. ${title}` }))],
    leads: [{ value: '', label: 'Chọn đơn vị' }, ...many, ...units, { value: everyUnit, label: 'Mỗi phòng, đơn vị một nhiệm vụ' }], units, measures: [{ value: '', label: 'Không có chỉ tiêu' }, ...measureKinds.map(kind => ({ value: kind, label: measureNames[kind] }))],
    amending, remove: line && !amending ? `/plans/${plan.id}/tasks/${at}/removal` : null, revision: plan.revision,
    sure: shown.errors.deadline ? shown.values.deadline ?? '' : shown.values['deadline-sure'] ?? '',
  }
}
