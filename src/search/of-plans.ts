// Plans in the search: found by title, number, issuer, domains and legal bases; those being drafted by nobody.
import { and, asc, gt, inArray } from 'drizzle-orm'
import { written } from '../clock.ts'
import { periodOf, statusOf } from '../plans/list-pages.ts'
import { visiblePlans } from '../plans/plans.ts'
import { planBases, planDomains, plans } from '../plans/tables.ts'
import { may } from '../policy.ts'
import { subjectIds, type Subject } from './subjects.ts'

const given = inArray(plans.state, ['approved', 'running', 'closed'])

export const planSubject: Subject = {
  kind: 'plan', label: 'Kế hoạch', icon: 'target',
  async changedBy(_, events) { return subjectIds(events, 'plan') },
  async idsAfter(db, id, limit) {
    return (await db.select({ id: plans.id }).from(plans).where(gt(plans.id, id)).orderBy(asc(plans.id)).limit(limit)).map(row => row.id)
  },
  async textsOf(db, ids) {
    const rows = await db.select().from(plans).where(and(inArray(plans.id, [...ids]), given))
    const domains = Map.groupBy(await db.select().from(planDomains).where(inArray(planDomains.planId, [...ids])), ({ planId }) => planId)
    const bases = Map.groupBy(await db.select().from(planBases).where(inArray(planBases.planId, [...ids])), ({ planId }) => planId)
    return new Map(rows.map(({ id, title, number, issuer }) => [id, {
      title, seenBy: [],
      body: [number, issuer, ...(domains.get(id) ?? []).map(domain => domain.title), ...(bases.get(id) ?? []).flatMap(basis => [basis.number, basis.title])],
    }]))
  },
  reachOf: user => (may(user, 'see plans') ? [] : null),
  async hitsOf(db, user, ids) {
    const rows = await db.select().from(plans).where(and(inArray(plans.id, [...ids]), given, visiblePlans(user)))
    return rows.map(plan => ({
      id: plan.id, title: plan.title, href: `/plans/${plan.id}`, status: statusOf(plan.state), past: plan.state === 'closed',
      details: [plan.number && `Số ${plan.number}${plan.signedOn ? ` ngày ${written(plan.signedOn)}` : ''}`, periodOf(plan)],
    }))
  },
}
