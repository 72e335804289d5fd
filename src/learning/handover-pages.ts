// Handed-over questions as pages show them: whose, where they are, and what was answered.
import type { User } from '../accounts/accounts.ts'
import { namesOfPeople } from '../accounts/people.ts'
import { erasedQuestion } from '../assistant/sentences.ts'
import type { KeptTurn } from '../assistant/tables.ts'
import { tabsFor } from '../assistant/tabs.ts'
import { dayOf, today } from '../clock.ts'
import { addresses, may, reach } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { servingOn, unitNames, unitOptions } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { blank, type Form } from '../web/forms.ts'
import { number } from '../web/helpers.ts'
import { page } from '../web/render.ts'
import { handedTo, handoversOfTurns, mayAnswer, suggestedUnit, type HandedOver } from './handing-over.ts'
import { sectionsFor } from './sections.ts'
import type { Handover } from './tables.ts'
import type { HandoverRow, HandoverShown } from './views.ts'

/** Hand-overs with the names of units and of who answered, by id of the turn. */
export async function shownHandovers(db: Read, found: readonly Handover[]): Promise<Map<string, HandoverShown>> {
  if (!found.length) return new Map()
  const namesOfUnits = await unitNames(db)
  const names = await namesOfPeople(db, found.flatMap(({ answeredById }) => answeredById ?? []))
  return new Map(found.map(({ id, turnId, unitId, at, answer, answeredById, answeredAt }) => [turnId, {
    href: `/assistant/handovers/${id}`, unit: namesOfUnits.get(unitId) ?? 'Đơn vị không còn trong danh mục', at,
    answer: answer && answeredAt ? { text: answer, by: names.get(answeredById ?? '') ?? '', at: answeredAt } : null,
  }]))
}

export const handoversShown = async (db: Read, turnIds: readonly string[]): Promise<Map<string, HandoverShown>> =>
  shownHandovers(db, [...(await handoversOfTurns(db, turnIds)).values()])

/** Whose question it is, in the words that the person may know: a name, or only the unit. */
export async function askedBy(db: Read, user: User, personIds: readonly string[]): Promise<(personId: string) => string> {
  const named = reach(user, 'see conversations') === 'any'
  const names = named ? await namesOfPeople(db, [...new Set(personIds)]) : new Map<string, string>()
  const namesOfUnits = await unitNames(db)
  const serving = new Map((await servingOn(db, today())).map(({ personId, unitId }) => [personId, namesOfUnits.get(unitId) ?? '']))
  return id => [named || id === user.id ? names.get(id) ?? user.name : '', serving.get(id) ?? ''].filter(Boolean).join(', ') || 'Đơn vị không rõ'
}

export async function handoversPage(c: Ask) {
  const { store: { read: db }, user } = c.var
  const answered = c.req.query('state') === 'answered'
  const found = await handedTo(db, user, answered)
  const shown = await shownHandovers(db, found.map(({ handover }) => handover))
  const asked = await askedBy(db, user, found.map(({ askerId }) => askerId))
  const rows = found.map(({ handover, turn, askerId }): HandoverRow => ({
    href: `/assistant/handovers/${handover.id}`, question: turn.question ?? erasedQuestion, asked: asked(askerId), unit: shown.get(turn.id)!.unit, at: handover.at,
    status: answered ? { kind: 'done', label: 'Đã trả lời' } : dayOf(handover.at) < today() ? { kind: 'near', label: 'Chờ trả lời' } : { kind: 'wait', label: 'Mới chuyển' },
  }))
  return page(c, 'Câu chuyển đến', 'learning/handovers', {
    tabs: tabsFor(user, '/assistant/queue'), sections: sectionsFor('/assistant/handovers'), answered, rows,
    sentence: `${number(rows.length)} câu ${answered ? 'đơn vị đã trả lời' : 'chờ đơn vị trả lời'}, mới trước.`,
  })
}

export async function handingOverPage(c: Ask, turn: KeptTurn, form: Form = blank) {
  const db = c.var.store.read
  return page(c, 'Chuyển cho phòng chuyên môn', 'learning/handing-over', {
    question: turn.question ?? erasedQuestion, back: `/ask/${turn.conversationId}#luot-${turn.number}`, action: `/ask/turns/${turn.id}/handover`, form,
    units: [{ value: '', label: 'Chọn đơn vị' }, ...await unitOptions(db)], suggested: await suggestedUnit(db, turn),
  })
}

export async function handoverPage(c: Ask, { handover, turn, askerId }: HandedOver, form: Form = blank) {
  const { store: { read: db }, user } = c.var
  const shown = await shownHandovers(db, [handover])
  const by = await namesOfPeople(db, [handover.byId])
  const mine = mayAnswer(user, handover)
  return page(c, 'Câu hỏi chuyển đơn vị', 'learning/handover', {
    id: handover.id, question: turn.question ?? erasedQuestion, asked: (await askedBy(db, user, [askerId]))(askerId),
    conversation: may(user, 'see conversations', { personId: askerId }) ? `/ask/${turn.conversationId}#luot-${turn.number}` : null,
    note: handover.note, by: by.get(handover.byId) ?? '', shown: shown.get(turn.id)!,
    nearest: turn.answer.candidates.slice(0, 3).map(({ id, name }) => ({ href: `/procedures/${id}`, label: name })),
    mayAnswer: mine && handover.answeredAt === null, form, units: mine ? await unitOptions(db) : [],
    faq: mine && turn.question && 'GET /faqs/new' in addresses ? `/faqs/new?turn=${turn.id}` : null,
  })
}
