// What the office as a whole has set: a few named values that people change while the portal runs.
import { json, table, text } from '../store/columns.ts'

export const officeSettings = table('office_settings', {
  name: text('name').primaryKey(),
  value: json<unknown>('value').notNull(),
})
