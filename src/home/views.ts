// What the home page is given.
export interface HomeViews {
  'home/show': Record<string, never>
}
