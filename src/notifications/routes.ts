// The inbox and its bell, how a person wants to hear, and their calendar's secret address.
import { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import { findPerson } from '../accounts/people.ts'
import { NotFound } from '../errors.ts'
import { may } from '../policy.ts'
import { routes, type Ask } from '../web/context.ts'
import { formOf } from '../web/forms.ts'
import { pagerOf } from '../web/paging.ts'
import { done, fragment, page } from '../web/render.ts'
import { feedAddress, hasFeed, makeFeed, revokeFeed } from './feed.ts'
import { markRead, noticeCount, noticesOf, openNotice, unreadCount } from './inbox.ts'
import { noticeKinds, type NoticeKind } from './tables.ts'
import { toldTogether } from './together.ts'
import type { NotificationViews } from './views.ts'
import { keepWishes, waysOf, wishesOf, type Way } from './wishes.ts'
import { noticeNames, wayNames } from './words.ts'

export const notificationRoutes = routes()
const size = 30

async function listFor(c: Ask): Promise<NotificationViews['notifications/_list']> {
  const { store: { read }, user } = c.var
  const unread = c.req.query('all') === undefined
  const waiting = await unreadCount(read, user.id)
  const address = (number: number) => `${unread ? '?' : '?all=1&'}page=${number}`
  const groups = unread ? await toldTogether(read, user.id) : null
  const pager = pagerOf(Number(c.req.query('page')), size, await noticeCount(read, user.id, groups), number => `/notices${address(number)}`)
  const rows = await noticesOf(read, user, { groups, limit: size, offset: (pager.page - 1) * size })
  return { rows, pager, unread, unreadCount: waiting, address: `/notices/list${address(pager.page)}` }
}

notificationRoutes.get('/notices', async c => {
  const { user, config } = c.var
  return page(c, 'Thông báo', 'notifications/index', { list: await listFor(c), mailOff: !config.mail && may(user, 'run the portal'), mayClimb: may(user, 'set escalation') })
})

/** The list alone, for a page that stays open; the bell says when it has changed. */
notificationRoutes.get('/notices/list', async c => fragment(c, 'notifications/_list', await listFor(c)))

/** A page left open asks for ever, also after its session has ended: then it hears nothing, and what is typed on it stays. */
notificationRoutes.get('/notices/bell', async c => {
  const user = c.get('user') as User | undefined
  if (!user) return c.body(null, 204)
  const count = await unreadCount(c.var.store.read, user.id)
  if (String(count) !== c.req.query('had')) c.header('HX-Trigger', '{"notices-changed":{"target":"#bell"}}')
  return fragment(c, 'notifications/_bell', { count })
})

/** Whether the notice was shown in place of several. */
const stands = (c: Ask): boolean => c.req.query('together') !== undefined

notificationRoutes.post('/notices/reading', async c => {
  await c.var.store.write(db => markRead(db, c.var.user.id))
  return done(c, '/notices', 'Đã đánh dấu đọc hết.')
})

notificationRoutes.post('/notices/:id/reading', async c => {
  const { store, user } = c.var
  const id = c.req.param('id')
  if (!await store.write(db => markRead(db, user.id, id, stands(c)))) throw new NotFound('Không có thông báo này.')
  return c.redirect('/notices', 303)
})

async function showSettings(c: Ask, address: string | null = null) {
  const { store, user, config } = c.var
  const { digest, immediate, ways } = await wishesOf(store.read, user.id)
  return page(c, 'Cách nhận thông báo', 'notifications/settings', {
    digest, immediate, digestTime: config.digestTime, email: (await findPerson(store.read, user.id)).email, mailOff: !config.mail,
    kinds: noticeKinds.map(kind => ({ name: `way-${kind}`, label: noticeNames[kind], value: ways[kind], options: waysOf(kind).map(way => ({ value: way, label: wayNames[way] })) })),
    feedAddress: address, hasFeed: await hasFeed(store.read, user.id),
  })
}

notificationRoutes.get('/notices/settings', c => showSettings(c))

notificationRoutes.post('/notices/settings', formOf(z.record(z.string(), z.string())), async c => {
  const input = c.req.valid('form').input ?? {}
  const wayOf = (kind: NoticeKind): Way => waysOf(kind).find(way => way === input[`way-${kind}`]) ?? 'mail'
  await c.var.store.write(db => keepWishes(db, { id: c.var.user.id }, {
    digest: input.digest === 'on', immediate: input.immediate === 'on', ways: Object.fromEntries(noticeKinds.map(kind => [kind, wayOf(kind)])) as Record<NoticeKind, Way>,
  }))
  return done(c, '/notices/settings', 'Đã lưu cách nhận thông báo.')
})

notificationRoutes.post('/notices/feed', async c => {
  const token = await c.var.store.write(db => makeFeed(db, { id: c.var.user.id }))
  return showSettings(c, feedAddress(c.var.config.publicOrigin || new URL(c.req.url).origin, token))
})

notificationRoutes.post('/notices/feed/revocation', async c => {
  await c.var.store.write(db => revokeFeed(db, { id: c.var.user.id }))
  return done(c, '/notices/settings', 'Đã thu hồi địa chỉ lịch. Lịch đã đăng ký bằng địa chỉ ấy không cập nhật nữa.')
})

/** Opening a notice reads it, with all else that waits of the same thing, and goes there. */
notificationRoutes.get('/notices/:id', async c => {
  const place = await c.var.store.write(db => openNotice(db, c.var.user, c.req.param('id'), stands(c)))
  if (!place) throw new NotFound('Không có thông báo này.')
  return c.redirect(place, 303)
})
