// Conclusions of a meeting: pasted, put right, given as tasks, reminded of, and counted.
import { beforeEach, expect, test } from 'vitest'
import { standingsOf } from '../src/conclusions/standing.ts'
import { conclusions, conclusionTasks } from '../src/conclusions/tables.ts'
import { newId } from '../src/ids.ts'
import { giveTask, type TaskInput } from '../src/tasks/assigning.ts'
import { aMeeting } from './meetings-office.ts'
import { openPortal, type TestPortal } from './portal.ts'

let portal: TestPortal
beforeEach(async () => { portal = await openPortal() })

test('a conclusion is open until it has a task, and overdue once one of its tasks is', async () => {
  const meetingId = await aMeeting(portal, { state: 'held', on: '2026-09-07' })
  const of = (position: number) => ({ id: newId(), meetingId, position, number: String(position), text: `Việc ${position}`, kind: 'assign' as const, noTask: position === 3, search: '', madeById: 'ky', madeAt: new Date() })
  const [bare, late, none] = [of(1), of(2), of(3)]
  await portal.store.write(async db => {
    await db.insert(conclusions).values([bare, late, none])
    const input: TaskInput = {
      title: 'Rà soát', unitId: 'merit', assignerId: 'lan', deadline: { kind: 'date', value: '2026-10-02', original: '02/10' },
      origin: { kind: 'conclusion', number: null, date: '2026-09-07', issuer: null, title: 'Giao ban', clause: 'Kết luận số 2', quote: null, saidBy: null },
    }
    const taskId = await giveTask(db, { id: 'ky', actingForId: 'lan' }, input, { receiptHours: 16 })
    await db.insert(conclusionTasks).values({ id: newId(), conclusionId: late.id, taskId, how: 'given', at: new Date() })
  })
  const standings = await standingsOf(portal.store.read, [bare.id, late.id, none.id])
  expect(standings.get(bare.id)).toMatchObject({ state: 'open', tasks: 0 })
  expect(standings.get(late.id)).toMatchObject({ state: 'overdue', given: 1, tasks: 1, done: 0, overdue: 1 })
  expect(standings.get(none.id)).toMatchObject({ state: 'none' })
})
