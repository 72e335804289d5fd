// Writing a piece: composed from what is published, then changed line by line; every save is a version of its own, and sentences keep their sources.
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { now, today } from '../clock.ts'
import { Invalid, NotAllowed } from '../errors.ts'
import { record } from '../events/events.ts'
import { tickedIn } from '../faqs/citations.ts'
import { refusePersonal } from '../faqs/writing.ts'
import { newId } from '../ids.ts'
import { actor, may } from '../policy.ts'
import { canonical } from '../procedures/facts.ts'
import type { Read, Write } from '../store/store.ts'
import { fold, line, searchable } from '../text.ts'
import { compose, drafted, numbered, type Composed, type Drafted } from './composing/composing.ts'
import type { Line } from './composing/facts.ts'
import { materialFor } from './composing/material.ts'
import { versionsOfPiece } from './pieces.ts'
import { refreshed } from './stale.ts'
import { pieceForms, pieces, pieceVersions, type Piece, type PieceForm, type PieceVersion } from './tables.ts'

const chosen = z.string().max(200).optional().transform(value => value || null)

/** A piece to be composed; ticked passages are fields of their own (quote-1, quote-2 …). */
export const newPieceForm = z.looseObject({
  form: z.string().optional().transform(value => pieceForms.find(one => one === value) ?? null).refine(value => value !== null, 'Chọn hình thức.'),
  unitId: z.string().optional().transform(value => value ?? ''), procedureId: chosen, faqId: chosen,
})

/** A piece as it was changed: title, and for each part heading-1, style-1, part-1 with one sentence a line. */
export const pieceForm = z.looseObject({
  title: z.string().optional().transform(value => line(value ?? '')).pipe(z.string().min(1, 'Ghi tên bài.').max(300, 'Không quá 300 ký tự.')),
  note: z.string().optional().transform(value => line(value ?? '')).pipe(z.string().max(500, 'Không quá 500 ký tự.')),
  revision: z.coerce.number().optional(), base: z.string().optional(),
})
export type PieceInput = z.output<typeof pieceForm>

/** Throws NotAllowed unless the person may write pieces of that unit. */
export function pieceWriter(user: User, { unitId }: Pick<Piece, 'unitId'>) {
  if (!may(user, 'write propaganda', { unitId })) throw new NotAllowed('Bài do người của đơn vị giữ nó soạn. Hãy báo đơn vị ấy nếu thấy chưa đúng.')
  return actor(user, 'write propaganda', { unitId })
}

/** Free words that are kept with a piece hold nobody's data. */
export const refuseNames = (texts: Record<string, string>): void => refusePersonal(texts, 'Tài liệu tuyên truyền')

const searchOf = ({ title, parts }: Pick<PieceVersion, 'title' | 'parts'>): string =>
  searchable([title, ...parts.flatMap(({ heading, sentences }) => [heading, ...sentences.map(({ text }) => text)])].join(' ')).slice(0, 8_000)

export async function addPiece(db: Write, user: User, input: z.output<typeof newPieceForm>, office: string): Promise<string> {
  const { form, unitId, procedureId, faqId } = input
  if (!unitId) throw new Invalid({ unitId: 'Chọn đơn vị giữ bài.' })
  if (!may(user, 'write propaganda', { unitId })) throw new Invalid({ unitId: 'Bạn soạn được bài của đơn vị mình; hãy chọn đơn vị mình.' })
  const passages = tickedIn(input)
  const composed = compose(form!, await materialFor(db, { procedureId, faqId, passages }, office))
  if (!composed.parts.length) throw new Invalid({ find: 'Bản công bố chưa có gì để soạn thành hình thức này.' })
  const id = newId()
  const [first] = composed.sources
  await db.insert(pieces).values({
    id, form: form!, title: composed.title, state: 'draft', unitId,
    procedureId: procedureId ?? passages[0]?.procedureId ?? (first?.kind === 'procedure' ? first.procedureId : null),
    faqId, lineId: null, approvedNumber: null, search: searchOf(composed), madeById: user.id, madeAt: now(),
  })
  await addVersion(db, user, id, 1, composed, null)
  await record(db, pieceWriter(user, { unitId }), 'piece begun', 'piece', id, { number: 1 })
  return id
}

async function addVersion(db: Write, user: User, pieceId: string, number: number, { title, parts, sources }: Composed, note: string | null): Promise<void> {
  await db.insert(pieceVersions).values({
    id: newId(), pieceId, number, title, parts, sources, dataOn: today(), note, writtenById: user.id, writtenAt: now(), approvedById: null, approvedAt: null,
  })
}

/** What the form of a piece composes from today. */
export const composedAnew = async (db: Read, { form, procedureId, faqId }: Pick<Piece, 'form' | 'procedureId' | 'faqId'>, office: string): Promise<Drafted[]> =>
  drafted(form, await materialFor(db, { procedureId, faqId, passages: [] }, office))

/** The latest version as a form has it. */
export const draftedOf = ({ parts, sources }: Pick<PieceVersion, 'parts' | 'sources'>): Drafted[] =>
  parts.map(({ heading, style, sentences }) => ({
    heading, style, lines: sentences.map(({ text, source, ...more }) => ({ text, from: source === null ? null : sources[source] ?? null, ...more })),
  }))

/** The sentences that a form's may have their sources from: the latest version's, and those composed anew where it began with them. */
export const baseOf = async (db: Read, piece: Piece, latest: PieceVersion, base: string | undefined, office: string): Promise<Drafted[]> =>
  [...base === 'fresh' ? await composedAnew(db, piece, office) : [], ...draftedOf(latest)]

const mostParts = 40

/** The parts of a form as they were typed; those left blank are empty. */
export function typedParts(values: Readonly<Record<string, unknown>>, form: PieceForm): { heading: string; style: Drafted['style']; texts: string[] }[] {
  const text = (name: string) => { const value = values[name]; return typeof value === 'string' ? value : '' }
  return Array.from({ length: mostParts }, (_, at) => at + 1).map(at => {
    const style = text(`style-${at}`)
    return {
      heading: line(text(`heading-${at}`)).slice(0, 500), style: style === 'list' || style === 'fact' || style === 'text' ? style : form === 'card' ? 'fact' : 'text',
      texts: text(`part-${at}`).split('\n').map(line).filter(Boolean),
    }
  })
}

const wordsOf = (text: string) => new Set(fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean))
/** Share of the words that two sentences have in common. */
function alike(a: string, b: string): number {
  const [left, right] = [wordsOf(a), wordsOf(b)]
  return left.size + right.size ? 2 * [...left].filter(word => right.has(word)).length / (left.size + right.size) : 0
}

/** Each sentence with the source of the one that it was: unchanged ones first, then those that were only reworded; a new one has none. */
export function sourced(typed: readonly { heading: string; style: Drafted['style']; texts: string[] }[], before: readonly Drafted[]): Drafted[] {
  const left = before.flatMap(({ lines }) => lines)
  const take = (one: Line | undefined) => { if (one) left.splice(left.indexOf(one), 1); return one }
  const kept = typed.map(part => ({ ...part, found: part.texts.map(text => take(left.find(one => one.text === text))) }))
  return kept.map(({ heading, style, texts, found }) => ({
    heading, style, lines: texts.map((text, at) => {
      if (found[at]) return found[at]
      const was = take(left.map(one => ({ one, score: alike(one.text, text) })).filter(({ score }) => score >= 0.5).toSorted((a, b) => b.score - a.score)[0]?.one)
      return was?.from ? { text, from: was.from, reworded: true } : { text, from: null }
    }),
  }))
}

/** Keeps what was written as the next version; one that waits for approval is drawn back by it. Returns whether anything changed. */
export async function savePiece(db: Write, user: User, piece: Piece, input: PieceInput, office: string): Promise<boolean> {
  const by = pieceWriter(user, piece)
  const [latest] = await versionsOfPiece(db, piece.id)
  if (input.revision !== piece.revision) {
    throw new Invalid({ '': `Người khác vừa lưu bản ${latest!.number} của bài này. Điều bạn gõ còn nguyên dưới đây; hãy so với bản ấy ở trang của bài, `
      + `rồi bấm Lưu lần nữa để lưu thành bản ${latest!.number + 1}.` })
  }
  const typed = typedParts(input, piece.form)
  refuseNames({
    title: input.title, note: input.note,
    ...Object.fromEntries(typed.flatMap(({ heading, texts }, at) => [[`heading-${at + 1}`, heading], [`part-${at + 1}`, texts.join('\n')]])),
  })
  const long = typed.findIndex(({ texts }) => texts.join('\n').length > 20_000)
  if (long >= 0) throw new Invalid({ [`part-${long + 1}`]: 'Không quá 20.000 ký tự một phần.' })
  const { parts, sources } = numbered(sourced(typed, await baseOf(db, piece, latest!, input.base, office)))
  if (!parts.length) throw new Invalid({ 'part-1': 'Bài chưa có câu nào.' })
  const next = { title: input.title, parts, sources: await refreshed(db, sources) }
  if (canonical([next.title, next.parts, next.sources]) === canonical([latest!.title, latest!.parts, latest!.sources])) return false
  const number = latest!.number + 1
  await addVersion(db, user, piece.id, number, next, input.note || null)
  await db.update(pieces).set({ state: 'draft', title: next.title, search: searchOf(next), revision: piece.revision + 1 }).where(eq(pieces.id, piece.id))
  await record(db, by, 'piece written', 'piece', piece.id, { number })
  return true
}
