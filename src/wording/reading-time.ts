// How long a text takes to be read aloud.
import { spoken } from './spoken.ts'

/**
 * Syllables a minute over a loudspeaker. An assumption: two to three minutes are taken for 300 to 400 words in the office's own
 * rules for scripts, which is 130 to 150 a minute; nobody measured it here, so each caller may give the pace of its own readers.
 */
export const loudspeakerPace = 150

/** Syllables ('tiếng'): every word of Vietnamese that is written is one. */
export const syllablesOf = (text: string): number => text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu)?.length ?? 0

/** Seconds to read the text aloud, numbers and short forms said in full. */
export const readingTime = (text: string, pace = loudspeakerPace): number => Math.ceil(syllablesOf(spoken(text)) * 60 / pace)
