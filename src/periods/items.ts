// What stands behind a figure: things as items of its list, and where each opens.
import type { Item } from './tables.ts'

export const item = (kind: Item['kind'], id: string, label: string, more: Partial<Omit<Item, 'kind' | 'id' | 'label'>> = {}): Item =>
  ({ kind, id, label, note: '', unitId: null, group: null, amount: 1, counts: true, ...more })

const folders: Record<Exclude<Item['kind'], 'dossiers'>, string> = {
  task: '/tasks', procedure: '/procedures', enquiry: '/enquiries', piece: '/propaganda', line: '/propaganda/plan', meeting: '/meetings',
  document: '/documents', proposal: '/demand/proposals',
}

export const hrefOf = ({ kind, id }: Pick<Item, 'kind' | 'id'>): string => (kind === 'dossiers' ? `/periods/${id}` : `${folders[kind]}/${id}`)
