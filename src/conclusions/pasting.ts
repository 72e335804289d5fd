// Conclusions typed, pasted or read from a file of minutes, in the portal's own terms: ids for names, days for words, what they remind of.
import { readFile } from 'node:fs/promises'
import { checkOffice } from '../admin/archive.ts'
import { decoded } from '../admin/csv.ts'
import { kindOf } from '../admin/uploads.ts'
import { readBlocks, wordsOf } from '../annex/sheet-docx.ts'
import type { User } from '../accounts/accounts.ts'
import { Invalid } from '../errors.ts'
import type { Meeting } from '../meetings/tables.ts'
import { readConclusions, type ConclusionRead, type TaskRead } from '../minutes-reading/conclusions.ts'
import type { Read, Write } from '../store/store.ts'
import { line } from '../text.ts'
import { idsOf, resolved, rulesFor, type CellRules } from './cells.ts'
import { addConclusions, emptyWork, type Added, type ConclusionInput, type WorkInput } from './conclusions.ts'
import { remindingOf } from './keeping.ts'

/** Reads a text and adds what it concludes. Throws Invalid({ text }) for one that is too long. */
export async function pasteText(db: Write, user: User, meeting: Meeting, text: string): Promise<Added> {
  const rules = await rulesFor(db, meeting)
  const units = rules.office.standing.map(({ name, aliases, kind }) => ({ name, aliases, kind }))
  const read = readConclusions(text, { meetingOn: meeting.on, nextMeetingOn: rules.nextOn, units, year: Number(meeting.on.slice(0, 4)) })
  return addConclusions(db, user, meeting, await inputsFrom(db, read, rules))
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
    doubts: Object.fromEntries(Object.entries(doubts).filter(([, reason]) => reason)) as Record<string, string>,
  }
}

/** The words of an uploaded file: Word, or plain text. Throws Invalid({ file }). */
export async function textOfFile({ path, name }: { path: string; name: string }): Promise<string> {
  const kind = await kindOf(path)
  const bytes = new Uint8Array(await readFile(path))
  if (kind === 'csv' || kind === 'jsonl') return decoded(bytes)
  if (kind !== 'docx') throw new Invalid({ file: `Tệp “${name}” không phải Word (.docx) hay văn bản (.txt). Hãy lưu lại thành .docx, hoặc dán phần kết luận vào ô trên.` })
  await checkOffice(bytes, 'docx')
  const { blocks } = await readBlocks(bytes)
  return blocks.flatMap(({ paragraph, grid }) => (paragraph ? [wordsOf(paragraph)] : grid.rows.map(row => row.map(cell => cell?.text ?? '').join('\t')))).join('\n')
}
