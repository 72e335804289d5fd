// What the pages of the second factor are given.
import type { Form } from '../web/forms.ts'

export interface SecondFactorViews {
  'second-factor/show': {
    /** What is to be typed comes with the form that is open. */
    form: Form
    open: 'begin' | 'codes' | 'removal' | ''
    /** Since when it is on; null while it is off. */
    since: Date | null
    left: number
    /** The office asks this person for one. */
    must: boolean
    /** How they prove who they are before they begin; nothing is asked where the portal has nothing to compare. */
    proof: 'password' | 'code' | 'none'
    /** A secret that waits for its first code: as squares, and to be typed by hand. */
    waiting: { path: string; groups: string; address: string } | null
    account: string
  }
  /** What proves who somebody is, in the form of that name. */
  'second-factor/_proof': { where: string; proof: 'password' | 'code' | 'none'; error: string | undefined }
  'second-factor/codes': { codes: string[]; first: boolean }
}
