// What the events of conclusions say, for the audit log and the page of a meeting.
export const conclusionSentences = {}
