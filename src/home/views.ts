// What the home page is given.
export interface HomeViews {
  'home/show': {
    /** The person's own name, the last word of the full one. */
    name: string
    /** Today, 'YYYY-MM-DD'. */
    day: string
    mayAsk: boolean
    /** Where the day's work starts, each with a sentence on what is there. */
    places: { href: string; icon: string; title: string; sentence: string }[]
  }
}
