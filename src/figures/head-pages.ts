// What stands over every page of figures: title, tabs, the filter and what it says.
import { today } from '../clock.ts'
import { reach } from '../policy.ts'
import { plansFor, yearsOfPlans } from '../plans/plans.ts'
import { allUnits, unitOptions } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { date } from '../web/helpers.ts'
import { addressOf, type FigureFilter, type Span } from './filter.ts'
import type { FilterForm, Head } from './views.ts'

const tabs = [
  { here: 'show', path: '/figures', label: 'Tổng quan' }, { here: 'units', path: '/figures/units', label: 'So sánh đơn vị' },
  { here: 'moves', path: '/figures/moves', label: 'Thay đổi trong kỳ' }, { here: 'silence', path: '/figures/silence', label: 'Chưa báo cáo' },
] as const

export function headOf(here: Head['here'], filter: FigureFilter, title: string, lede: string, span: Span | null = null): Head {
  const path = tabs.find(tab => tab.here === here)!.path
  return {
    here, title, lede, xlsx: addressOf(`${path}/xlsx`, filter, span ? { ...span } : {}),
    tabs: tabs.map(tab => ({ href: addressOf(tab.path, filter), label: tab.label, current: tab.here === here })),
  }
}

export const pathOf = (here: Head['here']): string => tabs.find(tab => tab.here === here)!.path

/** Whether the person's figures are of everything, and not of the own unit alone. */
export const seesAll = (c: Ask): boolean => reach(c.var.user, 'see tasks') === 'any'

/** The filter as a sentence: 'nhiệm vụ năm 2026, do Phòng A chủ trì, trong “Kế hoạch B”'; `what` is said in place of its beginning. */
export async function filterInWords(c: Ask, { plan, year, unit }: FigureFilter, what?: string): Promise<string> {
  const { store: { read }, user } = c.var
  const units = await allUnits(read)
  const named = plan ? (await plansFor(read, user, { q: '', year: '', kind: '', state: '' })).find(({ id }) => id === plan) : null
  const own = units.filter(({ id }) => user.roles.some(({ unitIds }) => unitIds.includes(id)) && id === user.unitId)
  const whose = unit ? units.find(({ id }) => id === unit)?.name ?? 'đơn vị không còn' : seesAll(c) ? '' : own[0]?.name ?? 'đơn vị bạn'
  const of = what ?? (year ? `nhiệm vụ năm ${year}${year === today().slice(0, 4) ? ' và của năm trước chưa xong' : ''}` : 'nhiệm vụ của mọi năm')
  return [of, whose && `do ${whose} chủ trì`, plan && `trong ${named ? `${named.number ? `${named.number} ` : ''}“${named.title}”` : 'kế hoạch không còn'}`].filter(Boolean).join(', ')
}

export async function formOf(c: Ask, here: Head['here'], filter: FigureFilter, { span = null, year = true, what }: { span?: Span | null; year?: boolean; what?: string } = {}): Promise<FilterForm> {
  const { store: { read }, user } = c.var
  const years = [...new Set([today().slice(0, 4), ...await yearsOfPlans(read, user), ...(filter.year ? [filter.year] : [])])].toSorted().toReversed()
  const words = await filterInWords(c, year ? filter : { ...filter, year: '' }, what)
  return {
    action: pathOf(here), filter, span,
    plans: [{ value: '', label: 'Mọi kế hoạch và nguồn giao' }, ...(await plansFor(read, user, { q: '', year: '', kind: '', state: '' })).map(({ id, title, number, depth }) => ({ value: id, label: `${'– '.repeat(depth)}${number ? `${number} · ` : ''}${title}` }))],
    years: year ? [{ value: '', label: 'Mọi năm' }, ...years.map(one => ({ value: one, label: `Năm ${one}` }))] : [],
    units: seesAll(c) ? [{ value: '', label: 'Mọi đơn vị' }, ...await unitOptions(read)] : [],
    sentence: `Tính ${words}${span ? `, từ ${date(span.from)} đến ${date(span.to)}` : ''}; số liệu ngày ${date(today())}.`,
  }
}
