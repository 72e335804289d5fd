// What the events of a meeting's papers say, for the audit log and the page of a meeting.
export const paperSentences = {}
