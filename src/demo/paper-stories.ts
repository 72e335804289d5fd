// The stories of the papers of the demo's meetings: sent out for comment, answered, signed under the numbers of the year.
import type { User } from '../accounts/accounts.ts'
import { conclusionsOf } from '../conclusions/conclusions.ts'
import type { Meeting } from '../meetings/tables.ts'
import { answerComment, commentOn, commentsOf, sendForComment } from '../papers/commenting.ts'
import { keepSigned } from '../papers/keeping.ts'
import type { PaperRef } from '../papers/naming.ts'
import { setUsed } from '../papers/numbering.ts'
import { paperOf } from '../papers/papers.ts'
import { signPaper } from '../papers/signing.ts'
import { draftSupplement } from '../papers/supplements.ts'
import { actor } from '../policy.ts'
import type { MeetingsTold, MeetingTold } from './meeting-story.ts'
import { idOf, rules, type Telling } from './telling.ts'

type Step = (day: string, time: string, by: string, act: (user: User, meeting: Meeting) => Promise<unknown>) => void

const minutesRef: PaperRef = { kind: 'minutes', sequence: 1 }
/** Who signs for the director, and who keeps the numbers. */
const [chief, clerk] = ['thuyethv', 'nhaipt']

/** Adds the steps of a meeting's papers. */
export function addPapers(telling: Telling, { on, invitation, minutes, notice, supplement }: MeetingTold, { chair, secretary }: MeetingsTold['series'][number], step: Step): void {
  const { db, known: { office } } = telling
  const sign = (ref: PaperRef) => (user: User, meeting: Meeting) => signPaper(db, user, meeting, ref, office, null, rules)
  for (const [kind, paper] of [['invitation', invitation], ['notice', notice]] as const) {
    if (!paper) continue
    // Other papers of the office bore the numbers in between.
    const { number, signed } = paper
    if (number !== undefined) step(signed, '09:50', clerk, user => setUsed(db, actor(user, 'keep signed papers'), { kind, used: number - 1 }, office.sign))
    step(signed, '10:00', chief, sign({ kind, sequence: 1 }))
  }
  if (supplement) {
    const { drafted, signed, reason, conclusion, text, deadline } = supplement
    step(drafted, '14:10', secretary, async (user, meeting) => {
      const { id, works: [work] } = (await conclusionsOf(db, meeting.id))[conclusion - 1]!
      await draftSupplement(db, user, meeting, null, office, reason, { [`${id}.text`]: text, [`${work!.id}.deadline`]: deadline })
    })
    step(signed, '15:40', chair, sign({ kind: 'supplement', sequence: 1 }))
  }
  if (!minutes) return
  step(on, '16:10', secretary, (user, meeting) => sendForComment(db, user, meeting, minutesRef, office, { until: minutes.until }))
  for (const { on: day, by, conclusion, text, answered } of minutes.comments) {
    let id = ''
    step(day, '10:10', by, async (user, meeting) => {
      const conclusionId = conclusion === undefined ? null : (await conclusionsOf(db, meeting.id))[conclusion - 1]!.id
      await commentOn(db, user, meeting, minutesRef, office, { conclusionId, text })
      id = (await commentsOf(db, (await paperOf(db, meeting, minutesRef, office)).id)).at(-1)!.id
    })
    if (answered) step(answered.on, '15:00', secretary, (user, meeting) => answerComment(db, user, meeting, minutesRef, office, id, { answer: answered.answer, note: answered.note ?? null }))
  }
  if (minutes.signed) step(minutes.signed, '15:40', chair, sign(minutesRef))
  if (minutes.scan) {
    const { on: day, file } = minutes.scan
    step(day, '08:50', clerk, async (user, meeting) => keepSigned(db, user, meeting, await paperOf(db, meeting, minutesRef, office), idOf(telling.known.files, file), { reason: null }))
  }
}
