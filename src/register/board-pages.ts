// The board as its part of the page shows it.
import type { Ask } from '../web/context.ts'
import { number } from '../web/helpers.ts'
import { boardOf, columnHref, stages, type Board, type Column } from './board.ts'
import type { BoardViews, Card } from './board-views.ts'
import { cardsFor } from './card-pages.ts'
import { boardGroups, none, registerHref, type RegisterFilter } from './filter.ts'
import type { Found } from './finding.ts'
import { foundFor, headOf } from './list-pages.ts'
import { tabsFor } from './tabs.ts'

const groupNames: Record<RegisterFilter['group'], string> = { standing: 'Theo bước', unit: 'Theo đơn vị' }

export async function boardPage(c: Ask, filter: RegisterFilter): Promise<BoardViews['register/board']> {
  const found = await foundFor(c, filter)
  const board = boardOf(found, filter.group)
  const head = headOf(c, filter, found, ['group'])
  return { head: { ...head, ...await tabsFor(c, filter) }, board: await boardPart(c, filter, board, found) }
}

async function boardPart(c: Ask, filter: RegisterFilter, { columns, left }: Board, { names }: Found): Promise<BoardViews['register/_board']> {
  const cards = await cardsFor(c.var.store.read, c.var.user, columns.flatMap(({ ids }) => ids), names, filter.group !== 'unit')
  const back = registerHref({ ...filter, page: 1 })
  const idOf = (at: number) => `cot-${at + 1}`
  const titleOf = ({ key }: Column) => (filter.group === 'standing' ? stages.find(one => one.key === key)!.label : key === none ? 'Chưa giao đơn vị' : names.unit(key))
  return {
    groups: boardGroups.map(group => ({ href: registerHref({ ...filter, group, page: 1 }), label: groupNames[group], current: group === filter.group })),
    byUnit: filter.group === 'unit',
    columns: columns.map((column, at) => {
      const title = titleOf(column)
      const dropsOf = ({ step, next }: Card) => columns.flatMap(({ key }, other) => (other !== at && ((step ?? next)?.to === key || (!step && next?.to === 'unit' && key !== none)) ? [idOf(other)] : []))
      const shown = column.ids.flatMap(id => cards.get(id) ?? []).map(card => ({ ...card, back, drops: dropsOf(card), status: card.status?.label === title ? null : card.status }))
      return { id: idOf(at), title, count: column.count, href: column.count ? columnHref(filter, column.key) : null, cards: shown, more: column.count - shown.length }
    }),
    left: left.columns ? `Bảng xếp ${columns.length} đơn vị nhiều việc nhất; còn ${number(left.columns)} đơn vị với ${number(left.count)} nhiệm vụ: hãy chọn đơn vị ở phần lọc.` : null,
  }
}
