// Reply templates (mẫu trả lời): written once by a unit for all, found by field and state, put aside instead of deleted.
import { and, asc, eq, inArray, isNull, like, or, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { now } from '../clock.ts'
import { enquiryStates, replyTemplates, type EnquiryState, type ReplyTemplate } from '../enquiries/tables.ts'
import { Invalid, NotAllowed, NotFound } from '../errors.ts'
import { record } from '../events/events.ts'
import { checkedCitations, refreshedCitations, tickedIn } from '../faqs/citations.ts'
import { refusePersonal } from '../faqs/writing.ts'
import { newId } from '../ids.ts'
import { actor, may } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { clean, line, searchable } from '../text.ts'
import { unknownVariables, variableNames } from './variables.ts'

/** States in which an answer is written: templates may be for one of them. */
export const writingStates = ['assigned', 'answering', 'checking'] as const satisfies EnquiryState[]

export interface TemplateFilter { q: string; field: string; unit: string; aside: boolean }
export const templateFilter = (query: Record<string, string | undefined>): TemplateFilter => ({
  q: line(query.q ?? '').slice(0, 200), field: line(query.field ?? '').slice(0, 200), unit: (query.unit ?? '').slice(0, 100), aside: query.state === 'aside',
})

const condition = ({ q, field, unit, aside }: TemplateFilter): SQL | undefined => and(
  eq(replyTemplates.inUse, !aside), field ? eq(replyTemplates.field, field) : undefined, unit ? eq(replyTemplates.ownerUnitId, unit) : undefined,
  ...searchable(q).split(' ').filter(Boolean).map(word => like(replyTemplates.search, `%${word}%`)),
)

export const countTemplates = (db: Read, filter: TemplateFilter): Promise<number> => db.$count(replyTemplates, condition(filter))

export const listTemplates = (db: Read, filter: TemplateFilter, limit: number, offset = 0): Promise<ReplyTemplate[]> =>
  db.select().from(replyTemplates).where(condition(filter)).orderBy(asc(replyTemplates.title), asc(replyTemplates.id)).limit(limit).offset(offset)

/** Templates in use that suit an enquiry: of its field or of all, for its state or any. */
export const templatesFor = (db: Read, { field, state }: { field: string | null; state: string }): Promise<ReplyTemplate[]> =>
  db.select().from(replyTemplates).where(and(
    eq(replyTemplates.inUse, true),
    field ? or(isNull(replyTemplates.field), eq(replyTemplates.field, field)) : undefined, or(isNull(replyTemplates.forState), eq(replyTemplates.forState, state)),
  )).orderBy(asc(isNull(replyTemplates.field)), asc(replyTemplates.title))

/** Throws NotFound. */
export async function findTemplate(db: Read, id: string): Promise<ReplyTemplate> {
  const [template] = await db.select().from(replyTemplates).where(inArray(replyTemplates.id, [id]))
  if (!template) throw new NotFound('Không có mẫu trả lời này.')
  return template
}

const chosen = z.string().max(200).optional().transform(value => value || null)
/** As typed; the ticked passages are fields of their own (quote-1, quote-2 …). */
export const templateForm = z.looseObject({
  title: z.string().optional().transform(value => line(value ?? '')).pipe(z.string().min(1, 'Ghi tên mẫu.').max(200, 'Không quá 200 ký tự.')),
  text: z.string().optional().transform(value => clean(value ?? '').trim()).pipe(z.string().min(1, 'Ghi nội dung mẫu.').max(8_000, 'Không quá 8.000 ký tự.')),
  field: chosen, forState: chosen, unitId: z.string().optional().transform(value => value ?? ''), revision: z.coerce.number().optional(),
})
type TemplateInput = z.output<typeof templateForm>

/** Throws Invalid for a variable that does not exist. */
export function refuseUnknown(text: string): void {
  const [first, ...more] = unknownVariables(text)
  if (!first) return
  const named = [first, ...more].map(name => `{${name}}`).join(', ')
  throw new Invalid({ text: `Không có biến ${named}. Các biến dùng được: ${variableNames.map(name => `{${name}}`).join(', ')}.` })
}

async function wordingOf(db: Read, user: User, input: TemplateInput) {
  const { title, text, field, forState, unitId: ownerUnitId } = input
  refusePersonal({ title, text })
  refuseUnknown(text)
  if (!ownerUnitId) throw new Invalid({ unitId: 'Chọn đơn vị giữ mẫu này.' })
  if (!may(user, 'write knowledge', { unitId: ownerUnitId })) throw new Invalid({ unitId: 'Bạn soạn được mẫu của đơn vị mình; hãy chọn đơn vị mình.' })
  if (forState && !(enquiryStates as readonly string[]).includes(forState)) throw new Invalid({ forState: 'Chọn một trạng thái trong danh sách.' })
  return { title, text, field, forState, ownerUnitId, citations: await checkedCitations(db, tickedIn(input)), search: searchable(`${title} ${text}`).slice(0, 4_000) }
}

export const mayKeepTemplate = (user: User, { ownerUnitId: unitId }: Pick<ReplyTemplate, 'ownerUnitId'>): boolean => may(user, 'write knowledge', { unitId })

/** Throws NotAllowed. */
export function refuseOthers(user: User, template: ReplyTemplate): void {
  if (!mayKeepTemplate(user, template)) throw new NotAllowed('Mẫu do người của đơn vị giữ nó sửa.')
}

/** Writes a new template, or the next wording of one. Throws Invalid where somebody else has saved meanwhile. */
export async function saveTemplate(db: Write, user: User, template: ReplyTemplate | null, input: TemplateInput): Promise<string> {
  if (template) refuseOthers(user, template)
  if (template && input.revision !== template.revision) {
    throw new Invalid({ '': 'Người khác vừa lưu mẫu này. Điều bạn gõ còn nguyên dưới đây; hãy mở mẫu ở thẻ khác để so, rồi bấm Lưu lần nữa để lấy bản của bạn.' })
  }
  const wording = await wordingOf(db, user, input)
  const written = { ...wording, writtenById: user.id, writtenAt: now() }
  const id = template?.id ?? newId()
  if (template) await db.update(replyTemplates).set({ ...written, revision: template.revision + 1 }).where(eq(replyTemplates.id, id))
  else await db.insert(replyTemplates).values({ id, ...written, inUse: true, revision: 1 })
  await record(db, actor(user, 'write knowledge', { unitId: wording.ownerUnitId }), 'reply template written', 'replyTemplate', id)
  return id
}

/** Takes it out of what is offered, or back into it. */
export async function useTemplate(db: Write, user: User, template: ReplyTemplate, inUse: boolean): Promise<void> {
  if (!mayKeepTemplate(user, template)) throw new NotAllowed('Mẫu do người của đơn vị giữ nó cất hoặc dùng lại.')
  if (template.inUse === inUse) throw new Invalid({ '': inUse ? 'Mẫu này đang dùng.' : 'Mẫu này đã cất rồi.' })
  await db.update(replyTemplates).set({ inUse, revision: template.revision + 1 }).where(eq(replyTemplates.id, template.id))
  const action = inUse ? 'reply template back in use' : 'reply template put aside'
  await record(db, actor(user, 'write knowledge', { unitId: template.ownerUnitId }), action, 'replyTemplate', template.id)
}

/** Still right: its citations move to the versions in force, which say the same words. Throws Invalid where one does not. */
export async function confirmTemplate(db: Write, user: User, template: ReplyTemplate): Promise<void> {
  refuseOthers(user, template)
  const citations = await refreshedCitations(db, template.citations)
  if (!citations) throw new Invalid({ '': 'Có đoạn dẫn không còn nguyên văn trong bản đang áp dụng. Hãy sửa mẫu.' })
  await db.update(replyTemplates).set({ citations, revision: template.revision + 1 }).where(eq(replyTemplates.id, template.id))
  await record(db, actor(user, 'write knowledge', { unitId: template.ownerUnitId }), 'reply template confirmed', 'replyTemplate', template.id)
}
