// Proving in a browser: a run watched until it ends, a test written by keyboard and without JavaScript, pages that axe and a phone accept.
import { expect } from 'vitest'
import { emptyContent } from '../../src/procedures/content.ts'
import { saveDraft } from '../../src/procedures/drafts.ts'
import { publishMany } from '../../src/procedures/versions.ts'
import { makeTest } from '../../src/proving/tests.ts'
import { askForRun } from '../../src/proving/runs.ts'
import { flaws, journey, openSite, overflow, phone } from '../browser.ts'

const content = { ...emptyContent('Đổi, cấp lại Giấy xác nhận khuyết tật'), code: '1.001653', field: 'Bảo trợ xã hội', steps: 'Nộp hồ sơ tại Ủy ban nhân dân cấp xã.' }

async function openOffice() {
  const site = await openSite()
  const [id] = await site.store.write(db => publishMany(db, { id: 'kiem' }, [{ content, effectiveFrom: '2026-01-01', publishedOn: '2026-01-01' }], 'test'))
  const gold = [id!]
  await site.searchSettled()
  const test = await site.store.write(db => makeTest(db, { id: 'kiem' }, {
    kind: 'tự nhiên', note: 'Câu hay gặp ở bộ phận một cửa.', turns: [
      { question: 'Đổi giấy xác nhận khuyết tật nộp ở đâu?', must: 'answer', gold, aspect: 'place', contains: ['cấp xã'] },
      { question: 'Lệ phí bao nhiêu?', must: 'answer', gold, aspect: 'fee', contains: ['0 đồng'] },
    ],
  }))
  return { ...site, id: id!, test }
}

journey('a run is begun, watched and read; before publishing the effect comes by itself', async () => {
  const site = await openOffice()
  const kiem = await site.page('kiem')
  await kiem.goto('/assistant/runs')
  await kiem.getByRole('button', { name: 'Chạy kiểm chứng' }).press('Enter')
  await kiem.waitForURL(/\/assistant\/runs\/.+/, { timeout: 30_000 })
  expect(await kiem.locator('h1').textContent()).toContain('Lần chạy')
  await site.store.write(db => saveDraft(db, { id: 'kiem' }, site.id, 0, { ...content, steps: 'Nộp hồ sơ tại Trung tâm Phục vụ hành chính công.' }))
  await kiem.goto(`/procedures/${site.id}/publication`)
  await kiem.getByText('1 trong 1 câu kiểm chứng sẽ trả lời khác').waitFor({ timeout: 30_000 })
  expect(site.complaints).toEqual([])
})

journey('a test is written without JavaScript', async () => {
  const site = await openOffice()
  const minh = await site.page('minh', { javaScriptEnabled: false })
  await minh.goto('/assistant/tests/new')
  await minh.fill('[name="turns.0.question"]', 'Làm lại giấy khuyết tật nộp ở đâu?')
  await minh.fill('[name="turns.0.find"]', '1.001653')
  await minh.getByRole('button', { name: 'Tìm thủ tục' }).press('Enter')
  await minh.getByLabel('Đổi, cấp lại Giấy xác nhận khuyết tật').check()
  await minh.getByRole('button', { name: 'Lưu câu kiểm chứng' }).press('Enter')
  expect(await minh.locator('h1').textContent()).toBe('Làm lại giấy khuyết tật nộp ở đâu?')
})

journey('pages of proving fit a phone and have no fault that axe finds', async () => {
  const site = await openOffice()
  for (let times = 0; times < 2; times++) { await site.store.write(db => askForRun(db, { id: 'kiem' })); await site.jobsDone() }
  await site.store.write(db => saveDraft(db, { id: 'kiem' }, site.id, 0, { ...content, steps: 'Nộp ở nơi khác.' }))
  const first = await site.page('kiem')
  await first.goto('/assistant/runs')
  const run = (await first.locator('a.item-t').first().getAttribute('href'))!
  const addresses = ['/assistant/tests', `/assistant/tests/${site.test}`, `/assistant/tests/${site.test}/edit`, '/assistant/tests/import', '/assistant/runs', run, `/procedures/${site.id}/effect`]
  for (const { colorScheme, ...size } of [{ colorScheme: 'light' as const }, { colorScheme: 'dark' as const, viewport: phone }]) {
    const page = await site.page('kiem', { colorScheme, ...size })
    for (const address of addresses) {
      await page.goto(address)
      expect([address, colorScheme, await flaws(page), await overflow(page)]).toEqual([address, colorScheme, [], 0])
    }
    await page.context().close()
  }
  expect(site.complaints).toEqual([])
})
