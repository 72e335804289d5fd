// Being told, in a browser: the list that grows while one looks, choices by keyboard and without JavaScript, pages that axe and a phone accept.
import { eq } from 'drizzle-orm'
import { expect } from 'vitest'
import { setClock } from '../../src/clock.ts'
import { record } from '../../src/events/events.ts'
import { tellClocks } from '../../src/notifications/clocks.ts'
import { mails, notices } from '../../src/notifications/tables.ts'
import { giveTask } from '../../src/tasks/assigning.ts'
import { tasks } from '../../src/tasks/tables.ts'
import { journey, looksRight, openSite } from '../browser.ts'
import { testNow, type TestPortal } from '../portal.ts'

const titles = ['Rà soát, cập nhật 100 % hồ sơ người có công vào cơ sở dữ liệu', 'Cắt giảm ít nhất 30 % thời gian giải quyết thủ tục hành chính lĩnh vực người có công so với quy định', 'Báo cáo kết quả chi trả trợ cấp ưu đãi qua tài khoản']
async function giveAll(portal: Pick<TestPortal, 'store'>) {
  const given: string[] = []
  for (const [at, title] of titles.entries()) given.push(await portal.store.write(db => giveTask(db, { id: 'lan' }, {
    title, origin: { kind: 'oral', number: null, date: '2026-10-12', issuer: null, title: null, clause: null, quote: null, saidBy: 'Giám đốc' },
    unitId: 'merit', personId: 'minh', assignerId: 'lan', domain: 'Người có công', deadline: { kind: 'date', value: `2026-10-1${at + 4}`, original: `1${at + 4}/10/2026` },
  }, { receiptHours: 16 })))
  return given
}

journey('the bell and the list grow while the page is open; what is opened is read', async () => {
  const site = await openSite()
  const [first] = await giveAll(site)
  const minh = await site.page('minh')
  await minh.clock.install()
  await expect.poll(async () => {
    await minh.goto('/notices')
    return minh.locator('.item').count()
  }, { timeout: 30_000 }).toBe(3)
  await site.store.write(db => record(db, { id: 'lan' }, 'task note added', 'task', first!, { kind: 'direction' }))
  // The minute passes once, when the notice is there: a request that is under way would be taken for one that hangs.
  await expect.poll(() => site.store.read.$count(notices, eq(notices.personId, 'minh')), { timeout: 30_000 }).toBe(4)
  await minh.clock.fastForward(61_000)
  await expect.poll(() => minh.locator('.item').count(), { timeout: 30_000 }).toBe(4)
  expect(await minh.locator('#bell .count').textContent()).toBe('4 chưa đọc')
  await minh.locator('.item a').first().press('Enter')
  await minh.waitForURL(`**/tasks/${first}`)
  await minh.goto('/notices')
  expect(await minh.locator('.item').count()).toBe(2) // both of that task are read
  expect(site.complaints).toEqual([])
})

journey('choices are kept without JavaScript; the ladder is tried there too', async () => {
  const site = await openSite()
  await giveAll(site)
  const minh = await site.page('minh', { javaScriptEnabled: false })
  await minh.goto('/notices/settings')
  await minh.selectOption('#f-way-comment', 'none')
  await minh.uncheck('#f-digest')
  await minh.locator('form[action="/notices/settings"] button').press('Enter')
  expect(await minh.inputValue('#f-way-comment')).toBe('none')
  expect(await minh.isChecked('#f-digest')).toBe(false)
  const binh = await site.page('binh', { javaScriptEnabled: false })
  await binh.goto('/escalation')
  await binh.fill('#f-due-director', '0')
  await binh.locator('#f-due-director').press('Enter') // the first button only looks
  expect(await binh.locator('#f-due-director-error').textContent()).toContain('từ 1 đến 90')
})

journey('pages of notices fit a phone and have no fault that axe finds', async () => {
  const site = await openSite()
  await giveAll(site)
  await site.store.write(async db => { await db.update(tasks).set({ state: 'accepted' }) })
  await site.store.write(db => db.insert(mails).values({
    id: 'digest minh 2026-10-20', personId: 'minh', kind: 'digest', noticeIds: [], state: 'failed', tries: 8, madeAt: testNow, nextAt: testNow, problem: 'ECONNREFUSED' }))
  setClock(() => new Date('2026-10-21T09:00:00+07:00'))
  await tellClocks(site.store, site.config)
  for (const [person, addresses] of [['minh', ['/notices', '/notices?all=1', '/notices/settings']], ['binh', ['/escalation', '/notices']], ['quan', ['/admin/mail', '/escalation', '/notices']]] as const) {
    const page = await site.page(person)
    for (const address of addresses) {
      await page.goto(address)
      await looksRight(page, `${address} of ${person}`)
    }
  }
  expect(site.complaints).toEqual([])
})
