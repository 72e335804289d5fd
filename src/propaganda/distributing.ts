// Distributing: where and when an approved piece was read out, handed out or posted, how many it reached, and what proves it.
import { and, count, desc, eq, inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { namesOfPeople } from '../accounts/people.ts'
import { isDay, now, today } from '../clock.ts'
import { Invalid, NotAllowed, NotFound } from '../errors.ts'
import { record } from '../events/events.ts'
import { numberInWords } from '../evidence/documents.ts'
import { findDocument } from '../evidence/seeing.ts'
import { citations, documents } from '../evidence/tables.ts'
import { newId } from '../ids.ts'
import { actor, may } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { line } from '../text.ts'
import { distributions, pieces, propagandaLines, type Distribution, type Piece } from './tables.ts'

/** Numbers of the places that one form takes. */
export const places = [1, 2, 3, 4, 5]
const one = { channel: z.string().max(100).optional(), place: z.string().max(300, 'Không quá 300 ký tự.').optional(), reach: z.string().max(20).optional() }

/** One day and one piece of evidence for several places: channel-1, place-1, reach-1, channel-2 … `token` is the form's own, so that sending it twice counts once. */
export const distributionForm = z.looseObject({
  token: z.string().regex(/^[0-9a-f-]{36}$/, 'Hãy mở lại trang.'),
  on: z.string().optional().transform(value => value ?? '').refine(isDay, 'Chọn ngày phát.')
    .refine(value => value <= today(), 'Ngày phát chưa tới. Ghi sau khi đã phát.'),
  note: z.string().optional().transform(value => line(value ?? '') || null).pipe(z.string().max(500, 'Không quá 500 ký tự.').nullable()),
  documentId: z.string().max(100).optional().transform(value => value || null),
  ...Object.fromEntries(places.flatMap(at => Object.entries(one).map(([name, schema]) => [`${name}-${at}`, schema]))) as Record<string, typeof one.channel>,
})
export type DistributionInput = z.output<typeof distributionForm>

/** Throws NotAllowed unless the person may say of the unit's pieces where they were distributed. */
export function distributor(user: User, { unitId }: Pick<Piece, 'unitId'>) {
  if (!may(user, 'write propaganda', { unitId })) throw new NotAllowed('Người của đơn vị giữ bài, đầu mối CCHC ghi việc phát.')
  return actor(user, 'write propaganda', { unitId })
}

interface Place { at: number; channel: string; place: string | null; reach: number | null }

/** The places that were filled in. Throws Invalid. */
function placesIn(input: Record<string, unknown>, channels: readonly string[]): Place[] {
  const errors: Record<string, string> = {}
  const text = (name: string) => { const value = input[name]; return typeof value === 'string' ? line(value) : '' }
  const filledIn: Place[] = []
  for (const at of places) {
    const [channel, place, reach] = [text(`channel-${at}`), text(`place-${at}`), text(`reach-${at}`).replace(/[\s.]/g, '')]
    if (!channel && !place && !reach && at > 1) continue
    if (!channels.includes(channel)) errors[`channel-${at}`] = 'Chọn kênh phát.'
    if (reach && !/^\d{1,8}$/.test(reach)) errors[`reach-${at}`] = 'Ghi bằng chữ số, hoặc để trống khi chưa rõ.'
    filledIn.push({ at, channel, place: place || null, reach: reach ? Number(reach) : null })
  }
  if (Object.keys(errors).length) throw new Invalid(errors)
  return filledIn
}

/** Whether the form was sent before: its first place always is filled in. */
export const wasSent = async (db: Read, token: string): Promise<boolean> => (await db.$count(distributions, eq(distributions.id, `${token}-1`))) > 0

/** Keeps where the approved version was distributed; what the same form said before stays as it is. Throws Invalid, NotAllowed, NotFound. */
export async function distribute(db: Write, user: User, piece: Piece, input: DistributionInput, channels: readonly string[], documentId: string | null): Promise<void> {
  const by = distributor(user, piece)
  const number = piece.approvedNumber
  if (piece.state === 'recalled') throw new Invalid({ '': 'Bài đã thu hồi, không phát nữa.' })
  if (number === null) throw new Invalid({ '': 'Bài chưa được duyệt nên chưa phát được.' })
  const filledIn = placesIn(input, channels)
  const document = documentId ? await findDocument(db, user, documentId) : null
  if (await wasSent(db, input.token)) return
  const [{ on, note }, evidence] = [input, document?.id ?? null]
  const written = { byId: user.id, at: now(), removedById: null, removedAt: null }
  for (const { at, ...place } of filledIn) {
    const id = `${input.token}-${at}`
    await db.insert(distributions).values({ id, pieceId: piece.id, number, ...place, on, note, documentId: evidence, ...written })
    if (evidence) await db.insert(citations).values({ id: newId(), documentId: evidence, subjectKind: 'distribution', subjectId: id, ...written })
    await record(db, by, 'piece distributed', 'piece', piece.id, { distribution: id, channel: place.channel, on, reach: place.reach, document: evidence })
  }
}

/** Takes a distribution back: it counts no more, its row says who and when. Throws Invalid, NotAllowed, NotFound. */
export async function takeBackDistribution(db: Write, user: User, piece: Piece, id: string, reason: string): Promise<void> {
  const by = distributor(user, piece)
  const [found] = await db.select().from(distributions).where(and(eq(distributions.id, id), eq(distributions.pieceId, piece.id)))
  if (!found) throw new NotFound('Không có lần phát này.')
  if (!line(reason)) throw new Invalid({ why: 'Ghi lý do gỡ.' })
  if (found.removedAt) return
  await db.update(distributions).set({ removedById: user.id, removedAt: now() }).where(eq(distributions.id, id))
  await db.update(citations).set({ removedById: user.id, removedAt: now() })
    .where(and(eq(citations.subjectKind, 'distribution'), eq(citations.subjectId, id), isNull(citations.removedAt)))
  await record(db, by, 'distribution taken back', 'piece', piece.id, { distribution: id, reason: line(reason) })
}

/** How often each piece was distributed. */
export async function distributedTimes(db: Read, pieceIds: string[]): Promise<Map<string, number>> {
  if (!pieceIds.length) return new Map()
  const rows = await db.select({ id: distributions.pieceId, times: count() }).from(distributions)
    .where(and(inArray(distributions.pieceId, pieceIds), isNull(distributions.removedAt))).groupBy(distributions.pieceId)
  return new Map(rows.map(({ id, times }) => [id, times]))
}

export interface DistributionRow extends Distribution { by: string; document: { href: string; label: string } | null }

/** Where a piece was distributed, the latest first; those taken back stand among them. */
export async function distributionsOf(db: Read, pieceId: string): Promise<DistributionRow[]> {
  const rows = await db.select({ one: distributions, document: documents }).from(distributions).leftJoin(documents, eq(documents.id, distributions.documentId))
    .where(eq(distributions.pieceId, pieceId)).orderBy(desc(distributions.on), desc(distributions.at), desc(distributions.id))
  const names = await namesOfPeople(db, [...new Set(rows.map(({ one: { byId } }) => byId))])
  return rows.map(({ one: kept, document }) => ({
    ...kept, by: names.get(kept.byId) ?? 'Người không còn trong danh bạ',
    document: document && { href: `/documents/${document.id}`, label: numberInWords(document) ?? document.subject },
  }))
}

/** Puts a piece under a line of its unit's plan, or under none. Throws Invalid, NotAllowed. */
export async function putUnderLine(db: Write, user: User, piece: Piece, lineId: string | null): Promise<void> {
  const by = distributor(user, piece)
  if (piece.lineId === lineId) return
  const ofTheUnit = and(eq(propagandaLines.id, lineId ?? ''), eq(propagandaLines.unitId, piece.unitId), isNull(propagandaLines.droppedAt))
  if (lineId !== null && !await db.$count(propagandaLines, ofTheUnit)) throw new Invalid({ lineId: 'Chọn một dòng chưa bỏ trong kế hoạch của đơn vị giữ bài.' })
  await db.update(pieces).set({ lineId }).where(eq(pieces.id, piece.id))
  await record(db, by, 'piece planned', 'piece', piece.id, { line: lineId })
}
