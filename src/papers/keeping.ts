// The signed paper itself, scanned or with digital signatures: kept with its paper; a wrong file is exchanged with a reason and stays in the folder.
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { Invalid, NotAllowed } from '../errors.ts'
import { record } from '../events/events.ts'
import { addFile, type KeptFile } from '../evidence/files.ts'
import { storedFiles, type StoredFile } from '../evidence/tables.ts'
import type { Meeting } from '../meetings/tables.ts'
import { actor, may } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { nameOf, numberOf } from './naming.ts'
import { changePaper } from './papers.ts'
import type { Paper } from './tables.ts'

export const fileForm = z.looseObject({ reason: z.string().trim().max(1000, 'Không quá 1.000 ký tự.').optional().transform(value => value || null) })

/** What a signed paper comes as: what can still be changed is no signed paper. */
const signedTypes = ['pdf', 'png', 'jpg', 'tif']

export const mayKeepFile = (user: User, paper: Paper): boolean => paper.state === 'signed' && may(user, 'keep signed papers')

export async function keepSigned(db: Write, user: User, meeting: Meeting, paper: Paper, file: KeptFile | null, { reason }: z.output<typeof fileForm>): Promise<void> {
  if (!may(user, 'keep signed papers')) throw new NotAllowed('Văn thư, Thư ký họp, Đầu mối CCHC và Chánh Văn phòng đưa bản ký lên.')
  if (paper.state !== 'signed') throw new Invalid({ file: 'Văn bản chưa ký nên chưa có bản ký để đưa lên.' })
  if (!file) throw new Invalid({ file: 'Chọn bản ký: PDF hoặc ảnh chụp, quét.' })
  if (!signedTypes.includes(file.type)) throw new Invalid({ file: 'Bản ký là PDF hoặc ảnh quét. Tệp này còn sửa được nên không phải bản ký.' })
  if (paper.signedFileId === file.id) throw new Invalid({ file: 'Tệp này đã là bản ký đang giữ.' })
  if (paper.signedFileId && !reason) throw new Invalid({ reason: 'Đã có bản ký. Hãy ghi lý do thay tệp.' })
  await addFile(db, file)
  await changePaper(db, paper, { signedFileId: file.id, signedFileName: file.name })
  await record(db, actor(user, 'keep signed papers'), 'signed paper kept', 'meeting', meeting.id, {
    paper: nameOf(paper), number: numberOf(paper), file: file.id, ...(paper.signedFileId ? { before: paper.signedFileId, reason } : {}),
  })
}

export async function signedFileOf(db: Read, { signedFileId }: Paper): Promise<StoredFile | null> {
  if (!signedFileId) return null
  const [file] = await db.select().from(storedFiles).where(eq(storedFiles.id, signedFileId))
  return file ?? null
}
