// The directory of people: searched as one types, filtered by its address, exported as filtered; and the page of one person.
import { withQuery } from '../addresses.ts'
import { writeCsv } from '../admin/csv.ts'
import { writeWorkbook } from '../admin/workbook.ts'
import { today } from '../clock.ts'
import { NotFound } from '../errors.ts'
import { fileKinds } from '../evidence/kinds.ts'
import { may, roleNames, roles } from '../policy.ts'
import { mustHaveSecondFactor, secondFactorOf } from '../second-factor/second-factors.ts'
import { unitOptions } from '../units/units.ts'
import { routes, type Ask } from '../web/context.ts'
import { blank, type Form } from '../web/forms.ts'
import { date, number } from '../web/helpers.ts'
import type { StatusKind } from '../web/layout.ts'
import { pagerOf } from '../web/paging.ts'
import { download, page } from '../web/render.ts'
import { userOf } from './accounts.ts'
import { delegationsOf } from './delegations.ts'
import { accountState, directory, fieldsInUse, filterFrom, findPerson, postingsOf, roleHoldingsOf, type DirectoryLine, type Filter } from './people.ts'
import type { Person } from './tables.ts'
import type { AccountViews } from './views.ts'

export const peopleRoutes = routes()

const pageSize = 50

peopleRoutes.get('/people', async c => {
  const { store, user } = c.var
  const filter = filterFrom(c.req.query())
  const found = await directory(store.read, filter)
  const units = await unitOptions(store.read)
  const pager = pagerOf(Number(c.req.query('page') ?? 1), pageSize, found.length, at => addressOf(filter, at > 1 ? { page: String(at) } : {}))
  const chips = chipsOf(filter, units)
  return page(c, 'Danh bạ', 'accounts/people', {
    ...filter, units: [{ value: '', label: 'Mọi đơn vị' }, ...units], roles: [{ value: '', label: 'Mọi vai trò' }, ...roles.map(role => ({ value: role, label: roleNames[role] }))],
    sentence: sentenceOf(filter, units, found.length), chips, pager,
    rows: found.slice(pager.from - 1 < 0 ? 0 : pager.from - 1, pager.to).map(asRow),
    exports: { xlsx: addressOf(filter, {}, '/people/export/xlsx'), csv: addressOf(filter, {}, '/people/export/csv') },
    mayManage: may(user, 'manage people'), mayImport: may(user, 'import the office'),
  })
})

const asRow = (line: DirectoryLine) => ({
  ...line, roleWords: line.roles.map(role => roleNames[role]).join(', '),
  status: line.leftOn === null ? null : { kind: 'past' as const, label: `Thôi công tác ${date(line.leftOn)}` },
})

/** The address of the list so filtered; what is not chosen is left out. */
function addressOf(filter: Filter, more: Record<string, string> = {}, path = '/people'): string {
  const { q, unit, role, state, order } = filter
  return withQuery(path, { q, unit, role, state: state === 'serving' ? '' : state, order: order === 'unit' ? '' : order, ...more })
}

function chipsOf(filter: Filter, units: { value: string; label: string }[]): { words: string; href: string }[] {
  const chip = (words: string, without: Partial<Filter>) => ({ words, href: addressOf({ ...filter, ...without }) })
  const unit = units.find(one => one.value === filter.unit)
  return [
    ...(filter.q ? [chip(`“${filter.q}”`, { q: '' })] : []), ...(unit ? [chip(unit.label.replace(/^(– )+/, ''), { unit: '' })] : []),
    ...(filter.role ? [chip(roleNames[filter.role], { role: '' })] : []), ...(filter.state !== 'serving' ? [chip(filter.state === 'left' ? 'đã thôi công tác' : 'cả người đã thôi', { state: 'serving' })] : []),
  ]
}

function sentenceOf(filter: Filter, units: { value: string; label: string }[], count: number): string {
  const unit = units.find(one => one.value === filter.unit)?.label.replace(/^(– )+/, '')
  const state = { serving: 'đang công tác', left: 'đã thôi công tác', all: 'đang và từng công tác' }[filter.state]
  return `${number(count)} người ${state}${unit ? ` ở ${unit}` : ''}${filter.role ? `, vai trò ${roleNames[filter.role]}` : ''}${filter.q ? `, có “${filter.q}”` : ''}, sắp theo ${filter.order === 'unit' ? 'đơn vị' : 'tên'}.`
}

peopleRoutes.get('/people/export/:format', async c => {
  const format = c.req.param('format')
  if (format !== 'xlsx' && format !== 'csv') throw new NotFound()
  const filter = filterFrom(c.req.query())
  const found = await directory(c.var.store.read, filter)
  const titles = ['Họ và tên', 'Chức danh', 'Đơn vị', 'Thư điện tử', 'Máy lẻ', 'Kiêm nhiệm', 'Vai trò', 'Ghi chú']
  const rows = found.map(asRow).map(row => [row.name, row.title, row.unitName, row.email, row.extension, row.duties.join('; '), row.roleWords, row.status?.label ?? row.note])
  const name = `Danh bạ ${today()}`
  if (format === 'csv') return download(c, `${name}.csv`, 'text/csv; charset=utf-8', writeCsv([titles, ...rows]))
  const widths = [28, 28, 36, 30, 10, 36, 30, 24]
  const columns = titles.map((title, at) => ({ title, width: widths[at]!, kind: 'text' as const }))
  const note = sentenceOf(filter, await unitOptions(c.var.store.read), found.length)
  return download(c, `${name}.xlsx`, fileKinds.xlsx.mime, await writeWorkbook([{ name: 'Danh bạ', columns, rows, note }]))
})

peopleRoutes.get('/people/:id', c => showPerson(c, c.req.param('id')))

const accountLabels: Record<ReturnType<typeof accountState>['kind'], { kind: StatusKind; label: string }> = {
  left: { kind: 'past', label: 'Đã đóng' }, none: { kind: 'new', label: 'Chưa có tài khoản' }, locked: { kind: 'near', label: 'Tạm khóa' },
  invited: { kind: 'wait', label: 'Chờ đặt mật khẩu' }, demo: { kind: 'new', label: 'Người mẫu' }, ready: { kind: 'done', label: 'Đang dùng' },
}

async function factorOf(c: Ask, person: Person) {
  const { store, config } = c.var
  if (person.demo || person.leftOn !== null) return null
  return { since: (await secondFactorOf(store.read, person.id))?.confirmedAt ?? null, must: mustHaveSecondFactor(config.secondFactor, await userOf(store.read, person)) }
}

/** The person's page; `open` names the form that came back with mistakes. */
export async function showPerson(c: Ask, id: string, form: Form = blank, open: AccountViews['accounts/person']['open'] = '') {
  const { store, user, config } = c.var
  const person = await findPerson(store.read, id)
  const postings = await postingsOf(store.read, id)
  const manages = may(user, 'manage people')
  const { given, received } = await delegationsOf(store.read, id)
  const state = accountState(person, config.oidc !== null || config.ldap !== null)
  const now = postings.find(posting => posting.state === 'now')
  const lede = person.leftOn ? `Đã thôi công tác từ ${date(person.leftOn)}.` : now ? `${now.title ?? 'Công tác'} ở ${now.unitName}, từ ${date(now.since)}.` : 'Hiện chưa thuộc đơn vị nào.'
  return page(c, person.name, 'accounts/person', {
    person, lede, postings, roles: await roleHoldingsOf(store.read, id),
    given: given.filter(row => manages || row.state !== 'over'), received: received.filter(row => manages || row.state !== 'over'),
    account: manages ? { status: accountLabels[state.kind], sentence: state.sentence, mayLink: state.kind !== 'left' && state.kind !== 'none' && state.kind !== 'demo', locked: state.kind === 'locked', secondFactor: await factorOf(c, person) } : null,
    roleOptions: [{ value: '', label: 'Chọn vai trò' }, ...roles.map(role => ({ value: role, label: roleNames[role] }))], fieldOptions: manages ? await fieldsInUse(store.read) : [],
    units: manages ? [{ value: '', label: 'Chọn đơn vị' }, ...await unitOptions(store.read)] : [], today: today(), self: person.id === user.id, form, open,
  })
}
