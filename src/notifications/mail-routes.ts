// The administrator's page of mail: what waits, what did not go out and why, and the button that queues it again.
import { actor } from '../policy.ts'
import type { StatusKind } from '../web/layout.ts'
import { number } from '../web/helpers.ts'
import { routes } from '../web/context.ts'
import { done, page } from '../web/render.ts'
import { failedMails, problemInWords, queueAgain, troubledMails } from './mail.ts'

export const mailRoutes = routes()
const mostShown = 200

mailRoutes.get('/admin/mail', async c => {
  const { store, config } = c.var
  const rows = await troubledMails(store.read, mostShown)
  return page(c, 'Thư của cổng', 'notifications/mails', {
    from: config.mail?.from ?? null, failed: await failedMails(store.read), mostShown,
    rows: rows.map(({ mail, name, email }) => ({
      name, email: email ?? '', kind: mail.kind === 'digest' ? 'Thư tổng hợp buổi sáng' : 'Thư gửi ngay', madeAt: mail.madeAt, tries: mail.tries, problem: problemInWords(mail.problem),
      nextAt: mail.state === 'waiting' ? mail.nextAt : null,
      status: mail.state === 'failed' ? { kind: 'late' as StatusKind, label: 'Không gửi được' } : { kind: 'wait' as StatusKind, label: mail.tries ? 'Chờ gửi lại' : 'Chờ gửi' },
    })),
  })
})

mailRoutes.post('/admin/mail/queueing', async c => {
  const { store, user } = c.var
  const count = await store.write(db => queueAgain(db, actor(user, 'run the portal')))
  return done(c, '/admin/mail', count ? `${number(count)} thư sẽ được gửi lại trong giờ làm việc.` : 'Không có thư nào cần gửi lại.')
})
