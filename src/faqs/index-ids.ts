// How the assistant's index tells an entry of frequently asked questions from a procedure. The index's thread reads this file too: it imports nothing.
const prefix = 'faq:'
export const isFaq = (id: string): boolean => id.startsWith(prefix)
export const indexIdOf = (faqId: string): string => `${prefix}${faqId}`
export const faqIdOf = (indexId: string): string => indexId.slice(prefix.length)
