// A piece's way: sent for approval, approved by a second person or returned with a reason, recalled; confirmed while its words still stand in what was changed.
import { eq } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { now, today } from '../clock.ts'
import { Invalid, NotAllowed } from '../errors.ts'
import { record, type Actor } from '../events/events.ts'
import { newId } from '../ids.ts'
import { actor, may, maySecond } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { line } from '../text.ts'
import { versionsOfPiece } from './pieces.ts'
import { refreshed, staleVersion, stampOf } from './stale.ts'
import { pieces, pieceVersions, type Piece, type PieceVersion } from './tables.ts'
import { postLength, zaloRoom } from './words.ts'
import { pieceWriter, refuseNames } from './writing.ts'

/** Those who wrote the latest version or one since the last approved: none of them approves it. */
const writersOf = ({ approvedNumber }: Piece, versions: readonly PieceVersion[]): Set<string> =>
  new Set(versions.filter(({ number }, at) => at === 0 || number > (approvedNumber ?? 0)).map(({ writtenById }) => writtenById))

const approver = (user: User, unitId: string): Actor => actor(user, 'approve propaganda', { unitId })

/** Whether the person may approve the latest version: a right, and not for one's own words, nor in a writer's name. */
export const mayApprovePiece = (user: User, piece: Piece, versions: readonly PieceVersion[]): boolean =>
  maySecond(user, 'approve propaganda', { unitId: piece.unitId }, writersOf(piece, versions))

function sameAsSeen(latest: PieceVersion, number: number): void {
  if (latest.number !== number) throw new Invalid({ '': `Bài vừa có bản ${latest.number}. Hãy xem bản ấy trước.` })
}

async function refuseUnfit(db: Read, piece: Piece, version: PieceVersion): Promise<void> {
  const { sentences } = await staleVersion(db, version)
  if (sentences.length) throw new Invalid({ '': `${sentences[0]} Hãy sửa bài theo bản đang áp dụng trước.` })
  const length = piece.form === 'zalo' ? postLength(version, await stampOf(db, version)) : 0
  if (length > zaloRoom) throw new Invalid({ '': `Bài Zalo dài ${length.toLocaleString('vi-VN')} ký tự; chỉ được ${zaloRoom.toLocaleString('vi-VN')}. Hãy rút gọn.` })
}

export async function submitPiece(db: Write, user: User, piece: Piece, { number }: { number: number }): Promise<void> {
  const by = pieceWriter(user, piece)
  const [latest] = await versionsOfPiece(db, piece.id)
  sameAsSeen(latest!, number)
  if (piece.state !== 'draft') throw new Invalid({ '': 'Bài không ở trạng thái đang soạn.' })
  await refuseUnfit(db, piece, latest!)
  await db.update(pieces).set({ state: 'waiting', revision: piece.revision + 1 }).where(eq(pieces.id, piece.id))
  await record(db, by, 'piece submitted', 'piece', piece.id, { number })
}

async function deciding(db: Read, user: User, piece: Piece, number: number): Promise<{ by: Actor; latest: PieceVersion }> {
  const versions = await versionsOfPiece(db, piece.id)
  if (!may(user, 'approve propaganda', { unitId: piece.unitId })) throw new NotAllowed('Lãnh đạo Sở, Chánh Văn phòng hoặc thủ trưởng đơn vị giữ bài duyệt.')
  if (!mayApprovePiece(user, piece, versions)) throw new NotAllowed('Người soạn không tự duyệt. Hãy nhờ người thứ hai.')
  if (piece.state !== 'waiting') throw new Invalid({ '': 'Bài không còn chờ duyệt.' })
  sameAsSeen(versions[0]!, number)
  return { by: approver(user, piece.unitId), latest: versions[0]! }
}

export async function approvePiece(db: Write, user: User, piece: Piece, { number }: { number: number }): Promise<void> {
  const { by, latest } = await deciding(db, user, piece, number)
  await refuseUnfit(db, piece, latest)
  await db.update(pieceVersions).set({ approvedById: user.id, approvedAt: now() }).where(eq(pieceVersions.id, latest.id))
  await db.update(pieces).set({ state: 'approved', approvedNumber: number, revision: piece.revision + 1 }).where(eq(pieces.id, piece.id))
  await record(db, by, 'piece approved', 'piece', piece.id, { number, writer: latest.writtenById })
}

function reasonOf(given: string): string {
  const reason = line(given)
  if (!reason) throw new Invalid({ reason: 'Ghi lý do.' })
  refuseNames({ reason })
  return reason
}

export const returnedMark = 'Trả lại: '

/** Back to the writer. The reason stays with the version. */
export async function returnPiece(db: Write, user: User, piece: Piece, given: { number: number; reason: string }): Promise<void> {
  const { by, latest } = await deciding(db, user, piece, given.number)
  const reason = reasonOf(given.reason)
  await db.update(pieceVersions).set({ note: `${returnedMark}${reason}` }).where(eq(pieceVersions.id, latest.id))
  await db.update(pieces).set({ state: 'draft', revision: piece.revision + 1 }).where(eq(pieces.id, piece.id))
  await record(db, by, 'piece returned', 'piece', piece.id, { number: latest.number, reason, writer: latest.writtenById })
}

/** Whoever writes or approves pieces of the unit may stop one: what is wrong is not to wait for one person. */
export const mayRecall = (user: User, { unitId }: Pick<Piece, 'unitId'>): boolean => may(user, 'write propaganda', { unitId }) || may(user, 'approve propaganda', { unitId })

/** Not to be distributed any more; a new version can be written from it. */
export async function recallPiece(db: Write, user: User, piece: Piece, given: { reason: string }): Promise<void> {
  if (!mayRecall(user, piece)) throw new NotAllowed()
  if (piece.state === 'recalled') throw new Invalid({ '': 'Bài đã thu hồi rồi.' })
  const reason = reasonOf(given.reason)
  const [latest] = await versionsOfPiece(db, piece.id)
  await db.update(pieces).set({ state: 'recalled', approvedNumber: null, revision: piece.revision + 1 }).where(eq(pieces.id, piece.id))
  const { unitId } = piece
  const by = actor(user, may(user, 'write propaganda', { unitId }) ? 'write propaganda' : 'approve propaganda', { unitId })
  await record(db, by, 'piece recalled', 'piece', piece.id, { reason, writer: latest!.writtenById })
}

/** Still right: the same words as a version of its own, quoting the versions of today; by somebody who may approve it, and only while all its quotations stand. */
export async function confirmPiece(db: Write, user: User, piece: Piece): Promise<void> {
  const versions = await versionsOfPiece(db, piece.id)
  const [latest] = versions
  if (!mayApprovePiece(user, piece, versions)) throw new NotAllowed('Người thứ hai có quyền duyệt mới xác nhận được bài vẫn đúng.')
  if (piece.state !== 'approved') throw new Invalid({ '': 'Chỉ xác nhận bài đã duyệt và không có bản mới đang soạn.' })
  const { sentences, stands } = await staleVersion(db, latest!)
  if (!sentences.length) throw new Invalid({ '': 'Nguồn của bài không đổi, nên chưa cần xác nhận.' })
  if (!stands) throw new Invalid({ '': 'Có đoạn dẫn không còn nguyên văn trong bản đang áp dụng. Hãy sửa hoặc thu hồi bài.' })
  const number = latest!.number + 1
  await db.insert(pieceVersions).values({
    ...latest!, id: newId(), number, sources: await refreshed(db, latest!.sources), dataOn: today(), note: 'Xác nhận vẫn đúng', writtenAt: now(),
    approvedById: user.id, approvedAt: now(),
  })
  await db.update(pieces).set({ approvedNumber: number, revision: piece.revision + 1 }).where(eq(pieces.id, piece.id))
  await record(db, approver(user, piece.unitId), 'piece confirmed', 'piece', piece.id, { number })
}
