// Pages of a long list, as the pager under it needs them.

export interface Pager {
  /** The page shown, from 1. */
  page: number
  pages: number
  /** All rows of the list. */
  count: number
  /** Numbers of the first and the last row shown. */
  from: number
  to: number
  previous: string | null
  next: string | null
  /** What can be gone to; null stands for pages left out between. */
  steps: ({ page: number; href: string; current: boolean } | null)[]
}

/**
 * The pager of a list of `count` rows shown by `size`.
 * @param page the page asked for, from 1; outside the list it becomes the nearest one that is there
 * @param href the address of a page, with the list's filter in it
 */
export function pagerOf(page: number, size: number, count: number, href: (page: number) => string): Pager {
  const pages = Math.max(1, Math.ceil(count / size))
  const here = Math.min(Math.max(1, Math.floor(page) || 1), pages)
  const shown = [...new Set([1, here - 1, here, here + 1, pages])].filter(number => number >= 1 && number <= pages)
  return {
    page: here, pages, count, from: count === 0 ? 0 : (here - 1) * size + 1, to: Math.min(here * size, count),
    previous: here > 1 ? href(here - 1) : null,
    next: here < pages ? href(here + 1) : null,
    steps: shown.flatMap((number, index) => {
      const step = { page: number, href: href(number), current: number === here }
      const before = shown[index - 1]
      return before !== undefined && number - before > 1 ? [null, step] : [step]
    }),
  }
}
