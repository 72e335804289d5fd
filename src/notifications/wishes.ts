// How a person wants to hear: each kind by mail too, in the portal only, or not at all; the digest and urgent mail as a whole.
import { eq } from 'drizzle-orm'
import { record, type Actor } from '../events/events.ts'
import type { Read, Write } from '../store/store.ts'
import { noticeKinds, noticeSettings, type NoticeKind } from './tables.ts'
import type { wayNames } from './words.ts'

export type Way = keyof typeof wayNames
export interface Wishes { digest: boolean; immediate: boolean; ways: Record<NoticeKind, Way> }

/** Kinds one may do without: no work is given, judged or asked for by them. */
const dispensable: readonly NoticeKind[] = ['comment', 'change', 'reminder']
export const waysOf = (kind: NoticeKind): Way[] => (dispensable.includes(kind) ? ['mail', 'portal', 'none'] : ['mail', 'portal'])

/** How the person wants to hear; without a choice of their own everything is mailed. */
export async function wishesOf(db: Read, personId: string): Promise<Wishes> {
  const [kept] = await db.select().from(noticeSettings).where(eq(noticeSettings.id, personId))
  const way = (kind: NoticeKind): Way => (kept?.muted.includes(kind) ? 'none' : kept?.unmailed.includes(kind) ? 'portal' : 'mail')
  return { digest: kept?.digest ?? true, immediate: kept?.immediate ?? true, ways: Object.fromEntries(noticeKinds.map(kind => [kind, way(kind)])) as Wishes['ways'] }
}

/** What a kind may not be asked for counts as the portal only. */
export async function keepWishes(db: Write, actor: Actor, { digest, immediate, ways }: Wishes): Promise<void> {
  const muted = noticeKinds.filter(kind => ways[kind] === 'none' && waysOf(kind).includes('none'))
  const wishes = { digest, immediate, unmailed: noticeKinds.filter(kind => ways[kind] !== 'mail'), muted }
  await db.insert(noticeSettings).values({ id: actor.id, ...wishes }).onConflictDoUpdate({ target: noticeSettings.id, set: wishes })
  await record(db, actor, 'notice settings changed', 'person', actor.id, { ...wishes })
}
