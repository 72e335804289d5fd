// Conclusions typed, pasted or read from a file of minutes, in the portal's own terms: ids for names, days for words, what they remind of.
import { readFile } from 'node:fs/promises'
import type { User } from '../accounts/accounts.ts'
import type { Meeting } from '../meetings/tables.ts'
import { readConclusions, type ConclusionRead, type TaskRead } from '../minutes-reading/conclusions.ts'
import { readMinutes } from '../minutes-reading/reading.ts'
import type { Read, Write } from '../store/store.ts'
import { line } from '../text.ts'
import { idsOf, resolved, rulesFor, type CellRules } from './cells.ts'
import { addConclusions, emptyWork, type Added, type ConclusionInput, type WorkInput } from './conclusions.ts'
import { remindingOf } from './keeping.ts'

const unitsOf = ({ office }: CellRules) => office.standing.map(({ name, aliases, kind }) => ({ name, aliases, kind }))

/** What a text concludes. Throws Invalid({ text }) for one that is too long. */
export async function readText(db: Read, meeting: Meeting, text: string): Promise<ConclusionRead[]> {
  const rules = await rulesFor(db, meeting)
  return readConclusions(text, { meetingOn: meeting.on, nextMeetingOn: rules.nextOn, units: unitsOf(rules), year: Number(meeting.on.slice(0, 4)) })
}

/** What minutes in a Word or text file conclude, with what is to be known of the file. Throws Invalid({ file }). */
export async function readFileOf(db: Read, meeting: Meeting, { path, name }: { path: string; name: string }): Promise<{ read: ConclusionRead[]; warnings: string[] }> {
  const rules = await rulesFor(db, meeting)
  const { conclusions, warnings } = await readMinutes({ name, bytes: new Uint8Array(await readFile(path)) }, unitsOf(rules), { meetingOn: meeting.on, ...(rules.nextOn ? { nextMeetingOn: rules.nextOn } : {}) })
  return { read: conclusions, warnings }
}

/** Adds what was read to the meeting. */
export async function addRead(db: Write, user: User, meeting: Meeting, read: readonly ConclusionRead[]): Promise<Added> {
  return addConclusions(db, user, meeting, await inputsFrom(db, read, await rulesFor(db, meeting)))
}

/** What was read as what is kept. */
async function inputsFrom(db: Read, read: readonly ConclusionRead[], rules: CellRules): Promise<ConclusionInput[]> {
  const inputs: ConclusionInput[] = []
  for (const { no, text, kind, reminderNo, tasks, doubts } of read) {
    const needsWork = !tasks.length && (kind === 'assign' || kind === 'remind')
    const works = needsWork ? [{ ...emptyWork, title: line(text).slice(0, 2000) }] : tasks.map(task => workFrom(task, rules))
    const input: ConclusionInput = {
      number: no.slice(0, 10), text, kind, reminderNumber: reminderNo, remindsId: null, works,
      doubts: { ...(doubts.kind ? { kind: doubts.kind } : {}), ...(doubts.tasks ? { text: doubts.tasks } : {}) },
    }
    inputs.push(kind === 'remind' ? { ...input, ...await remindingOf(db, rules, input) } : input)
  }
  return inputs
}

function workFrom({ title, product, lead, coordinators, external, deadline, doubts }: TaskRead, rules: CellRules): WorkInput {
  const leads = lead === null ? [] : [lead].flat()
  const allUnits = leads.includes('*')
  const unitIds = allUnits ? [] : idsOf(leads, rules.office)
  const all = coordinators.includes('*')
  return {
    title: line(title).slice(0, 2000), product: product && line(product).slice(0, 2000), allUnits, unitIds, outsiders: external,
    coordinatorIds: all ? rules.office.others(unitIds[0] ?? '') : idsOf(coordinators, rules.office), deadline: deadline && resolved(deadline, rules),
    // One question is asked once.
    doubts: Object.fromEntries(Object.entries(doubts).filter(([cell, reason]) => reason && !(cell === 'coordinators' && reason === doubts.lead))) as Record<string, string>,
  }
}
