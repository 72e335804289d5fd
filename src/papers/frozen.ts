// Once its minutes are signed, what was taken down of a meeting stands as it is; only a supplement corrects it.
import { and, eq } from 'drizzle-orm'
import { NotAllowed } from '../errors.ts'
import type { Read } from '../store/store.ts'
import { papers } from './tables.ts'

/** Whether the minutes of the meeting are signed. */
export async function isFrozen(db: Read, meetingId: string): Promise<boolean> {
  return await db.$count(papers, and(eq(papers.meetingId, meetingId), eq(papers.kind, 'minutes'), eq(papers.state, 'signed'))) > 0
}

/** Throws NotAllowed once the minutes are signed. */
export async function refuseFrozen(db: Read, meetingId: string): Promise<void> {
  if (await isFrozen(db, meetingId)) throw new NotAllowed('Biên bản cuộc họp này đã ký nên không sửa được nữa. Cần sửa thì lập biên bản bổ sung.')
}
