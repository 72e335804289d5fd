// The three ways the portal says no. src/web/app.ts turns them into 404, 403 and 422.
import type { ZodError } from 'zod'

/** What is asked for does not exist, or not for this person. `what` is a Vietnamese sentence for the page. */
export class NotFound extends Error {
  readonly what: string
  constructor(what = 'Không có trang này, hoặc bạn không được xem.') { super(what); this.what = what }
}

/** The person sees it but may not do it. `why` is a Vietnamese sentence for the page. */
export class NotAllowed extends Error {
  readonly why: string
  constructor(why = 'Vai trò của bạn không được làm việc này.') { super(why); this.why = why }
}

/** What was typed cannot be taken as it is: a Vietnamese sentence for each field ('' is the form as a whole). */
export class Invalid extends Error {
  readonly errors: Record<string, string>
  constructor(errors: Record<string, string>) {
    super(`Invalid: ${Object.entries(errors).map(([field, sentence]) => `${field}: ${sentence}`).join('; ')}`)
    this.errors = errors
  }
}

/** What is looked for, or null where it is not there for the person. */
export async function orNull<T>(finding: Promise<T>): Promise<T | null> {
  try { return await finding } catch (error) {
    if (error instanceof NotFound) return null
    throw error
  }
}

/** Mistakes of a schema by field, the first of each, in the order of the form. */
export function mistakesOf(error: ZodError): Record<string, string> {
  const mistakes: Record<string, string> = {}
  for (const { path, message } of error.issues) mistakes[path.join('.')] ??= message
  return mistakes
}
