// The search over everything, as stories: found however it is typed, only by who may see it, a second after it changed, and the same when built anew.
import { asc, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { people } from '../src/accounts/tables.ts'
import { portal as thePortal, record } from '../src/events/events.ts'
import { emptyContent } from '../src/procedures/content.ts'
import { publishMany } from '../src/procedures/versions.ts'
import { neighbours } from '../src/search/mistyping.ts'
import { numbersIn, typedNumber } from '../src/search/numbers.ts'
import { citations, documents } from '../src/evidence/tables.ts'
import { buildSearch } from '../src/search/keeping.ts'
import { searchEntries, searchMarks } from '../src/search/tables.ts'
import { entryWords, queryOf } from '../src/search/words.ts'
import { marked } from '../src/search/ranking.ts'
import { numbersWith } from '../src/store/full-text.ts'
import { giveTask, type TaskInput } from '../src/tasks/assigning.ts'
import { tasks } from '../src/tasks/tables.ts'
import { units } from '../src/units/tables.ts'
import { openPortal, type TestPortal } from './portal.ts'

const origin = { kind: 'document' as const, number: '27/KH-SLĐTBXH', date: '2026-02-26', issuer: 'Sở', title: 'Kế hoạch cải cách hành chính', clause: null, quote: null, saidBy: null }

let portal: TestPortal
beforeEach(async () => {
  portal = await openPortal()
  await portal.searchSettled()
  // The test's people and units come in without events.
  await buildSearch(portal.store)
})

const give = async (title: string, more: Partial<TaskInput> = {}) => {
  const id = await portal.store.write(db => giveTask(db, { id: 'lan' }, {
    title, origin, unitId: 'merit', assignerId: 'lan', deadline: { kind: 'date', value: '2026-11-30', original: '30/11/2026' }, domain: 'Người có công', ...more,
  }, { receiptHours: 16 }))
  await portal.searchSettled()
  return id
}
const address = (q: string, more: Record<string, string> = {}) => `/search?${new URLSearchParams({ q, ...more })}`
const pageFor = (who: string, q: string, more: Record<string, string> = {}) => portal.as(who).text(address(q, more))
/** Addresses of what the page shows, in its order. */
const found = async (who: string, q: string, more: Record<string, string> = {}) =>
  [...(await pageFor(who, q, more)).matchAll(/class="item-t" href="([^"]+)"/g)].map(([, href]) => href)

const publishNamed = async (name: string, code: string) => {
  const [id] = await portal.store.write(db => publishMany(db, { id: 'kiem' }, [{ content: { ...emptyContent(name), code, field: 'Việc làm' }, effectiveFrom: '2026-01-01', publishedOn: '2026-01-01' , ownerUnitId: 'jobs' }], 'test'))
  await portal.searchSettled()
  return id!
}

describe('however it is typed', () => {
  test('with tones, without them, with short forms, by beginnings, in any order', async () => {
    const id = await give('Rà soát, đơn giản hóa thủ tục hành chính lĩnh vực người có công')
    for (const q of ['rà soát thủ tục', 'ra soat thu tuc', 'RÀ SOÁT TTHC', 'thủ tục rà soát', 'đơn giản hoá', 'don gian ho', 'người có công', 'ncc', 'rà soát thủ tu']) {
      expect(await found('lan', q), q).toContain(`/tasks/${id}`)
    }
    expect(await found('lan', 'rà soát giấy phép')).toEqual([])
  })

  test('tones count where they are typed: the nearest is found, and the rest is one click away', async () => {
    const right = await give('Mua máy tính cho bộ phận một cửa')
    const other = await give('Thu thập mẫu đơn')
    await give('Sổ theo dõi mậu dịch')
    expect(await found('lan', 'mẫu')).toEqual([`/tasks/${other}`])
    expect(await pageFor('lan', 'mẫu')).toContain('href="/search?q=mau">Tìm cả chữ khác dấu')
    expect((await found('lan', 'mau')).length).toBe(2)
    const page = await pageFor('lan', 'máy tỉnh')
    expect(page).toContain(`/tasks/${right}`)
    expect(page).toContain('Không có kết quả đúng dấu đã gõ')
  })

  test.each(['27/KH-SLĐTBXH', '27/kh-sldtbxh', '27 /KH – SLĐTB&XH', 'số 27/KH-SLĐTBXH', '27 kh slđtbxh', '27/KH'])('the number of a document as "%s"', async q => {
    const id = await give('Công bố kết quả đo lường')
    await give('Sửa 27 biểu mẫu trong kế hoạch', { origin: { ...origin, number: '28/KH-SLĐTBXH' } })
    expect((await found('lan', q))[0]).toBe(`/tasks/${id}`)
  })

  test('what has the very number comes before what only begins so or speaks of it', async () => {
    const longer = await give('Việc một', { origin: { ...origin, number: '127/KH-SLĐTBXH' } })
    const exact = await give('Việc hai')
    const speaks = await give('Kế hoạch 27 của SLĐTBXH: việc ba', { origin: { ...origin, number: '9/BC-SNV' } })
    const order = await found('lan', '27/KH-SLĐTBXH')
    expect(order[0]).toBe(`/tasks/${exact}`)
    expect(order).not.toContain(`/tasks/${longer}`)
    expect(order.indexOf(`/tasks/${speaks}`)).not.toBe(0)
  })

  test('one wrong letter is put right, and said', async () => {
    const id = await give('Kiểm tra công vụ tại các đơn vị')
    for (const q of ['kiemm tra cong vu', 'kiểm tra cogn vụ', 'kiem trs cong vu', 'kiem tra cng vu']) {
      const page = await pageFor('lan', q)
      expect(page, q).toContain(`/tasks/${id}`)
      expect(page).toContain('Đây là kết quả cho chữ gần giống')
    }
    expect(await pageFor('lan', 'kiểm tra cmgn vụ')).toContain('Không tìm thấy')
  })

  test('every kind in one box, with counts, and each kind alone', async () => {
    const task = await give('Giải quyết việc làm cho người lao động')
    const procedure = await publishNamed('Hỗ trợ tìm việc làm', '1.001978')
    const page = await pageFor('lan', 'việc làm')
    for (const words of [`/tasks/${task}`, `/procedures/${procedure}`, '/units/jobs', 'Nhiệm vụ 1', 'Thủ tục 1', 'Đơn vị 1', 'Tất cả 3', '3 kết quả cho “việc làm”', '<mark>việc</mark> <mark>làm</mark>']) expect(page).toContain(words)
    expect(await found('lan', 'việc làm', { kind: 'procedure' })).toEqual([`/procedures/${procedure}`])
    expect((await found('lan', '1.001978'))[0]).toBe(`/procedures/${procedure}`)
    expect(await found('lan', 'bế thị hoa')).toEqual(['/people/hoa'])
    expect(await found('lan', 'hoa')).toContain('/people/hoa')
  })

  test('a title before a text that speaks of it, what stands before what is over', async () => {
    const body = await give('Việc thứ nhất', { product: 'Báo cáo kiểm kê' })
    const title = await give('Báo cáo kiểm kê')
    const over = await give('Báo cáo kiểm kê')
    await portal.as('lan').post(`/tasks/${over}/drop`, { reason: 'Không còn cần' })
    await portal.searchSettled()
    expect(await found('lan', 'báo cáo kiểm kê')).toEqual([`/tasks/${title}`, `/tasks/${over}`, `/tasks/${body}`])
  })
})

describe('who finds what', () => {
  test('a task is found by its units, its people and who sees all; by nobody else, not even as a number', async () => {
    const id = await give('Xử lý đơn tố cáo')
    for (const who of ['lan', 'hoa', 'minh', 'yen', 'xem']) expect(await found(who, 'xử lý đơn tố cáo'), who).toEqual([`/tasks/${id}`])
    for (const who of ['cua', 'quan', 'kiem']) {
      expect(await found(who, 'xử lý đơn tố cáo'), who).toEqual([])
      const page = await pageFor(who, 'xử lý đơn tố cáo')
      expect(page).toContain('Không tìm thấy trong những gì bạn được xem')
      expect(page).not.toContain('Nhiệm vụ 1')
      expect(await portal.as(who).text(`/search/suggestions?q=xu+ly+don`)).not.toContain(`/tasks/${id}`)
      expect(await pageFor(who, 'xư ly đonn to cáo')).not.toContain('chữ gần giống')
    }
    const nobody = await portal.as(null).get(address('tố cáo'))
    expect(await nobody.text()).not.toContain(`/tasks/${id}`)
  })

  test('a task handed over is found by its new unit, and still by the one that had it, which keeps its part', async () => {
    const id = await give('Lập danh sách đối tượng')
    expect(await found('kiem', 'lập danh sách đối tượng')).toEqual([])
    expect((await portal.as('lan').post(`/tasks/${id}/handover`, { toUnitId: 'office', reason: 'Đổi đơn vị chủ trì' })).status).toBe(303)
    await portal.searchSettled()
    expect(await found('kiem', 'lập danh sách đối tượng')).toEqual([`/tasks/${id}`])
    expect(await found('hoa', 'lập danh sách đối tượng')).toEqual([`/tasks/${id}`])
  })

  test('evidence is found where it may be seen: by who entered it, and where it is cited', async () => {
    const id = await give('Rà soát hồ sơ')
    const form = new FormData()
    for (const [name, value] of Object.entries({ subject: 'Biên bản kiểm tra thực địa', number: '15/BB-NCC', date: '2026-10-05', issuer: 'Phòng' })) form.set(name, value)
    form.set('file', new File([], ''))
    const entered = (await portal.as('kiem').upload('/documents', form)).headers.get('location')!
    await portal.searchSettled()
    expect(await found('kiem', 'biên bản thực địa')).toEqual([entered])
    expect(await found('minh', 'biên bản thực địa')).toEqual([])
    const [mine] = await portal.store.read.select().from(documents)
    const cite = new FormData()
    cite.set('documentId', mine!.id)
    cite.set('file', new File([], ''))
    expect((await portal.as('yen').upload(`/tasks/${id}/citations`, cite)).status).toBe(303)
    await portal.searchSettled()
    expect(await found('minh', '15/BB-NCC')).toEqual([entered])
    const [citation] = await portal.store.read.select().from(citations)
    expect((await portal.as('yen').post(`/citations/${citation!.id}/removal`)).status).toBe(303)
    await portal.searchSettled()
    expect(await found('minh', '15/BB-NCC')).toEqual([])
  })

  test('a task being drafted in a plan is found by nobody', async () => {
    const { headers } = await portal.as('yen').post('/plans', { kind: 'yearly', title: 'Kế hoạch năm', since: '2026-01-01', until: '2026-12-31', unitId: 'office', 'domains.0.title': 'Thể chế', 'domains.0.weight': '1', 'domains.1.title': '', 'domains.1.weight': '' })
    await portal.searchSettled()
    expect(headers.get('location')).toMatch(/^\/plans\//)
    expect(await found('yen', 'kế hoạch năm')).toEqual([])
  })
})

describe('in step', () => {
  test('what is renamed is found by its new name within a second, by itself', async () => {
    const id = await give('Tên cũ khó đoán')
    await portal.store.write(async db => {
      await db.update(tasks).set({ title: 'Danh xưng mới' }).where(eq(tasks.id, id))
      await record(db, { id: 'lan' }, 'task changed', 'task', id)
    })
    await expect.poll(() => found('lan', 'danh xưng mới'), { timeout: 1000 }).toEqual([`/tasks/${id}`])
    expect(await found('lan', 'tên cũ khó đoán')).toEqual([])
  })

  test('a unit that gets another name takes its tasks and people along', async () => {
    const id = await give('Cấp phát kinh phí')
    await portal.store.write(async db => {
      await db.update(units).set({ aliases: ['P.CS'] }).where(eq(units.id, 'merit'))
      await record(db, thePortal, 'unit names changed', 'unit', 'merit')
    })
    await portal.searchSettled()
    expect(await found('lan', 'cấp phát P.CS')).toEqual([`/tasks/${id}`])
    expect(await found('lan', 'P.CS')).toContain('/units/merit')
  })

  test('built anew it is the same; damaged, it is mended; and a person gone from the tables is gone from it', async () => {
    await give('Việc thứ nhất')
    await publishNamed('Hỗ trợ tìm việc làm', '1.001978')
    const state = async () => (await portal.store.read.select({ kind: searchEntries.kind, id: searchEntries.subjectId, digest: searchEntries.digest }).from(searchEntries).orderBy(asc(searchEntries.kind), asc(searchEntries.subjectId)))
    const before = await state()
    expect(before.length).toBe(4 + 12 + 2)
    expect(await buildSearch(portal.store, { anew: true })).toBe(before.length)
    expect(await state()).toEqual(before)
    expect((await found('lan', 'việc')).length).toBe(3)
    await portal.store.write(db => db.delete(searchEntries).where(eq(searchEntries.kind, 'person')))
    await buildSearch(portal.store)
    expect(await state()).toEqual(before)
  })

  test('words made in another way are made anew at the start', async () => {
    await give('Việc thứ nhất')
    await portal.store.write(async db => {
      await db.update(searchMarks).set({ analysis: 'old' })
      await db.update(people).set({ name: 'Bế Thị Hoài' }).where(eq(people.id, 'hoa'))
    })
    const { openSearching } = await import('../src/search/keeping.ts')
    const searching = await openSearching(portal.store)
    await searching.settled()
    expect(await found('lan', 'hoài')).toEqual(['/people/hoa'])
    await searching.close()
  })
})

describe('what is typed', () => {
  test.each(['079123456789', '0912 345 678', 'căn cước 079123456789', 'nguyenvana@gmail.com'])('%s is neither looked for nor kept in an address', async q => {
    const answer = await portal.as('lan').get(address(q))
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/search?withheld=1'])
    const page = await portal.as('lan').get('/search?withheld=1')
    expect(page.headers.get('HX-Replace-Url')).toBe('/search?withheld=1')
    expect(await page.text()).toContain('cổng không tìm và không lưu')
    expect(await portal.as('lan').text(`/search/suggestions?${new URLSearchParams({ q })}`)).toContain('không tìm và không lưu')
  })

  test.each(['1.001776', '1.001776.000.00.00.H61', '27/KH-SLĐTBXH', 'kế hoạch 2026', '5.000.000.000 đồng'])('%s is looked for', async q => {
    expect((await portal.as('lan').get(address(q))).status).toBe(200)
  })

  test('anything may be typed: it is shown as it is, and nothing of it is a command', async () => {
    for (const q of ['<script>alert(1)</script>', '" OR 1=1 --', 'a* AND (b', "'); drop table tasks; --", '%', '_', ':*', 'NEAR(x y)', '😀', 'x'.repeat(5000), '\u0000a', '*', '-', '!']) {
      const answer = await portal.as('lan').get(address(q))
      expect(answer.status, q).toBe(200)
      expect(await answer.text()).not.toContain('<script>alert')
    }
    expect((await portal.as('lan').get('/search')).status).toBe(200)
    expect((await portal.as('lan').get('/search?kind=nonsense&q=a')).status).toBe(200)
  })

  test('a title with markup is shown as text, also where it is marked', async () => {
    await give('<b>Đậm</b> & nhạt')
    expect(await pageFor('lan', 'đậm')).toContain('&lt;b&gt;<mark>Đậm</mark>&lt;/b&gt; &amp; nhạt')
  })

  test('without words the page says what to try; while typing the nearest come with the question for the assistant', async () => {
    expect(await portal.as('lan').text('/search')).toContain('Ví dụ')
    const id = await give('Tổ chức hội nghị đánh giá')
    const typing = await portal.as('lan').text('/search/suggestions?q=hoi+nghi+da')
    for (const words of [`/tasks/${id}`, '1 gợi ý', 'Hỏi trợ lý: “hoi nghi da”', 'formaction="/ask"']) expect(typing).toContain(words)
    expect(await portal.as('quan').text('/search/suggestions?q=van+phong')).not.toContain('Hỏi trợ lý')
    const asked = await portal.as('lan').post('/ask', { q: 'hoi nghi', question: 'hoi nghi' })
    expect(asked.headers.get('location')).toMatch(/^\/ask\//)
  })
})

test('words, numbers and marks', () => {
  expect(numbersIn('Kế hoạch số 27/KH-SLĐTB&XH ngày 15/01/2026 và 03/2021/NĐ-CP, mã 1.001776.')).toEqual(['27khsldtbxh', '032021ndcp', '1001776'])
  expect([typedNumber('27/kh - slđtbxh'), typedNumber('số 27/KH'), typedNumber('kế hoạch 27'), typedNumber('27')]).toEqual(['27khsldtbxh', '27kh', null, null])
  expect(neighbours('abc')).toEqual(expect.arrayContaining(['acb', 'bac', 'abd', 'xbc', 'abcd', 'xabc', 'aabc']))
  expect(entryWords('person', { title: 'Đỗ 0912345678', body: [null], seenBy: [] })).not.toEqual(expect.arrayContaining([expect.stringContaining('0912345678')]))
  expect(marked('Rà soát và rà', queryOf('ra'))).toEqual([{ text: 'Rà', hit: true }, { text: ' soát và ', hit: false }, { text: 'rà', hit: true }])
})

test('the full text takes words only', async () => {
  await expect(numbersWith(portal.store.read, [['a" or "b']], 1)).rejects.toThrow('something else')
  expect(await numbersWith(portal.store.read, [], 1)).toEqual([])
})
