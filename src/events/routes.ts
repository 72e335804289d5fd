// The audit log: who did what when, for those who answer for the office.
import { withQuery } from '../addresses.ts'
import { writeCsv } from '../admin/csv.ts'
import { today } from '../clock.ts'
import { routes } from '../web/context.ts'
import { date, number, time } from '../web/helpers.ts'
import { pagerOf } from '../web/paging.ts'
import { download, page } from '../web/render.ts'
import { actors, countEvents, eventFilter, kindNames, listEvents, type EventFilter } from './audit.ts'

export const eventRoutes = routes()

const pageSize = 50
const exportLimit = 20_000

eventRoutes.get('/events', async c => {
  const db = c.var.store.read
  const filter = eventFilter(c.req.query())
  const count = await countEvents(db, filter)
  const pager = pagerOf(Number(c.req.query('page')), pageSize, count, to => address('/events', filter, to))
  const known = await actors(db)
  return page(c, 'Nhật ký', 'events/index', {
    filter, pager, exportLimit,
    sentence: sentence(filter, count, known.find(({ id }) => id === filter.person)?.name),
    filtered: Object.values(filter).some(Boolean),
    people: [{ value: '', label: 'Mọi người' }, ...known.map(({ id, name }) => ({ value: id, label: name }))],
    kinds: [{ value: '', label: 'Mọi việc' }, ...Object.entries(kindNames).map(([value, label]) => ({ value, label }))],
    rows: await listEvents(db, filter, pageSize, (pager.page - 1) * pageSize),
    export: address('/events/export', filter),
  })
})

eventRoutes.get('/events/export', async c => {
  const rows = await listEvents(c.var.store.read, eventFilter(c.req.query()), exportLimit)
  const lines = rows.map(({ number, at, actor, onBehalfOf, sentence, subject }) => [number, date(at), time(at), actor, onBehalfOf, sentence, subject?.label ?? null])
  return download(c, `nhat-ky-${today()}.csv`, 'text/csv; charset=utf-8', writeCsv([['Số', 'Ngày', 'Giờ', 'Người làm', 'Thay mặt', 'Việc', 'Đối tượng'], ...lines]))
})

function sentence({ kind, from, to }: EventFilter, count: number, person: string | undefined): string {
  return [
    `${number(count)} việc`, kind && `về ${kindNames[kind].toLowerCase()}`, person && `liên quan đến ${person}`,
    from && `từ ${date(from)}`, to && `đến ${date(to)}`,
  ].filter(Boolean).join(' ') + ', mới nhất trước.'
}

function address(path: string, filter: EventFilter, page = 1): string {
  return withQuery(path, { ...filter, page: page > 1 ? String(page) : '' })
}
