// Loads the demo department of data/demo into an empty portal: units, people, plans, tasks and meetings, and the register, with their history.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { delegations, people, postings, roleHoldings } from '../accounts/tables.ts'
import { fixDay } from '../clock.ts'
import { lastEventNumber, portal, record } from '../events/events.ts'
import { newId } from '../ids.ts'
import { demoOf, setDemo } from '../office/demo.ts'
import { roles } from '../policy.ts'
import type { ProcedureContent } from '../procedures/content.ts'
import { procedures, versionKinds } from '../procedures/tables.ts'
import { publishMany, type Publication } from '../procedures/versions.ts'
import type { Read, Store, Write } from '../store/store.ts'
import { searchable, sortKey } from '../text.ts'
import { unitKinds, units } from '../units/tables.ts'
import { askingOn, type Rules } from './asking.ts'
import { loadTests } from './assistant-tests.ts'
import { enquiriesFile } from './enquiry-story.ts'
import { layOutFiles } from './files.ts'
import { fillInboxes, tellHistory } from './history.ts'
import { meetingsFile } from './meeting-story.ts'
import { propagandaFile } from './propaganda-story.ts'
import { reportsFile } from './report-story.ts'
import { questionsFile, tellQuestions } from './question-stories.ts'
import { scoringFile } from './scoring-story.ts'
import { plansFile, tasksFile } from './story.ts'
import { idOf } from './telling.ts'

export const demoFolder = join(import.meta.dirname, '../../data/demo')

const day = z.iso.date()
const demoFile = z.object({
  day, about: z.string(),
  delegations: z.array(z.object({ from: z.string(), to: z.string(), since: day, until: day, reason: z.string() })),
})
const unitsFile = z.array(z.object({
  key: z.string(), name: z.string(), aliases: z.array(z.string()), kind: z.enum(unitKinds), parent: z.string().nullable(), since: day,
}))
const peopleFile = z.array(z.object({
  key: z.string(), name: z.string(), extension: z.string(), leftOn: day.optional(), duties: z.array(z.string()).default([]),
  postings: z.array(z.object({ unit: z.string(), title: z.string(), since: day, until: day.optional() })),
  roles: z.array(z.object({ role: z.enum(roles), fields: z.array(z.string()).default([]) })),
}))
const version = z.object({
  kind: z.enum(versionKinds).default('new'), publishedOn: day, effectiveFrom: day,
  decision: z.string().nullable().default(null), note: z.string().nullable().default(null),
  /** What the record said then, where that differs from `content`. */
  content: z.custom<Partial<ProcedureContent>>().default({}),
})
const proceduresFile = z.array(z.object({
  /** As the newest version has it; it is checked by the tests of the demo, not at each start. */
  content: z.custom<ProcedureContent>(),
  /** Name of the unit, as it stands in units.json. */
  ownerUnit: z.string().nullable().default(null),
  checkedOn: day.nullable().default(null), reviewOn: day.nullable().default(null),
  /** Oldest first; left out when the record has one version only and its dates stand beside it. */
  versions: z.array(version).min(1),
}).or(version.omit({ content: true }).extend({
  content: z.custom<ProcedureContent>(), ownerUnit: z.string().nullable().default(null),
  checkedOn: day.nullable().default(null), reviewOn: day.nullable().default(null),
}).transform(({ kind, publishedOn, effectiveFrom, decision, note, ...rest }) => ({ ...rest, versions: [{ kind, publishedOn, effectiveFrom, decision, note, content: {} }] }))))

/** Whether nothing was ever put into this portal: only then does the demo come in by itself. */
export async function isEmpty(db: Read): Promise<boolean> {
  for (const table of [people, units, procedures]) if (await db.$count(table)) return false
  return await demoOf(db) === null
}

/**
 * Puts the demo department in, in one transaction, at its own date, and the files of its evidence into the folder of data. Returns
 * false, and changes nothing, when the portal is not empty. Throws when a file of the demo is not as it must be.
 */
export async function loadDemo(store: Store, config: Rules, folder = demoFolder): Promise<boolean> {
  const demo = read(folder, 'demo.json', demoFile)
  try {
    fixDay(demo.day) // what is written is written on the demo's day
    const loaded = await store.write(async db => {
      if (!await isEmpty(db)) return false
      const unitIds = await loadUnits(db, read(folder, 'units.json', unitsFile))
      const staff = read(folder, 'people.json', peopleFile)
      const personIds = await loadPeople(db, staff, demo.delegations, unitIds)
      const published = await loadProcedures(db, folder, unitIds)
      const before = await lastEventNumber(db)
      const known = { units: unitIds, people: personIds, files: await layOutFiles(folder, config.dataDir), office: config.office }
      const asking = await askingOn(db, demo.day, config)
      const tasks = read(folder, 'tasks.json', tasksFile)
      await tellHistory(db, {
        plans: read(folder, 'plans.json', plansFile), tasks, meetings: read(folder, 'meetings.json', meetingsFile),
        enquiries: read(folder, 'enquiries.json', enquiriesFile), propaganda: read(folder, 'propaganda.json', propagandaFile),
        reports: read(folder, 'reports.json', reportsFile), scoring: read(folder, 'scoring.json', scoringFile),
      }, known, asking, demo.day)
      const officer = staff.find(person => person.roles.some(({ role }) => role === 'procedureOfficer'))
      if (officer) await loadTests(db, { id: personIds.get(officer.key)! })
      await tellQuestions(db, read(folder, 'questions.json', questionsFile), known, asking)
      await fillInboxes(db, demo.day, before)
      await setDemo(db, { state: 'in', day: demo.day })
      await record(db, portal, 'demo loaded', 'office', 'demo', { people: personIds.size, procedures: published, tasks: tasks.length })
      return true
    })
    if (!loaded) fixDay(null)
    return loaded
  } catch (error) { fixDay(null); throw error }
}

function read<S extends z.ZodType>(folder: string, file: string, schema: S): z.output<S> {
  const parsed = schema.safeParse(JSON.parse(readFileSync(join(folder, file), 'utf8')))
  if (!parsed.success) throw new Error(`data/demo/${file}: ${z.prettifyError(parsed.error)}`)
  return parsed.data
}

/** Returns the ids by key and by name. */
async function loadUnits(db: Write, rows: z.output<typeof unitsFile>): Promise<Map<string, string>> {
  const ids = new Map(rows.map(({ key }) => [key, newId()]))
  await db.insert(units).values(rows.map(({ key, parent, ...unit }, position) => ({
    ...unit, id: ids.get(key)!, parentId: parent && ids.get(parent)!, position, demo: true, search: searchable([unit.name, ...unit.aliases].join(' ')),
  })))
  for (const { key, name } of rows) ids.set(name, ids.get(key)!)
  return ids
}

/** Returns the ids by key. */
async function loadPeople(db: Write, rows: z.output<typeof peopleFile>, lent: z.output<typeof demoFile>['delegations'], unitIds: Map<string, string>): Promise<Map<string, string>> {
  const ids = new Map(rows.map(({ key }) => [key, newId()]))
  await db.insert(people).values(rows.map(({ key, name, extension, leftOn, duties }) => ({
    id: ids.get(key)!, name, search: searchable(name), sort: sortKey(name), email: `${key}@example.vn`, userName: key, extension, duties, leftOn: leftOn ?? null, demo: true, preferences: {},
  })))
  await db.insert(postings).values(rows.flatMap(person => person.postings.map(({ unit, title, since, until }) =>
    ({ id: newId(), personId: ids.get(person.key)!, unitId: idOf(unitIds, unit), title, since, until: until ?? null }))))
  await db.insert(roleHoldings).values(rows.flatMap(person => person.roles.map(({ role, fields }) =>
    ({ id: newId(), personId: ids.get(person.key)!, role, fields, since: person.postings[0]!.since, until: person.leftOn ?? null }))))
  await db.insert(delegations).values(lent.map(({ from, to, ...rest }) => ({ id: newId(), fromId: idOf(ids, from), toId: idOf(ids, to), ...rest })))
  return ids
}

/** Publishes first versions first, then second ones, so that each round holds a procedure at most once. */
async function loadProcedures(db: Write, folder: string, unitIds: Map<string, string>): Promise<number> {
  const files = existsSync(join(folder, 'procedures')) ? readdirSync(join(folder, 'procedures')).filter(file => file.endsWith('.json')).sort() : []
  const records = files.flatMap(file => read(folder, `procedures/${file}`, proceduresFile))
  const ids = new Map<(typeof records)[number], string>()
  for (let round = 0; ; round++) {
    const due = records.filter(({ versions }) => versions.length > round)
    if (!due.length) return records.length
    const published = await publishMany(db, portal, due.map((entry): Publication => {
      const { content, ...rest } = entry.versions[round]!
      const kept = { demo: true, ownerUnitId: entry.ownerUnit && idOf(unitIds, entry.ownerUnit), checkedOn: entry.checkedOn, reviewOn: entry.reviewOn }
      return { ...rest, ...(round ? { procedureId: ids.get(entry)! } : kept), content: { ...entry.content, ...content } }
    }), 'demo')
    due.forEach((entry, at) => ids.set(entry, published[at]!))
  }
}
