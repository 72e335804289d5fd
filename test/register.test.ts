// The register of tasks, as stories: narrowed by its address, as list, board and calendar; filters kept; many tasks changed at once.
import { expect, test } from 'vitest'
import { emptyFilter, readFilter, registerHref } from '../src/register/filter.ts'

test('an address says a filter and is read back; what makes no sense is left out', () => {
  const filter = { ...emptyFilter, q: 'rà soát', chosen: { standing: ['overdue'], unit: ['merit', 'jobs'] }, role: 'any' as const, from: '2026-10-01', view: 'board' as const, page: 3 }
  const address = registerHref(filter)
  expect(address).toBe('/tasks?q=r%C3%A0+so%C3%A1t&standing=overdue&unit=merit&unit=jobs&role=any&from=2026-10-01&view=board&page=3')
  expect(readFilter(new URL(address, 'http://x').searchParams)).toEqual(filter)
  expect(registerHref(emptyFilter)).toBe('/tasks')
  expect(readFilter(new URLSearchParams('from=31/12&view=tree&page=-4&month=2026-13&unit=&sort=x&role=boss'))).toEqual(emptyFilter)
})
