// What is said of a procedure that has changed since a day, to whoever is about to rely on what it was then.
import { written } from '../clock.ts'
import type { Row } from '../procedures/catalogue.ts'

/** 'Thủ tục đã có bản 2, áp dụng từ 13/10/2026.'; null where it is as it was on the day. */
export function changedSince({ number, state, effectiveFrom }: Row, day: string): string | null {
  if (number < 2 || state === 'upcoming' || effectiveFrom <= day) return null
  return `Thủ tục đã ${state === 'abolished' ? 'bãi bỏ' : `có bản ${number}, áp dụng`} từ ${written(effectiveFrom)}.`
}
