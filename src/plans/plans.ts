// Plans: which a person sees, how they stand under each other, what a new one begins with, and who may change one.
import { and, asc, desc, eq, inArray, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import { officialDomains } from '../annex/domains.ts'
import type { User } from '../accounts/accounts.ts'
import { isDay, now } from '../clock.ts'
import { roman } from '../documents/wording.ts'
import { Invalid, NotAllowed, NotFound } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { newId } from '../ids.ts'
import { may } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { tasks } from '../tasks/tables.ts'
import { line, searchable, sortKey } from '../text.ts'
import { planAmendments, planBases, planDomains, planImports, planKinds, plans, planStates, type Plan, type PlanBasis, type PlanDomain, type PlanKind, type PlanState } from './tables.ts'

export const kindNames: Record<PlanKind, string> = { programme: 'Chương trình', multiYear: 'Kế hoạch giai đoạn', yearly: 'Kế hoạch năm', thematic: 'Kế hoạch chuyên đề' }
export const stateNames: Record<PlanState, string> = { draft: 'Đang soạn', submitted: 'Chờ phê duyệt', approved: 'Đã phê duyệt', running: 'Đang thực hiện', closed: 'Đã kết thúc' }

/** Drafts are seen by those who write and approve plans; what has been approved by everybody. */
export const visiblePlans = (user: User): SQL | undefined =>
  (may(user, 'write plans') || may(user, 'approve plans') ? undefined : inArray(plans.state, ['approved', 'running', 'closed']))

/** The plan, if the person may see it. Throws NotFound. */
export async function findPlan(db: Read, user: User, id: string): Promise<Plan> {
  const [plan] = await db.select().from(plans).where(and(eq(plans.id, id), visiblePlans(user)))
  if (!plan) throw new NotFound('Không có kế hoạch này, hoặc bạn không được xem.')
  return plan
}

/** The plan as a draft that this person may change. Throws NotFound, NotAllowed, and Invalid for one that is a draft no more. */
export async function draftPlan(db: Read, user: User, id: string): Promise<Plan> {
  const plan = await findPlan(db, user, id)
  if (!may(user, 'write plans', { unitId: plan.unitId })) throw new NotAllowed('Chỉ Đầu mối CCHC và Chánh Văn phòng soạn kế hoạch.')
  if (plan.state !== 'draft') throw new Invalid({ '': `Kế hoạch ${stateNames[plan.state].toLowerCase()} nên không sửa trực tiếp được. ${plan.state === 'submitted' ? 'Hãy rút về để sửa.' : 'Hãy lập điều chỉnh, kèm văn bản quyết định.'}` })
  return plan
}

export interface PlanFilter { q: string; year: string; kind: PlanKind | ''; state: PlanState | '' }

export function planFilterFrom(query: Record<string, string>): PlanFilter {
  const { q = '', year = '', kind = '', state = '' } = query
  return {
    q: line(q).slice(0, 200), year: /^\d{4}$/.test(year) ? year : '',
    kind: planKinds.find(one => one === kind) ?? '', state: planStates.find(one => one === state) ?? '',
  }
}

/** A plan with how deep it stands under those of the list. */
export interface PlanNode extends Plan { depth: number }

/** Plans that fit the filter, each under the nearest plan above it that fits too; the latest period first. */
export async function plansFor(db: Read, user: User, { q, year, kind, state }: PlanFilter): Promise<PlanNode[]> {
  const all = await db.select().from(plans).where(visiblePlans(user)).orderBy(desc(plans.since), asc(plans.sort))
  const words = searchable(q).split(' ').filter(Boolean)
  const fits = (plan: Plan) => (!kind || plan.kind === kind) && (!state || plan.state === state)
    && (!year || (plan.since <= `${year}-12-31` && plan.until >= `${year}-01-01`)) && words.every(word => plan.search.includes(word))
  const shown = new Set(all.filter(fits).map(({ id }) => id))
  const byId = new Map(all.map(plan => [plan.id, plan]))
  const aboveOf = (plan: Plan): string | null => {
    for (let id = plan.parentId, steps = 0; id !== null && steps < 10; id = byId.get(id)?.parentId ?? null, steps++) if (shown.has(id)) return id
    return null
  }
  const under = Map.groupBy(all.filter(({ id }) => shown.has(id)), aboveOf)
  const laid = (id: string | null, depth: number): PlanNode[] => (under.get(id) ?? []).flatMap(plan => [{ ...plan, depth }, ...laid(plan.id, depth + 1)])
  return laid(null, 0)
}

/** Years that some plan covers, the latest first. */
export async function yearsOfPlans(db: Read, user: User): Promise<string[]> {
  const spans = await db.select({ since: plans.since, until: plans.until }).from(plans).where(visiblePlans(user))
  const years = new Set(spans.flatMap(({ since, until }) => {
    const [first, last] = [Number(since.slice(0, 4)), Number(until.slice(0, 4))]
    return Array.from({ length: Math.min(last - first, 30) + 1 }, (_, at) => String(first + at))
  }))
  return [...years].toSorted().toReversed()
}

export function domainsOf(db: Read, planIds: readonly string[]): Promise<PlanDomain[]> {
  return db.select().from(planDomains).where(inArray(planDomains.planId, planIds.length ? [...planIds] : [''])).orderBy(asc(planDomains.position))
}
export function basesOf(db: Read, planId: string): Promise<PlanBasis[]> {
  return db.select().from(planBases).where(eq(planBases.planId, planId)).orderBy(asc(planBases.position))
}

/** Plans that this one may stand under: longer ones that cover its beginning, never itself or what stands under it. */
export async function possibleParents(db: Read, user: User, plan: Pick<Plan, 'id' | 'kind'> | null): Promise<{ value: string; label: string }[]> {
  const all = await db.select().from(plans).where(and(visiblePlans(user), inArray(plans.kind, ['programme', 'multiYear', 'yearly']))).orderBy(asc(plans.sort))
  const below = new Set(plan ? [plan.id] : [])
  for (let grown = true; grown;) {
    grown = false
    for (const { id, parentId } of all) if (parentId && below.has(parentId) && !below.has(id)) { below.add(id); grown = true }
  }
  return all.filter(({ id }) => !below.has(id)).map(({ id, title }) => ({ value: id, label: title }))
}

const text = (most: number) => z.string('Hãy ghi tên kế hoạch.').trim().max(most, `Không quá ${most} chữ.`).transform(line)
const optional = (most: number) => z.string().trim().max(most, `Không quá ${most} chữ.`).optional().transform(value => (value ? line(value) : null))
const aDay = z.string('Hãy ghi ngày có thật.').refine(isDay, 'Hãy ghi ngày có thật.')

export const planForm = z.looseObject({
  kind: z.enum(planKinds, 'Hãy chọn loại kế hoạch.'),
  title: text(500).pipe(z.string().min(5, 'Hãy ghi tên kế hoạch, ví dụ: Kế hoạch cải cách hành chính năm 2027.')),
  since: aDay, until: aDay,
  parentId: z.string().optional().transform(value => value || null),
  number: optional(80),
  signedOn: z.string().optional().transform(value => value || null).refine(value => value === null || isDay(value), 'Hãy ghi ngày có thật.'),
  issuer: optional(200), note: optional(2000),
  unitId: z.string('Hãy chọn đơn vị giữ kế hoạch.').min(1, 'Hãy chọn đơn vị giữ kế hoạch.'),
}).refine(({ since, until }) => since <= until, { path: ['until'], message: 'Ngày kết thúc phải sau ngày bắt đầu.' })
export type PlanInput = z.output<typeof planForm>

/** A row of the domains' part of the form. */
export interface DomainInput { id: string | null; title: string; weight: number }

/** Rows 'domains.0.title' … of a posted form. Throws Invalid with the field. */
export function domainsFrom(form: Record<string, unknown>): DomainInput[] {
  const rows: DomainInput[] = []
  for (let at = 0; at < 60 && form[`domains.${at}.title`] !== undefined; at++) {
    const read = (name: string) => { const value = form[`domains.${at}.${name}`]; return typeof value === 'string' ? line(value) : '' }
    const title = read('title')
    if (title.length > 300) throw new Invalid({ [`domains.${at}.title`]: 'Tên lĩnh vực không quá 300 chữ.' })
    if (!title) continue
    const weight = Number((read('weight') || '1').replace(',', '.'))
    if (!(weight > 0 && weight <= 1000)) throw new Invalid({ [`domains.${at}.weight`]: 'Trọng số là số lớn hơn 0, không quá 1.000.' })
    rows.push({ id: read('id') || null, title, weight })
  }
  return rows
}

/** "Chỉ đạo, điều hành" and the six contents of Nghị quyết 76/NQ-CP. */
export const customaryDomains = (): DomainInput[] => officialDomains.map(title => ({ id: null, title, weight: 1 }))

const searchOf = ({ title, number }: Pick<PlanInput, 'title' | 'number'>) => searchable(`${title} ${number ?? ''}`)
const kept = ({ kind, title, since, until, parentId, number, signedOn, issuer, note, unitId }: PlanInput) => ({ kind, title, since, until, parentId, number, signedOn, issuer, note, unitId })

/** A new draft with its domains. Returns its id. */
export async function addPlan(db: Write, actor: Actor, input: PlanInput, domains: readonly DomainInput[], demo = false): Promise<string> {
  const id = newId()
  await db.insert(plans).values({ id, ...kept(input), state: 'draft', search: searchOf(input), sort: sortKey(input.title), madeById: actor.id, madeAt: now(), demo })
  await insertDomains(db, id, domains)
  await record(db, actor, 'plan begun', 'plan', id, { title: input.title.slice(0, 200) })
  return id
}

async function insertDomains(db: Write, planId: string, domains: readonly DomainInput[]): Promise<void> {
  const rows = domains.map(({ title, weight }, position) => ({ id: newId(), planId, number: roman(position + 1), title, weight, position }))
  if (rows.length) await db.insert(planDomains).values(rows)
}

/** Changes a draft's head and domains. A domain that is left out goes if no task stands in it. Throws Invalid, also for another tab's change. */
export async function changePlan(db: Write, actor: Actor, plan: Plan, input: PlanInput, domains: readonly DomainInput[], revision: number): Promise<void> {
  const changed = await db.update(plans).set({ ...kept(input), search: searchOf(input), sort: sortKey(input.title), revision: plan.revision + 1 })
    .where(and(eq(plans.id, plan.id), eq(plans.revision, revision))).returning({ id: plans.id })
  if (!changed.length) throw new Invalid({ '': 'Kế hoạch vừa được sửa ở một thẻ khác hoặc bởi người khác. Điều bạn nhập vẫn còn dưới đây; hãy xem lại rồi lưu lần nữa.' })
  const before = await domainsOf(db, [plan.id])
  for (const { id, title } of before.filter(old => !domains.some(one => one.id === old.id))) {
    const standing = await db.$count(tasks, eq(tasks.domainId, id))
    if (standing) throw new Invalid({ '': `Lĩnh vực “${title}” còn ${standing} nhiệm vụ. Hãy chuyển chúng sang lĩnh vực khác trước khi bỏ.` })
    await db.delete(planDomains).where(eq(planDomains.id, id))
  }
  for (const [position, { id, title, weight }] of domains.entries()) {
    const number = roman(position + 1)
    const old = before.find(one => one.id === id)
    if (!old) { await db.insert(planDomains).values({ id: newId(), planId: plan.id, number, title, weight, position }); continue }
    await db.update(planDomains).set({ number, title, weight, position }).where(eq(planDomains.id, old.id))
    if (old.title !== title) await db.update(tasks).set({ domain: title }).where(eq(tasks.domainId, old.id))
  }
  await record(db, actor, 'plan changed', 'plan', plan.id)
}

/** Removes a draft that holds no task, no file and no plan under it. Throws Invalid. */
export async function removePlan(db: Write, actor: Actor, plan: Plan): Promise<void> {
  if (await db.$count(tasks, eq(tasks.planId, plan.id))) throw new Invalid({ '': 'Kế hoạch đã có nhiệm vụ nên không xóa được. Hãy bỏ các nhiệm vụ trước.' })
  if (await db.$count(plans, eq(plans.parentId, plan.id))) throw new Invalid({ '': 'Có kế hoạch khác nằm dưới kế hoạch này nên không xóa được.' })
  if (await db.$count(planImports, eq(planImports.planId, plan.id))) throw new Invalid({ '': 'Còn phụ lục đã tải lên. Hãy bỏ phụ lục ấy trước.' })
  await db.delete(planDomains).where(eq(planDomains.planId, plan.id))
  await db.delete(planBases).where(eq(planBases.planId, plan.id))
  await db.delete(plans).where(eq(plans.id, plan.id))
  await record(db, actor, 'plan removed', 'plan', plan.id, { title: plan.title.slice(0, 200) })
}

/** Plans directly under a plan. */
export function plansUnder(db: Read, user: User, id: string): Promise<Plan[]> {
  return db.select().from(plans).where(and(eq(plans.parentId, id), visiblePlans(user))).orderBy(desc(plans.since), asc(plans.sort))
}

export function amendmentsOf(db: Read, planId: string) {
  return db.select().from(planAmendments).where(eq(planAmendments.planId, planId)).orderBy(asc(planAmendments.number))
}
