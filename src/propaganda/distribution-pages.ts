// Distributions on the page of their piece, and the form in which they are entered.
import { desc, eq } from 'drizzle-orm'
import { today } from '../clock.ts'
import { documentsLike } from '../evidence/list.ts'
import { numberInWords } from '../evidence/documents.ts'
import { fileRules } from '../evidence/pages.ts'
import { newId } from '../ids.ts'
import { may } from '../policy.ts'
import type { Read } from '../store/store.ts'
import type { Ask } from '../web/context.ts'
import { filled, type Form } from '../web/forms.ts'
import { date, number } from '../web/helpers.ts'
import { distributionsOf, places } from './distributing.ts'
import { quarterInWords } from './plan-pages.ts'
import type { PropagandaPlanViews } from './plan-views.ts'
import { propagandaLines, type Piece } from './tables.ts'

/** Lines of the unit's plan that a piece may be put under, the latest first, and the one that it has. */
async function lineOptions(db: Read, { unitId, lineId }: Piece): Promise<{ value: string; label: string }[]> {
  const rows = await db.select().from(propagandaLines).where(eq(propagandaLines.unitId, unitId)).orderBy(desc(propagandaLines.due), desc(propagandaLines.id))
  return rows.filter(({ id, droppedAt }) => id === lineId || !droppedAt)
    .map(line => ({ value: line.id, label: `${line.topic} (${quarterInWords(line)}${line.droppedAt ? ', đã bỏ' : ''})` }))
}

export async function distributionsFor(c: Ask, piece: Piece, form: Form | null = null): Promise<PropagandaPlanViews['propaganda/_distributions']> {
  const { store: { read: db }, user } = c.var
  const rows = await distributionsOf(db, piece.id)
  const valid = rows.filter(({ removedAt }) => !removedAt)
  const reach = valid.reduce((sum, row) => sum + (row.reach ?? 0), 0)
  const writes = may(user, 'write propaganda', { unitId: piece.unitId })
  const lines = await lineOptions(db, piece)
  const approved = piece.approvedNumber !== null && piece.state !== 'recalled'
  return {
    id: piece.id, mayDistribute: writes && approved, mayTakeBack: writes, form: form ?? filled({ lineId: piece.lineId }),
    sentence: valid.length ? `Đã phát ${number(valid.length)} lần${reach ? `, ${number(reach)} người tiếp cận` : ''}.` : approved ? 'Chưa ghi lần phát nào.'
      : piece.state === 'recalled' ? 'Bài đã thu hồi, không phát nữa.' : 'Duyệt xong mới phát được.',
    rows: rows.map(({ id, channel, place, on, reach: people, note, number: version, by, removedAt, document }) => ({
      id, channel, place: place ?? '', on, reach: people === null ? 'chưa rõ' : `${number(people)} người`, note, version, by, document,
      takenBack: removedAt && `Đã gỡ ngày ${date(removedAt)}, không tính`,
    })),
    line: piece.lineId ? { href: `/propaganda/plan/${piece.lineId}`, label: lines.find(({ value }) => value === piece.lineId)?.label ?? 'Dòng kế hoạch' } : null,
    lines: writes && lines.length ? [{ value: '', label: 'Ngoài kế hoạch' }, ...lines] : [],
  }
}

export const newDistribution = (): Form => filled({ token: newId(), on: today() })

const mostFound = 8

export async function distributionPage(c: Ask, piece: Piece, form: Form): Promise<PropagandaPlanViews['propaganda/distribute']> {
  const { store: { read: db }, user, config } = c.var
  const q = form.values.q ?? ''
  const rows = await documentsLike(db, user, q, mostFound + 1)
  return {
    id: piece.id, title: piece.title, form, ...fileRules(c),
    channels: [{ value: '', label: 'Chọn kênh' }, ...config.channels.map(value => ({ value, label: value }))],
    places, open: places.slice(1).some(at => ['channel', 'place', 'reach'].some(name => form.values[`${name}-${at}`] || form.errors[`${name}-${at}`])),
    labels: {
      on: 'Ngày phát', note: 'Ghi chú', documentId: 'Minh chứng trong sổ', subject: 'Trích yếu', number: 'Số, ký hiệu', date: 'Ngày văn bản',
      issuer: 'Cơ quan ban hành', file: 'Tệp',
      ...Object.fromEntries(places.flatMap(at => [[`channel-${at}`, `Kênh, nơi ${at}`], [`place-${at}`, `Nơi ${at}`], [`reach-${at}`, `Số người, nơi ${at}`]])),
    },
    evidence: {
      none: 'Chưa có, hoặc nhập mới ở phần dưới', q, chosen: form.values.documentId ?? '', more: rows.length > mostFound,
      found: rows.slice(0, mostFound).map(({ id, subject, issuer, fileName, ...rest }) => ({ id, subject, words: numberInWords(rest), issuer, file: fileName })),
    },
  }
}
