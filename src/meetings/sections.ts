// The sections of a meeting's package. Each subject makes its own beside its nouns and is named here by one line.
import type { User } from '../accounts/accounts.ts'
import type { SheetToWrite } from '../admin/workbook.ts'
import { lastConclusions } from '../conclusions/meeting-section.ts'
import { waitingDecisions } from '../desk/meeting-section.ts'
import type { ClockRules } from '../enquiries/clock.ts'
import { citizensAsk } from '../enquiries/meeting-section.ts'
import { lateTasks } from '../figures/meeting-section.ts'
import { changedProcedures } from '../procedures/meeting-section.ts'
import type { Read } from '../store/store.ts'
import type { Meeting } from './tables.ts'

export type SectionRules = ClockRules

/** From where a package is looked at. */
export interface Sight {
  /** Whose sight it is: what this person may not see is not in it. */
  user: User
  chair: User
  meeting: Meeting
  /** Meetings held before it of the same series, the last one first. */
  before: { id: string; title: string; on: string }[]
  /** Day of the meeting before, or a month ago: since when something is new. 'YYYY-MM-DD'. */
  since: string
  /** The office's settings that figures are told by. */
  rules: SectionRules
}

/**
 * One section. `Data` is plain JSON, for it is kept with the meeting as it stood when it began: what is kept is shown by the
 * templates of years later, so that a field may be added to it, and none be taken away.
 */
export interface Section<Template extends string, Data extends object> {
  key: string
  title: string
  template: Template
  /** Null where it is not for this person. The figures come from the functions that the subject's own pages use. */
  load(db: Read, sight: Sight): Promise<Data | null>
  /** Beside the title: '5 xong, 3 đang làm, 1 quá hạn'. */
  summary(data: Data): string
  /** What the whole page begins with. */
  headline?(data: Data): string | null
  /** What fits on one slide. */
  shortened(data: Data): Data
  sheets(data: Data): SheetToWrite[]
}

export const sections = [lastConclusions, lateTasks, waitingDecisions, citizensAsk, changedProcedures] as const
