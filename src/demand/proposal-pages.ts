// The pages of proposals: the form filled with the figures, the list, and one proposal with how demand went since.
import { inArray } from 'drizzle-orm'
import { namesOfPeople } from '../accounts/people.ts'
import { withQuery } from '../addresses.ts'
import { today } from '../clock.ts'
import { enquiries, type Enquiry } from '../enquiries/tables.ts'
import { numberOf, stateStatus } from '../enquiries/words.ts'
import { orNull } from '../errors.ts'
import { historyOf } from '../events/audit.ts'
import { keptFigures } from '../figures/kept.ts'
import { officeUnits } from '../plans/annex-lines.ts'
import { taskPage } from '../plans/edit-pages.ts'
import { domainsOf, plansFor, stateNames } from '../plans/plans.ts'
import { may } from '../policy.ts'
import { findTask } from '../tasks/seeing.ts'
import { capital } from '../text.ts'
import { lostNamed } from '../scoring/lost-named.ts'
import { unitNames, unitOptions } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { blank, filled, type Form } from '../web/forms.ts'
import { date, moment, number } from '../web/helpers.ts'
import { pagerOf } from '../web/paging.ts'
import { valueOf } from './figures.ts'
import { namingOf } from './pages.ts'
import { isOver, movedPeriod, periodInWords, thisMonth } from './periods.ts'
import { countProposals, enquiriesFor, figuresIn, listProposals, proposalState, type Asked, type Proposed } from './proposing.ts'
import { proposalStates, type Proposal } from './tables.ts'
import { planToTakeInto, takesProposals } from './taking.ts'
import type { DemandViews } from './views.ts'
import { changeInWords, proposalStatus, reasonHeadings, valueInWords, valueShort } from './words.ts'

/** '12 lượt hỏi, 3 lượt không trả lời được, 1 lượt hỏi lại, trung vị 9,5 giờ làm việc'. */
function figuresInWords(figures: Proposed): string {
  return [valueInWords(figures.asked, 'asked'), valueInWords(figures.refused, 'refused'), valueInWords(figures.reopened, 'reopened'),
    figures.hours === null ? '' : `trung vị ${valueInWords(figures.hours, 'slow')} để trả lời ${number(figures.answered)} câu`].filter(Boolean).join(', ')
}

const proposedInWords = ({ reason, figures }: Proposal): string => (reason === 'lost'
  ? `Đạt ${valueShort(figures.points ?? 0)} trong ${valueShort(figures.maximum ?? 0)} điểm`
  : figuresInWords({ asked: 0, refused: 0, reopened: 0, answered: 0, hours: null, ...figures }))

const wishes = {
  asked: 'Làm rõ, đơn giản hóa nội dung dân hỏi nhiều', refused: 'Bổ sung nội dung còn thiếu để trả lời được',
  reopened: 'Sửa câu trả lời và hướng dẫn còn gây hỏi lại', slow: 'Rút ngắn thời gian trả lời',
}

export async function proposePage(c: Ask, asked: Asked, form?: Form): Promise<DemandViews['demand/propose']> {
  const { store: { read }, user } = c.var
  const { name, unitId } = (await namingOf(c))(asked)
  const figures = await figuresIn(read, asked, asked.month)
  const rows = await enquiriesFor(read, asked)
  const units = await unitOptions(read)
  const allowed = units.filter(({ value }) => may(user, 'propose reforms', { unitId: value }))
  const words = figuresInWords(figures)
  const shown = form ?? filled({
    title: `${wishes[asked.reason]}: ${name}`.slice(0, 300), unitId: [unitId, user.unitId].find(id => allowed.some(({ value }) => value === id)) ?? allowed[0]?.value,
    why: `${capital(periodInWords(asked.month))}, “${name}” có ${words}.`, procedure: asked.procedureId, field: asked.field, reason: asked.reason, month: asked.month,
    ...Object.fromEntries(rows.slice(0, 5).map((one, at) => [`enquiry-${at}`, one.id])),
  })
  return {
    form: shown, about: `${name}, ${periodInWords(asked.month)}`, figures: capital(words), units: allowed, back: withQuery('/demand', { period: asked.month }),
    enquiries: rows.map((one, at) => ({ ...enquiryRow(one), name: `enquiry-${at}`, id: one.id, ticked: shown.values[`enquiry-${at}`] !== undefined })),
  }
}

const enquiryRow = (one: Enquiry) => ({
  href: `/enquiries/${one.id}`, label: one.question.length > 160 ? `${one.question.slice(0, 159)}…` : one.question,
  note: `${numberOf(one)} · nhận ${date(one.receivedAt)} · ${stateStatus(one.state).label}`,
})

const pageSize = 50

export async function proposalsPage(c: Ask): Promise<DemandViews['demand/proposals']> {
  const { read } = c.var.store
  const state = proposalState(c.req.query('state'))
  const all = await countProposals(read, state)
  const pager = pagerOf(Number(c.req.query('page') ?? 1), pageSize, all, at => withQuery('/demand/proposals', { state, page: at > 1 ? String(at) : '' }))
  const rows = await listProposals(read, state, pageSize, (pager.page - 1) * pageSize)
  const names = await namesOfPeople(read, [...new Set(rows.map(({ madeById }) => madeById))])
  const naming = await namingOf(c)
  const lost = await lostNamed(read, rows)
  return {
    state, pager, states: [{ value: '', label: 'Mọi tình trạng' }, ...proposalStates.map(value => ({ value, label: proposalStatus[value].label }))],
    sentence: `${number(all)} đề xuất cải cách${state ? `, ${proposalStatus[state].label.toLocaleLowerCase('vi')}` : ''}, mới nhất trước.`,
    rows: rows.map(one => ({
      href: `/demand/proposals/${one.id}`, title: one.title, about: (lost.get(one.id) ?? naming(one)).name, reason: `${reasonHeadings[one.reason]}, ${periodInWords(one.month)}`,
      by: names.get(one.madeById) ?? 'Người không còn trong danh bạ', at: one.madeAt, status: proposalStatus[one.state],
    })),
  }
}

/** @param form what could not be taken: of the task, or of the refusal. */
export async function proposalPage(c: Ask, proposal: Proposal, form: Form = blank): Promise<DemandViews['demand/proposal']> {
  const { store: { read }, user } = c.var
  const { name, href } = (await lostNamed(read, [proposal])).get(proposal.id) ?? (await namingOf(c))(proposal)
  const names = await namesOfPeople(read, [proposal.madeById, proposal.decidedById ?? ''])
  const nameOf = (id: string | null) => names.get(id ?? '') ?? 'Người không còn trong danh bạ'
  const cited = proposal.enquiryIds.length ? await read.select().from(enquiries).where(inArray(enquiries.id, proposal.enquiryIds)).orderBy(enquiries.receivedAt) : []
  const { state } = proposal
  return {
    id: proposal.id, title: proposal.title, why: proposal.why.split('\n').filter(Boolean), status: proposalStatus[state], about: { name, href }, form,
    facts: [
      { label: 'Lý do', value: `${reasonHeadings[proposal.reason]}, ${periodInWords(proposal.month)}`, href: proposal.reason === 'lost' ? null : `/demand?period=${proposal.month}` },
      { label: 'Khi đề xuất', value: proposedInWords(proposal), href: null },
      { label: 'Đơn vị', value: (await unitNames(read)).get(proposal.unitId ?? '') ?? 'Chưa chọn', href: null },
      { label: 'Người đề xuất', value: `${nameOf(proposal.madeById)}, ${moment(proposal.madeAt)}`, href: null },
    ],
    enquiries: cited.map(enquiryRow), course: await courseOf(c, proposal),
    decided: state === 'waiting' ? null : {
      heading: proposalStatus[state].label, sentence: `${nameOf(proposal.decidedById)} quyết định${proposal.decidedAt ? ` lúc ${moment(proposal.decidedAt)}` : ''}.`,
      note: proposal.note, task: await taskOf(c, proposal),
    },
    decide: state === 'waiting' && may(user, 'write plans') ? await decidePart(c, proposal, form) : null,
    history: await historyOf(read, 'proposal', proposal.id, 20),
  }
}

async function taskOf(c: Ask, { taskId }: Proposal): Promise<{ href: string; label: string } | null> {
  const task = taskId ? await orNull(findTask(c.var.store.read, c.var.user, taskId)) : null
  return task && { href: `/tasks/${task.id}`, label: task.title }
}

async function decidePart(c: Ask, proposal: Proposal, form: Form): Promise<DemandViews['demand/proposal']['decide']> {
  const { store: { read }, user } = c.var
  const plans = (await plansFor(read, user, { q: '', year: '', kind: '', state: '' }))
    .filter(plan => takesProposals(plan) && plan.until >= today() && may(user, 'write plans', { unitId: plan.unitId }))
  const chosen = form.values.plan ?? c.req.query('plan') ?? ''
  const options = plans.map(({ id, title, state }) => ({ value: id, label: `${title} (${stateNames[state].toLocaleLowerCase('vi')})` }))
  return {
    plans: [{ value: '', label: 'Chọn kế hoạch' }, ...options], plan: chosen,
    taking: plans.some(({ id }) => id === chosen) ? await takingPart(c, proposal, chosen, form) : null, revision: proposal.revision,
  }
}

async function takingPart(c: Ask, proposal: Proposal, planId: string, form: Form): Promise<DemandViews['demand/_taking']> {
  const { read } = c.var.store
  const plan = await planToTakeInto(read, c.var.user, planId)
  const domains = await domainsOf(read, [plan.id])
  const typed = form.values.plan ? form : filled({
    title: proposal.title, domainId: domains[0]?.id, lead: proposal.unitId, deadline: `31/12/${plan.until.slice(0, 4)}`, decidedOn: today(),
  })
  const { domains: choices, leads, sure, amending } = taskPage(plan, null, domains, await officeUnits(read), typed)
  return { action: `/demand/proposals/${proposal.id}/taking`, form: typed, domains: choices, leads, sure, amending, plan: plan.id, revision: proposal.revision }
}

const monthsBefore = 2
const monthsShown = 14

/** Whether demand fell: each month from two before the proposal's to this one. */
async function courseOf(c: Ask, proposal: Proposal): Promise<DemandViews['demand/proposal']['course']> {
  const { read } = c.var.store
  const { reason } = proposal
  if (reason === 'lost') return null
  const first = movedPeriod(proposal.month, -monthsBefore)
  const months = Array.from({ length: monthsShown }, (_, at) => movedPeriod(first, at)).filter(month => month <= thisMonth())
  const values = await keptFigures(read, `proposal ${proposal.id}`, () =>
    Promise.all(months.map(async month => valueOf(await figuresIn(read, proposal, month), reason))))
  const at = months.indexOf(proposal.month)
  const proposed = values[at] ?? 0
  const last = months.findLastIndex(month => month > proposal.month && isOver(month))
  const most = Math.max(1, ...values)
  return {
    unit: reason === 'slow' ? 'Giờ làm việc' : 'Lượt',
    sentence: last < 0 ? 'Chưa hết tháng nào sau tháng đề xuất, nên chưa nói được nhu cầu tăng hay giảm.'
      : `${capital(periodInWords(months[last]!))}: ${valueInWords(values[last]!, reason)}, ${changeInWords(values[last]!, proposed)}`
        + ` so với ${periodInWords(proposal.month)} khi đề xuất (${valueShort(proposed)}).`,
    rows: months.map((month, place) => ({
      label: capital(periodInWords(month)), note: month === proposal.month ? 'tháng đề xuất' : isOver(month) ? '' : 'chưa hết tháng',
      value: valueShort(values[place]!), share: values[place]! / most,
      change: place > at && isOver(month) ? changeInWords(values[place]!, proposed) : '',
    })),
  }
}
