// A form is what the person typed, plus what is wrong with it. It can always be shown again.
import { validator } from 'hono/validator'
import type { z } from 'zod'
import { Invalid, mistakesOf } from '../errors.ts'
import { clean } from '../text.ts'
import type { Ask } from './context.ts'

export interface Form { values: Record<string, string>; errors: Record<string, string> }
export const blank: Form = { values: {}, errors: {} }

/** A blank form already filled with what is kept. */
export const filled = (values: Record<string, string | number | null | undefined>): Form => ({
  values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value == null ? '' : String(value)])), errors: {},
})

export interface Checked<T> { form: Form; input?: T }

/** Reads a posted form by a schema; never answers by itself. Text comes in NFC without hidden characters. */
export function formOf<S extends z.ZodType>(schema: S) {
  const read = validator('form', (raw): Checked<z.output<S>> => checkedBy(schema, raw))
  const guarded: typeof read = (c, next) => {
    // It would hold a whole file in memory: what comes with one goes through admin/uploads.ts.
    if (isMultipart(c)) throw new Invalid({ '': 'Biểu mẫu này không nhận tệp. Hãy mở lại trang rồi gửi từ biểu mẫu của cổng.' })
    return read(c, next)
  }
  return guarded
}

/** Whether what was posted may bring a file. */
export const isMultipart = (c: { req: { header(name: string): string | undefined } }): boolean => /^multipart\//i.test(c.req.header('content-type') ?? '')

/** What was posted, held to a schema: for forms that came with a file. */
export function checkedBy<S extends z.ZodType>(schema: S, raw: Record<string, unknown>): Checked<z.output<S>> {
  const tidy = Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, tidied(value)]))
  const values = Object.fromEntries(Object.entries(tidy).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  const parsed = schema.safeParse(tidy)
  if (parsed.success) return { form: { values, errors: {} }, input: parsed.data }
  return { form: { values, errors: mistakesOf(parsed.error) } }
}

const tidied = (value: unknown): unknown =>
  typeof value === 'string' ? clean(value) : Array.isArray(value) ? value.map(tidied) : value

/** Runs the work if the form is sound. Returns the form to show again, or nothing when all went well. */
export async function submit<T>({ form, input }: Checked<T>, work: (input: T) => Promise<unknown>): Promise<Form | undefined> {
  if (input === undefined) return form
  try { await work(input) } catch (error) {
    if (error instanceof Invalid) return { ...form, errors: error.errors }
    throw error
  }
  return undefined
}

/** What was posted of a list with tick boxes: the rows ticked, the filter that the list stood under, and what else was typed. */
export async function tickedRows(c: Ask): Promise<{ ticked: Set<string>; query: Record<string, string>; typed: (name: string) => string }> {
  const posted = await c.req.parseBody({ all: true })
  const typed = (name: string) => { const value = posted[name]; return typeof value === 'string' ? value : '' }
  const { item } = posted
  const items = Array.isArray(item) ? item : [item]
  return { ticked: new Set(items.filter(one => typeof one === 'string')), query: Object.fromEntries(new URL(typed('query'), 'http://portal/').searchParams), typed }
}
