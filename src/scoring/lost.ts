// Points lost in a round, with the cause; one click makes a proposal of them, which goes into next year's plan as any other.
import { and, inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { now, today } from '../clock.ts'
import { proposals, type Proposal } from '../demand/tables.ts'
import { Invalid, NotFound } from '../errors.ts'
import { record } from '../events/events.ts'
import { newId } from '../ids.ts'
import { actor, may } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { amountInWords } from '../targets/computing.ts'
import { holding, type Node } from './counting.ts'
import { declarerOf } from './seeing.ts'
import { standingOfRound, type Ranked } from './standing.ts'
import type { ScoringRound } from './tables.ts'

export interface Lost { sheet: Ranked['sheet']; unit: string; node: Node; lost: number; cause: string; proposal: Pick<Proposal, 'id' | 'state'> | null }

/** Why the points were lost: the appraiser's reason, else the reckoning, else that nothing was declared. */
function causeOf({ cell }: Node): string {
  const held = holding(cell)
  if (!held) return 'Chưa tự chấm'
  const appraised = cell.reappraised?.reason ?? cell.appraised?.reason
  if (appraised) return appraised
  return cell.declared?.words ? cell.declared.words : 'Được ít hơn điểm tối đa'
}

/** Losses of the sheets that the person sees, the largest first. */
export async function lostOf(db: Read, user: User, round: ScoringRound): Promise<Lost[]> {
  const standing = await standingOfRound(db, user, round)
  const sheetIds = standing.map(({ sheet }) => sheet.id)
  const made = sheetIds.length ? await db.select().from(proposals).where(and(inArray(proposals.sheetId, sheetIds), inArray(proposals.state, ['waiting', 'taken']))) : []
  const byPlace = new Map(made.map(one => [`${one.sheetId} ${one.criterionId}`, { id: one.id, state: one.state }]))
  return standing.flatMap(({ sheet, name, nodes }) => nodes.flatMap((node): Lost[] => (node.leaf && node.lost ? [{
    sheet, unit: name, node, lost: node.lost, cause: causeOf(node), proposal: byPlace.get(`${sheet.id} ${node.criterion.id}`) ?? null,
  }] : []))).toSorted((a, b) => b.lost - a.lost || a.node.criterion.position - b.node.criterion.position || a.sheet.position - b.sheet.position)
}

export const proposalForm = z.object({ sheet: z.string(), criterion: z.string() })

/** Makes a proposal of a loss. Returns its id. Throws NotFound, Invalid where one waits or was taken. */
export async function proposeLost(db: Write, user: User, round: ScoringRound, { sheet: sheetId, criterion: criterionId }: z.output<typeof proposalForm>): Promise<string> {
  const found = (await lostOf(db, user, round)).find(one => one.sheet.id === sheetId && one.node.criterion.id === criterionId)
  if (!found) throw new NotFound('Tiêu chí này không còn mất điểm.')
  if (found.proposal) throw new Invalid({ '': 'Đã có đề xuất cho tiêu chí này.' })
  const { node: { criterion, maximum, points }, unit, lost, cause, sheet } = found
  const unitId = declarerOf(sheet, criterion)
  if (!may(user, 'propose reforms', { unitId })) throw new Invalid({ '': 'Bạn chỉ đề xuất cho đơn vị của mình.' })
  const id = newId()
  await db.insert(proposals).values({
    id, state: 'waiting', title: `Khắc phục điểm mất: ${criterion.name}`.slice(0, 300), unitId, sheetId, criterionId, procedureId: null, field: null,
    why: `${round.name}, ${unit}: tiêu chí ${criterion.number} đạt ${amountInWords(points ?? 0)} trong ${amountInWords(maximum)} điểm, mất ${amountInWords(lost)}.\nNguyên nhân: ${cause}`.slice(0, 4000),
    reason: 'lost', month: today().slice(0, 7), figures: { lost, maximum, points: points ?? 0 }, enquiryIds: [], madeById: user.id, madeAt: now(),
  })
  await record(db, actor(user, 'propose reforms', { unitId }), 'reform proposed', 'proposal', id, { reason: 'lost', round: round.id })
  return id
}

/** Only for the page: whether the person may propose for whom the loss is. */
export const mayPropose = (user: User, { sheet, node }: Lost): boolean => may(user, 'propose reforms', { unitId: declarerOf(sheet, node.criterion) })

