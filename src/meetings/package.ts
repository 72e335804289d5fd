// The package of a meeting: its sections out of live data, and as they were kept when the meeting began.
import { eq } from 'drizzle-orm'
import { userOf, type User } from '../accounts/accounts.ts'
import { people } from '../accounts/tables.ts'
import type { SheetToWrite } from '../admin/workbook.ts'
import { correspondingDay } from '../calendar/working-days.ts'
import { now } from '../clock.ts'
import { whose } from '../figures/overview.ts'
import { keptFigures } from '../figures/kept.ts'
import { reach } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { heldBefore } from './meetings.ts'
import { sections, type Section, type SectionRules, type Sight } from './sections.ts'
import { meetings, meetingSnapshots, type Meeting } from './tables.ts'

type Known = (typeof sections)[number]
type ShownOf<One> = One extends Section<infer Template, infer Data>
  ? { key: string; title: string; summary: string; headline: string | null; template: Template; data: Data }
  : never
/** A section with its data, ready for its template. */
export type ShownSection = ShownOf<Known>

async function sightOf(db: Read, meeting: Meeting, user: User | null, rules: SectionRules): Promise<Sight> {
  const [person] = await db.select().from(people).where(eq(people.id, meeting.chairId))
  const chair = await userOf(db, person!)
  const before = await heldBefore(db, meeting)
  return { user: user ?? chair, chair, meeting, before, since: before[0]?.on ?? correspondingDay(meeting.on, -1), rules }
}

/** The data of every section by its key, in this sight. */
async function dataIn(db: Read, sight: Sight): Promise<Record<string, unknown>> {
  const data: Record<string, unknown> = {}
  for (const section of sections) {
    const loaded = await section.load(db, sight)
    if (loaded) data[section.key] = loaded
  }
  return data
}

const short = <Data extends object>(section: Section<string, Data>, data: Data): Data => section.shortened(data)

/** The sections that there are data for, as they are shown; `slides`: shortened to what fits on one. */
export function shownSections(data: Record<string, unknown>, slides = false): ShownSection[] {
  return sections.flatMap((known): ShownSection[] => {
    // Each section has made its data itself, now or when they were kept.
    const section = known as unknown as Section<ShownSection['template'], object>
    const own = data[section.key] as object | undefined
    if (!own) return []
    const { key, title, template } = section
    return [{ key, title, template, summary: section.summary(own), headline: section.headline?.(own) ?? null, data: slides ? short(section, own) : own } as ShownSection]
  })
}

export const sheetsOf = (data: Record<string, unknown>): SheetToWrite[] =>
  sections.flatMap(known => {
    const section = known as unknown as Section<string, object>
    const own = data[section.key] as object | undefined
    return own ? section.sheets(own) : []
  })

/** Clocks run out within the day too: the time by which a unit should have accepted. */
const minutesKept = 10

/** The package as it stands, in this person's sight; found anew after every event. */
export function packageNow(db: Read, user: User, meeting: Meeting, rules: SectionRules): Promise<Record<string, unknown>> {
  // Who sees every task sees the same package; the chair's decisions are in it for both.
  const sees = reach(user, 'see tasks') === 'any' ? 'all' : `${user.id} ${whose(user)}`
  const key = `package ${meeting.id} ${meeting.revision} ${sees} ${Math.floor(now().getTime() / 60_000 / minutesKept)}`
  return keptFigures(db, key, async () => dataIn(db, await sightOf(db, meeting, user, rules)))
}

/**
 * Keeps the package as it stands in the chair's sight, once: called in the transaction in which the meeting begins. The
 * chair's sight is the widest that the meeting itself had, and what was shown in the room; see `seesKept`.
 */
export async function keepSnapshot(db: Write, meeting: Meeting, rules: SectionRules): Promise<void> {
  if (await db.$count(meetingSnapshots, eq(meetingSnapshots.meetingId, meeting.id))) return
  await db.insert(meetingSnapshots).values({ meetingId: meeting.id, sections: await dataIn(db, await sightOf(db, meeting, null, rules)) })
  await db.update(meetings).set({ snapshotAt: now() }).where(eq(meetings.id, meeting.id))
}

/** The package as it was kept, for whoever may see it (`seesKept`); null where none was. */
export async function keptPackage(db: Read, user: User, meeting: Meeting): Promise<Record<string, unknown> | null> {
  if (!meeting.snapshotAt || !seesKept(user, meeting)) return null
  const [kept] = await db.select().from(meetingSnapshots).where(eq(meetingSnapshots.meetingId, meeting.id))
  return kept?.sections ?? null
}

/**
 * What was kept is one for all, so it is shown only to those who could have seen everything in it: the chair, and whoever sees
 * every task. The others are shown how their own part stands today.
 */
export const seesKept = (user: User, { chairId }: Pick<Meeting, 'chairId'>): boolean => user.id === chairId || reach(user, 'see tasks') === 'any'
