// What the events of this folder say, for the audit log.
import type { Event } from '../events/tables.ts'

type Details = Event['details']

export const provingSentences = {} satisfies Record<string, string | ((details: Details) => string)>
