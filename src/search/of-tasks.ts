// Tasks in the search: found by title, product, source, domain, number and unit; by whoever may see them, drafts by nobody.
import { and, asc, eq, gt, inArray, ne } from 'drizzle-orm'
import { loadCalendar } from '../calendar/calendar.ts'
import { today, written } from '../clock.ts'
import { reach } from '../policy.ts'
import { ownUnits, visibleTasks } from '../tasks/seeing.ts'
import { taskParts, tasks } from '../tasks/tables.ts'
import { standingOf } from '../tasks/words.ts'
import { units } from '../units/tables.ts'
import { subjectIds, type Subject } from './subjects.ts'
import { personWord, unitWord } from './words.ts'

export const taskSubject: Subject = {
  kind: 'task', label: 'Nhiệm vụ', icon: 'checklist',
  async changedBy(db, events) {
    // A plan that is approved or amended gives and changes tasks by one event; a unit's names are words of its tasks.
    const [plans, named] = [subjectIds(events, 'plan'), subjectIds(events, 'unit')]
    const planned = plans.length ? await db.select({ id: tasks.id }).from(tasks).where(inArray(tasks.planId, plans)) : []
    const ofUnits = named.length ? await db.select({ id: tasks.id }).from(tasks).where(inArray(tasks.unitId, named)) : []
    return [...new Set([...subjectIds(events, 'task'), ...[...planned, ...ofUnits].map(({ id }) => id)])]
  },
  async idsAfter(db, id, limit) {
    return (await db.select({ id: tasks.id }).from(tasks).where(gt(tasks.id, id)).orderBy(asc(tasks.id)).limit(limit)).map(row => row.id)
  },
  async textsOf(db, ids) {
    const rows = await db.select({
      id: tasks.id, title: tasks.title, product: tasks.product, number: tasks.number, heading: tasks.heading, domain: tasks.domain, origin: tasks.origin,
      personId: tasks.personId, assignerId: tasks.assignerId, unit: units.name, aliases: units.aliases,
    }).from(tasks).leftJoin(units, eq(units.id, tasks.unitId)).where(and(inArray(tasks.id, [...ids]), ne(tasks.state, 'draft')))
    const parts = Map.groupBy(await db.select({ taskId: taskParts.taskId, unitId: taskParts.unitId, personId: taskParts.personId }).from(taskParts)
      .where(inArray(taskParts.taskId, [...ids])), ({ taskId }) => taskId)
    return new Map(rows.map(({ id, title, product, number, heading, domain, origin, personId, assignerId, unit, aliases }) => {
      const own = parts.get(id) ?? []
      const people = [personId, assignerId, ...own.map(part => part.personId)].filter(one => one !== null)
      return [id, {
        title, body: [number, product, heading, domain, unit, ...(aliases ?? []), origin.number, origin.title, origin.clause],
        seenBy: [...new Set([...own.map(({ unitId }) => unitWord(unitId)), ...people.map(personWord)])],
      }]
    }))
  },
  reachOf(user) {
    const far = reach(user, 'see tasks')
    return far === '-' ? null : far === 'any' ? [] : [personWord(user.id), ...ownUnits(user).map(unitWord)]
  },
  async hitsOf(db, user, ids) {
    const rows = await db.select({
      id: tasks.id, title: tasks.title, origin: tasks.origin, state: tasks.state, due: tasks.due, firstDue: tasks.firstDue, finishedOn: tasks.finishedOn, unit: units.name,
    }).from(tasks).leftJoin(units, eq(units.id, tasks.unitId)).where(and(inArray(tasks.id, [...ids]), ne(tasks.state, 'draft'), visibleTasks(db, user)))
    const calendar = await loadCalendar(db)
    return rows.map(({ id, title, unit, origin, ...task }) => ({
      id, title, href: `/tasks/${id}`, status: standingOf(calendar, task, today()).status, past: task.state === 'dropped',
      details: [unit, task.due && `hạn ${written(task.due)}`, origin.number && `theo ${origin.number}`],
    }))
  },
}
