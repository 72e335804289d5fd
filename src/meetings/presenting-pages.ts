// The agenda on the wall: one item a screen in large letters, with the time it takes.
import type { Ask } from '../web/context.ts'
import { page } from '../web/render.ts'
import { itemsOf } from './agenda.ts'
import { agendaShown } from './agenda-shown.ts'
import { takesPlace, whyClosed } from './holding.ts'
import { findMeeting, mayWriteMeeting } from './meetings.ts'

/** Without JavaScript it is one page with an item under the other; with it, one item a screen and the arrow keys. */
export async function showPresenting(c: Ask, id: string) {
  const { store: { read: db }, user } = c.var
  const meeting = await findMeeting(db, user, id)
  const agenda = await agendaShown(db, user, meeting)
  const took = new Map((await itemsOf(db, id)).map(item => [item.id, item.tookSeconds]))
  const lines = agenda.items.filter(({ number }) => number !== null)
  const runs = takesPlace(meeting)
  return page(c, `Trình chiếu: ${meeting.title}`, 'meetings/presenting', {
    id, title: meeting.title, room: mayWriteMeeting(user, meeting),
    runs, keeps: runs && mayWriteMeeting(user, meeting) && await whyClosed(db, meeting) === null,
    slides: lines.map((line, at) => ({ line, of: lines.length, tookSeconds: took.get(line.id) ?? 0, next: lines[at + 1]?.title ?? '' })),
  })
}
