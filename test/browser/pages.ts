// The pages that are looked at in the browser: by axe light and dark, at 1280 and 360 px, with JavaScript and without; and weighed.
// A new page is added here, and all of those tests look at it.

export interface PageToLookAt {
  /** `:name` stands for what test/browser/department.ts calls so. */
  path: string
  /** The person of test/portal.ts who looks; null: nobody is signed in. */
  as: string | null
  status?: number
}

export const pages: PageToLookAt[] = [
  { path: '/sign-in', as: null },
  { path: '/procedures-that-nobody-knows', as: null, status: 404 },
  { path: '/', as: null, status: 401 },

  { path: '/', as: 'lan' },
  { path: '/procedures', as: 'lan' },
  { path: '/procedures/:long', as: 'lan' },
  { path: '/statistics', as: 'lan' },
  { path: '/me', as: 'lan' },
  { path: '/search', as: 'lan' },
  { path: '/search?q=viec+lam', as: 'lan' },
  { path: '/search?q=khong-co-gi-nhu-the', as: 'lan' },
  { path: '/admin', as: 'lan', status: 403 },
  { path: '/notices', as: 'lan' },
  { path: '/notices/settings', as: 'lan' },

  { path: '/', as: 'kiem' },
  { path: '/procedures/:amended', as: 'kiem' },
  { path: '/procedures/:amended/compare', as: 'kiem' },
  { path: '/procedures/:drafted/edit', as: 'kiem' },
  { path: '/procedures/:drafted/publication', as: 'kiem' },
  { path: '/procedures/:first/abolition', as: 'kiem' },
  { path: '/procedures/reviews', as: 'kiem' },
  { path: '/assistant/bench?q=khuyet+tat+can+giay+to+gi', as: 'kiem' },
  { path: '/assistant/sources', as: 'kiem' },
  { path: '/procedures/imports', as: 'kiem' },
  { path: '/procedures/imports/:import', as: 'kiem' },

  { path: '/', as: 'cua' },
  { path: '/ask', as: 'cua' },
  { path: '/ask/:talk', as: 'cua' },
  { path: '/ask/:broken', as: 'cua', status: 500 },
  { path: '/ask/history', as: 'cua' },
  { path: '/ask/turns/:turn/feedback', as: 'cua' },
  { path: '/ask/turns/:turn/slip', as: 'cua' },
  { path: '/procedures/:first/slip', as: 'cua' },
  { path: '/slips', as: 'cua' },
  { path: '/slips/:slip', as: 'cua' },
  { path: '/enquiries/new', as: 'cua' },
  { path: '/demand', as: 'cua' },

  { path: '/', as: 'quan' },
  { path: '/admin', as: 'quan' },
  { path: '/admin/backups', as: 'quan' },
  { path: '/admin/invitations', as: 'quan' },
  { path: '/admin/staff-imports', as: 'quan' },
  { path: '/admin/staff-imports/:staff', as: 'quan' },
  { path: '/people', as: 'quan' },
  { path: '/people/hoa', as: 'quan' },
  { path: '/people/hoa/edit', as: 'quan' },
  { path: '/units', as: 'quan' },
  { path: '/units/merit', as: 'quan' },
  { path: '/units/merit/split', as: 'quan' },
  { path: '/admin/units', as: 'quan' },
  { path: '/events', as: 'quan' },

  { path: '/procedures-that-nobody-knows', as: 'hoa', status: 404 },
  { path: '/calendar', as: 'minh' },
  { path: '/calendar?year=2027&received=2026-02-09&count=7&unit=workingDay', as: 'binh' },
  { path: '/desk', as: 'lan' },
  { path: '/enquiries', as: 'hoa' },
  { path: '/enquiries/:enquiry', as: 'hoa' },
  { path: '/enquiries/figures', as: 'hoa' },
  { path: '/propaganda', as: 'hoa' },
  { path: '/propaganda/:piece', as: 'hoa' },
  { path: '/propaganda/plan?period=2026-4', as: 'hoa' },
  { path: '/propaganda/plan/:line', as: 'hoa' },
  { path: '/work', as: 'hoa' },
  { path: '/work', as: 'quan' },
  { path: '/plans', as: 'hoa' },
  { path: '/plans?year=2026&state=running', as: 'yen' },
  { path: '/plans/new', as: 'yen' },
  { path: '/meetings', as: 'binh' },
  { path: '/meetings?q=khong-co', as: 'hoa' },
  { path: '/meetings/new', as: 'binh' },
  { path: '/meetings/series', as: 'hoa' },
  { path: '/meetings/series/new', as: 'binh' },
  { path: '/meetings/series/:series', as: 'binh' },
  { path: '/meetings/series/:series/edit', as: 'binh' },
  { path: '/meetings/:draft/edit', as: 'binh' },
  { path: '/meetings/:draft/agenda/:item', as: 'binh' },
  { path: '/meetings/:draft/documents', as: 'binh' },
  { path: '/meetings/backlog', as: 'binh' },
  { path: '/meetings/backlog', as: 'minh' },
  { path: '/meetings/:meeting/room', as: 'ky' },
  { path: '/meetings/:meeting/presenting', as: 'ky' },
  { path: '/meetings/:meeting/room', as: 'hoa' },
  { path: '/meetings/:meeting/papers', as: 'ky' },
  { path: '/meetings/:meeting/papers/minutes', as: 'ky' },
  { path: '/meetings/:meeting/papers/notice/edit', as: 'yen' },
  { path: '/papers', as: 'hoa' },
  { path: '/papers/numbers', as: 'thu' },
  { path: '/documents/check', as: 'hoa' },
]

/** The pages by who looks at them. */
export const byPerson = Map.groupBy(pages, page => page.as)

/** The address of a page in a portal that was filled with `ids`. */
export const addressOf = ({ path }: PageToLookAt, ids: Record<string, string>): string =>
  path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? `missing-${name}`)
