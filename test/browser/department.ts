// A portal with something of everything in it, the worst included: what the browser looks at must hold with real contents.
import { readFileSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import { expect } from 'vitest'
import { people } from '../../src/accounts/tables.ts'
import { backupRecorded } from '../../src/admin/backup.ts'
import { newId } from '../../src/ids.ts'
import { noContext } from '../../src/assistant/answering.ts'
import { conversations, turns } from '../../src/assistant/tables.ts'
import { agendaItems } from '../../src/meetings/tables.ts'
import type { ProcedureContent } from '../../src/procedures/content.ts'
import { saveDraft } from '../../src/procedures/drafts.ts'
import { publishMany, type Publication } from '../../src/procedures/versions.ts'
import { aMeeting } from '../meetings-office.ts'
import { testNow, type TestPortal } from '../portal.ts'
import { fillForCitizens } from './for-citizens.ts'

const contentsIn = (file: string) => (JSON.parse(readFileSync(`data/demo/procedures/${file}.json`, 'utf8')) as { content: ProcedureContent }[]).map(({ content }) => content)

/** Names of over 300 characters and words without a break do exist in registers. */
const longest = (content: ProcedureContent): ProcedureContent => ({
  ...content, code: '1.999999', name: `${'Cấp, cấp lại, gia hạn giấy phép hoạt động của doanh nghiệp cho thuê lại lao động trên địa bàn '.repeat(4)}(01-2026-TT-BLDTBXH-PHULUC-KHONGNGATDONG-RATRATDAI)`,
  steps: Array.from({ length: 40 }, (_, at) => `Bước ${at + 1}: ${'Cơ quan tiếp nhận kiểm tra thành phần hồ sơ và ghi phiếu hẹn. '.repeat(4)}`).join('\n'),
})

const record = (code: string | null, name: string) => ({
  id: `src:${code ?? name}`, code, name, field: 'Việc làm', level: 'Cấp tỉnh', agency: 'Sở Lao động', audience: 'Người lao động', online_level: null, postal: null, steps: 'Bước 1: Nộp hồ sơ.',
  documents: [], methods: [{ channel: 'Trực tiếp', time_limit: '5 Ngày làm việc', fee: null, note: null }], result: 'Giấy phép', conditions: null, legal_basis: [], decision: null, authority: null, url: null,
})

/**
 * Fills a portal of the tests. Returns what the addresses of its pages need by name, such as `long`, the procedure with the longest name.
 */
export async function fillDepartment(portal: TestPortal): Promise<Record<string, string>> {
  const { store, as } = portal
  await portal.indexing.ready
  const contents = [...contentsIn('viec-lam'), ...contentsIn('bao-tro-xa-hoi')]
  contents.push(longest(contents[0]!))
  const published = (content: ProcedureContent, at: number): Publication => ({
    content, effectiveFrom: '2026-01-01', publishedOn: '2026-01-01', decision: '970/QĐ-UBND', ownerUnitId: at % 2 ? 'merit' : 'jobs',
    reviewOn: at === 1 ? '2026-09-01' : at === 3 ? '2026-10-20' : null, checkedOn: at % 3 ? '2026-07-01' : null, checkedById: at % 3 ? 'kiem' : null,
  })
  const kiem = { id: 'kiem' }
  const ids = await store.write(db => publishMany(db, kiem, contents.map(published), 'test'))
  const amended = { ...contents[1]!, result: 'Giấy phép điện tử', papers: contents[1]!.papers.slice(1), conditions: 'Đủ 18 tuổi và có hộ khẩu tại tỉnh.' }
  await store.write(db => publishMany(db, kiem, [{ procedureId: ids[1]!, content: amended, effectiveFrom: '2026-09-01', publishedOn: '2026-08-20', decision: '1277/QĐ-UBND' }], 'test'))
  await store.write(db => saveDraft(db, kiem, ids[2]!, 0, { ...contents[2]!, result: 'Quyết định' }))
  await expect.poll(() => portal.indexing.searcher.size, { timeout: 20_000 }).toBe(contents.length)

  const asked = async (question: string, path = '/ask') => (await as('cua').post(path, { question })).headers.get('location')!.split('#')[0]!
  const talk = await asked('Xác định mức độ khuyết tật cần giấy tờ gì, bao lâu có kết quả?')
  for (const question of ['giấy phép lao động', 'Giá vàng hôm nay bao nhiêu?', 'Số 038085000123 đã được chưa?']) await asked(question, `${talk}/turns`)
  const [turn] = await store.read.select({ id: turns.id }).from(turns).where(eq(turns.number, 1))
  await as('cua').post(`/ask/turns/${turn!.id}/feedback`, { useful: 'no', reason: 'incomplete', comment: 'Chưa nói mẫu đơn lấy ở đâu' })
  // An answer of which something is lost: its page fails, as pages do when a defect meets them.
  const broken = newId()
  await store.write(async db => {
    await db.insert(conversations).values({ id: broken, personId: 'cua', title: 'Câu hỏi bị hỏng', startedAt: testNow, askedAt: new Date(0), context: noContext })
    await db.insert(turns).values({ id: newId(), conversationId: broken, number: 1, question: 'Câu hỏi bị hỏng', outcome: 'answered', answer: {} as never, sources: [], ms: 1, askedAt: testNow })
  })

  const sent = async (name: string, path: string, file: File) => {
    const form = new FormData()
    form.set('file', file)
    return (await as(name).upload(path, form)).headers.get('location')!.split('/').at(-1)!
  }
  const lines = [...Array.from({ length: 30 }, (_, at) => record(`2.${100000 + at}`, `Thủ tục mới số ${at + 1}`)), { ...record('1.014746', contents[0]!.name), steps: 'Bước 1: Đã đổi.' }, record(null, contents[4]!.name)]
  const imported = await sent('kiem', '/procedures/imports', new File([`${lines.map(line => JSON.stringify(line)).join('\n')}\n{"name": hỏng`], 'thu-tuc-bo-gui-thang-10-ban-sua-lan-cuoi-da-doi-chieu.jsonl'))
  await portal.jobsDone()
  const staff = await sent('quan', '/admin/staff-imports', new File([
    'TT,Họ và tên,Chức vụ,Thư điện tử công vụ,Nhiệm vụ kiêm nhiệm,Máy lẻ,Ghi chú\nI,Phòng Người có công,,,,,\n1,Bế Thị Hoa,Trưởng phòng,hoa@example.vn,,140,\n2,Vàng Seo Dìn,Chuyên viên,dinvs@example.vn,Đầu mối CCHC,143,Đi học\nII,Phòng Viêc làm,,,,,\n3,Phùng Quang Huy,Chuyên viên,"huypq@example,vn",,152,\n',
  ], 'danh-sach-can-bo.csv'))
  await store.write(db => db.update(people).set({ lockedUntil: new Date(testNow.getTime() + 600_000) }).where(eq(people.id, 'ky')))
  await backupRecorded(portal.config, store, { id: 'quan' })
  const meeting = await aMeeting(portal, { agenda: [
    { title: 'Kết quả tháng 9', presenterId: 'binh', minutes: 20 },
    { title: 'Rà soát, cắt giảm thời gian giải quyết thủ tục hành chính của từng lĩnh vực, phân công thu thập tài liệu kiểm chứng '.repeat(3), presenterId: 'hoa', unitId: 'merit', minutes: 15 },
  ] })
  const { draft, series, item } = await prepareMeetings(portal)
  const forCitizens = await fillForCitizens(portal, ids[5]!)
  return { ...forCitizens, draft, series, item, first: ids[0]!, amended: ids[1]!, drafted: ids[2]!, long: ids.at(-1)!, talk: talk.split('/').at(-1)!, turn: turn!.id, broken, import: imported, staff, meeting }
}

/** A series with its next meeting as a draft that is too long, a guest from outside, a document, and proposals that wait. */
async function prepareMeetings({ store, as }: TestPortal): Promise<{ draft: string; series: string; item: string }> {
  const binh = as('binh')
  const long = 'Rà soát, tái cấu trúc quy trình giải quyết thủ tục hành chính thuộc thẩm quyền của các phòng, đơn vị trực thuộc '.repeat(2).trim()
  const series = (await binh.post('/meetings/series', {
    name: 'Giao ban cải cách hành chính', every: 'monthly', by: 'day', day: '15', shift: 'after', startsAt: '08:00', minutes: '60', place: 'Phòng họp tầng 2', link: 'https://hop.example.vn/phong-hop-cai-cach-hanh-chinh',
    chairId: 'lan', secretaryId: 'yen', prepareDays: '5', 'unit.merit': 'on', 'unit.leaders': 'on', 'person.0.id': 'minh', 'agenda.0.title': long, 'agenda.0.presenterId': 'binh', 'agenda.0.minutes': '75',
  })).headers.get('location')!.split('/').at(-1)!
  const draft = (await binh.post(`/meetings/series/${series}/meetings`)).headers.get('location')!.split('/')[2]!
  await binh.post(`/meetings/${draft}/guests`, { name: 'Bà Nông Thị Ngân', title: 'Phó Chánh Văn phòng Ủy ban nhân dân tỉnh', unitId: '', personId: '' })
  for (const title of ['Vướng mắc khi tiếp nhận hồ sơ trực tuyến', long]) await as('minh').post('/meetings/backlog', { title, body: 'Đề nghị thống nhất cách làm giữa các phòng.', minutes: '15', seriesId: series })
  const [item] = await store.read.select({ id: agendaItems.id }).from(agendaItems).where(eq(agendaItems.meetingId, draft))
  return { draft, series, item: item!.id }
}
