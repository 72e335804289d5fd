// Units through time, as stories: the tree of any day, renaming, merging, splitting, moving, ending; and the names they are known by.
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { postings } from '../src/accounts/tables.ts'
import { events } from '../src/events/tables.ts'
import { lineageOf } from '../src/units/lineage.ts'
import { unitNamed } from '../src/units/names.ts'
import { recognise } from '../src/units/recognising.ts'
import { units, unitSuccessions } from '../src/units/tables.ts'
import { flat, treeOn } from '../src/units/units.ts'
import { openPortal, type TestPortal } from './portal.ts'

const decision = '12/QĐ-UBND ngày 01/11/2026'

describe('in the portal', () => {
  let portal: TestPortal
  beforeEach(async () => { portal = await openPortal() })
  const quan = () => portal.as('quan')
  const unitRow = async (id: string) => (await portal.store.read.select().from(units).where(eq(units.id, id)))[0]!
  const idFrom = (answer: Response) => answer.headers.get('location')!.split('/').at(-1)!
  const namesOn = async (day: string) => flat(await treeOn(portal.store.read, day)).map(({ name }) => name)

  test('everybody sees the tree; only the administrator changes it', async () => {
    const page = await portal.as('hoa').text('/units')
    expect(page).toContain('4 đơn vị, 12 người, ngày 12/10/2026.')
    expect(page).not.toContain('Thêm đơn vị')
    expect((await portal.as('lan').post('/units/merit/renaming', { name: 'X', on: '2026-11-01', decision })).status).toBe(403)
  })

  test('renaming: a new row carries on, the old one is untouched but for its end, people go along', async () => {
    const before = await unitRow('merit')
    const next = idFrom(await quan().post('/units/merit/renaming', { name: 'Phòng Chính sách người có công', on: '2026-10-12', decision }))
    expect(await unitRow('merit')).toEqual({ ...before, until: '2026-10-12' })
    expect(await unitRow(next)).toMatchObject({ name: 'Phòng Chính sách người có công', kind: 'division', position: before.position, since: '2026-10-12', until: null })
    expect(await portal.store.read.select().from(unitSuccessions)).toMatchObject([{ fromId: 'merit', toId: next, kind: 'renamed', on: '2026-10-12', decision }])
    expect(await portal.as('hoa').text('/me')).toContain('Phòng Chính sách người có công')
    expect(await lineageOf(portal.store.read, next)).toContain('merit')
    expect(await namesOn('2026-10-11')).toContain('Phòng Người có công')
    expect(await namesOn('2026-10-12')).not.toContain('Phòng Người có công')
    expect(await portal.as('xem').text('/units/merit')).toContain('Đơn vị này nay là')
  })

  test('a change of a coming day leaves today as it is', async () => {
    await quan().post('/units/merit/renaming', { name: 'Phòng Mới', on: '2027-01-01', decision })
    expect(await portal.as('hoa').text('/me')).toContain('Phòng Người có công')
    expect(await namesOn('2026-12-31')).toContain('Phòng Người có công')
    expect(await namesOn('2027-01-01')).toContain('Phòng Mới')
    expect((await quan().post('/units/merit/renaming', { name: 'Nữa', on: '2026-12-01', decision })).status).toBe(422)
  })

  test('merging two units into a new one, or into one that goes on', async () => {
    const answer = await quan().post('/units/merit/merger', [['others', 'jobs'], ['into', ''], ['name', 'Phòng Lao động – Người có công'], ['on', '2026-10-12'], ['decision', decision]])
    const next = idFrom(answer)
    expect((await portal.store.read.select().from(unitSuccessions)).map(({ fromId, toId }) => [fromId, toId]).toSorted()).toEqual([['jobs', next], ['merit', next]])
    const kept = await quan().post(`/units/${next}/merger`, [['others', ''], ['into', 'office'], ['name', ''], ['on', '2026-10-20'], ['decision', decision]].filter(([, value]) => value) as [string, string][])
    expect(kept.status).toBe(422) // `name` is left out of the form
    expect((await quan().post(`/units/${next}/merger`, { into: 'office', name: '', on: '2026-10-20', decision })).headers.get('location')).toBe('/units/office')
    expect(await unitRow('office')).toMatchObject({ until: null })
    expect((await lineageOf(portal.store.read, 'office')).toSorted()).toEqual(['jobs', 'merit', next, 'office'].toSorted())
  })

  test('splitting leaves nobody behind', async () => {
    const form = { names: 'Phòng Chính sách\nPhòng Tri ân', on: '2026-10-12', decision }
    const again = await quan().post('/units/merit/split', { ...form, 'person.hoa': '0' })
    expect(again.status).toBe(422)
    const text = await again.text()
    expect(text).toContain('Còn 1 người chưa được chọn đơn vị mới.')
    expect(text).toContain('<option value="0" selected>Phòng Chính sách</option>')
    expect((await quan().post('/units/merit/split', { ...form, 'person.hoa': '0', 'person.minh': '1' })).status).toBe(303)
    const tri = (await portal.store.read.select().from(units).where(eq(units.name, 'Phòng Tri ân')))[0]!
    expect(await portal.store.read.select().from(postings).where(eq(postings.personId, 'minh')).orderBy(postings.since))
      .toMatchObject([{ unitId: 'merit', until: '2026-10-12' }, { unitId: tri.id, since: '2026-10-12' }])
    expect(await recordedFor('merit')).toContain('unit split')
  })
  const recordedFor = async (id: string) => (await portal.store.read.select().from(events).where(eq(events.subjectId, id))).map(({ action }) => action)

  test('moving under another unit, never under itself; a sub-unit follows a renamed parent', async () => {
    const team = idFrom(await quan().post('/admin/units', { name: 'Tổ một cửa', kind: 'division', parent: 'office', aliases: 'BPMC', since: '2026-01-01', decision }))
    expect((await quan().post('/units/office/moving', { parent: team, on: '2026-10-12', decision })).status).toBe(422)
    await quan().post('/units/office/renaming', { name: 'Văn phòng Sở', on: '2026-10-12', decision })
    const tree = await treeOn(portal.store.read, '2026-10-12')
    expect(tree.find(({ name }) => name === 'Văn phòng Sở')!.children.map(({ name }) => name)).toEqual(['Tổ một cửa'])
    const moved = idFrom(await quan().post(`/units/${team}/moving`, { parent: 'merit', on: '2026-10-15', decision }))
    expect(await unitRow(moved)).toMatchObject({ name: 'Tổ một cửa', aliases: ['BPMC'], parentId: 'merit' })
  })

  test('ending is refused while people serve there, and names are not shared', async () => {
    expect(await (await quan().post('/units/merit/ending', { on: '2026-10-12', decision })).text()).toContain('Còn 2 người ở Phòng Người có công')
    expect(await (await quan().post('/admin/units', { name: 'phong nguoi co cong', kind: 'division', parent: '', aliases: '', since: '2026-10-12', decision })).text()).toContain('đang là tên của Phòng Người có công')
    await quan().post('/people/hoa/posting', { unit: 'jobs', title: '', since: '2026-10-12' })
    await quan().post('/people/minh/posting', { unit: 'jobs', title: '', since: '2026-10-12' })
    expect((await quan().post('/units/merit/ending', { on: '2026-10-12', decision })).status).toBe(303)
  })

  test('other names: two tabs, the second is told and loses nothing', async () => {
    expect((await quan().post('/units/merit/aliases', { aliases: 'NCC\nPhòng Chính sách', was: '' })).status).toBe(303)
    const second = await quan().post('/units/merit/aliases', { aliases: 'P. Công', was: '' })
    expect(second.status).toBe(422)
    const text = await second.text()
    expect(text).toContain('NCC; Phòng Chính sách')
    expect(text).toContain('P. Công</textarea>')
    expect((await unitNamed(portal.store.read, 'phòng chính sách'))!.unit.id).toBe('merit')
  })

  test('an old name leads to what the unit is now', async () => {
    await quan().post('/units/merit/renaming', { name: 'Phòng Tri ân', on: '2026-10-12', decision })
    expect(await unitNamed(portal.store.read, 'Phòng Người có công')).toMatchObject({ unit: { name: 'Phòng Tri ân' }, doubt: 'Phòng Người có công nay là Phòng Tri ân.' })
  })
})

const known = ['Lãnh đạo Sở', 'Văn phòng', 'Thanh tra', 'Phòng Kế hoạch - Tài chính', 'Phòng Người có công', 'Phòng Việc làm - An toàn lao động', 'Phòng Giáo dục nghề nghiệp',
  'Phòng Bảo trợ xã hội - Trẻ em', 'Trung tâm Dịch vụ việc làm', 'Trung tâm Công tác xã hội', 'Cơ sở cai nghiện ma túy'].map(name => ({ name, aliases: [] as string[] }))

test.each([
  ['Phòng Việc làm – An toàn lao động', 'Phòng Việc làm - An toàn lao động'], ['phòng việc làm & an toàn lao động', 'Phòng Việc làm - An toàn lao động'],
  ['Phòng Việc làm và An toàn lao động', 'Phòng Việc làm - An toàn lao động'], ['P. Việc làm - ATLĐ', 'Phòng Việc làm - An toàn lao động'], ['P.VL-ATLĐ', 'Phòng Việc làm - An toàn lao động'],
  ['P. KHTC', 'Phòng Kế hoạch - Tài chính'], ['Phòng KH-TC', 'Phòng Kế hoạch - Tài chính'], ['KHTC', 'Phòng Kế hoạch - Tài chính'], ['PHÒNG KẾ HOẠCH - TÀI CHÍNH', 'Phòng Kế hoạch - Tài chính'],
  ['P. NCC', 'Phòng Người có công'], ['Phòng NCC', 'Phòng Người có công'], ['phong nguoi co cong', 'Phòng Người có công'], ['Người có công', 'Phòng Người có công'],
  ['TTDVVL', 'Trung tâm Dịch vụ việc làm'], ['TT DVVL', 'Trung tâm Dịch vụ việc làm'], ['TT. Dịch vụ việc làm', 'Trung tâm Dịch vụ việc làm'], ['Tr.tâm Công tác xã hội', 'Trung tâm Công tác xã hội'],
  ['Phòng BTXH-TE', 'Phòng Bảo trợ xã hội - Trẻ em'], ['Văn phòng Sở', 'Văn phòng'], ['VP', 'Văn phòng'], ['LÃNH ĐẠO SỞ', 'Lãnh đạo Sở'], ['P. GDNN', 'Phòng Giáo dục nghề nghiệp'],
])('"%s" is %s, without a doubt', (text, name) => {
  expect(recognise(known, text)).toMatchObject({ unit: { name }, doubt: null })
})

test.each([
  ['Phòng Giáo dục nghê nghiệp', 'Phòng Giáo dục nghề nghiệp'], ['Trung tâm Dịch vụ viêc làm', 'Trung tâm Dịch vụ việc làm'], ['Phòng Ngươi có công', 'Phòng Người có công'],
  ['Phòng Kế hoach Tài chinh', 'Phòng Kế hoạch - Tài chính'], ['Phòng Người cócông', 'Phòng Người có công'], ['Phòng Việc làm', 'Phòng Việc làm - An toàn lao động'], ['Cơ sở cai nghiện', 'Cơ sở cai nghiện ma túy'],
])('"%s" is likely %s, to be looked at', (text, name) => {
  const found = recognise(known, text)
  expect(found).toMatchObject({ unit: { name } })
  expect(found!.doubt).toContain(name)
})

test.each(['Sở Tài chính', 'UBND tỉnh', 'Phòng', 'Danh sách có 46 người./.', '', '123', 'Trung tâm', 'Các phòng chuyên môn'])('"%s" is no unit', text => {
  expect(recognise(known, text)).toBeUndefined()
})

test('an abbreviation that fits two units names both', () => {
  const two = [{ name: 'Phòng Nông cụ', aliases: [] }, { name: 'Phòng Ngân chi', aliases: [] }]
  expect(recognise(two, 'P. NC')).toMatchObject({ doubt: '“P. NC” có thể là Phòng Nông cụ hoặc Phòng Ngân chi.', others: [{ name: 'Phòng Ngân chi' }] })
})
