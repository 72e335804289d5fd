// What the account templates are given.
import type { Role } from '../policy.ts'
import type { SecondFactorViews } from '../second-factor/views.ts'
import type { Form } from '../web/forms.ts'
import type { Pager } from '../web/paging.ts'
import type { StatusKind } from '../web/layout.ts'
import type { DelegationLine } from './delegations.ts'
import type { DirectoryLine, PostingLine, RoleLine } from './people.ts'

export interface DemoPerson { id: string; name: string; role: string; unit: string }
/** One field of a form that could not be sent; `shown` is false for what only the page itself needs. */
export interface KeptField { name: string; label: string; value: string; shown: boolean }
export interface Option { value: string; label: string }
export interface SessionLine { handle: string; device: string; address: string; startedAt: Date; seenAt: Date; current: boolean }
/** A role to tick in a form. */
export interface RoleOption { value: Role; label: string; on: boolean }

export interface AccountViews extends SecondFactorViews {
  'accounts/sign-in': {
    form: Form
    /** Where to go afterwards; '' is the home page. */
    next: string
    /** What was being sent when the session had ended, to be sent again; null when nothing was. */
    kept: string | null
    /** A file was being sent, which a browser cannot be given back. */
    fileLost: boolean
    demoPeople: DemoPerson[]
    /** Signing in elsewhere; null where no provider is set up. */
    oidc: { label: string; href: string; /** Just signed out here, and still in there. */ stillIn: boolean } | null
    /** Passwords of the office's directory are taken too. */
    ldap: boolean
  }
  'accounts/code': { form: Form; kept: string | null; name: string; minutes: number }
  'accounts/kept': { path: string; fields: KeptField[]; next: string; name: string }
  'accounts/link': { form: Form; token: string; name: string; unit: string | null; signInName: string; expiresAt: Date }
  'accounts/me': {
    name: string
    signInNames: string
    postings: PostingLine[]
    roles: RoleLine[]
    given: DelegationLine[]
    received: DelegationLine[]
    sessions: SessionLine[]
    mayDelegate: boolean
    hasPassword: boolean
    /** Null for people of the demo. */
    secondFactor: { since: Date | null; left: number; must: boolean } | null
    demo: boolean
    people: Option[]
    today: string
    theme: string
    compact: boolean
    shortcuts: boolean
    passwordForm: Form
    delegationForm: Form
  }
  'accounts/people': {
    q: string
    unit: string
    role: string
    state: string
    order: string
    units: Option[]
    roles: Option[]
    sentence: string
    chips: { words: string; href: string }[]
    rows: (DirectoryLine & { roleWords: string; status: { kind: StatusKind; label: string } | null })[]
    pager: Pager
    exports: { xlsx: string; csv: string }
    mayManage: boolean
    mayImport: boolean
  }
  'accounts/person': {
    person: { id: string; name: string; email: string | null; userName: string | null; extension: string | null; duties: string[]; note: string | null; leftOn: string | null; demo: boolean }
    lede: string
    postings: PostingLine[]
    roles: RoleLine[]
    given: DelegationLine[]
    received: DelegationLine[]
    account: {
      status: { kind: StatusKind; label: string }
      sentence: string
      mayLink: boolean
      locked: boolean
      /** Null for people of the demo, and leavers. */
      secondFactor: { since: Date | null; must: boolean } | null
    } | null
    roleOptions: Option[]
    fieldOptions: string[]
    units: Option[]
    today: string
    self: boolean
    /** The form that came back with mistakes, and which one it was. */
    form: Form
    open: 'role' | 'posting' | 'leaving' | 'return' | 'link' | 'reset' | ''
  }
  'accounts/edit': { person: { id: string; name: string }; form: Form; now: Record<string, string> }
  'accounts/_postings': { postings: PostingLine[] }
  'accounts/_delegations': { given: DelegationLine[]; received: DelegationLine[]; mayEnd: boolean }
  /** `now`: what is kept, for the fields where somebody else's change differs from what was typed. */
  'accounts/_identity': { form: Form; now: Record<string, string> }
  'accounts/invite': { form: Form; units: Option[]; roleOptions: RoleOption[]; fieldOptions: { name: string; on: boolean }[] }
  'accounts/made-link': { person: { id: string; name: string }; address: string; expiresAt: Date; hours: number; again: boolean }
}
