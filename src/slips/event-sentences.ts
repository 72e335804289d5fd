// What the events of this folder say, for the audit log.
import type { Event } from '../events/tables.ts'

type Details = Event['details']

export const slipSentences = {
  'slip printed': ({ code }) => `đã in phiếu hướng dẫn ${typeof code === 'string' ? code : ''}`.trimEnd(),
} satisfies Record<string, string | ((details: Details) => string)>
