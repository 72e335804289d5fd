// The register of evidence: a document is entered once, with its file, and put right by those who entered it.
import { and, desc, eq, isNull, or } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { isDay, now, today, written } from '../clock.ts'
import { Invalid, NotAllowed } from '../errors.ts'
import { record } from '../events/events.ts'
import { newId } from '../ids.ts'
import { actor, may } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { line, searchable, sortKey } from '../text.ts'
import { addFile, type KeptFile } from './files.ts'
import { findDocument, unitsOf, visibleDocuments } from './seeing.ts'
import { documents, type Document } from './tables.ts'

const optional = (most: number) => z.string().max(most, `Không quá ${most} ký tự.`).optional().transform(value => line(value ?? '') || null)

/** What is typed of a document; a picture has no number, a photograph no issuer. */
export const documentForm = z.object({
  number: optional(80),
  date: z.string().optional().transform(value => value?.trim() || null)
    .refine(value => value === null || isDay(value), 'Hãy ghi ngày có thật, ví dụ 26/02/2026.')
    .refine(value => value === null || value <= today(), 'Ngày văn bản chưa tới. Hãy xem lại.'),
  subject: z.string('Hãy ghi trích yếu.').max(1000, 'Không quá 1.000 ký tự.').transform(line)
    .pipe(z.string().min(5, 'Hãy ghi trích yếu, ví dụ: Báo cáo kết quả rà soát thủ tục hành chính quý III.')),
  issuer: optional(200),
})
export type DocumentInput = z.output<typeof documentForm>

/** 'Số 27/KH-SLĐTBXH ngày 26/02/2026'; null for what has neither. */
export const numberInWords = ({ number, date }: Pick<Document, 'number' | 'date'>): string | null =>
  [number && `Số ${number}`, date && `${number ? 'ngày' : 'Ngày'} ${written(date)}`].filter(Boolean).join(' ') || null

const derived = ({ number, subject, issuer }: DocumentInput, fileName: string | null) => ({
  search: searchable([number, subject, issuer, fileName].filter(Boolean).join(' ')).slice(0, 2000), sort: sortKey(subject).slice(0, 400),
})

/** Whether the person may put the document right: whoever entered it, and their unit. */
export const mayChange = (user: User, { madeById, unitId }: Document): boolean =>
  may(user, 'keep evidence') && (madeById === user.id || (unitId !== null && unitsOf(user).includes(unitId)))

/**
 * Enters a document, or gives back the one that is there already: the same number and date, or the same file. A file
 * comes to an entry that had none. Throws Invalid where the number stands in the register with another file.
 */
export async function enterDocument(db: Write, user: User, input: DocumentInput, file: KeptFile | null): Promise<{ document: Document; wasThere: boolean }> {
  if (!may(user, 'keep evidence')) throw new NotAllowed()
  const there = await sameDocument(db, user, input, file)
  if (file) await addFile(db, file)
  if (there) {
    if (!file || there.fileId === file.id) return { document: there, wasThere: true }
    if (there.fileId) throw new Invalid({ number: `${numberInWords(there)} đã có trong sổ với một tệp khác. Hãy tìm và chọn văn bản ấy, hoặc ghi đúng số của văn bản này.` })
    return { document: await attach(db, user, there, file), wasThere: true }
  }
  const document: Document = {
    id: newId(), ...input, fileId: file?.id ?? null, fileName: file?.name ?? null, ...derived(input, file?.name ?? null),
    unitId: user.unitId, demo: user.demo, madeById: user.id, madeAt: now(),
  }
  await db.insert(documents).values(document)
  await record(db, actor(user, 'keep evidence'), 'document entered', 'document', document.id, { number: document.number, file: document.fileId })
  return { document, wasThere: false }
}

async function sameDocument(db: Read, user: User, { number, date }: DocumentInput, file: KeptFile | null): Promise<Document | undefined> {
  const sameNumber = number ? and(eq(documents.number, number), date ? eq(documents.date, date) : isNull(documents.date)) : undefined
  const sameFile = file ? and(eq(documents.fileId, file.id), number ? or(eq(documents.number, number), isNull(documents.number)) : undefined) : undefined
  if (!sameNumber && !sameFile) return undefined
  const found = await db.select().from(documents).where(and(or(sameNumber, sameFile), visibleDocuments(db, user))).orderBy(desc(documents.id)).limit(20)
  return found.find(({ fileId }) => file && fileId === file.id) ?? found[0]
}

async function attach(db: Write, user: User, document: Document, file: KeptFile): Promise<Document> {
  const more = { fileId: file.id, fileName: file.name, ...derived(document, file.name) }
  await db.update(documents).set(more).where(eq(documents.id, document.id))
  await record(db, actor(user, 'keep evidence'), 'document changed', 'document', document.id, { number: document.number, fields: ['file'] })
  return { ...document, ...more }
}

/**
 * Puts the entry right; a file is added where there was none and never exchanged, for what was confirmed rests on it.
 * Throws NotFound, NotAllowed, Invalid.
 */
export async function changeDocument(db: Write, user: User, id: string, input: DocumentInput, file: KeptFile | null): Promise<void> {
  const document = await findDocument(db, user, id)
  if (!mayChange(user, document)) throw new NotAllowed('Chỉ đơn vị đã nhập văn bản mới sửa được.')
  if (file && document.fileId && document.fileId !== file.id) throw new Invalid({ file: 'Văn bản đã có tệp. Tệp khác thì nhập thành văn bản mới.' })
  if (file) await addFile(db, file)
  const fileName = document.fileName ?? file?.name ?? null
  const fields = (['number', 'date', 'subject', 'issuer'] as const).filter(field => document[field] !== input[field]) as string[]
  if (file && !document.fileId) fields.push('file')
  if (!fields.length) return
  await db.update(documents).set({ ...input, fileId: document.fileId ?? file?.id ?? null, fileName, ...derived(input, fileName) }).where(eq(documents.id, id))
  await record(db, actor(user, 'keep evidence'), 'document changed', 'document', id, { number: input.number, fields })
}
