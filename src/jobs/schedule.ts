// The timetable: what is done every day by itself. A row of the jobs table decides that it is due; the timer only wakes.
import { eq } from 'drizzle-orm'
import { removeStaleSessions } from '../accounts/sessions.ts'
import { backupRecorded } from '../admin/backup.ts'
import { rehearse } from '../admin/rehearsal.ts'
import { eraseOldQuestions } from '../assistant/conversation.ts'
import { dayOf, realNow, today } from '../clock.ts'
import type { Config } from '../config.ts'
import { eraseDue } from '../enquiries/erasing.ts'
import { portal } from '../events/events.ts'
import { Conflict, type Store } from '../store/store.ts'
import { prepareDue } from '../meetings/series.ts'
import { askForRun } from '../proving/runs.ts'
import { testsInUse } from '../proving/tests.ts'
import { carryOutDue } from '../reorganising/carrying-out.ts'
import { bringForth } from '../tasks/recurring.ts'
import { jobs } from './tables.ts'

interface Place { config: Config; store: Store }

/** Hears which task failed and why. */
type Failed = (task: string, error: unknown) => void

interface DailyTask {
  name: string
  /** 'HH:mm' in Vietnam; null: never. */
  at(config: Config): string | null
  run(place: Place): Promise<Record<string, unknown>>
}

const timetable: DailyTask[] = [
  {
    name: 'backup',
    at: config => config.backupTime,
    async run({ config, store }) {
      const backup = await backupRecorded(config, store, portal)
      return { name: backup.name, problems: (await rehearse(store, backup)).problems }
    },
  },
  {
    name: 'stale sessions',
    at: () => '03:00',
    async run({ config, store }) { await store.write(db => removeStaleSessions(db, config.sessionHours)); return {} },
  },
  {
    name: 'old questions',
    at: config => (config.questionDays ? '03:30' : null),
    async run({ config, store }) { return { erased: await store.write(db => eraseOldQuestions(db, config.questionDays)) } },
  },
  {
    name: 'citizens to erase',
    at: () => '03:45',
    async run({ config, store }) { return { erased: await eraseDue(store, config) } },
  },
  {
    name: 'tests of the assistant',
    at: config => config.provingTime,
    async run({ store }) {
      if (!(await testsInUse(store.read)).length) return {}
      return { asked: await store.write(db => askForRun(db, portal)) }
    },
  },
  {
    // Before the tasks of new periods, which go to the units of this morning.
    name: 'reorganisations',
    at: () => '00:05',
    async run({ store }) { return { moved: await store.write(db => carryOutDue(db, today())) } },
  },
  {
    name: 'tasks of new periods',
    at: () => '05:00',
    async run({ config, store }) { return { tasks: (await store.write(db => bringForth(db, today(), config))).length } },
  },
  {
    name: 'drafts of meetings',
    at: () => '05:10',
    async run({ store }) { return { meetings: await store.write(prepareDue) } },
  },
]

const timeFormat = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' })

/** Does what is due and was not begun today, by this or another server. Returns the names of what was done. */
export async function runDue(place: Place, failed: Failed): Promise<string[]> {
  const done: string[] = []
  for (const task of timetable) {
    const at = task.at(place.config)
    if (at === null || timeFormat.format(realNow()) < at) continue
    const id = `${task.name} ${dayOf(realNow())}`
    if (!await begin(place.store, id, task.name)) continue
    const end = await task.run(place).then(
      progress => ({ state: 'done' as const, progress }),
      (error: unknown) => {
        failed(task.name, error)
        return { state: 'failed' as const, problem: 'Việc hằng ngày không làm xong; chi tiết ở nhật ký máy chủ.' }
      })
    await place.store.write(async db => { await db.update(jobs).set({ ...end, finishedAt: realNow() }).where(eq(jobs.id, id)) })
    done.push(task.name)
  }
  return done
}

/** Whether this server is the one that does it: the row can be put in only once. */
async function begin(store: Store, id: string, kind: string): Promise<boolean> {
  if (await store.read.$count(jobs, eq(jobs.id, id))) return false
  try {
    await store.write(async db => {
      await db.insert(jobs).values({ id, kind, state: 'running', input: {}, progress: {}, madeById: portal.id, madeAt: realNow() })
    })
    return true
  } catch (error) {
    if (error instanceof Conflict && error.kind === 'unique') return false
    throw error
  }
}

/** Looks at the timetable once a minute until stopped; stopping waits for what is being done. */
export function startTimetable(place: Place, failed: Failed, everyMs = 60_000) {
  let running: Promise<unknown> | null = null
  const timer = setInterval(() => {
    running ??= runDue(place, failed).catch((error: unknown) => { failed('timetable', error) }).finally(() => { running = null })
  }, everyMs)
  timer.unref()
  return { async stop() { clearInterval(timer); await running } }
}
