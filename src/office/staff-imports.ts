// Bringing in a list of units and staff: read → preview → apply in one transaction. The draft is a row, so that it outlives a reload.
import { and, desc, eq } from 'drizzle-orm'
import { readFile } from 'node:fs/promises'
import { addPerson, giveRole, movePerson } from '../accounts/inviting.ts'
import { people } from '../accounts/tables.ts'
import { readCsv } from '../admin/csv.ts'
import type { Upload } from '../admin/uploads.ts'
import { readWorkbook } from '../admin/workbook.ts'
import { isDay, now, today } from '../clock.ts'
import { Invalid, NotFound } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { newId } from '../ids.ts'
import type { Read, Write } from '../store/store.ts'
import { line } from '../text.ts'
import { addUnit } from '../units/restructuring.ts'
import { kindOfName } from './customary-units.ts'
import { choicesFrom } from './staff-choices.ts'
import { previewOf, type PersonLine } from './staff-preview.ts'
import { readStaff, type StaffReading } from './staff-reading.ts'
import { staffImports, type StaffImport, type StaffResult } from './tables.ts'

/** What stands in an uploaded .xlsx or CSV file. Throws Invalid({ file }) with a sentence for what cannot be read. */
export async function readStaffFile({ kind, path }: Pick<Upload, 'kind' | 'path'>): Promise<StaffReading> {
  const bytes = await readFile(path)
  const warnings: string[] = []
  const sheets = kind === 'csv' ? [{ name: 'CSV', rows: readCsv(bytes), hiddenRows: [] }] : await readWorkbook(bytes, sentence => { warnings.push(sentence) })
  const reading = readStaff(sheets)
  return { ...reading, warnings: [...reading.warnings, ...warnings] }
}

/** Keeps what was read as a draft. Returns its id. */
export async function addStaffImport(db: Write, actor: Actor, fileName: string, reading: StaffReading): Promise<string> {
  const id = newId()
  await db.insert(staffImports).values({ id, fileName, madeById: actor.id, madeAt: now(), state: 'draft', reading, choices: { since: today(), units: {}, people: {} } })
  await record(db, actor, 'staff list read', 'import', id, { people: reading.people.length, units: reading.units.length })
  return id
}

export async function findStaffImport(db: Read, id: string): Promise<StaffImport> {
  const [found] = await db.select().from(staffImports).where(eq(staffImports.id, id))
  if (!found) throw new NotFound('Không có lần nhập này, hoặc bản nháp đã bị bỏ.')
  return found
}

/** The latest imports, without what was read in them. */
export function staffImportsMade(db: Read): Promise<Pick<StaffImport, 'id' | 'fileName' | 'madeAt' | 'madeById' | 'state' | 'appliedAt' | 'result'>[]> {
  const { id, fileName, madeAt, madeById, state, appliedAt, result } = staffImports
  return db.select({ id, fileName, madeAt, madeById, state, appliedAt, result }).from(staffImports).orderBy(desc(madeAt)).limit(50)
}

/** Keeps the choices of the preview's form. Throws Invalid for another tab's draft, NotFound for one that was dropped. */
export async function keepChoices(db: Write, id: string, form: Record<string, unknown>): Promise<StaffImport> {
  const draft = await findStaffImport(db, id)
  if (draft.state === 'applied') throw new Invalid({ '': 'Danh sách này đã được nhập, có thể ở một thẻ khác. Không nhập thêm lần nữa.' })
  const choices = choicesFrom(form, draft.choices)
  if (!isDay(choices.since)) throw new Invalid({ since: 'Hãy nhập ngày có hiệu lực.' })
  const kept = await db.update(staffImports).set({ choices, revision: draft.revision + 1 })
    .where(and(eq(staffImports.id, id), eq(staffImports.revision, Number(form.revision)))).returning()
  if (!kept.length) throw new Invalid({ '': 'Bản nháp vừa được sửa ở một thẻ khác. Điều bạn chọn vẫn còn dưới đây; hãy xem lại rồi lưu lần nữa.' })
  return kept[0]!
}

/** The same draft with choices that could not be kept: so that the page shows them again. */
export const withChoices = (draft: StaffImport, form: Record<string, unknown>): StaffImport => ({ ...draft, choices: choicesFrom(form, draft.choices) })

/** Does what the preview says for the lines that are ticked. Throws Invalid with the row of the file in the sentence. */
export async function applyStaffImport(db: Write, actor: Actor, draft: StaffImport): Promise<StaffResult> {
  const { reading, choices, id } = draft
  const { since } = choices
  const preview = await previewOf(db, reading, choices)
  const result: StaffResult = { unitsAdded: 0, peopleAdded: 0, peopleChanged: 0, unchanged: preview.counts.same, leftOut: 0 }
  const founded = new Map<string, string>()
  const unitOf = async (value: string): Promise<string> => {
    if (value.startsWith('u:')) return value.slice(2)
    const name = line(value.slice(2))
    if (!founded.has(name)) {
      founded.set(name, await addUnit(db, actor, { name, kind: kindOfName(name), parent: null, aliases: [], since, decision: `Nhập từ tệp ${draft.fileName}` }, { import: id }))
      result.unitsAdded++
    }
    return founded.get(name)!
  }
  for (const unit of preview.units) await inRow(unit.row, () => unitOf(unit.value))
  for (const one of preview.people) {
    if (one.state === 'same') continue
    if (one.state === 'refused' || !one.include) { result.leftOut++; continue }
    await inRow(one.row, async () => {
      if (one.unit === null) throw new Invalid({ '': 'Hãy chọn đơn vị.' })
      if (one.person) { await update(db, actor, one, one.person, await unitOf(one.unit), since, id); result.peopleChanged++ }
      else { await add(db, actor, one, await unitOf(one.unit), since, id); result.peopleAdded++ }
    })
  }
  await db.update(staffImports).set({ state: 'applied', appliedAt: now(), result, revision: draft.revision + 1 }).where(eq(staffImports.id, id))
  await record(db, actor, 'staff imported', 'import', id, { ...result })
  return result
}

const chosenRoles = (one: PersonLine) => one.roles.filter(({ on }) => on).map(({ role }) => role)

async function add(db: Write, actor: Actor, one: PersonLine, unit: string, since: string, importId: string): Promise<void> {
  const { read, email, duties } = one
  await addPerson(db, actor, {
    name: line(read.name), email, userName: null, extension: read.extension, duties, note: read.note, unit, title: read.title, since, roles: chosenRoles(one), fields: [],
  }, { import: importId })
}

async function update(db: Write, actor: Actor, one: PersonLine, person: NonNullable<PersonLine['person']>, unit: string, since: string, importId: string): Promise<void> {
  const to = (what: string) => one.changes.find(change => change.what === what)
  const identity = { ...(to('email') ? { email: one.email } : {}), ...(to('extension') ? { extension: one.read.extension } : {}), ...(to('note') ? { note: one.read.note } : {}), ...(to('duties') ? { duties: one.duties } : {}) }
  if (Object.keys(identity).length) {
    await db.update(people).set({ ...identity, revision: person.revision + 1 }).where(eq(people.id, person.id))
    await record(db, actor, 'person changed', 'person', person.id, { fields: Object.keys(identity), import: importId })
  }
  if (to('unit') || to('title')) await movePerson(db, actor, person, { unit, title: one.read.title, since }, { import: importId })
  for (const role of chosenRoles(one)) await giveRole(db, actor, person, { role, since, until: null, fields: [] }, { import: importId })
}

async function inRow<T>(row: number, work: () => Promise<T>): Promise<T> {
  try { return await work() } catch (error) {
    if (error instanceof Invalid) throw new Invalid({ '': `Dòng ${row}: ${Object.values(error.errors).join(' ')} Chưa nhập gì; hãy sửa rồi nhập lại.` })
    throw error
  }
}

/** Forgets a draft. Throws NotFound for one that was applied. */
export async function dropStaffImport(db: Write, actor: Actor, id: string): Promise<void> {
  const dropped = await db.delete(staffImports).where(and(eq(staffImports.id, id), eq(staffImports.state, 'draft'))).returning({ id: staffImports.id })
  if (!dropped.length) throw new NotFound('Không có bản nháp này.')
  await record(db, actor, 'staff list dropped', 'import', id)
}

