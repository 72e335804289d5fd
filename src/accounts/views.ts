// What the account templates are given.
import type { Form } from '../web/forms.ts'

export interface DemoPerson { id: string; name: string; role: string; unit: string }

export interface AccountViews {
  'accounts/sign-in': {
    form: Form
    /** Where to go afterwards; '' is the home page. */
    next: string
    /** What was being sent when the session had ended, to be sent again; null when nothing was. */
    kept: string | null
    demoPeople: DemoPerson[]
  }
}
