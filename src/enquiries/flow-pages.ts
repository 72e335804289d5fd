// How a question stands on its way: its state, its clock and what happened to it.
import { loadCalendar } from '../calendar/calendar.ts'
import { historyOf } from '../events/audit.ts'
import type { Ask } from '../web/context.ts'
import type { Form } from '../web/forms.ts'
import { clockOf } from './clock.ts'
import type { FlowViews } from './flow-views.ts'
import type { Enquiry } from './tables.ts'
import { stateStatus } from './words.ts'

/** `form`: what was typed into one of the forms of this part, when it comes back. */
export async function flowOf(c: Ask, enquiry: Enquiry, _form: Form): Promise<FlowViews['enquiries/_flow']> {
  const { store: { read }, config } = c.var
  return { status: stateStatus(enquiry.state), clock: clockOf(await loadCalendar(read), enquiry, config), history: await historyOf(read, 'enquiry', enquiry.id, 100) }
}
