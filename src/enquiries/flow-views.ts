// What the templates of a question's way are given.
import type { EventRow } from '../events/audit.ts'
import type { StatusKind } from '../web/layout.ts'

export interface FlowViews {
  'enquiries/_flow': { status: { kind: StatusKind; label: string }; clock: { status: { kind: StatusKind; label: string }; distance: string } | null; history: EventRow[] }
}
