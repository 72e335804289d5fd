// What templates may call: dates, numbers and words as the office writes them. Everything returned is escaped when printed.
import { dayOf, timeOf, today, written } from '../clock.ts'
import { asset } from './assets.ts'

const weekdays = ['CN', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7']

/** 'YYYY-MM-DD' or an instant → '24/11/2026'; '' for null. */
export function date(value: string | Date | null): string {
  if (value === null) return ''
  return written(typeof value === 'string' ? value : dayOf(value))
}

/** '2026-11-25' → 'T4 25/11/2026'. */
export const weekday = (day: string): string => `${weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()]} ${date(day)}`

const weekdaysInFull = ['Chủ Nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy']
/** '2026-11-25' → 'Thứ Tư 25/11/2026'. */
export const weekdayInFull = (day: string): string => `${weekdaysInFull[new Date(`${day}T00:00:00Z`).getUTCDay()]} ${date(day)}`

/** An instant → '08:12 ngày 24/11/2026'. */
export const moment = (instant: Date): string => `${timeOf(instant)} ngày ${date(instant)}`

const plain = new Intl.NumberFormat('vi-VN')
/** 4304 → '4.304'. */
export const number = (value: number): string => plain.format(value)

const oneDecimal = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
/** A share from 0 to 1 → '79,3 %', rounded half up; '–' when there is nothing to divide by. */
export const percent = (share: number | null): string => (share === null ? '–' : `${oneDecimal.format(Math.round(share * 1000) / 10)} %`)

export { asset, today, timeOf as time }
