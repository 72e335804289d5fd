// What the templates of scoring are given.
import type { EventRow } from '../events/audit.ts'
import type { Form } from '../web/forms.ts'
import type { StatusKind } from '../web/layout.ts'
import type { Proof } from './evidence.ts'
import type { ScoredSource } from './sources.ts'

type Option = { value: string; label: string }
type Status = { kind: StatusKind; label: string }
type Fact = { label: string; value: string }

export interface CriterionRow { href: string | null; number: string; name: string; level: number; group: boolean; maximum: string; method: string; rule: string; notes: string }
export interface SheetRow { href: string; name: string; rank: string; done: string; appraised: string; points: string; index: string; share: number; own: boolean }
export interface NodeRow { href: string | null; id: string; number: string; name: string; level: number; maximum: string; values: { label: string; value: string }[]; lost: string; status: Status | null; changed: boolean }
export interface ScoreLine { at: Date; by: string; step: string; value: string; words: string; notes: string[]; valid: boolean }
export interface LostRow { href: string; criterion: string; unit: string; lost: string; of: string; cause: string; proposal: { href: string; status: Status } | null; propose: { sheet: string; criterion: string } | null }

export interface ScoringViews {
  'scoring/_tabs': { here: 'rounds' | 'sets' | 'history' }
  'scoring/index': { year: string; years: Option[]; index: string; indices: Option[]; sentence: string; rows: { href: string; name: string; set: string; days: string; units: string; status: Status }[]; xlsx: string; mayWrite: boolean }
  'scoring/edit': { title: string; action: string; back: string; form: Form; sets: Option[]; ways: Option[]; units: { name: string; label: string; ticked: boolean }[]; revision: number | null }
  'scoring/show': {
    id: string; name: string; status: Status; now: string; facts: Fact[]; set: { href: string; label: string }; sample: boolean
    sentence: string; rows: SheetRow[]; ranked: boolean; office: boolean; rule: string; lost: string; edit: string | null
    move: { to: string; label: string; revision: number; ready: boolean; why: string } | null
    publish: { revision: number } | null
    files: { xlsx: string; docx: string }; history: EventRow[]; form: Form
  }
  'scoring/sheet': {
    name: string; round: { href: string; name: string }; status: Status; now: string; figures: (Fact & { note: string })[]; sentence: string
    show: string; shows: { href: string; label: string; current: boolean }[]; rows: NodeRow[]; columns: string[]; rule: string
    accept: { action: string; count: number } | null; first: { href: string; label: string } | null; files: { xlsx: string; docx: string }; form: Form
  }
  'scoring/criterion': {
    path: string; number: string; name: string; group: string; sheet: { href: string; name: string }; round: { href: string; name: string }
    place: string; previous: string | null; next: string | null; now: string; facts: Fact[]; status: Status
    declare: { action: string; fields: 'yesNo' | 'timely' | 'items' | 'figure' | 'share' | 'points'; answers: Option[]; what: string; of: string; optional: boolean; seen: string; maximum: string; proposed: string } | null
    register: { action: string; seen: string } | null
    explain: { action: string; seen: string } | null
    appraise: { action: string; seen: string; title: string; optional: boolean } | null
    refused: string
    source: ScoredSource | null
    evidence: { wanted: string | null; rows: Proof[]; action: string | null; q: string; found: { id: string; subject: string; words: string | null; issuer: string | null; file: string | null }[]; more: boolean }
    lines: ScoreLine[]
    form: Form
  }
  'scoring/_save': { next: boolean; label: string }
  'scoring/lost': { name: string; round: string; unit: string; units: Option[]; sentence: string; rows: LostRow[]; xlsx: string; mayPropose: boolean; form: Form; action: string }
  'scoring/sets': { sentence: string; rows: { href: string; name: string; index: string; year: number; lines: string; status: Status; sample: boolean }[]; mayWrite: boolean; form: Form }
  'scoring/set-edit': { title: string; action: string; back: string; form: Form; indices: Option[]; states: Option[] | null; revision: number | null }
  'scoring/set': {
    id: string; name: string; facts: Fact[]; status: Status; sample: boolean; used: { href: string; label: string }[]; rows: CriterionRow[]; sentence: string; mistakes: string[]
    mayEdit: boolean; mayWrite: boolean; open: string | null; xlsx: string; copy: Form; history: EventRow[]; form: Form
  }
  'scoring/criterion-edit': { title: string; action: string; back: string; removal: string | null; form: Form; methods: Option[]; sides: Option[]; units: Option[]; sources: Option[]; hints: string[] }
  'scoring/import': { id: string; name: string; form: Form; preview: { rows: { row: number; number: string; name: string; maximum: string; method: string; rule: string; mistakes: string[] }[]; sentence: string; ready: boolean; lines: string } | null }
  'scoring/history': { index: string; indices: Option[]; sentence: string; groups: HistoryGroup[]; xlsx: string; mayWrite: boolean; form: Form }
}

export interface HistoryGroup {
  id: string; name: string; note: string; readOnly: boolean
  chart: { points: { x: number; y: number; label: string; year: string }[]; line: string; best: string; worst: string } | null
  rows: { year: string; rank: string; change: string; score: string; source: string }[]
}
