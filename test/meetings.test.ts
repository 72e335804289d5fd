// Stories of meetings: prepared unseen, then seen by everybody.
import { expect, test } from 'vitest'
import { aMeeting } from './meetings-office.ts'
import { openPortal } from './portal.ts'

test('a draft is seen by those who prepare meetings, its chair and its secretary alone; a called one by everybody', async () => {
  const portal = await openPortal()
  const draft = await aMeeting(portal, { state: 'draft', secretaryId: 'minh' })
  const called = await aMeeting(portal)
  for (const name of ['yen', 'lan', 'minh']) expect((await portal.as(name).get(`/meetings/${draft}`)).status, name).toBe(200)
  for (const name of ['hoa', 'tuan', 'xem']) expect((await portal.as(name).get(`/meetings/${draft}`)).status, name).toBe(404)
  for (const name of ['hoa', 'tuan', 'xem']) expect(await portal.as(name).text(`/meetings/${called}`), name).toContain('Rà soát thủ tục người có công')
  expect((await portal.as('quan').get('/meetings')).status).toBe(403)
})
