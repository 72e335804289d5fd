// What may be changed of many tasks at once: each kind with who may, what it asks for, and the step on one task that does it.
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { isDay, written } from '../clock.ts'
import { Invalid, NotAllowed } from '../errors.ts'
import { may } from '../policy.ts'
import { planDomains } from '../plans/tables.ts'
import type { Write } from '../store/store.ts'
import { amountInWords } from '../targets/computing.ts'
import { numberFrom } from '../targets/figures.ts'
import { current, nameOf, unitNameOf, type Current } from '../tasks/acting.ts'
import type { AssigningRules } from '../tasks/assigning.ts'
import { changeTask } from '../tasks/changing.ts'
import { addNote, moveTask, pauseTask, resumeTask } from '../tasks/deciding.ts'
import { moveDue } from '../tasks/moving-due.ts'
import { namePerson } from '../tasks/receiving.ts'
import type { Task } from '../tasks/tables.ts'
import { stateNames } from '../tasks/words.ts'
import { changeKinds, type ChangeKind } from './tables.ts'

export const changeNames: Record<ChangeKind, string> = {
  remind: 'Nhắc việc', due: 'Dời hạn', person: 'Đổi người thực hiện', unit: 'Chuyển đơn vị chủ trì', domain: 'Đổi lĩnh vực', weight: 'Đổi trọng số', pause: 'Tạm dừng', resume: 'Cho tiếp tục',
}
const gives = (user: User) => may(user, 'assign tasks') || may(user, 'decide on tasks')
const decides = (user: User) => may(user, 'decide on tasks')
const mayDo: Record<ChangeKind, (user: User) => boolean> = {
  remind: decides, due: gives, person: user => may(user, 'receive tasks'), unit: gives, domain: gives, weight: gives, pause: decides, resume: decides,
}
/** Kinds that the person may do to some task or other, in the order they are offered. */
export const kindsFor = (user: User): ChangeKind[] => (Object.keys(changeNames) as ChangeKind[]).filter(kind => mayDo[kind](user))

export interface Change { kind: ChangeKind; value: string; note: string }

export const changeForm = z.object({ kind: z.enum(changeKinds, 'Hãy chọn việc cần làm.'), value: z.string().trim().max(300).default(''), note: z.string().trim().max(3000).default('') })

/** What was typed, if it can be done to any task at all. Throws Invalid with a sentence for the field; NotAllowed. */
export function checkChange(user: User, { kind, value, note }: Change): void {
  if (!mayDo[kind](user)) throw new NotAllowed('Vai trò của bạn không làm được việc này.')
  const errors: Record<string, string> = {}
  if (kind === 'due' && !isDay(value)) errors.value = 'Hãy chọn ngày hạn mới.'
  if (kind === 'person' && !value) errors.value = 'Hãy chọn người thực hiện.'
  if (kind === 'unit' && !value) errors.value = 'Hãy chọn đơn vị nhận.'
  if (kind === 'domain' && !value) errors.value = 'Hãy chọn lĩnh vực.'
  if (kind === 'weight' && !(weightOf(value) > 0 && weightOf(value) <= 1000)) errors.value = 'Hãy ghi trọng số lớn hơn 0, ví dụ 1,5.'
  if (note.length < 5) errors.note = kind === 'remind' ? 'Hãy ghi lời nhắc.' : 'Hãy nêu lý do hoặc căn cứ, ví dụ số văn bản.'
  if (Object.keys(errors).length) throw new Invalid(errors)
}
const weightOf = (value: string) => numberFrom(value) ?? 0

/** Does it to one task. Throws what the step itself throws, Invalid where nothing would change. */
export async function changeOne(db: Write, user: User, standing: Current, { kind, value, note }: Change, rules: AssigningRules): Promise<void> {
  const { task, parts } = standing
  switch (kind) {
    case 'remind': return addNote(db, user, task, { kind: 'reminder', text: note })
    case 'due': return moveDue(db, user, task, { due: value, reason: note })
    case 'unit': return moveTask(db, user, task, { toUnitId: value, reason: note }, rules)
    case 'pause': return pauseTask(db, user, task, note)
    case 'resume': return resumeTask(db, user, task)
    case 'person': {
      const own = parts.filter(({ unitId }) => may(user, 'receive tasks', { unitId }))
      const part = own.find(({ role }) => role === 'lead') ?? own[0]
      if (!part) throw new NotAllowed('Chỉ thủ trưởng đơn vị được giao mới phân công.')
      if (part.personId === value) throw new Invalid({ '': 'Đã giao cho người này rồi.' })
      return namePerson(db, user, task, part, value)
    }
    case 'domain': case 'weight': {
      const change = kind === 'weight' ? { weight: weightOf(value) } : { domain: value, domainId: await domainIn(db, task, value) }
      if (!(await changeTask(db, user, task, change, task.revision)).length) throw new Invalid({ '': 'Đã như thế rồi.' })
    }
  }
}

/** Of a task in a plan the domain is one of the plan's. */
async function domainIn(db: Write, { planId }: Task, title: string): Promise<string | null> {
  if (!planId) return null
  const [domain] = await db.select({ id: planDomains.id }).from(planDomains).where(and(eq(planDomains.planId, planId), eq(planDomains.title, title)))
  if (!domain) throw new Invalid({ '': 'Kế hoạch của nhiệm vụ này không có lĩnh vực ấy.' })
  return domain.id
}

/** What became of the task, in words: 'Hạn 30/11/2026 → 15/12/2026'. */
export async function changeInWords(db: Write, { task: before, parts }: Current, kind: ChangeKind): Promise<string> {
  const { task, parts: now } = await current(db, before)
  const from = (was: string, is: string) => `${was || '(trống)'} → ${is || '(trống)'}`
  switch (kind) {
    case 'remind': return 'Đơn vị nhận lời nhắc'
    case 'unit': return `Chủ trì: ${from(before.unitId ? await unitNameOf(db, before.unitId) : '', await unitNameOf(db, task.unitId!))}`
    case 'domain': return `Lĩnh vực: ${from(before.domain ?? '', task.domain ?? '')}`
    case 'weight': return `Trọng số: ${from(amountInWords(before.weight), amountInWords(task.weight))}`
    case 'person': {
      const changed = now.find(part => part.personId !== parts.find(({ id }) => id === part.id)?.personId)
      const was = parts.find(({ id }) => id === changed?.id)?.personId
      return `Người thực hiện: ${from(was ? await nameOf(db, was) : '', changed?.personId ? await nameOf(db, changed.personId) : '')}`
    }
    case 'due': case 'pause': case 'resume': {
      const due = before.due === task.due ? '' : `Hạn: ${from(before.due ? written(before.due) : '', task.due ? written(task.due) : '')}`
      return kind === 'due' ? due : [`${from(stateNames[before.state], stateNames[task.state])}`, due].filter(Boolean).join('; ')
    }
  }
}
