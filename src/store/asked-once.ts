// A question to the store whose answer serves whoever asks it again: for what many rows of one page have in common.

/** `ask`, but the same is asked only once. For one request: what was answered is never asked again. */
export function askedOnce<Asked, Answer>(ask: (asked: Asked) => Promise<Answer>, keyOf: (asked: Asked) => string): (asked: Asked) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>()
  return asked => {
    const key = keyOf(asked)
    return answers.get(key) ?? answers.set(key, ask(asked)).get(key)!
  }
}
