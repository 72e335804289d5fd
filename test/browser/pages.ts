// The pages that are looked at in the browser: by axe light and dark, at 1280 and 360 px, with JavaScript and without.
// A new page is added here, and all of those tests look at it.

export interface PageToLookAt {
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
  { path: '/', as: 'kiem' },
  { path: '/', as: 'quan' },
  { path: '/procedures-that-nobody-knows', as: 'hoa', status: 404 },
  { path: '/calendar', as: 'minh' },
  { path: '/calendar?year=2027&received=2026-02-09&count=7&unit=workingDay', as: 'binh' },
]
